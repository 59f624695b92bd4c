// endpoint_lock.cpp: flock, which the kernel gives up for a process that is killed.  Side: control.
#include "schema/wire/endpoint_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace corelogic::wire {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

EndpointLock::EndpointLock(EndpointLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

EndpointLock& EndpointLock::operator=(EndpointLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

EndpointLock::~EndpointLock() {
  if (fd_ >= 0) close(fd_);
}

vocabulary::Result<EndpointLock> EndpointLock::take(const std::string& path) {
  EndpointLock lock;
  const std::string file = path + ".lock";
  lock.fd_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock.fd_ < 0)
    return Refusal{
        RefusalCode::kNotFound, path,
        "The lock file " + file + " cannot be made: " + std::generic_category().message(errno) + "."};
  while (flock(lock.fd_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    return Refusal{
        RefusalCode::kConflict, path,
        "Another process serves " + path + " already; stop it, or choose another runtime directory."};
  }
  return lock;
}

}  // namespace corelogic::wire
