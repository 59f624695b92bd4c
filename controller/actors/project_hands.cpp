// project_hands.cpp: many hands on one desk: who says hello and what it missed, who holds what, and what is
// taken back by whom. Whether a client may is asked before (see access): here everybody may.  Side: control,
// the project's thread.
#include "controller/access/permit.h"
#include "controller/actors/catch_up.h"
#include "controller/actors/project_actor.h"
#include "controller/commands/undo.h"

namespace corelogic::actors {

using messages::Done;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

void ProjectActor::serve_hello(const Asked& asked, const messages::Hello& hello) {
  const access::Identity& who = asked.origin.identity();
  touches_.introduce(asked.request.client, hello.name, access::signature(who));
  messages::Welcome welcome{messages::kProtocolVersion, std::string(access::role_name(who.role)), {}};
  welcome.user = who.user;
  welcome.strips = who.strips;
  if (hello.resume.epoch != 0) {
    write_gestures();  // what is on the board is in no history yet
    if (auto missed = catch_up(history_.edits(), hello.resume, live_.revision())) {
      welcome.resumed = true;
      welcome.changes = std::move(*missed);
    }
  }
  if (!welcome.resumed) welcome.project = live_.now().to_message();
  answer(asked, std::move(welcome));
}

void ProjectActor::serve_touch(const Asked& asked, const messages::Touch& touch) {
  auto moved = touches_.touch(live_.now(), asked.request.client, touch);
  if (!moved) return answer(asked, moved.refusal());
  tell_hands(*moved);
  answer(asked, Done{});
}

void ProjectActor::hear(const SessionEnded& ended) {
  tell_hands(touches_.leave(ended.client));
}

void ProjectActor::tell_hands(const TouchBoard::News& news) {
  for (const messages::Touched& one : news) mail_.clients.post(HandMoved{one});
}

void ProjectActor::serve_step(Asked&& asked, store::EditKind kind) {
  write_gestures();
  const auto client = asked.request.client;
  const bool undo = kind == store::EditKind::kUndo;
  const Step* step = undo ? history_.undo_step(client) : history_.redo_step(client);
  if (step == nullptr)
    return answer(asked, Refusal{RefusalCode::kNothingToUndo, undo ? "undo" : "redo",
                                 undo ? "There is nothing of yours left to undo."
                                      : "There is nothing of yours left to redo."});
  take_back(std::move(asked), kind, client, *step);
}

void ProjectActor::serve_undo_others(Asked&& asked, const messages::UndoOthers& ask) {
  write_gestures();
  const auto [owner, step] =
      ask.client.valid() ? std::pair{ask.client, history_.undo_step(ask.client)} : history_.newest_step();
  if (step == nullptr)
    return answer(asked, Refusal{RefusalCode::kNothingToUndo, "undoOthers",
                                 ask.client.valid() ? "There is nothing of that client left to undo."
                                                    : "There is nothing of anybody left to undo."});
  const bool own = owner == asked.request.client;
  take_back(std::move(asked), own ? store::EditKind::kUndo : store::EditKind::kUndoOthers, owner, *step);
}

void ProjectActor::take_back(Asked&& asked, store::EditKind kind, messages::ClientId owner,
                             const Step& step) {
  auto plan =
      commands::plan_undo(live_.now(), step.inverse, history_.by_others_since(owner, step.first_revision));
  if (!plan) {
    if (plan.refusal().code == RefusalCode::kNothingToUndo)
      kind == store::EditKind::kRedo ? history_.drop_redo(owner) : history_.drop_undo(owner);
    return answer(asked, plan.refusal());
  }
  if (auto allowed = access::permit_step(asked.origin.identity(), step.least, plan->changes, live_.now());
      !allowed)
    return deny(asked, allowed.refusal());
  store::Edit edit;
  edit.kind = kind;
  edit.target = step.last_revision;
  edit.least = step.least;
  edit.set.client = asked.request.client;
  edit.set.sequence = asked.request.sequence;
  edit.set.label = kind == store::EditKind::kRedo   ? "redo"
                   : kind == store::EditKind::kUndo ? "undo"
                                                    : "undo of what another client did";
  edit.set.changes = std::move(plan->changes);
  edit.done.notes = std::move(plan->notes);
  make(std::move(asked), std::move(edit));
}

}  // namespace corelogic::actors
