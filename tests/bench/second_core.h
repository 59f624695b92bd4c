// second_core.h: what a second core could save at best: a loop cut in two halves that need nothing of each
// other, begun by one flag and ended by another.  Side: benchmark.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "engine/scheduler/float_mode.h"

namespace corelogic::bench {

/// A thread that does `half` each time it is told to; it sleeps when it has not been for a while, so that a
/// loop measured alone has the machine to itself.
class SecondCore {
 public:
  explicit SecondCore(std::function<void()> half) : half_(std::move(half)), thread_([this] { work(); }) {}
  ~SecondCore() {
    turn_.store(kOver);
    turn_.notify_one();
    thread_.join();
  }
  SecondCore(const SecondCore&) = delete;
  SecondCore& operator=(const SecondCore&) = delete;

  void begin() {
    turn_.store(++told_);
    turn_.notify_one();  // a look at a counter while it is awake
  }
  void await() {
    while (done_.load(std::memory_order_acquire) != told_) {
    }
  }

 private:
  static constexpr std::uint64_t kOver = ~std::uint64_t{0};

  void work() {
    scheduler::flush_denormals();
    constexpr int kLooks = 10'000;  // some 100 µs
    for (std::uint64_t seen = 0;;) {
      std::uint64_t turn = turn_.load(std::memory_order_acquire);
      for (int look = 0; turn == seen && look < kLooks; ++look) turn = turn_.load(std::memory_order_acquire);
      if (turn == kOver) return;
      if (turn == seen) {
        turn_.wait(seen);
        continue;
      }
      half_();
      seen = turn;
      done_.store(turn, std::memory_order_release);
    }
  }

  std::uint64_t told_ = 0;
  alignas(128) std::atomic<std::uint64_t> turn_{0};
  alignas(128) std::atomic<std::uint64_t> done_{0};
  std::function<void()> half_;
  std::thread thread_;
};

}  // namespace corelogic::bench
