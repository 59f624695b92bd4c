// deadline.cpp: see deadline.h.  Side: test.
#include "tests/support/deadline.h"

#include <future>
#include <stdexcept>
#include <thread>
#include <utility>

namespace corelogic::support {

void within(const std::string& what, std::function<void()> body, Milliseconds deadline) {
  std::packaged_task<void()> task(std::move(body));
  std::future<void> done = task.get_future();
  std::thread(std::move(task)).detach();
  if (done.wait_for(deadline) != std::future_status::ready)
    throw std::runtime_error(what + " took more than " + std::to_string(deadline.count()) + " ms");
  done.get();
}

}  // namespace corelogic::support
