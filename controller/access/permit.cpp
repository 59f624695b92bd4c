// permit.cpp: role first, then reach.  Side: control.
#include "controller/access/permit.h"

#include "controller/access/permission_table.h"
#include "controller/access/things.h"

namespace corelogic::access {
namespace {

using messages::Command;
using project::Project;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

std::string who(const Identity& identity) {
  return (identity.user.empty() ? std::string("you") : identity.user) +
         (identity.user.empty() ? " are " : " is ") + std::string(role_name(identity.role));
}

Refusal denied(const Identity& identity, std::string_view word, const std::string& needed) {
  return {RefusalCode::kDenied, std::string(word),
          std::string(word) + " needs " + needed + "; " + who(identity) + "."};
}

std::string or_higher(Role role) {
  const std::string name(role_name(role));
  if (role == Role::kAdmin) return "the role admin";
  return "the role " + name + " or a higher one";
}

/// In the mask, or the other half of a stereo pair with one that is.
bool is_own(const Identity& identity, const messages::Track& strip) {
  return has_strip(identity, strip.id) || (strip.link.valid() && has_strip(identity, strip.link));
}

bool is_own_thing(const Identity& identity, const Thing& thing, const Project& project) {
  const messages::Track* const strip = strip_of(thing, project);
  return strip != nullptr && is_own(identity, *strip);
}

/// A musician's: it feeds the own monitor mix.
bool is_own_send(const Identity& identity, const Thing& thing, const Project& project) {
  if (thing.kind != Thing::Kind::kSend) return false;
  const messages::Send* const send = project.tracks().find(messages::SendId{thing.id});
  return send != nullptr && has_strip(identity, send->destination);
}

/// The reach of a row that is about a thing, for those who do not have the whole desk.
Result<void> within_reach(const Identity& identity, const Row& row, const Thing& thing,
                          const Project& project) {
  const bool about_sends = row.scope == Scope::kSends || row.scope == Scope::kTouch;
  if (sees_own_mix_only(identity)) {
    if (about_sends && is_own_send(identity, thing, project)) return {};
    return denied(identity, row.word,
                  about_sends ? "a send to the own monitor mix, or the role mixer" : or_higher(Role::kMixer));
  }
  if (!has_own_strips_only(identity)) return {};
  const bool about_strips = about_sends || row.scope == Scope::kStrips;
  if (about_strips && is_own_thing(identity, thing, project)) return {};
  return denied(identity, row.word,
                about_strips ? "a strip of the own mask, or the role editor"
                             : "the whole desk: a mixer without a mask, or the role editor");
}

/// What must be no higher than the role, whatever it is about.
Result<void> high_enough(const Identity& identity, const Row& row) {
  if (identity.role == Role::kUnspecified)
    return Refusal{RefusalCode::kDenied, std::string(row.word),
                   std::string(row.word) + " needs a known user; say hello with a token."};
  if (identity.role >= row.least) return {};
  return denied(identity, row.word, or_higher(row.least));
}

}  // namespace

Result<void> permit(const Identity& identity, const Command& command, const Project& project) {
  const Row& row = row_of(command);
  if (auto high = high_enough(identity, row); !high) return high;
  if (row.scope == Scope::kOwnSteps) return {};
  if (const auto* batch = std::get_if<messages::Batch>(&command.body)) {
    for (const Command& member : batch->commands)
      if (auto allowed = permit(identity, member, project); !allowed) return allowed;
    return {};
  }
  return within_reach(identity, row, thing_of(command), project);
}

Result<void> permit_step(const Identity& identity, Role least, const messages::Changes& changes,
                         const Project& project) {
  const Row row{"undo", least, sees_own_mix_only(identity) ? Scope::kSends : Scope::kStrips};
  if (auto high = high_enough(identity, row); !high) return high;
  for (const messages::Change& change : changes)
    if (auto near = within_reach(identity, row, thing_of(change), project); !near) return near;
  return {};
}

Result<void> permit_sight(const Identity& identity, const messages::Request& request) {
  const Row& row = row_of(request);
  if (auto high = high_enough(identity, row); !high) return high;
  if (row.scope == Scope::kSight && sees_own_mix_only(identity))
    return denied(identity, row.word, "sight of the whole project: the role viewer, mixer or a higher one");
  return {};
}

Result<void> permit(const Identity& identity, const messages::Request& request, const Project& project) {
  if (const auto* command = std::get_if<Command>(&request.body)) return permit(identity, *command, project);
  const Row& row = row_of(request);
  if (auto seen = permit_sight(identity, request); !seen) return seen;
  if (const auto* dry = std::get_if<messages::DryRun>(&request.body)) {
    if (sees_own_mix_only(identity)) return denied(identity, row.word, "sight of the whole project");
    return permit(identity, dry->command, project);
  }
  if (const auto* touch = std::get_if<messages::Touch>(&request.body)) {
    // What does not name a thing is judged by who knows controls; letting go is never refused for reach.
    return touch->held ? within_reach(identity, row, thing_of_control(touch->control), project)
                       : Result<void>{};
  }
  return {};
}

}  // namespace corelogic::access
