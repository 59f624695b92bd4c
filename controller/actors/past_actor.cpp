// past_actor.cpp: what a project was, and what is different since.  Side: control, its own thread.
#include "controller/actors/past_actor.h"

#include <utility>

#include "controller/commands/restore.h"

namespace corelogic::actors {
namespace {

using store::ProjectStore;
using vocabulary::Result;
using Body = decltype(messages::Reply::body);

constexpr auto kIdle = std::chrono::milliseconds(1000);

Result<messages::Diff> diff_of(const LookBack& look, const messages::GetDiff& ask, std::uint64_t present) {
  const std::uint64_t to = ask.to == 0 ? present : ask.to;
  const auto from = ProjectStore::look_back(look.folder, look.name, ask.from);
  if (!from) return from.refusal();
  const auto until = ProjectStore::look_back(look.folder, look.name, to);
  if (!until) return until.refusal();
  return messages::Diff{ask.from, to, commands::differences(from->project, until->project)};
}

messages::Reply reply_to(const LookBack& look, const ReadPast& ask) {
  messages::Reply reply{ask.asked.request.sequence, ask.revision, messages::Alive{}};
  const auto& question = ask.asked.request.body;
  if (const auto* diff = std::get_if<messages::GetDiff>(&question)) {
    auto found = diff_of(look, *diff, ask.revision.number);
    reply.body = found ? Body{*std::move(found)} : Body{found.refusal()};
  } else if (const auto* at = std::get_if<messages::GetProjectAt>(&question)) {
    const auto past = ProjectStore::look_back(look.folder, look.name, at->revision);
    if (past) reply.revision.number = past->revision;
    reply.body = past ? Body{past->project.to_message()} : Body{past.refusal()};
  }
  return reply;
}

}  // namespace

void PastActor::run() {
  while (life_ == ActorLife::kServing) {
    wire::wait({}, &mail_.past.waker(), kIdle);
    turn();
  }
  life_ = ActorLife::kEnded;
}

void PastActor::turn() {
  for (PastMail& one : mail_.past.take())
    std::visit(Overloaded{[this](const EndOfWork&) { life_ = ActorLife::kEnding; },
                          [this](const LookBack& look) { hear(look); }},
               one);
}

void PastActor::hear(const LookBack& look) {
  if (life_ != ActorLife::kServing) return;
  if (const auto* ask = std::get_if<ReadPast>(&look.ask))
    return (void)mail_.clients.post(Answer{ask->asked.origin, reply_to(look, *ask)});
  auto past = ProjectStore::look_back(look.folder, look.name, std::get<FetchPast>(look.ask).revision);
  if (!past) return (void)mail_.project.post(PastFetched{past.refusal()});
  mail_.project.post(PastFetched{std::make_shared<const store::Past>(*std::move(past))});
}

}  // namespace corelogic::actors
