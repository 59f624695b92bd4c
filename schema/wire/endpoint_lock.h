// endpoint_lock.h: one owner for one ipc path. A second bind would succeed in libzmq and steal the first
// one's clients. The lock file stays when its owner goes: removing it would let two owners lock two files of
// one name. Side: control.
#pragma once

#include <string>

#include "schema/vocabulary/result.h"

namespace corelogic::wire {

class EndpointLock {
 public:
  EndpointLock() = default;
  EndpointLock(EndpointLock&& other) noexcept;
  EndpointLock& operator=(EndpointLock&& other) noexcept;
  ~EndpointLock();

  /// Locks `<path>.lock`; given up when the object or the process ends.
  /// Errors: kConflict if another holds it, kNotFound if the file cannot be made.
  [[nodiscard]] static vocabulary::Result<EndpointLock> take(const std::string& path);

 private:
  int fd_ = -1;
};

}  // namespace corelogic::wire
