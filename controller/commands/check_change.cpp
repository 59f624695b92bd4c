// check_change.cpp: one question an arm of Change.  Side: control; pure.
#include "controller/commands/check_change.h"

#include <string>

#include "controller/commands/lookup.h"
#include "controller/project/desk_check.h"
#include "controller/routing/routing_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // the changes by name

template <class T>
Result<void> without_value(const Result<T>& result) {
  if (!result) return result.refusal();
  return {};
}

/// One operator() an arm of Change.
class ChangeCheck {
 public:
  explicit ChangeCheck(const Project& project) : project_(project) {}

  Result<void> operator()(const TrackAdded& change) const {
    if (project_.tracks().size() >= tracks::kMostTracks) return invalid("", "the project is full");
    if (project_.tracks().find(change.track.id)) return invalid("", "it is there already");
    if (auto good = check_name_free(project_, change.track.name, change.track.id, ""); !good) return good;
    for (const Insert& insert : change.track.inserts)
      if (project_.tracks().find(insert.id)) return invalid("", "one of its inserts is there already");
    if (auto good = room_for_sends(change.track.sends.size()); !good) return good;
    for (const Send& send : change.track.sends)
      if (auto good = send_fits(change.track, send); !good) return good;
    if (change.track.link.valid()) return invalid("", "it comes back linked with another strip");
    if (auto good = project::check_vcas(project_.tracks(), change.track, change.track.vcas, ""); !good)
      return good;
    if (auto good = project::check_membership(project_.mute_groups(), change.track.mute_groups, ""); !good)
      return good;
    return routing::check_output(project_.wiring(), change.track, change.track.output, "");
  }
  Result<void> operator()(const TrackRemoved& change) const { return exists(change.track); }
  Result<void> operator()(const TrackRenamed& change) const {
    if (auto good = exists(change.track); !good) return good;
    return check_name_free(project_, change.name, change.track, "");
  }
  Result<void> operator()(const TrackMoved& change) const { return exists(change.track); }
  Result<void> operator()(const VolumeSet& change) const { return exists(change.track); }
  Result<void> operator()(const PanSet& change) const { return exists(change.track); }
  Result<void> operator()(const MuteSet& change) const { return exists(change.track); }
  Result<void> operator()(const SoloSet& change) const {
    const auto track = track_of(project_, change.track);
    if (!track) return track.refusal();
    if ((*track)->solo_safe && (*track)->solo != change.solo) return invalid("", "its solo is safe");
    return {};
  }
  Result<void> operator()(const MonitorLevelSet& change) const { return exists(change.track); }
  Result<void> operator()(const MonitorOutputSet& change) const { return exists(change.track); }
  Result<void> operator()(const InputSet& change) const { return exists(change.track); }
  Result<void> operator()(const OutputSet& change) const {
    const auto track = track_of(project_, change.track);
    if (!track) return track.refusal();
    if (auto good = routing::check_output(project_.wiring(), **track, change.output, ""); !good) return good;
    return routing::check_map(project_.wiring(), **track, change.output, (*track)->output_map, "");
  }
  Result<void> operator()(const InsertAdded& change) const {
    const auto track = track_of(project_, change.track);
    if (!track) return track.refusal();
    if (project_.tracks().find(change.insert.id)) return invalid("", "it is there already");
    if ((*track)->inserts.size() >= tracks::kMostInserts) return invalid("", "the strip has 64 inserts");
    return {};
  }
  Result<void> operator()(const InsertRemoved& change) const { return exists(change.insert); }
  Result<void> operator()(const InsertMoved& change) const { return exists(change.insert); }
  Result<void> operator()(const InsertBypassSet& change) const { return exists(change.insert); }
  Result<void> operator()(const ParameterSet& change) const { return exists(change.insert); }
  Result<void> operator()(const SendAdded& change) const {
    const auto track = track_of(project_, change.track);
    if (!track) return track.refusal();
    if (auto good = room_for_sends(1); !good) return good;
    return send_fits(**track, change.send);
  }
  Result<void> operator()(const SendRemoved& change) const { return exists(change.send); }
  Result<void> operator()(const SendLevelSet& change) const { return exists(change.send); }
  Result<void> operator()(const SendPanSet& change) const { return exists(change.send); }
  Result<void> operator()(const SendPreFaderSet& change) const { return exists(change.send); }
  Result<void> operator()(const Connected& change) const {
    if (auto good = exists(change.connection.source); !good) return good;
    if (project_.connections().find(change.connection.id)) return invalid("", "it is there already");
    return routing::check_connection(project_.wiring(), change.connection, "");
  }
  Result<void> operator()(const Disconnected& change) const {
    return without_value(connection_of(project_, change.connection));
  }
  Result<void> operator()(const IdsTaken&) const { return {}; }
  Result<void> operator()(const ProjectReplaced& change) const {
    return without_value(Project::from_message(change.project));
  }
  Result<void> operator()(const ProjectRenamed&) const { return {}; }
  Result<void> operator()(const TempoSet&) const { return {}; }
  Result<void> operator()(const MonitorSet& change) const {
    return project::check_monitor(change.monitor, project_.tracks(), "");
  }
  Result<void> operator()(const KeySet& change) const {
    if (auto good = exists(change.insert); !good) return good;
    return routing::check_key(project_.wiring(), *project_.tracks().owner_of(change.insert), change.key.track,
                              "");
  }
  Result<void> operator()(const InsertFileSet& change) const { return exists(change.insert); }
  Result<void> operator()(const InsertValuesSet& change) const { return exists(change.insert); }
  Result<void> operator()(const TrimSet& change) const { return exists(change.track); }
  Result<void> operator()(const PolaritySet& change) const { return exists(change.track); }
  Result<void> operator()(const HighPassSet& change) const { return exists(change.track); }
  Result<void> operator()(const DelaySet& change) const { return exists(change.track); }
  Result<void> operator()(const MeterSet& change) const { return exists(change.track); }
  Result<void> operator()(const ListenSet& change) const { return exists(change.track); }
  Result<void> operator()(const OutputStageSet& change) const { return exists(change.track); }
  Result<void> operator()(const OutputMapSet& change) const {
    const auto track = track_of(project_, change.track);
    if (!track) return track.refusal();
    return routing::check_map(project_.wiring(), **track, (*track)->output, change.map, "");
  }
  Result<void> operator()(const LookSet& change) const { return exists(change.track); }
  Result<void> operator()(const RecordArmSet& change) const { return exists(change.track); }
  Result<void> operator()(const MonitoringSet& change) const { return exists(change.track); }
  Result<void> operator()(const DirectOutSet& change) const {
    const auto track = track_of(project_, change.track);
    if (!track) return track.refusal();
    return routing::check_direct_out(**track, change.direct_out, "");
  }
  Result<void> operator()(const SoloIsolateSet& change) const { return exists(change.track); }
  Result<void> operator()(const SoloSafeSet& change) const { return exists(change.track); }
  Result<void> operator()(const TrackSafeSet& change) const { return exists(change.track); }
  Result<void> operator()(const VcasSet& change) const {
    const auto track = track_of(project_, change.track);
    if (!track) return track.refusal();
    return project::check_vcas(project_.tracks(), **track, change.vcas, "");
  }
  Result<void> operator()(const MuteGroupsSet& change) const {
    if (auto good = exists(change.track); !good) return good;
    return project::check_membership(project_.mute_groups(), change.mute_groups, "");
  }
  Result<void> operator()(const LinkSet& change) const {
    const auto track = track_of(project_, change.track);
    if (!track) return track.refusal();
    if (!change.partner.valid()) return {};
    const auto partner = track_of(project_, change.partner);
    if (!partner) return partner.refusal();
    // Who has found another partner since keeps that one.
    const bool bound = ((*track)->link.valid() && (*track)->link != change.partner) ||
                       ((*partner)->link.valid() && (*partner)->link != change.track);
    if (bound) return invalid("", "one of them is linked with another strip now");
    return project::check_pair(**track, **partner, "");
  }
  Result<void> operator()(const InsertPostFaderSet& change) const { return exists(change.insert); }
  Result<void> operator()(const InsertSafeSet& change) const { return exists(change.insert); }
  Result<void> operator()(const SendTapSet& change) const { return exists(change.send); }
  Result<void> operator()(const SendMuteSet& change) const { return exists(change.send); }
  Result<void> operator()(const SoloSettingsSet&) const { return {}; }
  Result<void> operator()(const WiresSet&) const { return {}; }
  Result<void> operator()(const MuteGroupAdded& change) const {
    if (auto good = absent(change.group.id); !good) return good;
    return project::check_mute_group_name(project_.mute_groups(), change.group.name, change.group.id, "");
  }
  Result<void> operator()(const MuteGroupRemoved& change) const { return exists(change.group); }
  Result<void> operator()(const MuteGroupRenamed& change) const {
    if (auto good = exists(change.group); !good) return good;
    return project::check_mute_group_name(project_.mute_groups(), change.name, change.group, "");
  }
  Result<void> operator()(const MuteGroupSet& change) const { return exists(change.group); }
  Result<void> operator()(const SceneAdded& change) const { return absent(change.scene.id); }
  Result<void> operator()(const SceneRemoved& change) const { return exists(change.scene); }
  Result<void> operator()(const SceneMoved& change) const { return exists(change.scene); }
  Result<void> operator()(const SceneStored& change) const { return exists(change.scene.id); }
  Result<void> operator()(const SceneDescribed& change) const { return exists(change.scene); }

 private:
  template <class Id>
  Result<void> absent(Id id) const {
    if (project_.find(id)) return invalid("", "it is there already");
    return {};
  }
  Result<void> exists(MuteGroupId id) const { return without_value(mute_group_of(project_, id)); }
  Result<void> exists(SceneId id) const { return without_value(scene_of(project_, id)); }
  Result<void> exists(TrackId id) const { return without_value(track_of(project_, id)); }
  Result<void> exists(InsertId id) const { return without_value(insert_of(project_, id)); }
  Result<void> exists(SendId id) const { return without_value(send_of(project_, id)); }
  Result<void> room_for_sends(std::size_t more) const {
    if (project_.tracks().send_count() + more <= tracks::kMostSends) return {};
    return invalid("", "the project has " + std::to_string(tracks::kMostSends) + " sends");
  }
  Result<void> send_fits(const Track& track, const Send& send) const {
    if (project_.tracks().find(send.id)) return invalid("", "it is there already");
    // A strip on its way back feeds and is fed by nobody yet: no cycle can close through it.
    if (!project_.tracks().find(track.id)) return exists(send.destination);
    return routing::check_feed(project_.wiring(), track, send.destination, routing::FeedKind::kSend, "");
  }

  const Project& project_;
};

}  // namespace

Result<void> check_change(const Project& project, const Change& change) {
  return std::visit(ChangeCheck(project), change);
}

}  // namespace corelogic::commands
