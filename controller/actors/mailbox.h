// mailbox.h: the one way to reach an actor: anybody posts, its own thread takes.
// It holds a bounded number of messages and wakes the thread; it never blocks a poster.  Side: control.
#pragma once

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

#include "schema/wire/socket.h"

namespace corelogic::actors {

/// More than all requests that may be under way at once (256 peers with 64 each, see ClientActor), so that an
/// answer always finds a place.
inline constexpr std::size_t kMostMail = 65536;

template <class Message>
class Mailbox {
 public:
  explicit Mailbox(std::size_t most = kMostMail) : most_(most) {}

  /// Any thread. Returns false when it is full; the message is dropped, and the poster says what follows.
  bool post(Message message) {
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() >= most_) return false;
      waiting_.push_back(std::move(message));
    }
    waker_.wake();
    return true;
  }

  /// The owner's thread: everything that waits, oldest first. Answers a ping.
  [[nodiscard]] std::vector<Message> take() {
    std::vector<Message> taken;
    const std::lock_guard lock(mutex_);
    taken.swap(waiting_);
    pinged_ = false;
    return taken;
  }

  /// Any thread: asks for a sign of life. answered() is true when the owner has taken its mail since.
  void ping() {
    {
      const std::lock_guard lock(mutex_);
      pinged_ = true;
    }
    waker_.wake();
  }
  [[nodiscard]] bool answered() {
    const std::lock_guard lock(mutex_);
    return !pinged_;
  }

  /// For the owner's wait.
  [[nodiscard]] wire::Waker& waker() { return waker_; }

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::vector<Message> waiting_;
  bool pinged_ = false;
  wire::Waker waker_;
};

}  // namespace corelogic::actors
