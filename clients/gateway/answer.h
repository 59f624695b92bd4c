// answer.h: the controller's Reply as an HTTP response.  Side: control; pure.
#pragma once

#include <string_view>

#include "clients/gateway/http_words.h"

namespace corelogic::gateway {

/// The arm's value as the body, with ETag "epoch.revision"; of `done` with epoch and revision in it; a
/// refusal as problem+json with the status its code means. `expected`: the request had an If-Match.
[[nodiscard]] Response answer_of(std::string_view reply, bool expected);

/// 404 of "unknownId", 403 of "denied", …; 500 of one that is new.
[[nodiscard]] unsigned status_of(std::string_view code, bool expected);

}  // namespace corelogic::gateway
