// watchdog_test.cpp: what systemd hears while the engine lives, stands still, hangs and stops.  Side: test.
#include "engine/control/watchdog.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

namespace corelogic::control {
namespace {

using namespace std::chrono_literals;

/// Stands where systemd stands: a datagram socket that $NOTIFY_SOCKET names.
class Notified {
 public:
  Notified() : fd_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socklen_t length = sizeof(sa_family_t);  // autobind: the kernel chooses an abstract name
    ::bind(fd_, reinterpret_cast<sockaddr*>(&address), length);
    length = sizeof(address);
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &length);
    const std::string name(address.sun_path + 1, length - sizeof(sa_family_t) - 1);
    ::setenv("NOTIFY_SOCKET", ("@" + name).c_str(), 1);
  }
  ~Notified() {
    ::unsetenv("NOTIFY_SOCKET");
    ::close(fd_);
  }
  Notified(const Notified&) = delete;
  Notified& operator=(const Notified&) = delete;

  /// The next word; empty when none comes in time.
  std::string hear(std::chrono::milliseconds deadline) {
    pollfd descriptor{fd_, POLLIN, 0};
    if (::poll(&descriptor, 1, static_cast<int>(deadline.count())) <= 0) return "";
    std::array<char, 256> text{};
    const ssize_t got = ::recv(fd_, text.data(), text.size(), 0);
    return {text.data(), static_cast<std::size_t>(got > 0 ? got : 0)};
  }
  /// Whether `word` is said before the deadline.
  bool hears(const std::string& word, std::chrono::milliseconds deadline = 10s) {
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (std::chrono::steady_clock::now() < end) {
      if (hear(100ms) == word) return true;
    }
    return false;
  }
  /// Whether it falls silent: nothing for 300 ms (60 intervals), before the deadline.
  bool falls_silent() {
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (std::chrono::steady_clock::now() < end) {
      if (hear(300ms).empty()) return true;
    }
    return false;
  }

 private:
  int fd_;
};

/// Cycles that move, as a device would move them, until it is stopped.
class Cycles {
 public:
  Cycles()
      : thread_([this] {
          while (!stopped_) {
            if (inside_) {
              begun = count + 1;
            } else if (!held_) {
              begun = count + 1;
              ++count;
            }
            std::this_thread::sleep_for(1ms);
          }
        }) {}
  ~Cycles() {
    stopped_ = true;
    thread_.join();
  }
  Cycles(const Cycles&) = delete;
  Cycles& operator=(const Cycles&) = delete;
  /// The device does not call.
  void hold(bool on) { held_ = on; }
  /// A cycle does not end.
  void hang(bool on) { inside_ = on; }
  [[nodiscard]] Pulse pulse() const { return {begun, count}; }

  std::atomic<std::uint64_t> begun{0}, count{0};

 private:
  std::atomic<bool> stopped_{false};
  std::atomic<bool> held_{false}, inside_{false};
  std::thread thread_;
};

TEST(Watchdog, IsReadyWithTheFirstCycleAndNotBefore) {
  Notified notified;
  std::atomic<std::uint64_t> cycles{0};
  Watchdog watchdog({cycles, cycles}, 100ms);
  EXPECT_EQ(notified.hear(50ms), "");
  cycles = 1;
  EXPECT_EQ(notified.hear(10s), "READY=1");
  EXPECT_EQ(notified.hear(10s), "WATCHDOG=1");
}

TEST(Watchdog, FallsSilentWhenACycleHangs) {
  Notified notified;
  Cycles cycles;
  Watchdog watchdog(cycles.pulse(), 50ms);
  ASSERT_TRUE(notified.hears("WATCHDOG=1"));
  cycles.hang(true);
  std::atomic<bool> done{false};
  std::thread control([&] {
    while (!done) {
      watchdog.beat();
      std::this_thread::sleep_for(1ms);
    }
  });
  EXPECT_TRUE(notified.falls_silent());
  cycles.hang(false);
  EXPECT_TRUE(notified.hears("WATCHDOG=1")) << "it lives again";
  cycles.hold(true);
  for (int i = 0; i < 40; ++i)
    EXPECT_NE(notified.hear(100ms), "") << "a server that stalls is no hang of ours";
  EXPECT_TRUE(notified.falls_silent()) << "a second is too long even for that";
  done = true;
  control.join();
}

TEST(Watchdog, GivesACycleThatFreewheelsASecond) {
  Notified notified;
  Cycles cycles;
  const std::atomic<bool> freewheels{true};
  Watchdog watchdog({cycles.begun, cycles.count, &freewheels}, 50ms);
  ASSERT_TRUE(notified.hears("WATCHDOG=1"));
  std::atomic<bool> done{false};
  std::thread control([&] {
    while (!done) {
      watchdog.beat();
      std::this_thread::sleep_for(1ms);
    }
  });
  cycles.hang(true);
  const auto end = std::chrono::steady_clock::now() + 600ms;  // five times what a live one has
  while (std::chrono::steady_clock::now() < end) EXPECT_NE(notified.hear(300ms), "");
  EXPECT_TRUE(notified.falls_silent()) << "nor does a bounce take for ever";
  done = true;
  control.join();
}

TEST(Watchdog, FallsSilentWhenTheControlThreadHangs) {
  Notified notified;
  Cycles cycles;
  Watchdog watchdog(cycles.pulse(), 50ms);
  ASSERT_TRUE(notified.hears("WATCHDOG=1"));
  EXPECT_TRUE(notified.falls_silent()) << "nobody calls beat()";
}

TEST(Watchdog, SaysThatItStops) {
  Notified notified;
  Cycles cycles;
  {
    Watchdog watchdog(cycles.pulse(), 50ms);
    ASSERT_TRUE(notified.hears("READY=1"));
  }
  EXPECT_TRUE(notified.hears("STOPPING=1"));
}

}  // namespace
}  // namespace corelogic::control
