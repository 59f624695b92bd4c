// stop_signal.h: Ctrl-C and SIGTERM as a question that a loop asks. One a process.  Side: control.
#pragma once

#include <atomic>
#include <csignal>

namespace corelogic::cli {

class StopSignal {
 public:
  StopSignal() {
    std::signal(SIGINT, &StopSignal::hear);
    std::signal(SIGTERM, &StopSignal::hear);
  }
  ~StopSignal() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
  }
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;
  [[nodiscard]] bool asked() const { return asked_.load(std::memory_order_relaxed); }

 private:
  static void hear(int) { asked_.store(true, std::memory_order_relaxed); }
  static inline std::atomic<bool> asked_{false};
};

}  // namespace corelogic::cli
