// client_line.h: what ClientActor speaks through: a ROUTER for each door, or, in tests, a line whose faults
// are simulated. It moves frames; it knows nobody and promises nothing but that what arrives is whole.  Side:
// control, ClientActor.
#pragma once

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "schema/wire/socket.h"

namespace corelogic::actors {

/// The ROUTER in the directory that only this machine's owner may enter; the others are behind CURVE.
inline constexpr std::uint8_t kLocalDoor = 0;

class ClientLine {
 public:
  virtual ~ClientLine() = default;
  /// Never blocks. False when the peer is gone or does not read.
  virtual bool send(const wire::Message&) = 0;
  /// After a send() that failed: the peer is gone.
  [[nodiscard]] virtual bool peer_was_gone(std::uint8_t) const { return false; }
  [[nodiscard]] virtual std::optional<wire::Message> receive() = 0;
  /// Until something can be received, the waker is woken, or the time is over.
  virtual void wait(wire::Waker&, std::chrono::milliseconds) = 0;
};

class RouterLine final : public ClientLine {
 public:
  /// Requires: ROUTERs whose largest message is wire::kMostRequestBytes, the local one first.
  explicit RouterLine(std::vector<wire::Socket> routers) : routers_(std::move(routers)) {
    for (wire::Socket& router : routers_) waited_.push_back(&router);
  }
  bool send(const wire::Message& message) override {
    return message.door < routers_.size() && routers_[message.door].send(message);
  }
  [[nodiscard]] bool peer_was_gone(std::uint8_t door) const override {
    return door < routers_.size() && routers_[door].peer_was_gone();
  }
  /// In turns: no door holds up the other.
  std::optional<wire::Message> receive() override {
    for (std::size_t i = 0; i < routers_.size(); ++i) {
      next_ = (next_ + 1) % routers_.size();
      auto message = routers_[next_].receive();
      if (!message) continue;
      message->door = static_cast<std::uint8_t>(next_);
      return message;
    }
    return std::nullopt;
  }
  void wait(wire::Waker& waker, std::chrono::milliseconds timeout) override {
    wire::wait(waited_, &waker, timeout);
  }

 private:
  std::vector<wire::Socket> routers_;
  std::vector<wire::Socket*> waited_;
  std::size_t next_ = 0;
};

/// One door.
[[nodiscard]] inline std::vector<wire::Socket> only(wire::Socket router) {
  std::vector<wire::Socket> one;
  one.push_back(std::move(router));
  return one;
}

}  // namespace corelogic::actors
