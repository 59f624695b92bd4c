// roster_change.cpp: judges a change of the access list.  Side: control; pure but for the token it makes.
#include <algorithm>

#include "controller/access/identity.h"
#include "controller/access/roster.h"
#include "controller/access/token.h"

namespace corelogic::access {
namespace {

using messages::AccessEntry;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::size_t kMostUsers = 1024;
constexpr std::size_t kMostNameCharacters = 64;
constexpr std::size_t kKeyLetters = 40;
constexpr std::string_view kZ85 =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

Refusal invalid(const std::string& subject, const std::string& sentence) {
  return {RefusalCode::kInvalid, "changeAccess." + subject, sentence};
}

Result<void> check_name(const std::string& name) {
  const auto characters = std::count_if(
      name.begin(), name.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  if (name.empty() || static_cast<std::size_t>(characters) > kMostNameCharacters)
    return invalid("user", "A user's name has 1 to 64 characters, not " + std::to_string(characters) + ".");
  const bool invisible = std::any_of(
      name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (invisible) return invalid("user", "A user's name has no invisible characters.");
  if (name.ends_with(kLocalEnding))
    return invalid("user", "A name that ends with @localhost is that of a user of this machine's system.");
  return {};
}

Result<void> check_rights(const AccessEntry& entry) {
  if (entry.role < Role::kViewer || entry.role > Role::kAdmin)
    return invalid("role", "The role is viewer, musician, mixer, editor or admin.");
  const bool bound = entry.role == Role::kMixer || entry.role == Role::kMusician;
  if (!bound && !entry.strips.empty())
    return invalid("strips",
                   "Only a mixer has a mask of strips, and a musician the own mix; leave it empty.");
  for (const TrackId strip : entry.strips)
    if (!strip.valid()) return invalid("strips", "A strip is named by its number, from 1.");
  if (entry.role == Role::kMusician && entry.strips.empty())
    return invalid("strips", "A musician needs the aux strips that are the own monitor mix.");
  return {};
}

Result<void> check_key(const Roster& roster, const std::string& key) {
  if (key.size() != kKeyLetters || key.find_first_not_of(kZ85) != key.npos)
    return invalid("publicKey", "A public key is 40 letters of Z85: corelogic access key makes one.");
  if (const User* owner = roster.find_key(key))
    return Refusal{RefusalCode::kDuplicate, "changeAccess.publicKey",
                   "This key is " + owner->entry.user + "'s already; every user has a key of their own."};
  return {};
}

std::string named(const AccessEntry& entry) {
  std::string text = entry.user + " as " + std::string(role_name(entry.role));
  for (std::size_t i = 0; i < entry.strips.size(); ++i)
    text += (i == 0 ? " of " : ", ") + std::to_string(entry.strips[i].value);
  return text;
}

Result<RosterChange> add(const Roster& roster, const AccessEntry& asked, std::string_view verb, bool token,
                         std::int64_t now_ms) {
  if (auto fine = check_name(asked.user); !fine) return fine.refusal();
  if (auto fine = check_rights(asked); !fine) return fine.refusal();
  if (roster.find(asked.user) != nullptr)
    return Refusal{RefusalCode::kDuplicate, "changeAccess.user",
                   "There is a user " + asked.user + " already; set changes the rights."};
  if (roster.users().size() >= kMostUsers)
    return invalid("user", "There are " + std::to_string(kMostUsers) + " users already; revoke some first.");
  if (!asked.public_key.empty())
    if (auto fine = check_key(roster, asked.public_key); !fine) return fine.refusal();
  RosterChange change;
  User user{asked, {}};
  user.entry.created_ms = now_ms;
  user.entry.last_seen_ms = 0;
  user.entry.has_token = token;
  if (token) {
    change.token = make_token();
    user.token_hash = hash_of(change.token);
  }
  change.put = std::move(user);
  change.label = std::string(verb) + " " + named(asked);
  return change;
}

Result<RosterChange> set(const Roster& roster, const AccessEntry& asked) {
  const User* known = roster.find(asked.user);
  if (known == nullptr)
    return Refusal{RefusalCode::kUnknownId, "user " + asked.user, "There is no user " + asked.user + "."};
  if (auto fine = check_rights(asked); !fine) return fine.refusal();
  User user = *known;
  user.entry.role = asked.role;
  user.entry.strips = asked.strips;
  if (!asked.public_key.empty() && asked.public_key != user.entry.public_key) {
    if (auto fine = check_key(roster, asked.public_key); !fine) return fine.refusal();
    user.entry.public_key = asked.public_key;
  }
  return RosterChange{std::move(user), {}, {}, "set " + named(asked)};
}

}  // namespace

Result<RosterChange> plan(const Roster& roster, const messages::ChangeAccess& asked, std::int64_t now_ms) {
  if (const auto* one = std::get_if<messages::AddAccess>(&asked.body))
    return add(roster, one->entry, "add", one->entry.public_key.empty(), now_ms);
  if (const auto* one = std::get_if<messages::InviteAccess>(&asked.body))
    return add(roster, one->entry, "invite", true, now_ms);
  if (const auto* one = std::get_if<messages::SetAccess>(&asked.body)) return set(roster, one->entry);
  const std::string& user = std::get<messages::RevokeAccess>(asked.body).user;
  if (roster.find(user) == nullptr)
    return Refusal{RefusalCode::kUnknownId, "user " + user, "There is no user " + user + "."};
  return RosterChange{std::nullopt, user, {}, "revoke " + user};
}

}  // namespace corelogic::access
