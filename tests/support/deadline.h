// deadline.h: an end for calls that have none of their own, libjack's above all: on a server that is stopped
// or stuck they wait for ever.  Side: test.
#pragma once

#include <functional>
#include <string>

#include "tests/support/process.h"

namespace corelogic::support {

/// Does `body` on a thread of its own and waits for it.
///
/// What surprises: past the deadline the thread is left behind where it is stuck, so `body` must own what it
///                 touches (captures by value; shared_ptr).
/// Errors:         std::runtime_error "<what> took more than 10000 ms"; what `body` throws.
void within(const std::string& what, std::function<void()> body, Milliseconds deadline = 10s);

}  // namespace corelogic::support
