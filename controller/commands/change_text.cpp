// change_text.cpp: the first state and the last value of each field.  Side: control; pure.
#include "controller/commands/change_text.h"

#include <algorithm>
#include <map>
#include <utility>

#include "controller/commands/change_value.h"
#include "controller/project/apply_change.h"
#include "controller/project/field_keys.h"
#include "controller/project/invert_change.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // the changes by name
using project::FieldKey;
using project::FieldKind;
using project::Project;

/// "Guitar", "the compressor of Guitar", "the send from Guitar to Reverb"; empty when there is no such thing.
std::string thing_text(const Project& project, std::uint32_t id) {
  const auto& tracks = project.tracks();
  if (const auto* track = tracks.find(TrackId{id})) return track->name;
  if (const auto* insert = tracks.find(InsertId{id}))
    return "the " + insert->effect + " of " + tracks.owner_of(insert->id)->name;
  if (const auto* send = tracks.find(SendId{id})) {
    const auto* destination = tracks.find(send->destination);
    return "the send from " + tracks.owner_of(send->id)->name + " to " +
           (destination ? destination->name : "nowhere");
  }
  if (const auto* connection = project.connections().find(ConnectionId{id}))
    return "the connection from " + tracks.find(connection->source)->name;
  if (const auto* group = project.find(MuteGroupId{id})) return "the mute group " + group->name;
  if (const auto* scene = project.find(SceneId{id})) return "the scene " + scene->name;
  return {};
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() == 't') text.front() = 'T';
  return text;
}

/// What came or went: one sentence. Empty for what sets a value.
std::string event_text(const Project& before, const Project& after, const Change& change) {
  const auto gone = [&](auto id, const std::string& kind) {
    return capital(kind + thing_text(before, id.value)) + " is gone.";
  };
  const auto come = [&](auto id, const std::string& kind) {
    return capital(kind + thing_text(after, id.value)) + " is new.";
  };
  if (const auto* added = std::get_if<TrackAdded>(&change)) return come(added->track.id, "the track ");
  if (const auto* removed = std::get_if<TrackRemoved>(&change)) return gone(removed->track, "the track ");
  if (const auto* added = std::get_if<InsertAdded>(&change)) return come(added->insert.id, "");
  if (const auto* removed = std::get_if<InsertRemoved>(&change)) return gone(removed->insert, "");
  if (const auto* added = std::get_if<SendAdded>(&change)) return come(added->send.id, "");
  if (const auto* removed = std::get_if<SendRemoved>(&change)) return gone(removed->send, "");
  if (const auto* made = std::get_if<Connected>(&change)) return come(made->connection.id, "");
  if (const auto* cut = std::get_if<Disconnected>(&change)) return gone(cut->connection, "");
  if (const auto* added = std::get_if<MuteGroupAdded>(&change)) return come(added->group.id, "");
  if (const auto* removed = std::get_if<MuteGroupRemoved>(&change)) return gone(removed->group, "");
  if (const auto* added = std::get_if<SceneAdded>(&change)) return come(added->scene.id, "");
  if (const auto* removed = std::get_if<SceneRemoved>(&change)) return gone(removed->scene, "");
  if (const auto* stored = std::get_if<SceneStored>(&change))
    return capital(thing_text(after, stored->scene.id.value)) + " is stored anew.";
  if (const auto* look = std::get_if<LookSet>(&change))
    return "The look of " + thing_text(after, look->track.value) + " is another.";
  if (std::holds_alternative<MonitorSet>(change)) return "The monitor section is another.";
  if (std::holds_alternative<OutputStageSet>(change)) return "The output stage is another.";
  if (const auto* replaced = std::get_if<ProjectReplaced>(&change))
    return "Everything is replaced by the project " + replaced->project.name + ".";
  return {};
}

struct Line {
  std::string what;  ///< of a value: "The volume of Guitar"
  std::string from;
  std::string to;
  std::string event;
};

class Telling {
 public:
  Telling(const Project& before, const Changes& changes) : before_(before), after_(before) {
    project::apply(after_, changes);
  }

  void tell(const Change& change) {
    if (std::holds_alternative<IdsTaken>(change)) return;
    const auto fields = project::fields_of(change);
    const FieldKey field = fields.empty() ? FieldKey{} : fields.front();
    if (in_new_thing(field) && !makes_thing(field.kind)) return;
    if (const auto* set = std::get_if<InsertValuesSet>(&change)) tell_values(*set);
    Line line;
    line.event = event_text(before_, after_, change);
    if (line.event.empty()) {
      line.what = subject_of(field);
      line.to = value_text(after_, change);
      const auto inverse = project::invert(before_, {change});
      if (!inverse.empty()) line.from = value_text(before_, inverse.front());
    }
    put(field, change.index(), std::move(line));
  }

  std::vector<std::string> finish() const {
    std::vector<std::string> sentences;
    for (const Line& line : lines_) {
      if (!line.event.empty())
        sentences.push_back(line.event);
      else if (line.from != line.to)
        sentences.push_back(line.what + ": " + (line.from.empty() ? "" : line.from + ", then ") + line.to +
                            ".");
    }
    return sentences;
  }

 private:
  static bool makes_thing(FieldKind kind) {
    return kind == FieldKind::kTrack || kind == FieldKind::kInsert || kind == FieldKind::kSend ||
           kind == FieldKind::kConnection || kind == FieldKind::kMuteGroup || kind == FieldKind::kScene;
  }
  /// What is set in something new is told by its being new; what is taken off something that goes, by that.
  [[nodiscard]] bool in_new_thing(const FieldKey& field) const {
    if (field.id == 0) return false;
    return thing_text(before_, field.id).empty() || thing_text(after_, field.id).empty();
  }
  [[nodiscard]] std::string subject_of(const FieldKey& field) const {
    const std::string name = field_name(field);
    if (field.id == 0) return "The " + name;
    return "The " + name + " of " + thing_text(after_, field.id);
  }
  /// Parameter by parameter what differs on either side; a side that is not in use begins as the other is.
  void tell_values(const InsertValuesSet& set) {
    const Insert& was = *before_.tracks().find(set.insert);
    const Insert& is = *after_.tracks().find(set.insert);
    for (const bool side_b : {is.side_b, !is.side_b}) {
      if (side_b != is.side_b && was.other.empty() && is.other.empty()) continue;
      const auto& old_values = values_of(was, side_b);
      for (const NamedValue& value : values_of(is, side_b)) {
        const auto old = std::ranges::find(old_values, value.name, &NamedValue::name);
        if (old == old_values.end() || old->value == value.value) continue;
        const FieldKey field{FieldKind::kParameter, set.insert.value, value.name};
        Line line;
        line.what = subject_of(field) + (is.other.empty() ? "" : side_b ? ", side B" : ", side A");
        line.from = value_text(before_, ParameterSet{set.insert, old->name, old->value});
        line.to = value_text(after_, ParameterSet{set.insert, value.name, value.value});
        // That of the heard side may be set by itself as well, and is one line with it.
        const Change heard = ParameterSet{}, stored = InsertValuesSet{};
        put(field, (side_b == is.side_b ? heard : stored).index(), std::move(line));
      }
    }
  }
  static const std::vector<NamedValue>& values_of(const Insert& insert, bool side_b) {
    return insert.side_b == side_b || insert.other.empty() ? insert.parameters : insert.other;
  }
  /// One line a field and kind of change: the first says from where, the last where to.
  void put(const FieldKey& field, std::size_t kind, Line line) {
    const auto [place, fresh] = places_.try_emplace({field, kind}, lines_.size());
    if (fresh)
      lines_.push_back(std::move(line));
    else if (line.event.empty())
      lines_[place->second].to = std::move(line.to);
  }

  const Project& before_;
  Project after_;
  std::vector<Line> lines_;
  std::map<std::pair<FieldKey, std::size_t>, std::size_t> places_;
};

}  // namespace

std::vector<std::string> sentences_of(const Project& before, const Changes& changes) {
  Telling telling(before, changes);
  for (const Change& change : changes) telling.tell(change);
  return telling.finish();
}

}  // namespace corelogic::commands
