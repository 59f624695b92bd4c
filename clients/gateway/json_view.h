// json_view.h: a look into JSON that the controller wrote, without building it: a project has megabytes, and
// only the few words around it are wanted. Never for JSON from outside: it trusts the grammar.
// Side: control; pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace corelogic::gateway {

/// The text of a member's value; empty if there is none. Keys are compared as they are written.
[[nodiscard]] std::string_view member(std::string_view object, std::string_view key);

/// A Reply: who is answered, where it stands, and its arm.
struct ReplyView {
  std::uint64_t sequence = 0;
  std::uint64_t epoch = 0;
  std::uint64_t revision = 0;
  std::string_view arm;    ///< "done", "refused", "project"; empty: this is no reply
  std::string_view value;  ///< of the arm, as JSON
};
[[nodiscard]] ReplyView read_reply(std::string_view text);

/// The text of a JSON string, unescaped; "" of anything else.
[[nodiscard]] std::string text_of(std::string_view value);

}  // namespace corelogic::gateway
