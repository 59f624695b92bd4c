// socket.cpp: sending and receiving, large messages in pieces. A ROUTER's Message.peer keeps the whole way
// back, so that REQ peers, who put an empty frame before what they say, and DEALER peers, who do not, are
// both answered as they ask. Side: control.
#include "schema/wire/socket.h"

#include <zmq.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "schema/wire/limits.h"
#include "schema/wire/socket_state.h"

namespace corelogic::wire {
namespace {

// The way back, as stored in Message.peer: each frame as one length byte and its bytes. The first is libzmq's
// name of the connection (5 bytes, or up to 255 if the peer chose one); then what stood before the payload,
// up to the empty delimiter: nothing for a DEALER, "" for a REQ, a number and "" for a REQ with
// ZMQ_REQ_CORRELATE.
constexpr std::size_t kMostPrefixFrames = 8;
constexpr std::size_t kMostPrefixBytes = 255;  // of one frame: the length is one byte
constexpr int kMostMalformed = 64;             // a flood of them must not hold up the caller's loop

/// A zmq message that is always closed.
class Part {
 public:
  Part() { zmq_msg_init(&message_); }
  ~Part() { zmq_msg_close(&message_); }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

  [[nodiscard]] bool receive(void* socket) {
    while (zmq_msg_recv(&message_, socket, ZMQ_DONTWAIT) < 0)
      if (errno != EINTR) return false;
    return true;
  }
  [[nodiscard]] bool more() const { return zmq_msg_more(&message_) != 0; }
  /// A text that the connection has, not the message.
  [[nodiscard]] std::string property(const char* name) {
    const char* text = zmq_msg_gets(&message_, name);
    return text ? text : "";
  }
  [[nodiscard]] int descriptor() { return zmq_msg_get(&message_, ZMQ_SRCFD); }
  [[nodiscard]] FrameView bytes() {
    return {static_cast<const std::byte*>(zmq_msg_data(&message_)), zmq_msg_size(&message_)};
  }

 private:
  zmq_msg_t message_;
};

bool send_part(void* socket, FrameView bytes, int flags) {
  while (zmq_send(socket, bytes.data(), bytes.size(), flags | ZMQ_DONTWAIT) < 0)
    if (errno != EINTR) return false;
  return true;
}

void append(Frame& peer, FrameView part) {
  peer.push_back(static_cast<std::byte>(part.size()));
  peer.insert(peer.end(), part.begin(), part.end());
}

/// A connection's name, then nothing or frames that end with the only empty one.
bool is_way_back(FrameView peer) {
  for (std::size_t frame = 0; !peer.empty(); ++frame) {
    const auto size = std::to_integer<std::size_t>(peer.front());
    if (size + 1 > peer.size()) return false;
    peer = peer.subspan(1 + size);
    if (frame == 0 && size > 0 && peer.empty()) return true;
    if (size == 0) return frame > 0 && peer.empty();
  }
  return false;
}

/// Requires: is_way_back(peer). Returns false if libzmq will not take the message.
bool send_prefix(void* socket, FrameView peer) {
  while (!peer.empty()) {
    const auto size = std::to_integer<std::size_t>(peer.front());
    if (!send_part(socket, peer.subspan(1, size), ZMQ_SNDMORE)) return false;
    peer = peer.subspan(1 + size);
  }
  return true;
}

void drain(void* socket, Part& part) {
  while (part.more())
    if (!part.receive(socket)) return;
}

enum class Outcome { kNothing, kMalformed, kMessage };

/// What libzmq knows of the connection.
void describe(Part& part, Message& message) {
  message.user = part.property("User-Id");
  message.address = part.property("Peer-Address");
  message.descriptor = part.descriptor();
}

/// A payload in pieces: this one, and all that follow.
Outcome receive_pieces(void* socket, Part& part, Message& message) {
  message.payload.assign(part.bytes().begin(), part.bytes().end());
  while (part.more()) {
    if (!part.receive(socket)) return Outcome::kMalformed;
    if (message.payload.size() + part.bytes().size() > kMostRequestBytes) break;
    message.payload.insert(message.payload.end(), part.bytes().begin(), part.bytes().end());
  }
  describe(part, message);
  if (!part.more()) return Outcome::kMessage;
  drain(socket, part);
  return Outcome::kMalformed;
}

/// One message with a way back. The rest of one that does not fit is taken from the socket and forgotten.
Outcome receive_routed(void* socket, Message& message) {
  Part part;
  if (!part.receive(socket)) return Outcome::kNothing;
  append(message.peer, part.bytes());
  for (std::size_t frames = 0; part.more() && frames < kMostPrefixFrames; ++frames) {
    if (!part.receive(socket)) return Outcome::kMalformed;
    if (!part.more()) {
      message.payload.assign(part.bytes().begin(), part.bytes().end());
      describe(part, message);
      return Outcome::kMessage;
    }
    if (part.bytes().size() > kMostPrefixBytes) return receive_pieces(socket, part, message);
    append(message.peer, part.bytes());
  }
  drain(socket, part);
  return Outcome::kMalformed;
}

Outcome receive_plain(void* socket, Message& message) {
  Part part;
  if (!part.receive(socket)) return Outcome::kNothing;
  if (part.more()) {
    drain(socket, part);
    return Outcome::kMalformed;
  }
  message.payload.assign(part.bytes().begin(), part.bytes().end());
  return Outcome::kMessage;
}

std::shared_ptr<void> new_context() {
  void* context = zmq_ctx_new();
  if (context == nullptr) return {};
  // Closing the last socket or context must not wait for a peer that does not read.
  zmq_ctx_set(context, ZMQ_BLOCKY, 0);
  return {context, [](void* ending) {
            while (zmq_ctx_term(ending) != 0 && errno == EINTR) {
            }
          }};
}

}  // namespace

Context::Context() : state_(std::make_unique<State>(State{new_context()})) {}
Context::~Context() = default;

Socket::State::~State() {
  if (socket != nullptr) zmq_close(socket);
}

Socket::Socket(std::unique_ptr<State> state) : state_(std::move(state)) {}
Socket Socket::from_state(std::unique_ptr<State> state) {
  return Socket(std::move(state));
}
Socket::Socket(Socket&&) noexcept = default;
Socket& Socket::operator=(Socket&&) noexcept = default;
Socket::~Socket() = default;

bool Socket::send(const Message& message) {
  if (state_->kind != SocketKind::kRouter) return send(message.payload);
  if (!is_way_back(message.peer)) return false;
  const bool sent =
      send_prefix(state_->socket, message.peer) && send_part(state_->socket, message.payload, 0);
  state_->peer_gone = !sent && errno == EHOSTUNREACH;
  return sent;
}

bool Socket::peer_was_gone() const {
  return state_->peer_gone;
}

bool Socket::send(FrameView payload) {
  if (state_->kind == SocketKind::kRouter) return false;
  // libzmq takes all of a message or nothing: only the first piece can be refused.
  while (state_->piece_bytes != 0 && payload.size() > state_->piece_bytes) {
    if (!send_part(state_->socket, payload.first(state_->piece_bytes), ZMQ_SNDMORE)) return false;
    payload = payload.subspan(state_->piece_bytes);
  }
  return send_part(state_->socket, payload, 0);
}

int Socket::descriptor() const {
  int fd = -1;
  std::size_t size = sizeof fd;
  return zmq_getsockopt(state_->socket, ZMQ_FD, &fd, &size) == 0 ? fd : -1;
}

Socket::Ready Socket::ready() const {
  int events = 0;
  std::size_t size = sizeof events;
  if (zmq_getsockopt(state_->socket, ZMQ_EVENTS, &events, &size) != 0) return {};
  return {(events & ZMQ_POLLIN) != 0, (events & ZMQ_POLLOUT) != 0};
}

std::optional<Message> Socket::receive() {
  const bool routed = state_->kind == SocketKind::kRouter;
  for (int tries = 0; tries < kMostMalformed; ++tries) {
    Message message;
    const Outcome outcome =
        routed ? receive_routed(state_->socket, message) : receive_plain(state_->socket, message);
    if (outcome == Outcome::kNothing) return std::nullopt;
    if (outcome == Outcome::kMalformed || (routed && !is_way_back(message.peer))) continue;
    return message;
  }
  return std::nullopt;
}

}  // namespace corelogic::wire
