// undo.cpp: an old step's inverse, change by change: taken, fitted to the present, or left out with a note.
// Side: control; pure.
#include "controller/commands/undo.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "controller/commands/check_change.h"
#include "controller/commands/families.h"
#include "controller/commands/others_work.h"
#include "controller/project/apply_change.h"
#include "controller/project/field_keys.h"
#include "controller/routing/routing_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // the changes by name
using project::FieldKey;

/// The strip, insert, send or connection a number names: "Guitar", "compressor of Guitar"; "number 4" when it
/// is gone.
std::string owner_text(const Project& project, std::uint32_t id) {
  const auto& tracks = project.tracks();
  if (const auto* track = tracks.find(TrackId{id})) return track->name;
  if (const auto* insert = tracks.find(InsertId{id}))
    return insert->effect + " of " + tracks.owner_of(insert->id)->name;
  if (const auto* send = tracks.find(SendId{id}))
    return tracks.owner_of(send->id)->name + " to " + tracks.find(send->destination)->name;
  if (const auto* connection = project.connections().find(ConnectionId{id}))
    return tracks.find(connection->source)->name;
  if (const auto* group = project.find(MuteGroupId{id})) return group->name;
  if (const auto* scene = project.find(SceneId{id})) return scene->name;
  return "number " + std::to_string(id);
}

/// What a change is about, for people: "The volume of Guitar", "The track Guitar".
std::string text_of(const Project& project, const Change& change) {
  if (const auto* added = std::get_if<TrackAdded>(&change)) return "The track " + added->track.name;
  if (const auto* added = std::get_if<MuteGroupAdded>(&change)) return "The mute group " + added->group.name;
  if (const auto* added = std::get_if<InsertAdded>(&change))
    return "The " + added->insert.effect + " of " + owner_text(project, added->track.value);
  if (const auto* added = std::get_if<SendAdded>(&change))
    return "The send from " + owner_text(project, added->track.value) + " to " +
           owner_text(project, added->send.destination.value);
  if (const auto* made = std::get_if<Connected>(&change))
    return "The connection from " + owner_text(project, made->connection.source.value);
  const auto fields = project::fields_of(change);
  if (fields.empty() || fields.front().id == 0)
    return "The " + (fields.empty() ? "id" : field_name(fields.front()));
  const FieldKey& field = fields.front();
  const bool thing = field.kind == project::FieldKind::kTrack || field.kind == project::FieldKind::kInsert ||
                     field.kind == project::FieldKind::kSend ||
                     field.kind == project::FieldKind::kConnection ||
                     field.kind == project::FieldKind::kMuteGroup || field.kind == project::FieldKind::kScene;
  return "The " + field_name(field) + (thing ? " " : " of ") + owner_text(project, field.id);
}

/// "Guitar 2", the first number that is free; a name that would get too long loses its end.
std::string free_name(const Project& project, const std::string& name) {
  for (int number = 2;; ++number) {
    const std::string suffix = " " + std::to_string(number);
    std::string stem = name;
    while (!tracks::check_name(stem + suffix, "")) stem.pop_back();  // also over what is left of a character
    if (!project.tracks().find_name(stem + suffix)) return stem + suffix;
  }
}

/// One plan in the making: `state` is the project with what was taken so far.
class UndoPlanning {
 public:
  UndoPlanning(const Project& now, std::span<const ChangeSet> by_others) : now_(now), others_(by_others) {}

  void take(const Change& change) {
    if (others_.stands_against(change, state())) {
      note(text_of(state(), change) + " stays as it is: somebody else has " +
           (others_.replaced_project() ? "replaced the project" : "changed it") + " since.");
      return;
    }
    for (Change& part : fitted(change)) take_part(std::move(part));
  }

  UndoPlan finish() { return std::move(plan_); }

 private:
  [[nodiscard]] const Project& state() const { return state_ ? *state_ : now_; }

  void note(std::string sentence) {
    if (std::find(plan_.notes.begin(), plan_.notes.end(), sentence) == plan_.notes.end())
      plan_.notes.push_back(std::move(sentence));
  }

  void take_part(Change part) {
    if (auto good = check_change(state(), part); !good) {
      note(text_of(state(), part) + " was left out: " + good.refusal().sentence);
      return;
    }
    if (state_ || !project::is_value(part)) {
      if (!state_) state_ = now_;
      project::apply(*state_, part);
    }
    plan_.changes.push_back(std::move(part));
  }

  /// The change as it must be today: a strip goes with all that hangs on it, and comes back under a free
  /// name.
  Changes fitted(const Change& change) {
    if (const auto* removed = std::get_if<TrackRemoved>(&change);
        removed && state().tracks().find(removed->track))
      return removal_of(state(), removed->track);
    if (const auto* removed = std::get_if<MuteGroupRemoved>(&change); removed && state().find(removed->group))
      return removal_of(state(), removed->group);
    if (const auto* added = std::get_if<TrackAdded>(&change)) return {fitted_track(*added)};
    if (const auto* added = std::get_if<InsertAdded>(&change)) return {fitted_insert(*added)};
    if (const auto* set = std::get_if<ParameterSet>(&change)) return {fitted_value(*set)};
    if (const auto* set = std::get_if<InsertValuesSet>(&change)) return {fitted_values(*set)};
    if (const auto* added = std::get_if<SceneAdded>(&change))
      return {SceneAdded{tracks::completed(added->scene), added->position}};
    if (const auto* stored = std::get_if<SceneStored>(&change))
      return {SceneStored{tracks::completed(stored->scene)}};
    return {change};
  }

  /// On the step that the parameter has by now: all that follow the change are to see the same.
  ParameterSet fitted_value(ParameterSet set) const {
    if (const Insert* insert = state().tracks().find(set.insert))
      set.value = tracks::on_step(*insert, set.parameter, set.value);
    return set;
  }
  InsertValuesSet fitted_values(const InsertValuesSet& set) const {
    const Insert* found = state().tracks().find(set.insert);
    if (found == nullptr) return set;
    Insert insert = *found;
    insert.parameters = set.parameters;
    insert.other = set.other;
    insert = tracks::completed(std::move(insert));
    return {set.insert, std::move(insert.parameters), std::move(insert.other), set.side_b};
  }

  TrackAdded fitted_track(TrackAdded added) {
    if (state().tracks().find_name(added.track.name) && !state().tracks().find(added.track.id)) {
      const std::string name = free_name(state(), added.track.name);
      note("The track " + added.track.name + " comes back as " + name + ": its name has been taken since.");
      added.track.name = name;
    }
    const auto* target = std::get_if<TrackOutput>(&added.track.output);
    if (target && !state().tracks().find(target->track)) {
      note("The output of " + added.track.name + " goes to the master: track " +
           std::to_string(target->track.value) + " does not exist any more.");
      added.track.output = TrackOutput{state().tracks().master().id};
      added.track.output_map.clear();
    }
    for (Insert& insert : added.track.inserts) insert = tracks::completed(std::move(insert));
    return added;
  }

  /// With every parameter its effect has by now, and without a key that cannot be heard any more.
  InsertAdded fitted_insert(InsertAdded added) {
    added.insert = tracks::completed(std::move(added.insert));
    const Track* owner = state().tracks().find(added.track);
    if (owner == nullptr || !added.insert.key.track.valid()) return added;
    const auto heard = routing::check_key(state().wiring(), *owner, added.insert.key.track, "");
    if (heard) return added;
    note("The key of the " + added.insert.effect + " of " + owner->name +
         " was left out: " + heard.refusal().sentence);
    added.insert.key = {};
    return added;
  }

  const Project& now_;
  const OthersWork others_;
  std::optional<Project> state_;
  UndoPlan plan_;
};

}  // namespace

Result<UndoPlan> plan_undo(const Project& now, const Changes& inverse,
                           std::span<const ChangeSet> by_others_since) {
  UndoPlanning planning(now, by_others_since);
  for (const Change& change : inverse) planning.take(change);
  UndoPlan plan = planning.finish();
  if (!plan.changes.empty()) return plan;
  std::string sentence = "There is nothing left of this step to take back.";
  for (const std::string& note : plan.notes) sentence += " " + note;
  return vocabulary::Refusal{vocabulary::RefusalCode::kNothingToUndo, "undo", std::move(sentence)};
}

}  // namespace corelogic::commands
