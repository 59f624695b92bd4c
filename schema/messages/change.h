// change.h: change.capnp as plain values. Facts; project::apply_change cannot fail on a validated one.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "schema/messages/project.h"
#include "schema/vocabulary/alternative.h"

namespace corelogic::messages {

// clang-format off
struct TrackAdded { Track track; std::uint32_t position = 0; bool operator==(const TrackAdded&) const = default; };
struct TrackRemoved { TrackId track; bool operator==(const TrackRemoved&) const = default; };
struct TrackRenamed { TrackId track; std::string name; bool operator==(const TrackRenamed&) const = default; };
struct TrackMoved { TrackId track; std::uint32_t position = 0; bool operator==(const TrackMoved&) const = default; };
struct VolumeSet { TrackId track; Decibels volume; bool operator==(const VolumeSet&) const = default; };
struct PanSet { TrackId track; double pan = 0; bool operator==(const PanSet&) const = default; };
struct MuteSet { TrackId track; bool mute = false; bool operator==(const MuteSet&) const = default; };
struct SoloSet { TrackId track; bool solo = false; bool operator==(const SoloSet&) const = default; };
struct InsertAdded { TrackId track; Insert insert; std::uint32_t position = 0; bool operator==(const InsertAdded&) const = default; };
struct InsertRemoved { InsertId insert; bool operator==(const InsertRemoved&) const = default; };
struct InsertMoved { InsertId insert; std::uint32_t position = 0; bool operator==(const InsertMoved&) const = default; };
struct InsertBypassSet { InsertId insert; bool bypass = false; bool operator==(const InsertBypassSet&) const = default; };
struct ParameterSet { InsertId insert; std::string parameter; double value = 0; bool operator==(const ParameterSet&) const = default; };
struct SendAdded { TrackId track; Send send; std::uint32_t position = 0; bool operator==(const SendAdded&) const = default; };
struct SendRemoved { SendId send; bool operator==(const SendRemoved&) const = default; };
struct SendLevelSet { SendId send; Decibels level; bool operator==(const SendLevelSet&) const = default; };
struct SendPanSet { SendId send; double pan = 0; bool operator==(const SendPanSet&) const = default; };
struct SendPreFaderSet { SendId send; bool pre_fader = false; bool operator==(const SendPreFaderSet&) const = default; };
struct InputSet { TrackId track; Input input; bool operator==(const InputSet&) const = default; };
struct OutputSet { TrackId track; Output output; bool operator==(const OutputSet&) const = default; };
struct MonitorLevelSet { TrackId track; Decibels level; bool operator==(const MonitorLevelSet&) const = default; };
struct MonitorOutputSet { TrackId track; Output output; bool operator==(const MonitorOutputSet&) const = default; };
struct Connected { Connection connection; bool operator==(const Connected&) const = default; };
struct Disconnected { ConnectionId connection; bool operator==(const Disconnected&) const = default; };
struct IdsTaken { std::uint32_t next_id = 0; bool operator==(const IdsTaken&) const = default; };
struct ProjectReplaced { Project project; bool operator==(const ProjectReplaced&) const = default; };
struct ProjectRenamed { std::string name; bool operator==(const ProjectRenamed&) const = default; };
struct KeySet { InsertId insert; Key key; bool operator==(const KeySet&) const = default; };
/// The files of both sides.
struct InsertFileSet {
  InsertId insert;
  std::string path;
  std::string other = {};
  bool operator==(const InsertFileSet&) const = default;
};
/// All values of both sides: a preset was loaded, or A and B were switched or copied.
struct InsertValuesSet {
  InsertId insert;
  std::vector<NamedValue> parameters;
  std::vector<NamedValue> other;
  bool side_b = false;
  bool operator==(const InsertValuesSet&) const = default;
};
struct TempoSet { double tempo = 120; bool operator==(const TempoSet&) const = default; };
struct TrimSet { TrackId track; double trim = 0; bool operator==(const TrimSet&) const = default; };
struct PolaritySet { TrackId track; Polarity polarity = Polarity::kNormal; bool operator==(const PolaritySet&) const = default; };
struct HighPassSet { TrackId track; double frequency = 0; bool operator==(const HighPassSet&) const = default; };
struct DelaySet { TrackId track; double delay = 0; bool operator==(const DelaySet&) const = default; };
struct MeterSet { TrackId track; Meter meter; bool operator==(const MeterSet&) const = default; };
struct ListenSet { TrackId track; Listen listen = Listen::kOff; bool operator==(const ListenSet&) const = default; };
struct OutputStageSet { TrackId track; OutputStage stage; bool operator==(const OutputStageSet&) const = default; };
struct MonitorSet { Monitor monitor; bool operator==(const MonitorSet&) const = default; };
struct OutputMapSet { TrackId track; std::vector<std::uint16_t> map; bool operator==(const OutputMapSet&) const = default; };
struct LookSet { TrackId track; std::string colour; std::string icon; std::string comment; bool operator==(const LookSet&) const = default; };
struct VcasSet { TrackId track; std::vector<TrackId> vcas; bool operator==(const VcasSet&) const = default; };
struct MuteGroupsSet { TrackId track; std::vector<MuteGroupId> mute_groups; bool operator==(const MuteGroupsSet&) const = default; };
struct LinkSet { TrackId track; TrackId partner; bool operator==(const LinkSet&) const = default; };
struct RecordArmSet { TrackId track; bool record_arm = false; bool operator==(const RecordArmSet&) const = default; };
struct MonitoringSet { TrackId track; Monitoring monitoring = Monitoring::kInput; bool operator==(const MonitoringSet&) const = default; };
struct DirectOutSet { TrackId track; DirectOut direct_out; bool operator==(const DirectOutSet&) const = default; };
struct SoloIsolateSet { TrackId track; bool solo_isolate = false; bool operator==(const SoloIsolateSet&) const = default; };
struct SoloSafeSet { TrackId track; bool solo_safe = false; bool operator==(const SoloSafeSet&) const = default; };
struct SoloSettingsSet { SoloSettings solo; bool operator==(const SoloSettingsSet&) const = default; };
struct InsertPostFaderSet { InsertId insert; bool post_fader = false; bool operator==(const InsertPostFaderSet&) const = default; };
struct SendTapSet { SendId send; Tap tap = Tap::kPostFader; bool operator==(const SendTapSet&) const = default; };
struct SendMuteSet { SendId send; bool mute = false; bool operator==(const SendMuteSet&) const = default; };
struct MuteGroupAdded { MuteGroup group; bool operator==(const MuteGroupAdded&) const = default; };
struct MuteGroupRemoved { MuteGroupId group; bool operator==(const MuteGroupRemoved&) const = default; };
struct MuteGroupRenamed { MuteGroupId group; std::string name; bool operator==(const MuteGroupRenamed&) const = default; };
struct MuteGroupSet { MuteGroupId group; bool active = false; bool operator==(const MuteGroupSet&) const = default; };
struct SceneAdded { Scene scene; std::uint32_t position = 0; bool operator==(const SceneAdded&) const = default; };
struct SceneRemoved { SceneId scene; bool operator==(const SceneRemoved&) const = default; };
struct SceneMoved { SceneId scene; std::uint32_t position = 0; bool operator==(const SceneMoved&) const = default; };
struct SceneStored { Scene scene; bool operator==(const SceneStored&) const = default; };
struct SceneDescribed { SceneId scene; std::string name; std::string comment; std::uint32_t fade_ms = 0; bool operator==(const SceneDescribed&) const = default; };
struct TrackSafeSet { TrackId track; std::vector<std::string> safe; bool operator==(const TrackSafeSet&) const = default; };
struct InsertSafeSet { InsertId insert; std::vector<std::string> safe; bool operator==(const InsertSafeSet&) const = default; };
struct WiresSet { std::vector<Wire> wires; bool custom = false; bool operator==(const WiresSet&) const = default; };

using ChangeVariant = std::variant<TrackAdded, TrackRemoved, TrackRenamed, TrackMoved, VolumeSet, PanSet,
    MuteSet, SoloSet, InsertAdded, InsertRemoved, InsertMoved, InsertBypassSet, ParameterSet, SendAdded,
    SendRemoved, SendLevelSet, SendPanSet, SendPreFaderSet, InputSet, OutputSet, MonitorLevelSet,
    MonitorOutputSet, Connected, Disconnected, IdsTaken, ProjectReplaced, ProjectRenamed, KeySet,
    InsertFileSet, InsertValuesSet, TempoSet, TrimSet, PolaritySet, HighPassSet, DelaySet, MeterSet,
    ListenSet, OutputStageSet, MonitorSet, OutputMapSet, LookSet, VcasSet, MuteGroupsSet, LinkSet,
    RecordArmSet, MonitoringSet, DirectOutSet, SoloIsolateSet, SoloSafeSet, SoloSettingsSet,
    InsertPostFaderSet, SendTapSet, SendMuteSet, MuteGroupAdded, MuteGroupRemoved, MuteGroupRenamed,
    MuteGroupSet, SceneAdded, SceneRemoved, SceneMoved, SceneStored, SceneDescribed, TrackSafeSet,
    InsertSafeSet, WiresSet>;
// clang-format on

/// A change: any one of these. Its copies, moves, end and comparison are compiled once, in change.cpp: in
/// every file that only passes changes on they would cost seconds.
struct Change : ChangeVariant {
  Change();
  template <class Alternative>
  requires vocabulary::kIsAlternative<Alternative, ChangeVariant> Change(
      Alternative alternative)  // NOLINT(google-explicit-constructor): as std::variant's own
      : ChangeVariant(std::in_place_type<Alternative>, std::move(alternative)) {}
  Change(const Change&);
  Change(Change&&) noexcept;
  Change& operator=(const Change&);
  Change& operator=(Change&&) noexcept;
  ~Change();
  bool operator==(const Change&) const;
};
using Changes = std::vector<Change>;

/// One command's changes: one revision, one undo step (or a part of one: a gesture), one block edge.
struct ChangeSet {
  vocabulary::Revision revision;
  ClientId client;
  std::uint64_t sequence = 0;
  std::uint32_t gesture = 0;
  std::string label;
  Changes changes;
  std::uint32_t fade_ms = 0;  ///< over which the values move in the engine; 0: the usual ramp
  std::string user = {};      ///< who, by the access list; empty: a local client without a name
  std::int64_t time_ms = 0;   ///< since 1970, of the wall clock, for people; 0: unknown
  bool operator==(const ChangeSet&) const = default;
};

}  // namespace corelogic::messages
