// socket.h: ZeroMQ sockets with the limits this house sets before bind, and one way to wait on them.
// It is the only door to zmq. It moves frames; it does not know what they say.  Side: control; a Socket
// belongs to one thread, a Waker may be woken from any.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "schema/vocabulary/result.h"
#include "schema/wire/codec.h"

namespace corelogic::wire {

enum class SocketKind : std::uint8_t { kRouter, kDealer, kRequest, kPublisher, kSubscriber };

/// CURVE keys as Z85. Without `secret_key`: no CURVE. With `server_key`, the other side's public one, a
/// client; else a server, which lets in whom the Doorway of its Context welcomes (doorway.h).
struct Curve {
  std::string public_key;
  std::string secret_key;
  std::string server_key;
  std::string domain;  ///< of a server: what the Doorway is told; not empty
};

/// What one frame over the network may hold, with what CURVE adds to it: a peer costs no more before it is
/// known who it is. A larger request is sent in pieces of one message (see README.md).
inline constexpr std::int64_t kMostNetworkFrameBytes = std::int64_t{64} * 1024 + 64;

struct SocketLimits {
  std::int64_t max_message_bytes =
      std::int64_t{64} * 1024;  ///< the peer is disconnected above it; -1: none (trusted peers)
  int queue = 1000;             ///< high-water mark, each direction
  int heartbeat_ms = 1000;
  int heartbeat_timeout_ms = 3000;
  int reconnect_ms = 10;  ///< of a connecting socket; -1: once gone it stays gone
  Curve curve = {};
  std::size_t piece_bytes =
      std::size_t{32} * 1024;  ///< of a DEALER with CURVE: larger messages are sent in such pieces; 0: whole
  std::string name = {};       ///< of a connecting socket: its name at a ROUTER; empty: libzmq's choice
};

/// One message: for a ROUTER, `peer` is who sent it or who shall get it; else empty.
struct Message {
  Frame peer;
  Frame payload;
  std::string user =
      {};  ///< of a ROUTER with CURVE: what its Doorway calls the peer; never what the peer says
  std::uint8_t door = 0;  ///< for whoever speaks through several ROUTERs
  std::string address =
      {};  ///< of a ROUTER: where the peer is: "192.168.0.7"; over ipc "localhost:<user>:<group>:<process>"
  int descriptor = -1;  ///< of a ROUTER: the connection it came on, while that lives; for connection.h
};

/// One libzmq context: one thread that does the sending and receiving of its sockets, each in its turn. It
/// lives as long as the last of them. One a process is enough, but for a line that may not wait behind the
/// others.
class Context {
 public:
  Context();
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  struct State;
  [[nodiscard]] State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

class Socket {
 public:
  /// Errors: kNotFound if the endpoint cannot be bound or is too long (107 characters for ipc), kConflict if
  /// another
  ///         process holds its lock file (libzmq itself would steal an ipc path silently).
  [[nodiscard]] static vocabulary::Result<Socket> bind(Context&, SocketKind, const std::string& endpoint,
                                                       const SocketLimits& = {});
  [[nodiscard]] static vocabulary::Result<Socket> connect(Context&, SocketKind, const std::string& endpoint,
                                                          const SocketLimits& = {});
  Socket(Socket&&) noexcept;
  Socket& operator=(Socket&&) noexcept;
  ~Socket();

  /// Never blocks. Returns false when the peer is gone or its queue is full: the message is dropped.
  bool send(const Message&);
  bool send(FrameView payload);
  /// Of a ROUTER whose last send() failed: the peer is gone, not only slow.
  [[nodiscard]] bool peer_was_gone() const;
  /// Never blocks; nullopt when nothing waits.
  [[nodiscard]] std::optional<Message> receive();

  /// For somebody else's event loop: readable when a message or a peer may have come or gone. It tells each
  /// news once, and send() and ready() may be who takes it from there: after either, receive() until ready()
  /// says that nothing waits.
  [[nodiscard]] int descriptor() const;
  struct Ready {
    bool readable = false;  ///< a message waits
    bool writable =
        false;  ///< send() would take one. False: the queue is full, or nobody is there nor will be
  };
  [[nodiscard]] Ready ready() const;

  struct State;
  [[nodiscard]] State& state() const { return *state_; }
  /// For this room's own sockets.
  [[nodiscard]] static Socket from_state(std::unique_ptr<State>);

 private:
  explicit Socket(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

/// Wakes one waiting thread from any other; several calls before the wait returns count once.
class Waker {
 public:
  Waker();
  ~Waker();
  Waker(const Waker&) = delete;
  Waker& operator=(const Waker&) = delete;
  void wake() noexcept;
  void clear() noexcept;
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

/// Waits until a socket has something to receive, the waker is woken (and clears it), an extra descriptor is
/// readable, or the time is over. Returns false on time-out. `waker` may be null.
bool wait(std::span<Socket* const> sockets, Waker* waker, std::chrono::milliseconds timeout,
          int extra_fd = -1);

}  // namespace corelogic::wire
