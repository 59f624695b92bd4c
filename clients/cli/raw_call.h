// raw_call.h: a request written by hand, sent as it is, and the reply printed as it came.
// It adds who asks and nothing else: what is wrong with the text is the controller's to say.  Side: control.
#pragma once

#include <string>

#include "clients/cli/line.h"

namespace corelogic::cli {

/// A Command in its envelope, or a Request with client and sequence where it has none.
/// Errors: kInvalid if the text is no JSON object.
[[nodiscard]] Result<std::string> envelope(const std::string& text, std::uint64_t client,
                                           std::uint64_t sequence);

/// `text` may be "-": standard input.
[[nodiscard]] Exit call_raw(Session&, const std::string& text);

}  // namespace corelogic::cli
