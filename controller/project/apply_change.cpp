// apply_change.cpp: one short function a change; a forgotten one does not compile. Inserts of an old journal
// get the parameters that their effect has learnt since, and its values go to the steps they have by now.
// Side: control.
#include "controller/project/apply_change.h"

#include <algorithm>
#include <utility>

#include "controller/tracks/strip_rules.h"

namespace corelogic::project {

using namespace messages;  // the changes by name

/// Project's only friend: one operator() an arm of Change.
class ChangeApplication {
 public:
  explicit ChangeApplication(Project& project) : project_(project), tracks_(project.tracks_) {}

  void operator()(const TrackAdded& change) {
    if (tracks_.find(change.track.id)) return;
    Track track = change.track;
    for (Insert& insert : track.inserts) insert = tracks::completed(std::move(insert));
    tracks_.add(std::move(track), change.position);
  }
  void operator()(const TrackRemoved& change) {
    if (tracks_.find(change.track)) tracks_.remove(change.track);
  }
  void operator()(const TrackRenamed& change) {
    if (tracks_.find(change.track)) tracks_.rename(change.track, change.name);
  }
  void operator()(const TrackMoved& change) {
    if (tracks_.find(change.track)) tracks_.move(change.track, change.position);
  }
  void operator()(const VolumeSet& change) { set(change.track, &Track::volume, change.volume); }
  void operator()(const PanSet& change) { set(change.track, &Track::pan, change.pan); }
  void operator()(const MuteSet& change) { set(change.track, &Track::mute, change.mute); }
  void operator()(const SoloSet& change) { set(change.track, &Track::solo, change.solo); }
  void operator()(const InputSet& change) { set(change.track, &Track::input, change.input); }
  void operator()(const OutputSet& change) { set(change.track, &Track::output, change.output); }
  void operator()(const MonitorLevelSet& change) { set(change.track, &Track::monitor_level, change.level); }
  void operator()(const MonitorOutputSet& change) {
    set(change.track, &Track::monitor_output, change.output);
  }

  void operator()(const InsertAdded& change) {
    if (tracks_.find(change.track) && !tracks_.find(change.insert.id))
      tracks_.add(change.track, tracks::completed(change.insert), change.position);
  }
  void operator()(const InsertRemoved& change) {
    if (tracks_.find(change.insert)) tracks_.remove(change.insert);
  }
  void operator()(const InsertMoved& change) {
    if (tracks_.find(change.insert)) tracks_.move(change.insert, change.position);
  }
  void operator()(const InsertBypassSet& change) { set(change.insert, &Insert::bypass, change.bypass); }
  void operator()(const ParameterSet& change) {
    if (!tracks_.find(change.insert)) return;
    Insert& insert = tracks_.edit(change.insert);
    for (NamedValue& parameter : insert.parameters)
      if (parameter.name == change.parameter)
        parameter.value = tracks::on_step(insert, change.parameter, change.value);
  }

  void operator()(const SendAdded& change) {
    if (tracks_.find(change.track) && !tracks_.find(change.send.id))
      tracks_.add(change.track, change.send, change.position);
  }
  void operator()(const SendRemoved& change) {
    if (tracks_.find(change.send)) tracks_.remove(change.send);
  }
  void operator()(const SendLevelSet& change) { set(change.send, &Send::level, change.level); }
  void operator()(const SendPanSet& change) { set(change.send, &Send::pan, change.pan); }
  void operator()(const SendPreFaderSet& change) { set(change.send, &Send::pre_fader, change.pre_fader); }

  void operator()(const Connected& change) {
    if (!project_.connections_.find(change.connection.id)) project_.connections_.add(change.connection);
  }
  void operator()(const Disconnected& change) {
    if (project_.connections_.find(change.connection)) project_.connections_.remove(change.connection);
  }
  void operator()(const IdsTaken& change) { project_.next_id_ = std::max(project_.next_id_, change.next_id); }
  void operator()(const ProjectReplaced& change) {
    auto next = Project::from_message(change.project);
    if (!next) return;
    next->next_id_ = std::max(next->next_id_, project_.next_id_);  // ids given once stay given
    project_ = *std::move(next);
  }
  void operator()(const ProjectRenamed& change) { project_.name_ = change.name; }
  void operator()(const TempoSet& change) { project_.tempo_ = change.tempo; }
  void operator()(const MonitorSet& change) { project_.monitor_ = change.monitor; }

  void operator()(const KeySet& change) { set(change.insert, &Insert::key, change.key); }
  void operator()(const InsertFileSet& change) {
    set(change.insert, &Insert::file, change.path);
    set(change.insert, &Insert::other_file, change.other);
  }
  void operator()(const InsertValuesSet& change) {
    if (!tracks_.find(change.insert)) return;
    Insert& insert = tracks_.edit(change.insert);
    insert.parameters = change.parameters;
    insert.other = change.other;
    insert.side_b = change.side_b;
    insert = tracks::completed(std::move(insert));
  }
  void operator()(const TrimSet& change) { set(change.track, &Track::trim, change.trim); }
  void operator()(const PolaritySet& change) { set(change.track, &Track::polarity, change.polarity); }
  void operator()(const HighPassSet& change) { set(change.track, &Track::high_pass, change.frequency); }
  void operator()(const DelaySet& change) { set(change.track, &Track::delay, change.delay); }
  void operator()(const MeterSet& change) { set(change.track, &Track::meter, change.meter); }
  void operator()(const ListenSet& change) { set(change.track, &Track::listen, change.listen); }
  void operator()(const OutputStageSet& change) { set(change.track, &Track::stage, change.stage); }
  void operator()(const OutputMapSet& change) { set(change.track, &Track::output_map, change.map); }

  void operator()(const LookSet& change) {
    set(change.track, &Track::colour, change.colour);
    set(change.track, &Track::icon, change.icon);
    set(change.track, &Track::comment, change.comment);
  }
  void operator()(const VcasSet& change) { set(change.track, &Track::vcas, change.vcas); }
  void operator()(const MuteGroupsSet& change) { set(change.track, &Track::mute_groups, change.mute_groups); }
  void operator()(const LinkSet& change) {
    if (!tracks_.find(change.track)) return;
    unlink(change.track);
    if (!tracks_.find(change.partner)) return;
    unlink(change.partner);
    tracks_.edit(change.track).link = change.partner;
    tracks_.edit(change.partner).link = change.track;
  }
  void operator()(const RecordArmSet& change) { set(change.track, &Track::record_arm, change.record_arm); }
  void operator()(const MonitoringSet& change) { set(change.track, &Track::monitoring, change.monitoring); }
  void operator()(const DirectOutSet& change) { set(change.track, &Track::direct_out, change.direct_out); }
  void operator()(const SoloIsolateSet& change) {
    set(change.track, &Track::solo_isolate, change.solo_isolate);
  }
  void operator()(const SoloSafeSet& change) { set(change.track, &Track::solo_safe, change.solo_safe); }
  void operator()(const SoloSettingsSet& change) { project_.solo_ = change.solo; }
  void operator()(const InsertPostFaderSet& change) {
    set(change.insert, &Insert::post_fader, change.post_fader);
  }
  void operator()(const SendTapSet& change) {
    set(change.send, &Send::pre_fader, change.tap != Tap::kPostFader);
    set(change.send, &Send::pre_eq, change.tap == Tap::kPreEq);
  }
  void operator()(const SendMuteSet& change) { set(change.send, &Send::mute, change.mute); }
  void operator()(const TrackSafeSet& change) { set(change.track, &Track::safe, change.safe); }
  void operator()(const InsertSafeSet& change) { set(change.insert, &Insert::safe, change.safe); }

  void operator()(const MuteGroupAdded& change) {
    if (project_.find(change.group.id)) return;
    auto& groups = project_.mute_groups_;
    groups.insert(std::ranges::upper_bound(groups, change.group.id, {}, &MuteGroup::id), change.group);
  }
  void operator()(const MuteGroupRemoved& change) {
    std::erase_if(project_.mute_groups_, [&](const MuteGroup& group) { return group.id == change.group; });
  }
  void operator()(const MuteGroupRenamed& change) {
    edit(project_.mute_groups_, change.group, [&](MuteGroup& group) { group.name = change.name; });
  }
  void operator()(const MuteGroupSet& change) {
    edit(project_.mute_groups_, change.group, [&](MuteGroup& group) { group.active = change.active; });
  }
  void operator()(const SceneAdded& change) {
    if (!project_.find(change.scene.id))
      put(project_.scenes_, tracks::completed(change.scene), change.position);
  }
  void operator()(const SceneRemoved& change) {
    std::erase_if(project_.scenes_, [&](const Scene& scene) { return scene.id == change.scene; });
  }
  void operator()(const SceneMoved& change) {
    const auto* found = project_.find(change.scene);
    if (!found) return;
    Scene scene = *found;
    (*this)(SceneRemoved{change.scene});
    put(project_.scenes_, std::move(scene), change.position);
  }
  void operator()(const SceneStored& change) {
    edit(project_.scenes_, change.scene.id, [&](Scene& scene) { scene = tracks::completed(change.scene); });
  }
  void operator()(const SceneDescribed& change) {
    edit(project_.scenes_, change.scene, [&](Scene& scene) {
      scene.name = change.name;
      scene.comment = change.comment;
      scene.fade_ms = change.fade_ms;
    });
  }
  void operator()(const WiresSet& change) {
    project_.wires_ = change.wires;
    project_.custom_wiring_ = change.custom;
  }

 private:
  template <class Id, class Thing, class Value>
  void set(Id id, Value Thing::*field, const Value& value) {
    if (tracks_.find(id)) tracks_.edit(id).*field = value;
  }

  template <class Things, class Id, class Edit>
  static void edit(Things& things, Id id, Edit edit) {
    for (auto& thing : things)
      if (thing.id == id) edit(thing);
  }
  static void put(std::vector<Scene>& scenes, Scene scene, std::size_t position) {
    const auto place = static_cast<std::ptrdiff_t>(std::min(position, scenes.size()));
    scenes.insert(scenes.begin() + place, std::move(scene));
  }
  /// Both ends of its link, if it has one.
  void unlink(TrackId id) {
    const TrackId partner = tracks_.edit(id).link;
    tracks_.edit(id).link = {};
    if (tracks_.find(partner)) tracks_.edit(partner).link = {};
  }

  Project& project_;
  tracks::TrackList& tracks_;
};

void apply(Project& project, const Change& change) {
  std::visit(ChangeApplication(project), change);
}

void apply(Project& project, const Changes& changes) {
  for (const Change& change : changes) apply(project, change);
}

}  // namespace corelogic::project
