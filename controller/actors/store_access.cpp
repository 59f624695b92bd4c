// store_access.cpp: the access list and the audit, as StoreActor keeps and tells them.  Side: control, the
// store's thread.
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdlib>

#include "controller/actors/store_actor.h"
#include "schema/wire/limits.h"

namespace corelogic::actors {
namespace {

using messages::AuditEntry;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

/// More than can be under way: a change of the list is made by hand.
constexpr std::size_t kMostAccessAnswers = 16;

std::int64_t now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// Where people find the page: $CORELOGIC_WEB_ADDRESS, else this machine's name and the gateway's port.
std::string web_address() {
  const char* given = std::getenv("CORELOGIC_WEB_ADDRESS");
  if (given != nullptr && *given != '\0') return given;
  std::array<char, 256> name{};
  const bool known = ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0';
  return std::string("http://") + (known ? name.data() : "localhost") + ":8420";
}

AuditEntry entry_of(const Asked& asked, vocabulary::Revision revision, const std::string& label) {
  const access::Identity& who = asked.origin.identity();
  return {now_ms(), access::signature(who), asked.request.client, revision.number, label, who.transport};
}

}  // namespace

void StoreActor::tell_roster() {
  if (!access_.broken().empty()) spdlog::error("store: {}", access_.broken());
  const auto roster = std::make_shared<const access::Roster>(access_.roster());
  mail_.door.post(RosterKept{roster});
  mail_.clients.post(RosterKept{roster});
}

void StoreActor::hear(const ReadAccess& ask) {
  messages::Reply reply{ask.asked.request.sequence, ask.revision, messages::Alive{}};
  if (!access_.broken().empty()) {
    reply.body = Refusal{RefusalCode::kStorage, "access.db", access_.broken()};
  } else {
    messages::Access list;
    for (const access::User& user : access_.roster().users()) list.entries.push_back(user.entry);
    reply.body = std::move(list);
  }
  mail_.clients.post(Answer{ask.asked.origin, std::move(reply)});
}

void StoreActor::hear(const EditAccess& ask) {
  const messages::Request& request = ask.asked.request;
  const std::string& who = access::signature(ask.asked.origin.identity());
  const bool numbered = is_numbered(request);
  const auto known = std::ranges::find_if(access_answers_, [&](const AccessAnswer& one) {
    return numbered && one.client == request.client && one.sequence == request.sequence && one.who == who;
  });
  const bool again = known != access_answers_.end();
  ReplyBody body = again ? known->body : edited_access(ask);
  if (numbered && !again) {
    access_answers_.push_back({who, request.client, request.sequence, body});
    if (access_answers_.size() > kMostAccessAnswers) access_answers_.pop_front();
  }
  mail_.clients.post(Answer{ask.asked.origin, {request.sequence, ask.revision, std::move(body)}});
}

/// The list that everybody judges by is told before the answer: whoever is answered "revoked" finds it so.
StoreActor::ReplyBody StoreActor::edited_access(const EditAccess& ask) {
  const auto& wanted = std::get<messages::ChangeAccess>(ask.asked.request.body);
  auto planned = access::plan(access_.roster(), wanted, now_ms());
  if (!planned) return planned.refusal();
  if (auto written = access_.change(*planned, entry_of(ask.asked, ask.revision, planned->label)); !written) {
    tell_roster();
    return written.refusal();
  }
  spdlog::info("store: access: {}", planned->label);
  tell_roster();
  if (!planned->removed.empty() || std::holds_alternative<messages::SetAccess>(wanted.body))
    mail_.telemetry.post(DropListeners{});
  const bool made = std::holds_alternative<messages::AddAccess>(wanted.body) ||
                    std::holds_alternative<messages::InviteAccess>(wanted.body);
  if (!made) return messages::Done{};
  messages::Invitation invitation{
      planned->put->entry.user, planned->put->entry.role, planned->token, {}, server_key_};
  if (!planned->token.empty()) invitation.link = web_address() + "/#token=" + planned->token;
  return invitation;
}

void StoreActor::hear(const ReadAudit& ask) {
  const auto& wanted = std::get<messages::GetAudit>(ask.asked.request.body);
  const std::uint32_t most = std::min<std::uint32_t>(wanted.most, wire::kMostChangeSets);
  messages::Reply reply{ask.asked.request.sequence, ask.revision, messages::Alive{}};
  auto list = access_.audit(most, wanted.who);
  auto edits = store_.audit(most, wanted.who);
  if (!list) {
    reply.body = list.refusal();
  } else if (!edits) {
    reply.body = edits.refusal();
  } else {
    messages::Audit audit{std::move(*list)};
    audit.entries.insert(audit.entries.end(), edits->begin(), edits->end());
    std::stable_sort(audit.entries.begin(), audit.entries.end(),
                     [](const AuditEntry& a, const AuditEntry& b) { return a.time_ms > b.time_ms; });
    if (audit.entries.size() > most) audit.entries.resize(most);
    reply.body = std::move(audit);
  }
  mail_.clients.post(Answer{ask.asked.origin, std::move(reply)});
}

void StoreActor::hear(TurnedAway away) {
  if (!notes_.take(1, Clock::now())) return;
  away.entry.time_ms = now_ms();
  if (access_.broken().empty())
    if (auto noted = access_.note(away.entry); !noted) tell_roster();
}

void StoreActor::hear(const Seen& seen) {
  const access::User* user = access_.roster().find(seen.user);
  constexpr std::int64_t kAMinute = 60'000;
  if (user == nullptr || now_ms() - user->entry.last_seen_ms < kAMinute) return;
  access_.saw(seen.user, now_ms());
}

}  // namespace corelogic::actors
