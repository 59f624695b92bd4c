// roster.h: the access list as one value: who there is, found by token or by key. Made anew after each change
// and shared by all who ask at the door; it is stored by controller/store.  Side: control; immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/access/identity.h"
#include "schema/vocabulary/result.h"

namespace corelogic::access {

struct User {
  messages::AccessEntry entry;  ///< has_token says whether there is a hash
  std::string token_hash;       ///< see token.h; empty: none
  bool operator==(const User&) const = default;
};

class Roster {
 public:
  Roster() = default;
  explicit Roster(std::vector<User> users) : users_(std::move(users)) {}

  [[nodiscard]] const std::vector<User>& users() const { return users_; }
  [[nodiscard]] const User* find(std::string_view user) const;
  /// Looks at every user, whoever it is.
  [[nodiscard]] const User* find_token(std::string_view token) const;
  [[nodiscard]] const User* find_key(std::string_view public_key) const;

 private:
  std::vector<User> users_;
};

[[nodiscard]] Identity identity_of(const User&, std::string transport);

/// What a ChangeAccess does to the list.
struct RosterChange {
  std::optional<User> put;  ///< new, or in the place of the one of that name
  std::string removed;      ///< empty: nobody
  std::string token;        ///< made now and said once; empty: none
  std::string label;        ///< for the audit: "add anna as mixer"
};
/// Errors: kInvalid for a name, role, key or strips that mean nothing; kDuplicate for a name or key that is
/// there; kUnknownId for a user that is not.
[[nodiscard]] vocabulary::Result<RosterChange> plan(const Roster&, const messages::ChangeAccess&,
                                                    std::int64_t now_ms);

}  // namespace corelogic::access
