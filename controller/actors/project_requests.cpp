// project_requests.cpp: what ProjectActor does with a request.  Side: control, the project's thread.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "controller/access/permission_table.h"
#include "controller/actors/project_actor.h"
#include "controller/compiler/value_compiler.h"
#include "schema/wire/limits.h"
#include "schema/wire/state_hash.h"

namespace corelogic::actors {
namespace {

using messages::Command;
using messages::Done;
using messages::Request;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

constexpr std::size_t kMostWaitingEdits = 8192;
constexpr std::uint64_t kMostSequence = ~std::uint64_t{0} >> 1;  // SQLite's numbers are signed

std::optional<messages::TransportOrder> transport_order(const Command& command) {
  if (std::holds_alternative<messages::Play>(command.body)) return messages::TransportPlay{};
  if (std::holds_alternative<messages::Stop>(command.body)) return messages::TransportStop{};
  if (const auto* locate = std::get_if<messages::Locate>(&command.body))
    return messages::TransportLocate{locate->frame};
  return std::nullopt;
}

}  // namespace

void ProjectActor::serve(Asked&& asked, bool looked_up) {
  if (auto no = not_permitted(asked)) return deny(asked, *std::move(no));
  std::visit(Overloaded{
                 [&](const Command& command) { serve_command(std::move(asked), command, looked_up); },
                 [&](const messages::Hello& hello) { serve_hello(asked, hello); },
                 [&](const messages::Touch& touch) { serve_touch(asked, touch); },
                 [&](const messages::GetHash&) {
                   answer(asked, messages::StateHash{wire::state_hash(live_.now().to_message())});
                 },
                 [&](const messages::GetProject&) { answer(asked, live_.now().to_message()); },
                 [&](const messages::GetGraph&) { answer(asked, live_.graph()); },
                 [&](const messages::GetStatus&) { answer(asked, status()); },
                 [&](const messages::GetProjects&) {
                   mail_.store.post(ReadNames{asked, live_.revision()});
                 },
                 [&](const messages::GetHistory& ask) {
                   const auto most = std::min<std::uint32_t>(ask.most, wire::kMostChangeSets);
                   mail_.store.post(ReadHistory{asked, live_.revision(), most});
                 },
                 [&](const messages::GetPresets& ask) {
                   mail_.store.post(ReadPresets{asked, live_.revision(), ask.effect});
                 },
                 [&](const messages::GetVersions&) { ask_past(asked); },
                 [&](const messages::GetTemplates&) { ask_past(asked); },
                 [&](const messages::GetProjectAt&) { ask_past(asked); },
                 [&](const messages::GetDiff&) { ask_past(asked); },
                 [&](const messages::DryRun& ask) { serve_dry_run(asked, ask.command); },
                 [&](const messages::Explain& ask) { serve_explain(asked, ask.track); },
                 [&](const messages::GetWiring&) { serve_wiring(asked); },
                 [&](const messages::WatchSpectrum& ask) { serve_spectrum(asked, ask); },
                 [&](const messages::GetAccess&) {
                   mail_.store.post(ReadAccess{asked, live_.revision()});
                 },
                 [&](const messages::ChangeAccess&) {
                   mail_.store.post(EditAccess{asked, live_.revision()});
                 },
                 [&](const messages::GetAudit&) {
                   mail_.store.post(ReadAudit{asked, live_.revision()});
                 },
                 [&](const messages::Heartbeat&) { answer(asked, messages::Alive{}); },
                 [&](const messages::Goodbye&) { answer(asked, messages::Alive{}); },
                 [&](const messages::GetClients&) {
                   answer(asked, Refusal{RefusalCode::kInternal, "getClients",
                                         "This came to the wrong place: who is here is known at the door."});
                 },
             },
             asked.request.body);
}

void ProjectActor::serve_command(Asked&& asked, const Command& command, bool looked_up) {
  if (asked.request.sequence > kMostSequence)
    return answer(asked, Refusal{RefusalCode::kInvalid, "sequence", "Sequence numbers end at 2^63 - 1."});
  if (repeated(asked, looked_up)) return;
  if (const auto no = unwelcome(asked.request)) return answer(asked, *no);
  if (is_errand(command)) return begin_errand(std::move(asked));
  if (is_preset_work(command)) return serve_preset(std::move(asked), command);
  if (const auto order = transport_order(command)) return serve_transport(std::move(asked), *order);
  if (read_only_) return answer(asked, *read_only_);
  if (line_.size() >= kMostWaitingEdits)
    return answer(asked, Refusal{RefusalCode::kBusy, "project",
                                 "Too many edits wait for the disk; try again in a moment."});
  if (std::holds_alternative<messages::Undo>(command.body))
    return serve_step(std::move(asked), store::EditKind::kUndo);
  if (std::holds_alternative<messages::Redo>(command.body))
    return serve_step(std::move(asked), store::EditKind::kRedo);
  if (const auto* others = std::get_if<messages::UndoOthers>(&command.body))
    return serve_undo_others(std::move(asked), *others);
  serve_edit(std::move(asked), command);
}

std::optional<Refusal> ProjectActor::unwelcome(const Request& request) const {
  const auto now = live_.revision();
  if (request.expected_epoch != 0 && request.expected_epoch != now.epoch)
    return Refusal{RefusalCode::kConflict, "expectedEpoch",
                   "The request expects epoch " + std::to_string(request.expected_epoch) + ", but it is " +
                       std::to_string(now.epoch) + "; ask for the project again."};
  if (request.expected_revision >= 0 && static_cast<std::uint64_t>(request.expected_revision) != now.number)
    return Refusal{RefusalCode::kConflict, "expectedRevision",
                   "The request expects revision " + std::to_string(request.expected_revision) +
                       ", but somebody has made it " + std::to_string(now.number) +
                       "; look at the project again and repeat."};
  return std::nullopt;
}

void ProjectActor::serve_edit(Asked&& asked, const Command& command) {
  auto valid = commands::validate(live_.now(), command, {shelf_->presets, live_.audio_directory()});
  if (!valid) return answer(asked, valid.refusal());
  if (asked.request.gesture != 0)
    if (auto held = touches_.in_the_way(live_.now(), asked.request.client, valid->changes))
      return answer(asked, *held);
  if (valid->changes.empty()) return answer(asked, Done{std::move(valid->ids), std::move(valid->notes)});
  store::Edit edit;
  edit.set.client = asked.request.client;
  edit.set.sequence = asked.request.sequence;
  edit.set.gesture = asked.request.gesture;
  edit.set.label = std::move(valid->label);
  edit.set.changes = std::move(valid->changes);
  edit.set.fade_ms = valid->fade_ms;
  edit.least = access::least_role(command);
  edit.done.ids = std::move(valid->ids);
  edit.done.notes = std::move(valid->notes);
  if (edit.set.gesture != 0 && valid->continuous && !asked.request.gesture_ends)
    return make_move(asked, std::move(edit));
  make(std::move(asked), std::move(edit));
}

void ProjectActor::serve_transport(Asked&& asked, const messages::TransportOrder& order) {
  const auto* locate = std::get_if<messages::TransportLocate>(&order);
  if (locate != nullptr && locate->frame < 0)
    return answer(asked, Refusal{RefusalCode::kInvalid, "locate.frame",
                                 "Frame " + std::to_string(locate->frame) +
                                     " lies before the beginning; frames count from 0."});
  mail_.engine.post(order);
  Done done;
  if (!engine_.connected) done.notes.push_back("There is no engine yet; it will do so when it is there.");
  answer(asked, std::move(done));
}

bool ProjectActor::repeated(Asked& asked, bool looked_up) {
  const Request& request = asked.request;
  if (!is_numbered(request)) return false;
  if (const Refusal* no = refusals_.find(request.client, request.sequence)) {
    mail_.clients.post(Answer{asked.origin, {request.sequence, live_.revision(), *no}});
    return true;
  }
  if (Waiting* waiting = line_.find(request.client, request.sequence)) {
    waiting->askers.push_back(std::move(asked));
    return true;
  }
  if (const auto moved = gestures_.find(request.client, request.sequence)) {
    answer(asked, *moved, Done{});
    return true;
  }
  const auto saving =
      std::find_if(presets_under_way_.begin(), presets_under_way_.end(), [&](const Asked& one) {
        return one.request.client == request.client && one.request.sequence == request.sequence;
      });
  if (saving != presets_under_way_.end()) {
    presets_under_way_.push_back(std::move(asked));
    return true;
  }
  const auto errand = errands_done_.find(request.client);
  if (errand != errands_done_.end() && errand->second.sequence == request.sequence) {
    answer(asked, errand->second.revision, errand->second.body);
    return true;
  }
  const auto highest = highest_sequences_.find(request.client);
  if (looked_up || highest == highest_sequences_.end() || request.sequence > highest->second) return false;
  mail_.store.post(LookUp{std::move(asked)});
  return true;
}

void ProjectActor::make(Asked&& asked, store::Edit edit) {
  write_gestures();
  edit.set.time_ms = wall_clock_ms();
  sign(edit, asked);
  live_.apply(edit);
  if (is_numbered(asked.request)) {
    auto& highest = highest_sequences_[asked.request.client];
    highest = std::max(highest, asked.request.sequence);
  }
  tell_engine(edit);
  const auto made = std::make_shared<const store::Edit>(std::move(edit));
  history_.record(made);
  mail_.store.post(Append{made});
  spdlog::debug("project: revision {}.{}: {}", made->set.revision.epoch, made->set.revision.number,
                made->set.label);
  if (!touches_.empty()) tell_hands(touches_.end_missing(live_.now()));
  asked.request.body = messages::Heartbeat{};  // nobody reads the command again
  line_.add(made, std::move(asked));
}

void ProjectActor::make_move(const Asked& asked, store::Edit edit) {
  sign(edit, asked);
  const bool others_first = gestures_.disputed(edit.set) || !gestures_.goes_on(edit.set);
  edit.set.time_ms = wall_clock_ms();
  live_.apply(edit);
  tell_engine(edit);  // before all else: somebody's finger is on it
  if (others_first) write_gestures();
  if (is_numbered(asked.request)) {
    auto& highest = highest_sequences_[asked.request.client];
    highest = std::max(highest, asked.request.sequence);
  }
  gestures_.add(edit, now_);
  answer(asked, edit.set.revision, edit.done);
  line_.hear(std::make_shared<const messages::ChangeSet>(std::move(edit.set)));
}

void ProjectActor::tell_engine(const store::Edit& edit) {
  if (auto values = compiler::compile_values(live_.now(), edit.set.changes, edit.inverse))
    mail_.engine.post(messages::SetParameters{edit.set.revision, std::move(*values), edit.set.fade_ms});
  else
    mail_.engine.post(StructureChanged{edit.set.revision, edit.set.fade_ms});
  for (const auto& change : edit.set.changes)
    if (const auto* tempo = std::get_if<messages::TempoSet>(&change))
      mail_.engine.post(messages::TransportTempo{tempo->tempo});
  tell_wiring(edit.set.changes);
}

void ProjectActor::write_gestures() {
  for (store::Edit& moves : gestures_.take()) {
    const auto edit = std::make_shared<const store::Edit>(std::move(moves));
    history_.record(edit);
    mail_.store.post(Append{edit});
    line_.add_heard(edit);
  }
}

}  // namespace corelogic::actors
