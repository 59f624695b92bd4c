// scene_recall.cpp: strip by strip, insert by insert, word by word of what is safe.  Side: control; pure.
#include "controller/commands/scene_recall.h"

#include <algorithm>
#include <utility>

#include "controller/tracks/safe_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // the project's words by name
using project::Desk;
using project::Project;
using tracks::is_safe;

template <class Things, class Id>
auto* find_in(Things& things, Id id) {
  const auto found = std::ranges::find_if(things, [&](const auto& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

class Overlay {
 public:
  Overlay(const Project& now, const Scene& scene, Recall how, std::vector<std::string>& notes)
      : now_(now), scene_(scene), how_(how), notes_(notes) {}

  Desk make() {
    Desk desk = desk_of(now_);
    for (const Track& stored : scene_.tracks) {
      if (Track* track = find_track(desk, stored.id))
        recall(*track, stored);
      else
        note_gone("The track " + stored.name);
    }
    for (const MuteGroup& stored : scene_.mute_groups) {
      if (MuteGroup* group = find_in(desk.mute_groups, stored.id))
        group->active = stored.active;
      else
        note_gone("The mute group " + stored.name);
    }
    if (how_ != Recall::kValues) recall_monitor(desk.monitor);
    return desk;
  }

 private:
  /// The desk has the project's strips in their places.
  Track* find_track(Desk& desk, TrackId id) const {
    const auto position = now_.tracks().position_of(id);
    return position ? &desk.tracks[*position] : nullptr;
  }

  void note_gone(const std::string& what) {
    if (how_ != Recall::kValues) notes_.push_back(what + " is gone since the scene was stored.");
  }

  void recall(Track& track, const Track& stored) {
    const auto& safe = track.safe;
    if (!is_safe(safe, "volume")) {
      track.volume = stored.volume;
      track.monitor_level = stored.monitor_level;
    }
    if (!is_safe(safe, "pan")) track.pan = stored.pan;
    if (!is_safe(safe, "mute")) track.mute = stored.mute;
    if (!is_safe(safe, "solo") && !track.solo_safe) track.solo = stored.solo;
    if (!is_safe(safe, "stage")) recall_stage(track, stored);
    if (!is_safe(safe, "sends")) recall_sends(track, stored);
    if (!is_safe(safe, "inserts")) recall_inserts(track, stored);
    if (how_ != Recall::kValues && !is_safe(safe, "groups")) recall_groups(track, stored);
    if (how_ == Recall::kWhole && !is_safe(safe, "routing")) recall_routing(track, stored);
  }

  void recall_stage(Track& track, const Track& stored) const {
    track.trim = stored.trim;
    track.polarity = stored.polarity;
    track.high_pass = stored.high_pass;
    track.delay = stored.delay;
    if (how_ != Recall::kValues) track.stage = stored.stage;
  }

  void recall_sends(Track& track, const Track& stored) {
    for (const Send& old : stored.sends) {
      Send* send = find_in(track.sends, old.id);
      if (send == nullptr) {
        const Track* destination = now_.tracks().find(old.destination);
        note_gone("A send from " + track.name + (destination ? " to " + destination->name : ""));
        continue;
      }
      send->level = old.level;
      send->pan = old.pan;
      send->mute = old.mute;
      if (how_ == Recall::kValues) continue;
      send->pre_fader = old.pre_fader;
      send->pre_eq = old.pre_eq;
    }
  }

  void recall_inserts(Track& track, const Track& stored) {
    for (const Insert& old : stored.inserts) {
      if (Insert* insert = find_in(track.inserts, old.id); insert != nullptr && insert->effect == old.effect)
        recall_insert(track, *insert, old);
      else
        note_gone("The " + old.effect + " of " + track.name);
    }
    if (how_ != Recall::kValues) recall_order(track, stored);
  }

  void recall_insert(const Track& track, Insert& insert, const Insert& old) {
    if (is_safe(insert.safe, "all")) return;
    if (!is_safe(insert.safe, "bypass")) insert.bypass = old.bypass;
    for (NamedValue& value : insert.parameters) {
      const auto before = std::ranges::find(old.parameters, value.name, &NamedValue::name);
      if (before != old.parameters.end() && !is_safe(insert.safe, value.name)) value.value = before->value;
    }
    if (how_ == Recall::kValues) return;
    insert.other = old.other;
    insert.side_b = old.side_b;
    insert.file = old.file;
    insert.other_file = old.other_file;
    insert.post_fader = old.post_fader;
    if (how_ != Recall::kWhole || is_safe(track.safe, "routing")) return;
    if (!old.key.track.valid() || now_.tracks().find(old.key.track))
      insert.key = old.key;
    else
      notes_.push_back("The key of the " + insert.effect + " of " + track.name +
                       " stays as it is: the track it heard is gone.");
  }

  /// Those of the scene in the scene's order, in the places they have together; what came since stays put.
  static void recall_order(Track& track, const Track& stored) {
    std::vector<std::size_t> places;
    std::vector<Insert> in_order;
    for (std::size_t place = 0; place < track.inserts.size(); ++place)
      if (find_in(stored.inserts, track.inserts[place].id)) places.push_back(place);
    for (const Insert& old : stored.inserts)
      if (const Insert* insert = find_in(track.inserts, old.id)) in_order.push_back(*insert);
    for (std::size_t i = 0; i < places.size(); ++i) track.inserts[places[i]] = std::move(in_order[i]);
  }

  void recall_groups(Track& track, const Track& stored) const {
    track.vcas.clear();
    for (const TrackId vca : stored.vcas)
      if (now_.tracks().find(vca)) track.vcas.push_back(vca);
    track.mute_groups.clear();
    for (const MuteGroupId group : stored.mute_groups)
      if (now_.find(group)) track.mute_groups.push_back(group);
  }

  void recall_routing(Track& track, const Track& stored) {
    track.input = stored.input;
    track.monitoring = stored.monitoring;
    track.direct_out = stored.direct_out;
    track.monitor_output = stored.monitor_output;
    const auto* target = std::get_if<TrackOutput>(&stored.output);
    if (target && !now_.tracks().find(target->track)) {
      notes_.push_back("The output of " + track.name + " stays as it is: where it went is gone.");
      return;
    }
    track.output = stored.output;
    track.output_map = stored.output_map;
  }

  void recall_monitor(Monitor& monitor) {
    const auto* source = std::get_if<TrackSource>(&scene_.monitor.source);
    const bool gone = source && !now_.tracks().find(source->track);
    const MonitorSource kept = monitor.source;
    monitor = scene_.monitor;
    if (!gone) return;
    monitor.source = kept;
    notes_.push_back("The monitor hears what it did: the track of the scene is gone.");
  }

  const Project& now_;
  const Scene& scene_;
  const Recall how_;
  std::vector<std::string>& notes_;
};

}  // namespace

Desk desk_of(const Project& project) {
  return {{project.tracks().begin(), project.tracks().end()}, project.monitor(), project.mute_groups()};
}

Desk recalled(const Project& now, const Scene& scene, Recall how, std::vector<std::string>& notes) {
  return Overlay(now, scene, how, notes).make();
}

}  // namespace corelogic::commands
