// client_line.h: what ClientActor speaks through: a ROUTER, or, in tests, a line whose faults are simulated.
// It moves frames; it knows nobody and promises nothing but that what arrives is whole.  Side: control,
// ClientActor.
#pragma once

#include <chrono>
#include <optional>
#include <utility>

#include "schema/wire/socket.h"

namespace corelogic::actors {

class ClientLine {
 public:
  virtual ~ClientLine() = default;
  /// Never blocks. False when the peer is gone or does not read.
  virtual bool send(const wire::Message&) = 0;
  [[nodiscard]] virtual std::optional<wire::Message> receive() = 0;
  /// Until something can be received, the waker is woken, or the time is over.
  virtual void wait(wire::Waker&, std::chrono::milliseconds) = 0;
};

class RouterLine final : public ClientLine {
 public:
  /// Requires: a ROUTER whose largest message is wire::kMostRequestBytes.
  explicit RouterLine(wire::Socket router) : router_(std::move(router)) {}
  bool send(const wire::Message& message) override { return router_.send(message); }
  std::optional<wire::Message> receive() override { return router_.receive(); }
  void wait(wire::Waker& waker, std::chrono::milliseconds timeout) override {
    wire::Socket* const sockets[] = {&router_};
    wire::wait(sockets, &waker, timeout);
  }

 private:
  wire::Socket router_;
};

}  // namespace corelogic::actors
