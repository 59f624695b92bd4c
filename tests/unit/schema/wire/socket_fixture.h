// socket_fixture.h: an endpoint of the test's own, and waiting for what comes with a deadline.  Side: test.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>

#include "schema/wire/socket.h"

namespace corelogic::wire {

using Clock = std::chrono::steady_clock;
inline constexpr std::chrono::seconds kDeadline{10};

class SocketTest : public ::testing::Test {
 protected:
  SocketTest() {
    char name[] = "/tmp/wire-XXXXXX";
    directory_ = mkdtemp(name);
  }
  ~SocketTest() override {
    for (const char* file : {"/a", "/a.lock"}) unlink((directory_ + file).c_str());
    rmdir(directory_.c_str());
  }

  [[nodiscard]] std::string endpoint() const { return "ipc://" + directory_ + "/a"; }
  Socket bound(SocketKind kind, SocketLimits limits = {}) {
    auto made = Socket::bind(context_, kind, endpoint(), limits);
    EXPECT_TRUE(made) << made.refusal().sentence;
    return *std::move(made);
  }
  Socket connected(SocketKind kind, SocketLimits limits = {}) {
    auto made = Socket::connect(context_, kind, endpoint(), limits);
    EXPECT_TRUE(made) << made.refusal().sentence;
    return *std::move(made);
  }

  std::string directory_;
  Context context_;
};

inline std::optional<Message> next(Socket& socket) {
  Socket* const sockets[] = {&socket};
  const auto end = Clock::now() + kDeadline;
  while (Clock::now() < end) {
    if (auto message = socket.receive()) return message;
    wait(sockets, nullptr, std::chrono::milliseconds(100));
  }
  return std::nullopt;
}

inline std::string text_of(const std::optional<Message>& message) {
  return message ? std::string(as_text(message->payload)) : "(nothing came)";
}

inline Message to(const Message& asked, std::string_view text) {
  return {asked.peer, Frame(as_frame(text).begin(), as_frame(text).end())};
}

}  // namespace corelogic::wire
