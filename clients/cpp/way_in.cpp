// way_in.cpp: what a socket is told before it connects.  Side: control.
#include "clients/cpp/way_in.h"

#include <random>

#include "schema/wire/endpoints.h"
#include "schema/wire/limits.h"

namespace corelogic::client {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

bool is_stranger(const Refusal& no) {
  return no.code == RefusalCode::kDenied && no.subject == "hello.token";
}

vocabulary::ClientId random_client_id() {
  std::random_device device;
  std::uint64_t value = 0;
  while (value == 0) value = (std::uint64_t{device()} << 32) | device();
  return vocabulary::ClientId{value};
}

vocabulary::Result<wire::Socket> dial(wire::Context& context, const WayIn& way) {
  const bool has_keys = !way.server_key.empty() && !way.keys.secret_key.empty();
  if (!has_keys && way.endpoint.starts_with("tcp://"))
    return Refusal{
        RefusalCode::kInvalid, "endpoint",
        "A controller over the network needs its key and a pair of one's own; corelogic access key "
        "FILE makes a pair, and an admin adds its public key."};
  wire::SocketLimits limits;
  limits.max_message_bytes = static_cast<std::int64_t>(wire::kMostFrameBytes);
  if (has_keys) limits.curve = {way.keys.public_key, way.keys.secret_key, way.server_key, {}};
  // A controller that comes back must not take this connection for the machine's own before it has said
  // hello.
  if (!way.token.empty()) limits.name = "guest-" + std::to_string(random_client_id().value);
  return wire::Socket::connect(context, wire::SocketKind::kDealer,
                               way.endpoint.empty() ? wire::control_endpoint() : way.endpoint, limits);
}

}  // namespace corelogic::client
