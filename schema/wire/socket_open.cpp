// socket_open.cpp: making sockets: limits first, then lock and bind, or connect.  Side: control.
#include <sys/stat.h>
#include <zmq.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "schema/wire/endpoints.h"
#include "schema/wire/socket.h"
#include "schema/wire/socket_state.h"

namespace corelogic::wire {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::string_view kIpc = "ipc://";
constexpr std::string_view kTcp = "tcp://";
constexpr std::size_t kLongestIpcPath = 107;  // sun_path has 108 bytes, the last is NUL
constexpr int kHandshakeMs = 2000;
constexpr int kRouterLingerMs = 100;  // for the last replies; nobody else holds up a process that ends

int zmq_type(SocketKind kind) {
  switch (kind) {
    case SocketKind::kRouter:
      return ZMQ_ROUTER;
    case SocketKind::kDealer:
      return ZMQ_DEALER;
    case SocketKind::kRequest:
      return ZMQ_REQ;
    case SocketKind::kPublisher:
      return ZMQ_PUB;
    case SocketKind::kSubscriber:
      return ZMQ_SUB;
  }
  return -1;
}

Refusal refused(RefusalCode code, const std::string& endpoint, const std::string& sentence) {
  return {code, endpoint, sentence};
}

bool set_number(void* socket, int option, int value) {
  return zmq_setsockopt(socket, option, &value, sizeof value) == 0;
}

bool set_limits(void* socket, SocketKind kind, const SocketLimits& limits) {
  bool set =
      zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &limits.max_message_bytes, sizeof limits.max_message_bytes) == 0;
  set &= set_number(socket, ZMQ_HANDSHAKE_IVL, kHandshakeMs);
  set &= set_number(socket, ZMQ_SNDHWM, limits.queue);
  set &= set_number(socket, ZMQ_RCVHWM, limits.queue);
  set &= set_number(socket, ZMQ_HEARTBEAT_IVL, limits.heartbeat_ms);
  set &= set_number(socket, ZMQ_HEARTBEAT_TIMEOUT, limits.heartbeat_timeout_ms);
  set &= set_number(socket, ZMQ_HEARTBEAT_TTL, limits.heartbeat_timeout_ms);
  set &= set_number(socket, ZMQ_RECONNECT_IVL, limits.reconnect_ms);
  set &= set_number(socket, ZMQ_LINGER, kind == SocketKind::kRouter ? kRouterLingerMs : 0);
  // Without it a message to a peer that is gone, or that does not read, would vanish and send() say true.
  if (kind == SocketKind::kRouter) set &= set_number(socket, ZMQ_ROUTER_MANDATORY, 1);
  if (kind == SocketKind::kSubscriber) set &= zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0) == 0;
  return set;
}

bool set_text(void* socket, int option, const std::string& text) {
  return zmq_setsockopt(socket, option, text.c_str(), text.size()) == 0;
}

/// Before bind or connect, as everything that decides who may come in.
bool set_curve(void* socket, const Curve& curve) {
  if (curve.secret_key.empty()) return true;
  bool set = set_text(socket, ZMQ_CURVE_SECRETKEY, curve.secret_key);
  if (curve.server_key.empty())
    return set && set_number(socket, ZMQ_CURVE_SERVER, 1) && set_text(socket, ZMQ_ZAP_DOMAIN, curve.domain);
  set &= set_text(socket, ZMQ_CURVE_PUBLICKEY, curve.public_key);
  return set && set_text(socket, ZMQ_CURVE_SERVERKEY, curve.server_key);
}

Result<std::unique_ptr<Socket::State>> open_socket(Context& context, SocketKind kind,
                                                   const std::string& endpoint, const SocketLimits& limits) {
  auto state = std::make_unique<Socket::State>(context.state().zmq, kind);
  state->socket = context.state().zmq ? zmq_socket(context.state().zmq.get(), zmq_type(kind)) : nullptr;
  if (state->socket == nullptr)
    return refused(RefusalCode::kNotFound, endpoint,
                   std::string("No socket can be made: ") + zmq_strerror(errno) + ".");
  if (!set_limits(state->socket, kind, limits))
    return refused(RefusalCode::kInvalid, endpoint,
                   std::string("The limits of the socket are not possible: ") + zmq_strerror(errno) + ".");
  if (!set_curve(state->socket, limits.curve))
    return refused(RefusalCode::kInvalid, endpoint,
                   "The CURVE keys are not possible: each is 40 letters of Z85.");
  if (kind == SocketKind::kDealer && !limits.curve.server_key.empty())
    state->piece_bytes = limits.piece_bytes;
  if (!limits.name.empty() && !set_text(state->socket, ZMQ_ROUTING_ID, limits.name))
    return refused(RefusalCode::kInvalid, endpoint, "A socket's name has 1 to 255 bytes.");
  return state;
}

/// The path of an ipc endpoint, "" for others.
Result<std::string> ipc_path(const std::string& endpoint) {
  if (!std::string_view(endpoint).starts_with(kIpc)) return std::string{};
  std::string path = endpoint.substr(kIpc.size());
  if (path.size() > kLongestIpcPath)
    return refused(RefusalCode::kNotFound, endpoint,
                   "The socket path " + path + " has " + std::to_string(path.size()) +
                       " characters and only " + std::to_string(kLongestIpcPath) +
                       " are possible; choose a shorter CORELOGIC_RUNTIME_DIR.");
  if (path.empty() || path.front() == '@' || path.front() == '*')
    return refused(
        RefusalCode::kNotFound, endpoint,
        "An ipc endpoint needs the path of a file: only a file in a private directory has an owner.");
  return path;
}

/// Without CURVE only this machine may come in.
bool is_open_to_network(std::string_view endpoint) {
  if (!endpoint.starts_with(kTcp)) return false;
  const std::string_view host = endpoint.substr(kTcp.size());
  return !host.starts_with("127.") && !host.starts_with("localhost:") && !host.starts_with("[::1]:");
}

Result<EndpointLock> claim_path(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string directory = slash == path.npos || slash == 0 ? "" : path.substr(0, slash);
  struct stat status {};
  if (!directory.empty() && stat(directory.c_str(), &status) != 0)
    if (const auto made = make_private_directory(directory); !made) return made.refusal();
  return EndpointLock::take(path);
}

}  // namespace

Result<Socket> Socket::bind(Context& context, SocketKind kind, const std::string& endpoint,
                            const SocketLimits& limits) {
  const auto path = ipc_path(endpoint);
  if (!path) return path.refusal();
  if (is_open_to_network(endpoint) && limits.curve.secret_key.empty())
    return refused(RefusalCode::kDenied, endpoint,
                   "TCP beyond this machine needs CURVE keys; give them, or bind 127.0.0.1.");
  auto state = open_socket(context, kind, endpoint, limits);
  if (!state) return state.refusal();
  if (!path->empty()) {
    auto lock = claim_path(*path);
    if (!lock) return lock.refusal();
    (*state)->lock = *std::move(lock);
  }
  if (zmq_bind((*state)->socket, endpoint.c_str()) != 0)
    return refused(RefusalCode::kNotFound, endpoint,
                   "The endpoint " + endpoint + " cannot be bound: " + zmq_strerror(errno) + ".");
  if (!path->empty() && chmod(path->c_str(), 0600) != 0)
    return refused(RefusalCode::kStorage, endpoint, "The socket " + *path + " cannot be closed to others.");
  return Socket(*std::move(state));
}

Result<Socket> Socket::connect(Context& context, SocketKind kind, const std::string& endpoint,
                               const SocketLimits& limits) {
  const auto path = ipc_path(endpoint);
  if (!path) return path.refusal();
  auto state = open_socket(context, kind, endpoint, limits);
  if (!state) return state.refusal();
  if (zmq_connect((*state)->socket, endpoint.c_str()) != 0)
    return refused(RefusalCode::kNotFound, endpoint,
                   "The endpoint " + endpoint + " is not one to connect to: " + zmq_strerror(errno) + ".");
  return Socket(*std::move(state));
}

}  // namespace corelogic::wire
