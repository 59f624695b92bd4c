// admission.h: who may speak at all: exact lists of hosts and origins, and a token, never a cookie, never an
// address. Whose token it is, the controller judges; only the gateway's own is known here.
// Side: control; pure but for the token file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/gateway/hall.h"
#include "clients/gateway/http_words.h"
#include "schema/vocabulary/result.h"

namespace corelogic::gateway {

/// Host is checked against DNS rebinding, Origin against pages of others; both are compared whole.
struct Doors {
  std::vector<std::string> hosts;    ///< "127.0.0.1:8420", lower case
  std::vector<std::string> origins;  ///< "http://127.0.0.1:8420"
};
/// Of a server at `address`:`port`: loopback by its three names, else the address; and `more` names, with the
/// port unless they have one. Each of them as an origin too.
[[nodiscard]] Doors make_doors(const std::string& address, unsigned port, bool tls,
                               const std::vector<std::string>& more_hosts,
                               const std::vector<std::string>& more_origins);

/// 421 for a host that is not ours (or none, or two), 403 for an origin that is not ours. No origin: no page.
[[nodiscard]] std::optional<Problem> check_doors(const Doors& doors, const Request& request);

/// Of "Authorization: Bearer ...", else of the subprotocol; empty if there is none.
[[nodiscard]] std::string token_of(const Request& request);

/// In a time that does not tell how much was right.
[[nodiscard]] bool same_token(std::string_view a, std::string_view b);

/// The gateway's own token: 32 random bytes as 64 hexadecimal letters in a file of mode 0600. One that is
/// there from before is kept, so that pages survive the gateway; one that others may read, or that is no
/// plain file of ours, is replaced. Errors: kStorage.
[[nodiscard]] vocabulary::Result<std::string> own_token(const std::string& path);

}  // namespace corelogic::gateway
