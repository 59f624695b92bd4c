// permission_table.h: one row for every command and every request: from which role on, and how far.
// The rows are data; permit.h reads them.  Side: control; pure.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include "controller/access/identity.h"
#include "schema/messages/command.h"

namespace corelogic::access {

/// How far a row reaches for those who do not have the whole desk: a mixer with a mask, and a musician.
enum class Scope : std::uint8_t {
  kOpen,      ///< everybody; what a musician is answered is cut down to the own mix
  kSight,     ///< it shows the whole project: not for a musician
  kStrips,    ///< a value of one strip: a mixer with a mask on the own strips, and on those linked to them
  kDesk,      ///< a value of the whole desk: not for a mixer with a mask
  kSends,     ///< a value of a send: on own strips, or a musician's own mix
  kMembers,   ///< as the commands inside it
  kOwnSteps,  ///< what the same client and user has done, as far as it might still do it
  kTouch,     ///< the thing that is touched: as the command that moves it
};

struct Row {
  std::string_view word;  ///< as the schema spells it
  Role least = Role::kAdmin;
  Scope scope = Scope::kOpen;
};

inline constexpr std::size_t kCommands = std::variant_size_v<messages::CommandVariant>;
inline constexpr std::size_t kRequests = std::variant_size_v<messages::RequestVariant>;

/// In the order of the variants, which is the order of the schema's arms.
[[nodiscard]] const std::array<Row, kCommands>& command_rows();
[[nodiscard]] const std::array<Row, kRequests>& request_rows();

[[nodiscard]] inline const Row& row_of(const messages::Command& command) {
  return command_rows()[command.body.index()];
}
[[nodiscard]] inline const Row& row_of(const messages::Request& request) {
  return request_rows()[request.body.index()];
}
/// From which role on the command may be given; of a batch, with all its members.
[[nodiscard]] Role least_role(const messages::Command&);

}  // namespace corelogic::access
