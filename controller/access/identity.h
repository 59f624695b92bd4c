// identity.h: who somebody is, as the controller has found out; never as somebody says.  Side: control;
// values.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/messages/questions.h"

namespace corelogic::access {

using messages::Role;
using messages::TrackId;

/// A user as the access list has it, on a connection.
struct Identity {
  std::string user;  ///< empty: a local client without a name
  Role role = Role::kUnspecified;
  std::vector<TrackId> strips = {};  ///< as messages::AccessEntry has them
  std::string transport = "ipc";     ///< "ipc", "tcp"
  std::string local_name = {};       ///< of this machine's own: who it is to the system, "anna@localhost"

  bool operator==(const Identity&) const = default;
};

/// What the names of this machine's own end with, and those of the access list do not.
inline constexpr std::string_view kLocalEnding = "@localhost";

/// Whoever may enter the directory of the sockets is the machine's own.
[[nodiscard]] inline Identity local_admin(std::string local_name = {}) {
  return {{}, Role::kAdmin, {}, "ipc", std::move(local_name)};
}
/// What stands beside what somebody did.
[[nodiscard]] inline const std::string& signature(const Identity& identity) {
  return identity.user.empty() ? identity.local_name : identity.user;
}
/// The user of the access list that a signature is of; empty: this machine's own.
[[nodiscard]] inline std::string user_of_signature(const std::string& signature) {
  return signature.ends_with(kLocalEnding) ? std::string() : signature;
}

/// "musician": as the schema spells it.
[[nodiscard]] constexpr std::string_view role_name(Role role) {
  switch (role) {
    case Role::kViewer:
      return "viewer";
    case Role::kMusician:
      return "musician";
    case Role::kMixer:
      return "mixer";
    case Role::kEditor:
      return "editor";
    case Role::kAdmin:
      return "admin";
    case Role::kUnspecified:
      break;
  }
  return "nobody";
}

/// Sees and moves the own monitor mix, and nothing else of the project.
[[nodiscard]] inline bool sees_own_mix_only(const Identity& identity) {
  return identity.role == Role::kMusician;
}
/// A mixer with a mask.
[[nodiscard]] inline bool has_own_strips_only(const Identity& identity) {
  return identity.role == Role::kMixer && !identity.strips.empty();
}
[[nodiscard]] inline bool has_strip(const Identity& identity, TrackId strip) {
  for (const TrackId own : identity.strips)
    if (own == strip) return true;
  return false;
}

}  // namespace corelogic::access
