// endpoints.cpp: paths from the environment, and directories nobody else may enter.  Side: control.
#include "schema/wire/endpoints.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace corelogic::wire {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

std::string from_environment(const char* own, const char* shared, const char* fallback) {
  if (const char* path = std::getenv(own); path != nullptr && *path != '\0') return path;
  if (const char* path = std::getenv(shared); path != nullptr && *path != '\0')
    return std::string(path) + "/corelogic";
  return fallback;
}

Refusal storage(const std::string& path, const std::string& why) {
  return {RefusalCode::kStorage, path, "The directory " + path + " " + why};
}

std::string words_of(int error) {
  return std::generic_category().message(error);
}

/// A directory that was there already: ours alone, or made so.
vocabulary::Result<void> claim(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return storage(path, "cannot be looked at: " + words_of(errno) + ".");
  if (!S_ISDIR(status.st_mode)) return storage(path, "is no directory; remove it or choose another path.");
  if ((status.st_mode & 077) == 0 && status.st_uid == geteuid()) return {};
  if ((status.st_mode & S_ISVTX) != 0)
    return storage(path, "is shared by all users; choose one of its own inside it.");
  if (status.st_uid != geteuid()) return storage(path, "belongs to another user; choose one of your own.");
  if (chmod(path.c_str(), 0700) != 0)
    return storage(path, "cannot be closed to others: " + words_of(errno) + ".");
  return {};
}

}  // namespace

std::string runtime_directory() {
  return from_environment("CORELOGIC_RUNTIME_DIR", "XDG_RUNTIME_DIR", "/run/corelogic");
}

std::string data_directory() {
  return from_environment("CORELOGIC_DATA_DIR", "XDG_DATA_HOME", "/var/lib/corelogic");
}

vocabulary::Result<void> make_private_directory(const std::string& path) {
  if (path.empty()) return storage("\"\"", "has no name.");
  for (std::size_t slash = path.find('/', 1); slash != path.npos; slash = path.find('/', slash + 1)) {
    const std::string parent = path.substr(0, slash);
    if (mkdir(parent.c_str(), 0755) != 0 && errno != EEXIST && errno != EISDIR)
      return storage(parent, "cannot be made: " + words_of(errno) + ".");
  }
  if (mkdir(path.c_str(), 0700) == 0) return {};
  if (errno != EEXIST) return storage(path, "cannot be made: " + words_of(errno) + ".");
  return claim(path);
}

std::string control_endpoint() {
  return "ipc://" + runtime_directory() + "/control";
}
std::string telemetry_endpoint() {
  return "ipc://" + runtime_directory() + "/telemetry";
}
std::string engine_endpoint() {
  return "ipc://" + runtime_directory() + "/engine";
}
std::string engine_telemetry_endpoint() {
  return "ipc://" + runtime_directory() + "/engine-telemetry";
}

}  // namespace corelogic::wire
