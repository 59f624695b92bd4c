// guard_jack_test.cpp: the guard in a live JACK callback: silent about a clean one and about libjack's own
// system calls around it, and loud about what is planted in it.
#include <gtest/gtest.h>
#include <jack/jack.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include "engine/side.h"
#include "tests/support/jackd.h"
#include "tests/support/realtime_guard.h"

namespace corelogic::guard {
namespace {

enum class Plant { kNothing, kMalloc, kSystemCall };

/// A client that fills its output in a RealtimeScope, as the engine's callback does.
class Client {
 public:
  explicit Client(const support::JackServer& server) {
    const auto options = static_cast<jack_options_t>(JackNoStartServer | JackServerName);
    client_ = jack_client_open("guarded", options, nullptr, server.name().c_str());
    if (client_ == nullptr) throw std::runtime_error("no client");
    port_ = jack_port_register(client_, "out", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
    jack_set_process_callback(client_, &Client::on_cycle, this);
    jack_activate(client_);
  }
  ~Client() { jack_client_close(client_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void plant(Plant what) { plant_ = what; }
  /// Waits for `count` more cycles.
  [[nodiscard]] bool runs(std::uint64_t count) {
    const std::uint64_t end = cycles_ + count;
    return support::eventually([&] { return cycles_ >= end; });
  }

 private:
  static int on_cycle(jack_nframes_t frames, void* self) {
    auto& client = *static_cast<Client*>(self);
    const RealtimeScope scope;
    auto* out = static_cast<float*>(jack_port_get_buffer(client.port_, frames));
    std::fill_n(out, frames, 0.25F);
    switch (client.plant_.load()) {
      case Plant::kNothing:
        break;
      case Plant::kMalloc:
        client.kept_ = std::malloc(8);
        std::free(client.kept_);
        break;
      case Plant::kSystemCall:
        (void)getppid();
        break;
    }
    ++client.cycles_;
    return 0;
  }

  jack_client_t* client_ = nullptr;
  jack_port_t* port_ = nullptr;
  std::atomic<Plant> plant_{Plant::kNothing};
  std::atomic<std::uint64_t> cycles_{0};
  void* volatile kept_ = nullptr;
};

TEST(RealtimeGuardInJack, SaysNothingOfACleanCallback) {
  const support::JackServer server;
  Client client(server);
  ASSERT_TRUE(client.runs(100));  // code and stack are met for the first time
  forget();
  ASSERT_TRUE(client.runs(1000));
  const auto seen = report();
  EXPECT_TRUE(seen.clean()) << seen.text();
  EXPECT_GE(seen.scopes, 999U);
}

TEST(RealtimeGuardInJack, SeesAnAllocationInTheCallback) {
  const support::JackServer server;
  Client client(server);
  forget();
  client.plant(Plant::kMalloc);
  ASSERT_TRUE(client.runs(20));
  EXPECT_GE(report().count(Kind::kAllocate), 19U);
  EXPECT_GE(report().count(Kind::kFree), 19U);
}

TEST(RealtimeGuardInJack, SeesASystemCallInTheCallback) {
  const support::JackServer server;
  Client client(server);
  forget();
  client.plant(Plant::kSystemCall);
  ASSERT_TRUE(client.runs(20));
  EXPECT_GE(report().count(Kind::kSystemCall), 19U);
}

}  // namespace
}  // namespace corelogic::guard
