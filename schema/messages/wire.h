// wire.h: a JACK connection that is wanted or made: one of our ports and one of somebody else's.
#pragma once

#include <compare>
#include <string>

namespace corelogic::messages {

struct Wire {
  std::string port;   ///< ours, without the client's name: "in_1", "main_L", "out_5"
  std::string other;  ///< theirs, whole: "system:capture_1"
  auto operator<=>(const Wire&) const = default;
};

}  // namespace corelogic::messages
