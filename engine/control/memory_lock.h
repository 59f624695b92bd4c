// memory_lock.h: keeps the whole process in memory, so that no cycle waits for a page.  Side: control, at the
// start.
#pragma once

#include <string>

namespace corelogic::control {

/// Threads made after it have stacks of 1 MiB: the usual 8 MiB each would be locked whole.
void limit_thread_stacks();

/// Locks what is there and what will come. Does nothing where the system limits locked memory: a later
/// allocation beyond the limit would fail instead of being slow. Returns: empty, or a sentence that says what
/// is missing.
[[nodiscard]] std::string lock_memory();

}  // namespace corelogic::control
