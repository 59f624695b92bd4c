// mirror.cpp: one line a change; a forgotten one does not compile.  Side: control.
#include "clients/cpp/mirror.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "schema/wire/state_hash.h"

namespace corelogic::client {
namespace {

using namespace messages;  // the changes by name

template <class Items, class Id>
auto place_of(Items& items, Id id) {
  return std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
}

template <class Item>
void put(std::vector<Item>& items, Item item, std::size_t position) {
  items.insert(std::next(items.begin(), static_cast<std::ptrdiff_t>(std::min(position, items.size()))),
               std::move(item));
}

/// Into its place in the order of ids, as the controller keeps them; nothing if it is there.
template <class Item>
void put_by_id(std::vector<Item>& items, const Item& item) {
  const auto place =
      std::find_if(items.begin(), items.end(), [&](const Item& other) { return other.id >= item.id; });
  if (place == items.end() || place->id != item.id) items.insert(place, item);
}

/// Takes an item out and puts it back so that it stands at `position`, at most the `last` one.
template <class Item>
void move_to(std::vector<Item>& items, typename std::vector<Item>::iterator from, std::size_t position,
             std::size_t last) {
  Item item = std::move(*from);
  items.erase(from);
  put(items, std::move(item), std::min(position, last));
}

class Application {
 public:
  explicit Application(Project& project) : project_(project) {}

  void operator()(const TrackAdded& c) {
    if (!find(c.track.id))
      put(project_.tracks, c.track, std::min<std::size_t>(c.position, before_master(c.track)));
  }
  void operator()(const TrackRemoved& c) {
    std::erase_if(project_.tracks, [&](const Track& t) { return t.id == c.track; });
  }
  void operator()(const TrackRenamed& c) { set(c.track, &Track::name, c.name); }
  void operator()(const TrackMoved& c) {
    const auto from = place_of(project_.tracks, c.track);
    if (from == project_.tracks.end() || from->kind == TrackKind::kMaster) return;
    move_to(project_.tracks, from, c.position, before_master(*from) - 1);
  }
  void operator()(const VolumeSet& c) { set(c.track, &Track::volume, c.volume); }
  void operator()(const PanSet& c) { set(c.track, &Track::pan, c.pan); }
  void operator()(const MuteSet& c) { set(c.track, &Track::mute, c.mute); }
  void operator()(const SoloSet& c) { set(c.track, &Track::solo, c.solo); }
  void operator()(const InsertAdded& c) {
    if (Track* track = find(c.track); track && !owner_of(c.insert.id))
      put(track->inserts, c.insert, c.position);
  }
  void operator()(const InsertRemoved& c) {
    if (Track* track = owner_of(c.insert)) track->inserts.erase(place_of(track->inserts, c.insert));
  }
  void operator()(const InsertMoved& c) {
    if (Track* track = owner_of(c.insert))
      move_to(track->inserts, place_of(track->inserts, c.insert), c.position, track->inserts.size() - 1);
  }
  void operator()(const InsertBypassSet& c) { set(c.insert, &Insert::bypass, c.bypass); }
  void operator()(const ParameterSet& c) {
    Track* track = owner_of(c.insert);
    if (!track) return;
    for (NamedValue& parameter : place_of(track->inserts, c.insert)->parameters)
      if (parameter.name == c.parameter) parameter.value = c.value;
  }
  void operator()(const SendAdded& c) {
    if (Track* track = find(c.track); track && !owner_of(c.send.id)) put(track->sends, c.send, c.position);
  }
  void operator()(const SendRemoved& c) {
    if (Track* track = owner_of(c.send)) track->sends.erase(place_of(track->sends, c.send));
  }
  void operator()(const SendLevelSet& c) { set(c.send, &Send::level, c.level); }
  void operator()(const SendPanSet& c) { set(c.send, &Send::pan, c.pan); }
  void operator()(const SendPreFaderSet& c) { set(c.send, &Send::pre_fader, c.pre_fader); }
  void operator()(const InputSet& c) { set(c.track, &Track::input, c.input); }
  void operator()(const OutputSet& c) { set(c.track, &Track::output, c.output); }
  void operator()(const MonitorLevelSet& c) { set(c.track, &Track::monitor_level, c.level); }
  void operator()(const MonitorOutputSet& c) { set(c.track, &Track::monitor_output, c.output); }
  void operator()(const Connected& c) { put_by_id(project_.connections, c.connection); }
  void operator()(const Disconnected& c) {
    std::erase_if(project_.connections, [&](const Connection& other) { return other.id == c.connection; });
  }
  void operator()(const IdsTaken& c) { project_.next_id = std::max(project_.next_id, c.next_id); }
  void operator()(const ProjectReplaced& c) {
    const std::uint32_t taken = project_.next_id;
    project_ = c.project;
    project_.next_id = std::max(project_.next_id, taken);  // ids given once stay given
  }
  void operator()(const ProjectRenamed& c) { project_.name = c.name; }
  void operator()(const TempoSet& c) { project_.tempo = c.tempo; }
  void operator()(const MonitorSet& c) { project_.monitor = c.monitor; }
  void operator()(const KeySet& c) { set(c.insert, &Insert::key, c.key); }
  void operator()(const InsertFileSet& c) {
    set(c.insert, &Insert::file, c.path);
    set(c.insert, &Insert::other_file, c.other);
  }
  void operator()(const InsertValuesSet& c) {
    set(c.insert, &Insert::parameters, c.parameters);
    set(c.insert, &Insert::other, c.other);
    set(c.insert, &Insert::side_b, c.side_b);
  }
  void operator()(const TrimSet& c) { set(c.track, &Track::trim, c.trim); }
  void operator()(const PolaritySet& c) { set(c.track, &Track::polarity, c.polarity); }
  void operator()(const HighPassSet& c) { set(c.track, &Track::high_pass, c.frequency); }
  void operator()(const DelaySet& c) { set(c.track, &Track::delay, c.delay); }
  void operator()(const MeterSet& c) { set(c.track, &Track::meter, c.meter); }
  void operator()(const ListenSet& c) { set(c.track, &Track::listen, c.listen); }
  void operator()(const OutputStageSet& c) { set(c.track, &Track::stage, c.stage); }
  void operator()(const OutputMapSet& c) { set(c.track, &Track::output_map, c.map); }

  void operator()(const LookSet& c) {
    set(c.track, &Track::colour, c.colour);
    set(c.track, &Track::icon, c.icon);
    set(c.track, &Track::comment, c.comment);
  }
  void operator()(const VcasSet& c) { set(c.track, &Track::vcas, c.vcas); }
  void operator()(const MuteGroupsSet& c) { set(c.track, &Track::mute_groups, c.mute_groups); }
  void operator()(const LinkSet& c) {
    if (!find(c.track)) return;
    unlink(*find(c.track));
    Track* partner = find(c.partner);
    if (!partner) return;
    unlink(*partner);
    partner->link = c.track;
    find(c.track)->link = c.partner;
  }
  void operator()(const RecordArmSet& c) { set(c.track, &Track::record_arm, c.record_arm); }
  void operator()(const MonitoringSet& c) { set(c.track, &Track::monitoring, c.monitoring); }
  void operator()(const DirectOutSet& c) { set(c.track, &Track::direct_out, c.direct_out); }
  void operator()(const SoloIsolateSet& c) { set(c.track, &Track::solo_isolate, c.solo_isolate); }
  void operator()(const SoloSafeSet& c) { set(c.track, &Track::solo_safe, c.solo_safe); }
  void operator()(const SoloSettingsSet& c) { project_.solo = c.solo; }
  void operator()(const InsertPostFaderSet& c) { set(c.insert, &Insert::post_fader, c.post_fader); }
  void operator()(const SendTapSet& c) {
    set(c.send, &Send::pre_fader, c.tap != Tap::kPostFader);
    set(c.send, &Send::pre_eq, c.tap == Tap::kPreEq);
  }
  void operator()(const SendMuteSet& c) { set(c.send, &Send::mute, c.mute); }
  void operator()(const TrackSafeSet& c) { set(c.track, &Track::safe, c.safe); }
  void operator()(const InsertSafeSet& c) { set(c.insert, &Insert::safe, c.safe); }

  void operator()(const MuteGroupAdded& c) { put_by_id(project_.mute_groups, c.group); }
  void operator()(const MuteGroupRemoved& c) {
    std::erase_if(project_.mute_groups, [&](const MuteGroup& group) { return group.id == c.group; });
  }
  void operator()(const MuteGroupRenamed& c) {
    edit(project_.mute_groups, c.group, [&](MuteGroup& group) { group.name = c.name; });
  }
  void operator()(const MuteGroupSet& c) {
    edit(project_.mute_groups, c.group, [&](MuteGroup& group) { group.active = c.active; });
  }
  void operator()(const SceneAdded& c) {
    if (!has(project_.scenes, c.scene.id)) put(project_.scenes, c.scene, c.position);
  }
  void operator()(const SceneRemoved& c) {
    std::erase_if(project_.scenes, [&](const Scene& scene) { return scene.id == c.scene; });
  }
  void operator()(const SceneMoved& c) {
    const auto from = place_of(project_.scenes, c.scene);
    if (from != project_.scenes.end()) move_to(project_.scenes, from, c.position, project_.scenes.size() - 1);
  }
  void operator()(const SceneStored& c) {
    edit(project_.scenes, c.scene.id, [&](Scene& scene) { scene = c.scene; });
  }
  void operator()(const SceneDescribed& c) {
    edit(project_.scenes, c.scene, [&](Scene& scene) {
      scene.name = c.name;
      scene.comment = c.comment;
      scene.fade_ms = c.fade_ms;
    });
  }
  void operator()(const WiresSet& c) {
    project_.wires = c.wires;
    project_.custom_wiring = c.custom;
  }

 private:
  [[nodiscard]] std::size_t before_master(const Track& track) const {
    const bool behind_all = track.kind == TrackKind::kMaster || project_.tracks.empty();
    return behind_all ? project_.tracks.size() : project_.tracks.size() - 1;
  }
  Track* find(TrackId id) {
    const auto place = place_of(project_.tracks, id);
    return place == project_.tracks.end() ? nullptr : &*place;
  }
  Track* owner_of(InsertId id) {
    for (Track& track : project_.tracks)
      if (place_of(track.inserts, id) != track.inserts.end()) return &track;
    return nullptr;
  }
  Track* owner_of(SendId id) {
    for (Track& track : project_.tracks)
      if (place_of(track.sends, id) != track.sends.end()) return &track;
    return nullptr;
  }
  template <class Value>
  void set(TrackId id, Value Track::*field, const Value& value) {
    if (Track* track = find(id)) track->*field = value;
  }
  template <class Value>
  void set(InsertId id, Value Insert::*field, const Value& value) {
    if (Track* track = owner_of(id)) (*place_of(track->inserts, id)).*field = value;
  }
  template <class Value>
  void set(SendId id, Value Send::*field, const Value& value) {
    if (Track* track = owner_of(id)) (*place_of(track->sends, id)).*field = value;
  }

  template <class Things, class Id>
  [[nodiscard]] static bool has(Things& things, Id id) {
    return place_of(things, id) != things.end();
  }
  template <class Things, class Id, class Edit>
  static void edit(Things& things, Id id, Edit edit) {
    if (const auto place = place_of(things, id); place != things.end()) edit(*place);
  }
  void unlink(Track& track) {
    if (Track* partner = find(track.link)) partner->link = {};
    track.link = {};
  }

  Project& project_;
};

}  // namespace

void apply(messages::Project& project, const messages::Change& change) {
  std::visit(Application(project), change);
}

std::uint64_t Mirror::hash() const {
  return wire::state_hash(project_);
}

void Mirror::reset(messages::Project project, vocabulary::Revision revision) {
  project_ = std::move(project);
  revision_ = revision;
  filled_ = true;
}

Taken Mirror::take(const messages::ChangeSet& set) {
  if (!filled_ || set.revision.epoch != revision_.epoch) return Taken::kHole;
  if (set.revision.number <= revision_.number) return Taken::kOld;
  if (set.revision.number != revision_.number + 1) return Taken::kHole;
  for (const messages::Change& change : set.changes) apply(project_, change);
  revision_ = set.revision;
  return Taken::kApplied;
}

}  // namespace corelogic::client
