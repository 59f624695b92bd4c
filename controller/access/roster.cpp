// roster.cpp: looking for somebody.  Side: control.
#include "controller/access/roster.h"

#include "controller/access/token.h"

namespace corelogic::access {

const User* Roster::find(std::string_view user) const {
  for (const User& one : users_)
    if (one.entry.user == user) return &one;
  return nullptr;
}

const User* Roster::find_token(std::string_view token) const {
  if (token.empty()) return nullptr;
  const std::string hash = hash_of(token);
  const User* found = nullptr;
  for (const User& one : users_)
    if (!one.token_hash.empty() && same_hash(one.token_hash, hash)) found = &one;
  return found;
}

const User* Roster::find_key(std::string_view public_key) const {
  if (public_key.empty()) return nullptr;
  for (const User& one : users_)
    if (one.entry.public_key == public_key) return &one;
  return nullptr;
}

Identity identity_of(const User& user, std::string transport) {
  return {user.entry.user, user.entry.role, user.entry.strips, std::move(transport)};
}

}  // namespace corelogic::access
