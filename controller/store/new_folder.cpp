// new_folder.cpp: make, sync, rename, sync.  Side: control.
#include "controller/store/new_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace corelogic::store {
namespace {

namespace fs = std::filesystem;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal disk_fault(const std::string& path, int error) {
  return {RefusalCode::kStorage, path, "The disk refused " + path + ": " + std::strerror(error) + "."};
}

Refusal taken(const std::string& kind, const std::string& folder) {
  const std::string name = fs::path(folder).filename();
  const std::string instead = kind == "project" ? "open it" : "replace it";
  return {RefusalCode::kDuplicate, kind + " " + name,
          "There is already a " + kind + " called " + name + "; " + instead + ", or choose another name."};
}

}  // namespace

Result<void> sync_path(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return disk_fault(path, errno);
  const bool synced = ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (!synced) return disk_fault(path, error);
  return {};
}

Result<void> share_sounds(const std::string& from, const std::string& to) {
  std::error_code error;
  const auto how = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  if (!fs::exists(from, error)) return {};
  fs::copy(from, to, how | fs::copy_options::create_hard_links, error);
  if (error) fs::copy(from, to, how, error);
  if (error) return disk_fault(to, error.value());
  return {};
}

Result<void> remove_folder(const std::string& folder, const std::string& kind) {
  const fs::path path(folder);
  const std::string name = path.filename();
  const std::string gone = path.parent_path() / (".gone-" + name);
  std::error_code error;
  fs::remove_all(gone, error);  // left by a controller that died here
  if (::rename(folder.c_str(), gone.c_str()) != 0) {
    if (errno == ENOENT)
      return Refusal{RefusalCode::kNotFound, kind + " " + name,
                     "There is no " + kind + " called " + name + "."};
    return disk_fault(folder, errno);
  }
  if (auto synced = sync_path(path.parent_path()); !synced) return synced;
  fs::remove_all(gone, error);
  if (error) return disk_fault(gone, error.value());
  return {};
}

NewFolder::NewFolder(std::string folder, std::string kind)
    : folder_(std::move(folder)), kind_(std::move(kind)) {
  const fs::path path(folder_);
  hidden_ = path.parent_path() / (".new-" + path.filename().string());
}

NewFolder::~NewFolder() {
  std::error_code ignored;
  if (!kept_) fs::remove_all(hidden_, ignored);
}

Result<void> NewFolder::make() {
  std::error_code error;
  if (fs::exists(folder_, error)) return taken(kind_, folder_);
  fs::remove_all(hidden_, error);  // left by a controller that died here
  if (::mkdir(hidden_.c_str(), 0700) != 0) return disk_fault(hidden_, errno);
  const std::string audio = hidden_ + "/audio";
  if (::mkdir(audio.c_str(), 0700) != 0) return disk_fault(audio, errno);
  return {};
}

Result<void> NewFolder::keep() {
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(hidden_, error); entry != fs::end(entry);
       entry.increment(error)) {
    if (error) return disk_fault(hidden_, error.value());
    if (auto synced = sync_path(entry->path()); !synced) return synced;
  }
  if (error) return disk_fault(hidden_, error.value());
  if (auto synced = sync_path(hidden_); !synced) return synced;
  if (::renameat2(AT_FDCWD, hidden_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_NOREPLACE) != 0)
    return errno == EEXIST ? taken(kind_, folder_) : disk_fault(folder_, errno);
  kept_ = true;
  return sync_path(fs::path(folder_).parent_path());
}

}  // namespace corelogic::store
