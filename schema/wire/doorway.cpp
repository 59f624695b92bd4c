// doorway.cpp: ZAP 1.0 over a REP, and zmq_socket_monitor over a PAIR.  Side: control.
#include "schema/wire/doorway.h"

#include <zmq.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "schema/wire/socket_state.h"

namespace corelogic::wire {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr const char* kZap = "inproc://zeromq.zap.01";
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMostFrames = 16;
constexpr int kEvents = ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED |
                        ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                        ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;

/// All frames of one message; empty when nothing waits.
std::vector<std::string> receive_frames(void* socket) {
  std::vector<std::string> frames;
  zmq_msg_t part;
  zmq_msg_init(&part);
  bool more = true;
  while (more && zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) >= 0) {
    if (frames.size() < kMostFrames)
      frames.emplace_back(static_cast<const char*>(zmq_msg_data(&part)), zmq_msg_size(&part));
    more = zmq_msg_more(&part) != 0;
  }
  zmq_msg_close(&part);
  return frames;
}

std::string z85_of(const std::string& bytes) {
  if (bytes.size() != kKeyBytes) return {};
  std::array<char, kKeyBytes / 4 * 5 + 1> text{};
  const char* made =
      zmq_z85_encode(text.data(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return made ? made : "";
}

std::unique_ptr<Socket::State> plain_socket(Context& context, int type) {
  auto state = std::make_unique<Socket::State>(context.state().zmq, SocketKind::kSubscriber);
  state->socket = zmq_socket(context.state().zmq.get(), type);
  if (state->socket == nullptr) return nullptr;
  const int none = 0;
  zmq_setsockopt(state->socket, ZMQ_LINGER, &none, sizeof none);
  return state;
}

Refusal no_socket(const std::string& endpoint) {
  const bool taken = errno == EADDRINUSE;
  return {taken ? RefusalCode::kConflict : RefusalCode::kNotFound, endpoint,
          "The socket " + endpoint + " cannot be opened: " + zmq_strerror(errno) + "."};
}

std::string why_of(int event, std::uint32_t value) {
  if (event == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH)
    return "its key is not on the access list (ZAP " + std::to_string(value) + ")";
  if (event == ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL)
    return value >= 0x20000000
               ? "the handshake of CURVE failed: another server key, or a forged message"
               : "it does not speak ZMTP with CURVE (protocol error " + std::to_string(value) + ")";
  return std::string("it left, was silent too long, or speaks another protocol (") +
         zmq_strerror(static_cast<int>(value)) + ")";
}

}  // namespace

Result<Doorway> Doorway::open(Context& context) {
  auto state = plain_socket(context, ZMQ_REP);
  if (state == nullptr || zmq_bind(state->socket, kZap) != 0) return no_socket(kZap);
  return Doorway(Socket::from_state(std::move(state)));
}

std::optional<Knock> Doorway::receive() {
  for (;;) {
    // version, request, domain, address, identity, mechanism, credentials
    const auto frames = receive_frames(socket_.state().socket);
    if (frames.empty()) return std::nullopt;
    const bool fits = frames.size() >= 6 && frames[0] == "1.0";
    if (!fits) {
      answer(frames.size() > 1 ? frames[1] : "", "400", "no question of ZAP 1.0", "");
      continue;
    }
    Knock knock{frames[1], frames[2], frames[3], frames[5], {}};
    if (knock.mechanism == "CURVE" && frames.size() == 7) knock.public_key = z85_of(frames[6]);
    return knock;
  }
}

void Doorway::welcome(const Knock& knock, const std::string& user) {
  answer(knock.request, "200", "welcome", user);
}

void Doorway::turn_away(const Knock& knock, const std::string& why) {
  answer(knock.request, "400", why, "");
}

void Doorway::answer(const std::string& request, const char* code, const std::string& text,
                     const std::string& user) {
  const std::array<std::string, 6> frames{"1.0", request, code, text.substr(0, 255), user, ""};
  for (std::size_t i = 0; i < frames.size(); ++i)
    zmq_send(socket_.state().socket, frames[i].data(), frames[i].size(),
             ZMQ_DONTWAIT | (i + 1 < frames.size() ? ZMQ_SNDMORE : 0));
}

Result<DoorWatch> DoorWatch::open(Context& context, Socket& socket, const std::string& name) {
  const std::string endpoint = "inproc://door-watch-" + name;
  auto state = plain_socket(context, ZMQ_PAIR);
  if (state == nullptr || zmq_socket_monitor(socket.state().socket, endpoint.c_str(), kEvents) != 0 ||
      zmq_connect(state->socket, endpoint.c_str()) != 0)
    return no_socket(endpoint);
  return DoorWatch(Socket::from_state(std::move(state)));
}

std::optional<DoorNews> DoorWatch::receive() {
  for (;;) {
    const auto frames = receive_frames(socket_.state().socket);
    if (frames.empty()) return std::nullopt;
    if (frames.size() != 2 || frames[0].size() != 6) continue;
    std::uint16_t event = 0;
    std::uint32_t value = 0;
    std::memcpy(&event, frames[0].data(), sizeof event);
    std::memcpy(&value, frames[0].data() + sizeof event, sizeof value);
    switch (event) {
      case ZMQ_EVENT_ACCEPTED:
        return DoorNews{DoorEvent::kCame, frames[1], {}};
      case ZMQ_EVENT_DISCONNECTED:
        return DoorNews{DoorEvent::kWent, frames[1], {}};
      case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
        return DoorNews{DoorEvent::kLetIn, frames[1], {}};
      case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
        return DoorNews{DoorEvent::kTurnedAway, frames[1], why_of(event, value)};
      case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
      case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
        return DoorNews{DoorEvent::kBroken, frames[1], why_of(event, value)};
      default:
        break;
    }
  }
}

}  // namespace corelogic::wire
