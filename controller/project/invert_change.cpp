// invert_change.cpp: each change's opposite, taken from the state just before it.  Side: control; pure.
#include "controller/project/invert_change.h"

#include <algorithm>
#include <optional>

#include "controller/project/apply_change.h"
#include "controller/project/field_keys.h"

namespace corelogic::project {
namespace {

using namespace messages;  // the changes by name

std::uint32_t number(std::optional<std::size_t> position) {
  return static_cast<std::uint32_t>(position.value_or(0));
}

/// One operator() an arm of Change; nullopt where there is nothing to take back.
class Inversion {
 public:
  explicit Inversion(const Project& before) : before_(before), tracks_(before.tracks()) {}
  using Inverse = std::optional<Change>;

  Inverse operator()(const TrackAdded& change) const { return TrackRemoved{change.track.id}; }
  Inverse operator()(const TrackRemoved& change) const {
    const Track* track = tracks_.find(change.track);
    return track ? Inverse(TrackAdded{*track, number(tracks_.position_of(track->id))}) : std::nullopt;
  }
  Inverse operator()(const TrackRenamed& change) const {
    return back<TrackRenamed>(change.track, &Track::name);
  }
  Inverse operator()(const TrackMoved& change) const {
    const auto position = tracks_.position_of(change.track);
    return position ? Inverse(TrackMoved{change.track, number(position)}) : std::nullopt;
  }
  Inverse operator()(const VolumeSet& change) const { return back<VolumeSet>(change.track, &Track::volume); }
  Inverse operator()(const PanSet& change) const { return back<PanSet>(change.track, &Track::pan); }
  Inverse operator()(const MuteSet& change) const { return back<MuteSet>(change.track, &Track::mute); }
  Inverse operator()(const SoloSet& change) const { return back<SoloSet>(change.track, &Track::solo); }
  Inverse operator()(const InputSet& change) const { return back<InputSet>(change.track, &Track::input); }
  Inverse operator()(const OutputSet& change) const { return back<OutputSet>(change.track, &Track::output); }
  Inverse operator()(const MonitorLevelSet& change) const {
    return back<MonitorLevelSet>(change.track, &Track::monitor_level);
  }
  Inverse operator()(const MonitorOutputSet& change) const {
    return back<MonitorOutputSet>(change.track, &Track::monitor_output);
  }

  Inverse operator()(const InsertAdded& change) const { return InsertRemoved{change.insert.id}; }
  Inverse operator()(const InsertRemoved& change) const {
    const Insert* insert = tracks_.find(change.insert);
    if (!insert) return std::nullopt;
    return InsertAdded{tracks_.owner_of(insert->id)->id, *insert, number(tracks_.position_of(insert->id))};
  }
  Inverse operator()(const InsertMoved& change) const {
    const auto position = tracks_.position_of(change.insert);
    return position ? Inverse(InsertMoved{change.insert, number(position)}) : std::nullopt;
  }
  Inverse operator()(const InsertBypassSet& change) const {
    return back<InsertBypassSet>(change.insert, &Insert::bypass);
  }
  Inverse operator()(const ParameterSet& change) const {
    const Insert* insert = tracks_.find(change.insert);
    if (!insert) return std::nullopt;
    for (const NamedValue& parameter : insert->parameters)
      if (parameter.name == change.parameter)
        return ParameterSet{insert->id, parameter.name, parameter.value};
    return std::nullopt;
  }

  Inverse operator()(const SendAdded& change) const { return SendRemoved{change.send.id}; }
  Inverse operator()(const SendRemoved& change) const {
    const Send* send = tracks_.find(change.send);
    if (!send) return std::nullopt;
    return SendAdded{tracks_.owner_of(send->id)->id, *send, number(tracks_.position_of(send->id))};
  }
  Inverse operator()(const SendLevelSet& change) const {
    return back<SendLevelSet>(change.send, &Send::level);
  }
  Inverse operator()(const SendPanSet& change) const { return back<SendPanSet>(change.send, &Send::pan); }
  Inverse operator()(const SendPreFaderSet& change) const {
    return back<SendPreFaderSet>(change.send, &Send::pre_fader);
  }

  Inverse operator()(const Connected& change) const { return Disconnected{change.connection.id}; }
  Inverse operator()(const Disconnected& change) const {
    const Connection* connection = before_.connections().find(change.connection);
    return connection ? Inverse(Connected{*connection}) : std::nullopt;
  }
  Inverse operator()(const IdsTaken&) const { return std::nullopt; }  // ids are never given back
  Inverse operator()(const ProjectReplaced&) const { return ProjectReplaced{before_.to_message()}; }
  Inverse operator()(const ProjectRenamed&) const { return ProjectRenamed{before_.name()}; }
  Inverse operator()(const TempoSet&) const { return TempoSet{before_.tempo()}; }
  Inverse operator()(const MonitorSet&) const { return MonitorSet{before_.monitor()}; }

  Inverse operator()(const KeySet& change) const { return back<KeySet>(change.insert, &Insert::key); }
  Inverse operator()(const InsertFileSet& change) const {
    const Insert* insert = tracks_.find(change.insert);
    return insert ? Inverse(InsertFileSet{insert->id, insert->file, insert->other_file}) : std::nullopt;
  }
  Inverse operator()(const InsertValuesSet& change) const {
    const Insert* insert = tracks_.find(change.insert);
    if (!insert) return std::nullopt;
    return InsertValuesSet{insert->id, insert->parameters, insert->other, insert->side_b};
  }
  Inverse operator()(const TrimSet& change) const { return back<TrimSet>(change.track, &Track::trim); }
  Inverse operator()(const PolaritySet& change) const {
    return back<PolaritySet>(change.track, &Track::polarity);
  }
  Inverse operator()(const HighPassSet& change) const {
    return back<HighPassSet>(change.track, &Track::high_pass);
  }
  Inverse operator()(const DelaySet& change) const { return back<DelaySet>(change.track, &Track::delay); }
  Inverse operator()(const MeterSet& change) const { return back<MeterSet>(change.track, &Track::meter); }
  Inverse operator()(const ListenSet& change) const { return back<ListenSet>(change.track, &Track::listen); }
  Inverse operator()(const OutputStageSet& change) const {
    return back<OutputStageSet>(change.track, &Track::stage);
  }
  Inverse operator()(const OutputMapSet& change) const {
    return back<OutputMapSet>(change.track, &Track::output_map);
  }

  Inverse operator()(const LookSet& change) const {
    const Track* track = tracks_.find(change.track);
    return track ? Inverse(LookSet{track->id, track->colour, track->icon, track->comment}) : std::nullopt;
  }
  Inverse operator()(const VcasSet& change) const { return back<VcasSet>(change.track, &Track::vcas); }
  Inverse operator()(const MuteGroupsSet& change) const {
    return back<MuteGroupsSet>(change.track, &Track::mute_groups);
  }
  /// A pair that is parted for another comes back whole: a link names both ends, and only one of them was
  /// free or both were parted by changes of their own.
  Inverse operator()(const LinkSet& change) const { return back<LinkSet>(change.track, &Track::link); }
  Inverse operator()(const RecordArmSet& change) const {
    return back<RecordArmSet>(change.track, &Track::record_arm);
  }
  Inverse operator()(const MonitoringSet& change) const {
    return back<MonitoringSet>(change.track, &Track::monitoring);
  }
  Inverse operator()(const DirectOutSet& change) const {
    return back<DirectOutSet>(change.track, &Track::direct_out);
  }
  Inverse operator()(const SoloIsolateSet& change) const {
    return back<SoloIsolateSet>(change.track, &Track::solo_isolate);
  }
  Inverse operator()(const SoloSafeSet& change) const {
    return back<SoloSafeSet>(change.track, &Track::solo_safe);
  }
  Inverse operator()(const SoloSettingsSet&) const { return SoloSettingsSet{before_.solo()}; }
  Inverse operator()(const InsertPostFaderSet& change) const {
    return back<InsertPostFaderSet>(change.insert, &Insert::post_fader);
  }
  Inverse operator()(const SendTapSet& change) const {
    const Send* send = tracks_.find(change.send);
    if (!send) return std::nullopt;
    return SendTapSet{send->id, !send->pre_fader ? Tap::kPostFader
                                : send->pre_eq   ? Tap::kPreEq
                                                 : Tap::kPreFader};
  }
  Inverse operator()(const SendMuteSet& change) const { return back<SendMuteSet>(change.send, &Send::mute); }
  Inverse operator()(const TrackSafeSet& change) const {
    return back<TrackSafeSet>(change.track, &Track::safe);
  }
  Inverse operator()(const InsertSafeSet& change) const {
    return back<InsertSafeSet>(change.insert, &Insert::safe);
  }
  Inverse operator()(const MuteGroupAdded& change) const { return MuteGroupRemoved{change.group.id}; }
  Inverse operator()(const MuteGroupRemoved& change) const {
    const MuteGroup* group = before_.find(change.group);
    return group ? Inverse(MuteGroupAdded{*group}) : std::nullopt;
  }
  Inverse operator()(const MuteGroupRenamed& change) const {
    const MuteGroup* group = before_.find(change.group);
    return group ? Inverse(MuteGroupRenamed{group->id, group->name}) : std::nullopt;
  }
  Inverse operator()(const MuteGroupSet& change) const {
    const MuteGroup* group = before_.find(change.group);
    return group ? Inverse(MuteGroupSet{group->id, group->active}) : std::nullopt;
  }
  Inverse operator()(const SceneAdded& change) const { return SceneRemoved{change.scene.id}; }
  Inverse operator()(const SceneRemoved& change) const {
    const Scene* scene = before_.find(change.scene);
    return scene ? Inverse(SceneAdded{*scene, scene_position(scene->id)}) : std::nullopt;
  }
  Inverse operator()(const SceneMoved& change) const {
    return before_.find(change.scene) ? Inverse(SceneMoved{change.scene, scene_position(change.scene)})
                                      : std::nullopt;
  }
  Inverse operator()(const SceneStored& change) const {
    const Scene* scene = before_.find(change.scene.id);
    return scene ? Inverse(SceneStored{*scene}) : std::nullopt;
  }
  Inverse operator()(const SceneDescribed& change) const {
    const Scene* scene = before_.find(change.scene);
    return scene ? Inverse(SceneDescribed{scene->id, scene->name, scene->comment, scene->fade_ms})
                 : std::nullopt;
  }
  Inverse operator()(const WiresSet&) const { return WiresSet{before_.wires(), before_.custom_wiring()}; }

 private:
  /// The same change with the value as it was.
  template <class Set, class Id, class Thing, class Value>
  Inverse back(Id id, Value Thing::*field) const {
    const Thing* thing = tracks_.find(id);
    return thing ? Inverse(Set{id, thing->*field}) : std::nullopt;
  }

  /// Requires: the scene exists.
  [[nodiscard]] std::uint32_t scene_position(SceneId id) const {
    const auto& scenes = before_.scenes();
    return static_cast<std::uint32_t>(std::ranges::find(scenes, id, &Scene::id) - scenes.begin());
  }

  const Project& before_;
  const tracks::TrackList& tracks_;
};

}  // namespace

Changes invert(const Project& before, const Changes& changes) {
  Changes inverse;
  std::optional<Project> state;  // copied only when a later change must see what an earlier one did
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (auto change = std::visit(Inversion(state ? *state : before), changes[i]))
      inverse.push_back(*std::move(change));
    const bool more =
        std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(i) + 1, changes.end(),
                    [](const Change& later) { return !std::holds_alternative<IdsTaken>(later); });
    // Inverses of values may all be read from the state before the whole list: taken back in reverse order,
    // the oldest has the last word. Everything else must see the state just before it.
    if (!more || (!state && is_value(changes[i]))) continue;
    if (!state) state = before;
    apply(*state, changes[i]);
  }
  std::reverse(inverse.begin(), inverse.end());
  return inverse;
}

}  // namespace corelogic::project
