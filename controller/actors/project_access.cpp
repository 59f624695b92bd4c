// project_access.cpp: what ProjectActor checks before it serves: may this user, with this client's number?
// Side: control, the project's thread.
#include "controller/access/permission_table.h"
#include "controller/access/permit.h"
#include "controller/actors/project_actor.h"

namespace corelogic::actors {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

std::string label_of(const Asked& asked, const Refusal& why) {
  const auto* command = std::get_if<messages::Command>(&asked.request.body);
  const access::Row& row = command ? access::row_of(*command) : access::row_of(asked.request);
  return "denied: " + std::string(row.word) + ": " + why.sentence;
}

}  // namespace

std::optional<Refusal> ProjectActor::not_permitted(const Asked& asked) {
  const access::Identity& who = asked.origin.identity();
  std::optional<Refusal> no;
  if (auto allowed = access::permit(who, asked.request, live_.now()); !allowed) no = allowed.refusal();
  const auto owner = owners_.find(asked.request.client);
  if (!no && owner != owners_.end() && owner->second != who.user)
    no = Refusal{RefusalCode::kDenied, "client",
                 "The client number " + std::to_string(asked.request.client.value) +
                     " is another user's, with all its steps; choose a number of your own."};
  return no;
}

void ProjectActor::deny(const Asked& asked, Refusal why) {
  const access::Identity& who = asked.origin.identity();
  messages::AuditEntry entry;
  entry.user = access::signature(who);
  entry.client = asked.request.client;
  entry.revision = live_.revision().number;
  entry.label = label_of(asked, why);
  entry.transport = who.transport;
  mail_.store.post(TurnedAway{std::move(entry)});
  mail_.clients.post(Answer{asked.origin, {asked.request.sequence, live_.revision(), std::move(why)}});
}

void ProjectActor::sign(store::Edit& edit, const Asked& asked) {
  const access::Identity& who = asked.origin.identity();
  edit.set.user = access::signature(who);
  edit.transport = who.transport;
  if (edit.set.client.valid()) owners_[edit.set.client] = who.user;
}

/// As far back as undo reaches: behind that a number means nothing any more.
void ProjectActor::remember_owners() {
  owners_.clear();
  for (const auto& edit : history_.edits())
    if (edit->set.client.valid()) owners_[edit->set.client] = access::user_of_signature(edit->set.user);
}

}  // namespace corelogic::actors
