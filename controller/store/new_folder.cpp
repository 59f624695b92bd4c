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

Refusal taken(const std::string& folder) {
  const std::string name = fs::path(folder).filename();
  return {RefusalCode::kDuplicate, "project " + name,
          "There is already a project called " + name + "; open it, or choose another name."};
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

NewFolder::NewFolder(std::string folder) : folder_(std::move(folder)) {
  const fs::path path(folder_);
  hidden_ = path.parent_path() / (".new-" + path.filename().string());
}

NewFolder::~NewFolder() {
  std::error_code ignored;
  if (!kept_) fs::remove_all(hidden_, ignored);
}

Result<void> NewFolder::make() {
  std::error_code error;
  if (fs::exists(folder_, error)) return taken(folder_);
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
    return errno == EEXIST ? taken(folder_) : disk_fault(folder_, errno);
  kept_ = true;
  return sync_path(fs::path(folder_).parent_path());
}

}  // namespace corelogic::store
