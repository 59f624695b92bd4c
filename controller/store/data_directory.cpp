// data_directory.cpp: one lock, one folder of folders, one remembered name.  Side: control.
#include "controller/store/data_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <utility>

#include "controller/store/new_folder.h"
#include "schema/wire/endpoints.h"

namespace corelogic::store {
namespace {

namespace fs = std::filesystem;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::size_t kMostNameBytes = 200;  // a file name has at most 255, and ".new-" goes before it
constexpr std::size_t kMostNameCharacters = 64;
constexpr std::uint32_t kFirstEpochs = 1'000'000;

/// Code points: bytes that do not continue another (10xxxxxx).
std::size_t characters_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

Refusal bad_name(std::string_view kind, const std::string& name, const std::string& why) {
  const std::string what(kind);
  return {RefusalCode::kInvalid, what + " name", "\"" + name + "\" cannot name a " + what + ": " + why + "."};
}

}  // namespace

Result<DataDirectory> DataDirectory::lock(const std::string& path) {
  const std::string file = path + "/lock";
  const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0)
    return Refusal{RefusalCode::kStorage, path,
                   "The data directory cannot be used: " + file + ": " + std::strerror(errno) + "."};
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return Refusal{RefusalCode::kConflict, path,
                   "Another controller works in " + path + "; stop it, or give this one another --data."};
  }
  DataDirectory directory(path, lock);
  if (auto made = wire::make_private_directory(path + "/projects"); !made) return made.refusal();
  return directory;
}

DataDirectory::DataDirectory(DataDirectory&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataDirectory::~DataDirectory() {
  if (lock_ >= 0) ::close(lock_);
}

Result<void> DataDirectory::check_name(const std::string& name, std::string_view kind) {
  if (name.empty()) return bad_name(kind, name, "it is empty");
  if (characters_of(name) > kMostNameCharacters || name.size() > kMostNameBytes)
    return bad_name(kind, name, "it is longer than 64 characters");
  if (name.front() == '.') return bad_name(kind, name, "it begins with a dot");
  if (name.find('/') != std::string::npos) return bad_name(kind, name, "it contains a slash");
  if (std::any_of(name.begin(), name.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
    return bad_name(kind, name, "it contains an invisible character");
  return {};
}

std::string DataDirectory::folder_of(const std::string& name) const {
  return path_ + "/projects/" + name;
}

std::string DataDirectory::presets_folder() const {
  return path_ + "/presets";
}

std::string DataDirectory::templates_folder() const {
  return path_ + "/templates";
}

std::vector<std::string> DataDirectory::names() const {
  std::vector<std::string> names;
  std::error_code error;
  for (auto entry = fs::directory_iterator(path_ + "/projects", error); !error && entry != fs::end(entry);
       entry.increment(error)) {
    const std::string name = entry->path().filename();
    std::error_code ignored;
    if (check_name(name) && fs::exists(entry->path() / "project.db", ignored)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

DataDirectory::LastOpen DataDirectory::last_open() const {
  std::ifstream file(path_ + "/last-project");
  LastOpen last;
  std::getline(file, last.name);
  if (!check_name(last.name)) last.name.clear();
  if (!(file >> last.epoch)) last.epoch = std::random_device{}() % kFirstEpochs;
  return last;
}

Result<void> DataDirectory::remember_open(const LastOpen& last) const {
  const std::string file = path_ + "/last-project";
  const std::string fresh = file + ".new";
  {
    std::ofstream out(fresh, std::ios::trunc);
    out << last.name << '\n' << last.epoch << '\n';
    out.close();
    if (!out) return Refusal{RefusalCode::kStorage, fresh, "The disk refused " + fresh + "."};
  }
  if (auto synced = sync_path(fresh); !synced) return synced;
  if (::rename(fresh.c_str(), file.c_str()) != 0)
    return Refusal{RefusalCode::kStorage, file,
                   std::string("The disk refused it: ") + std::strerror(errno) + "."};
  return sync_path(path_);
}

}  // namespace corelogic::store
