// ask.h: a REST call as the JSON form of a Request. What a person typed goes through as it was typed: the
// controller judges it. Here is only checked that it is one JSON object, so that nothing can be smuggled
// beside it.  Side: control; pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "clients/gateway/http_words.h"
#include "clients/gateway/routes.h"

namespace corelogic::gateway {

/// One question for the controller, without its envelope.
struct Ask {
  std::string arm;                      ///< `"command":{"setVolume":{"track":3,"volume":-6}}`
  std::optional<std::uint64_t> client;  ///< of the headers CoreLogic-Client and CoreLogic-Sequence
  std::optional<std::uint64_t> sequence;
  std::uint32_t expected_epoch = 0;  ///< of If-Match: "revision" or "epoch.revision"
  std::int64_t expected_revision = -1;
};

/// Errors: 400 for a body or query that is none, a header that is no number; nothing is judged that the
/// controller judges.
[[nodiscard]] std::variant<Ask, Problem> make_ask(const Found& found, const Target& target,
                                                  const Request& request);

/// The whole frame.
[[nodiscard]] std::string envelope(const Ask& ask, std::uint64_t client, std::uint64_t sequence);

/// How many bytes the body of this path may have.
[[nodiscard]] std::size_t most_body_bytes(std::string_view path);

}  // namespace corelogic::gateway
