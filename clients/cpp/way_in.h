// way_in.h: where a client comes in and for whom: this machine's own line, with or without a token, or the
// network with keys. It makes the socket; it says nothing on it.  Side: control.
#pragma once

#include <string>

#include "schema/vocabulary/ids.h"
#include "schema/vocabulary/result.h"
#include "schema/wire/curve.h"
#include "schema/wire/socket.h"

namespace corelogic::client {

struct WayIn {
  std::string endpoint{};    ///< empty: wire::control_endpoint()
  std::string token{};       ///< whom it speaks for, on this machine's own line
  std::string server_key{};  ///< of a controller over the network: its public key
  wire::KeyPair keys{};      ///< the own pair: wire::read_key_file
};

/// Errors: those of wire::Socket::connect; kInvalid for the network without keys, before anything is sent in
/// the clear.
[[nodiscard]] vocabulary::Result<wire::Socket> dial(wire::Context&, const WayIn&);

/// Over the network who is not known is not even answered.
inline constexpr const char* kUnansweredKey =
    ": none runs there, the server's key is another one's, or yours is not on its access list "
    "(corelogic access list).";

/// Whether that is how a controller refuses whoever has not said yet who it is.
[[nodiscard]] bool is_stranger(const vocabulary::Refusal&);

/// Never 0.
[[nodiscard]] vocabulary::ClientId random_client_id();

}  // namespace corelogic::client
