// field_keys.cpp: the keys of each change.  Side: control; pure.
#include "controller/project/field_keys.h"

#include <type_traits>
#include <variant>

namespace corelogic::project {
namespace {

using namespace messages;  // the changes by name
using Keys = std::vector<FieldKey>;

template <class Id>
FieldKey key(FieldKind kind, Id id) {
  return {kind, id.value, {}};
}

/// That something now feeds the track an output names.
void add_fed(Keys& keys, const Output& output) {
  if (const auto* target = std::get_if<TrackOutput>(&output))
    keys.push_back(key(FieldKind::kTrackFed, target->track));
}

/// That something now listens to the track a key or the monitor names.
void add_fed(Keys& keys, TrackId heard) {
  if (heard.valid()) keys.push_back(key(FieldKind::kTrackFed, heard));
}

/// One operator() an arm of Change.
struct FieldsOf {
  Keys operator()(const TrackAdded& change) const {
    Keys keys{key(FieldKind::kTrack, change.track.id)};
    add_fed(keys, change.track.output);
    return keys;
  }
  Keys operator()(const TrackRemoved& change) const { return {key(FieldKind::kTrack, change.track)}; }
  Keys operator()(const TrackRenamed& change) const { return {key(FieldKind::kTrackName, change.track)}; }
  Keys operator()(const TrackMoved& change) const { return {key(FieldKind::kTrackPosition, change.track)}; }
  Keys operator()(const VolumeSet& change) const { return {key(FieldKind::kVolume, change.track)}; }
  Keys operator()(const PanSet& change) const { return {key(FieldKind::kPan, change.track)}; }
  Keys operator()(const MuteSet& change) const { return {key(FieldKind::kMute, change.track)}; }
  Keys operator()(const SoloSet& change) const { return {key(FieldKind::kSolo, change.track)}; }
  Keys operator()(const InputSet& change) const { return {key(FieldKind::kInput, change.track)}; }
  Keys operator()(const OutputSet& change) const {
    Keys keys{key(FieldKind::kOutput, change.track)};
    add_fed(keys, change.output);
    return keys;
  }
  Keys operator()(const MonitorLevelSet& change) const {
    return {key(FieldKind::kMonitorLevel, change.track)};
  }
  Keys operator()(const MonitorOutputSet& change) const {
    return {key(FieldKind::kMonitorOutput, change.track)};
  }
  Keys operator()(const InsertAdded& change) const {
    Keys keys{key(FieldKind::kInsert, change.insert.id), key(FieldKind::kTrackContents, change.track)};
    add_fed(keys, change.insert.key.track);
    return keys;
  }
  Keys operator()(const InsertRemoved& change) const { return {key(FieldKind::kInsert, change.insert)}; }
  Keys operator()(const InsertMoved& change) const {
    return {key(FieldKind::kInsertPosition, change.insert)};
  }
  Keys operator()(const InsertBypassSet& change) const { return {key(FieldKind::kBypass, change.insert)}; }
  Keys operator()(const ParameterSet& change) const {
    return {{FieldKind::kParameter, change.insert.value, change.parameter}};
  }
  Keys operator()(const SendAdded& change) const {
    return {key(FieldKind::kSend, change.send.id), key(FieldKind::kTrackContents, change.track),
            key(FieldKind::kTrackFed, change.send.destination)};
  }
  Keys operator()(const SendRemoved& change) const { return {key(FieldKind::kSend, change.send)}; }
  Keys operator()(const SendLevelSet& change) const { return {key(FieldKind::kSendLevel, change.send)}; }
  Keys operator()(const SendPanSet& change) const { return {key(FieldKind::kSendPan, change.send)}; }
  Keys operator()(const SendPreFaderSet& change) const {
    return {key(FieldKind::kSendPreFader, change.send)};
  }
  Keys operator()(const Connected& change) const {
    Keys keys{key(FieldKind::kConnection, change.connection.id),
              key(FieldKind::kTrackFed, change.connection.source)};
    add_fed(keys, change.connection.destination);
    return keys;
  }
  Keys operator()(const Disconnected& change) const {
    return {key(FieldKind::kConnection, change.connection)};
  }
  Keys operator()(const IdsTaken&) const { return {}; }
  Keys operator()(const ProjectReplaced&) const { return {{FieldKind::kWholeProject, 0, {}}}; }
  Keys operator()(const ProjectRenamed&) const { return {{FieldKind::kProjectName, 0, {}}}; }
  Keys operator()(const TempoSet&) const { return {{FieldKind::kTempo, 0, {}}}; }
  Keys operator()(const MonitorSet& change) const {
    Keys keys{{FieldKind::kMonitor, 0, {}}};
    if (const auto* source = std::get_if<TrackSource>(&change.monitor.source)) add_fed(keys, source->track);
    return keys;
  }
  Keys operator()(const KeySet& change) const {
    Keys keys{key(FieldKind::kKey, change.insert)};
    add_fed(keys, change.key.track);
    return keys;
  }
  Keys operator()(const InsertFileSet& change) const { return {key(FieldKind::kInsertFile, change.insert)}; }
  Keys operator()(const InsertValuesSet& change) const {
    Keys keys{key(FieldKind::kSide, change.insert)};
    for (const NamedValue& value : change.parameters)
      keys.push_back({FieldKind::kParameter, change.insert.value, value.name});
    return keys;
  }
  Keys operator()(const TrimSet& change) const { return {key(FieldKind::kTrim, change.track)}; }
  Keys operator()(const PolaritySet& change) const { return {key(FieldKind::kPolarity, change.track)}; }
  Keys operator()(const HighPassSet& change) const { return {key(FieldKind::kHighPass, change.track)}; }
  Keys operator()(const DelaySet& change) const { return {key(FieldKind::kDelay, change.track)}; }
  Keys operator()(const MeterSet& change) const { return {key(FieldKind::kMeter, change.track)}; }
  Keys operator()(const ListenSet& change) const { return {key(FieldKind::kListen, change.track)}; }
  Keys operator()(const OutputStageSet& change) const { return {key(FieldKind::kOutputStage, change.track)}; }
  // A map belongs to its output: whoever set one has decided both.
  Keys operator()(const OutputMapSet& change) const { return {key(FieldKind::kOutput, change.track)}; }

  Keys operator()(const LookSet& change) const { return {key(FieldKind::kLook, change.track)}; }
  Keys operator()(const VcasSet& change) const {
    Keys keys{key(FieldKind::kVcas, change.track)};
    for (const TrackId vca : change.vcas) add_fed(keys, vca);
    return keys;
  }
  Keys operator()(const MuteGroupsSet& change) const {
    Keys keys{key(FieldKind::kMuteGroups, change.track)};
    for (const MuteGroupId group : change.mute_groups) keys.push_back(key(FieldKind::kTrackFed, group));
    return keys;
  }
  Keys operator()(const LinkSet& change) const {
    Keys keys{key(FieldKind::kLink, change.track)};
    if (change.partner.valid()) keys.push_back(key(FieldKind::kLink, change.partner));
    return keys;
  }
  Keys operator()(const RecordArmSet& change) const { return {key(FieldKind::kRecordArm, change.track)}; }
  Keys operator()(const MonitoringSet& change) const { return {key(FieldKind::kMonitoring, change.track)}; }
  Keys operator()(const DirectOutSet& change) const { return {key(FieldKind::kDirectOut, change.track)}; }
  Keys operator()(const SoloIsolateSet& change) const { return {key(FieldKind::kSoloIsolate, change.track)}; }
  Keys operator()(const SoloSafeSet& change) const { return {key(FieldKind::kSoloSafe, change.track)}; }
  Keys operator()(const SoloSettingsSet&) const { return {{FieldKind::kSoloSettings, 0, {}}}; }
  Keys operator()(const InsertPostFaderSet& change) const {
    return {key(FieldKind::kInsertPostFader, change.insert)};
  }
  Keys operator()(const SendTapSet& change) const { return {key(FieldKind::kSendPreFader, change.send)}; }
  Keys operator()(const SendMuteSet& change) const { return {key(FieldKind::kSendMute, change.send)}; }
  Keys operator()(const MuteGroupAdded& change) const {
    return {key(FieldKind::kMuteGroup, change.group.id)};
  }
  Keys operator()(const MuteGroupRemoved& change) const { return {key(FieldKind::kMuteGroup, change.group)}; }
  Keys operator()(const MuteGroupRenamed& change) const {
    return {key(FieldKind::kMuteGroupName, change.group)};
  }
  Keys operator()(const MuteGroupSet& change) const {
    return {key(FieldKind::kMuteGroupActive, change.group)};
  }
  Keys operator()(const SceneAdded& change) const { return {key(FieldKind::kScene, change.scene.id)}; }
  Keys operator()(const SceneRemoved& change) const { return {key(FieldKind::kScene, change.scene)}; }
  Keys operator()(const SceneMoved& change) const { return {key(FieldKind::kScenePosition, change.scene)}; }
  Keys operator()(const SceneStored& change) const {
    return {key(FieldKind::kSceneContents, change.scene.id),
            key(FieldKind::kSceneDescription, change.scene.id)};
  }
  Keys operator()(const SceneDescribed& change) const {
    return {key(FieldKind::kSceneDescription, change.scene)};
  }
  Keys operator()(const TrackSafeSet& change) const { return {key(FieldKind::kSafe, change.track)}; }
  Keys operator()(const InsertSafeSet& change) const { return {key(FieldKind::kSafe, change.insert)}; }
  Keys operator()(const WiresSet&) const { return {{FieldKind::kWires, 0, {}}}; }
};

}  // namespace

Keys fields_of(const Change& change) {
  return std::visit(FieldsOf{}, change);
}

bool is_value(const Change& change) {
  return std::visit(
      []<class C>(const C&) {
        return std::is_same_v<C, VolumeSet> || std::is_same_v<C, PanSet> || std::is_same_v<C, MuteSet> ||
               std::is_same_v<C, SoloSet> || std::is_same_v<C, InsertBypassSet> ||
               std::is_same_v<C, ParameterSet> || std::is_same_v<C, SendLevelSet> ||
               std::is_same_v<C, SendPanSet> || std::is_same_v<C, MonitorLevelSet> ||
               std::is_same_v<C, TempoSet> || std::is_same_v<C, TrimSet> || std::is_same_v<C, PolaritySet> ||
               std::is_same_v<C, HighPassSet> || std::is_same_v<C, DelaySet> || std::is_same_v<C, MeterSet> ||
               std::is_same_v<C, ListenSet> || std::is_same_v<C, OutputStageSet> ||
               std::is_same_v<C, InsertFileSet> || std::is_same_v<C, LookSet> ||
               std::is_same_v<C, RecordArmSet> || std::is_same_v<C, MonitoringSet> ||
               std::is_same_v<C, DirectOutSet> || std::is_same_v<C, SoloIsolateSet> ||
               std::is_same_v<C, SendMuteSet> || std::is_same_v<C, MuteGroupSet> ||
               std::is_same_v<C, TrackSafeSet> || std::is_same_v<C, InsertSafeSet>;
      },
      change);
}

std::string field_name(const FieldKey& field) {
  switch (field.kind) {
    case FieldKind::kTrack:
      return "track";
    case FieldKind::kTrackName:
      return "name";
    case FieldKind::kTrackPosition:
      return "position";
    case FieldKind::kVolume:
      return "volume";
    case FieldKind::kPan:
      return "pan";
    case FieldKind::kMute:
      return "mute";
    case FieldKind::kSolo:
      return "solo";
    case FieldKind::kInput:
      return "input";
    case FieldKind::kOutput:
      return "output";
    case FieldKind::kMonitorLevel:
      return "monitor level";
    case FieldKind::kMonitorOutput:
      return "monitor output";
    case FieldKind::kTrackContents:
      return "inserts and sends";
    case FieldKind::kTrackFed:
      return "routing";
    case FieldKind::kInsert:
      return "insert";
    case FieldKind::kInsertPosition:
      return "insert position";
    case FieldKind::kBypass:
      return "bypass";
    case FieldKind::kParameter:
      return field.parameter;
    case FieldKind::kSend:
      return "send";
    case FieldKind::kSendLevel:
      return "send level";
    case FieldKind::kSendPan:
      return "send pan";
    case FieldKind::kSendPreFader:
      return "send tap";
    case FieldKind::kConnection:
      return "connection";
    case FieldKind::kProjectName:
      return "project name";
    case FieldKind::kTempo:
      return "tempo";
    case FieldKind::kMonitor:
      return "monitor";
    case FieldKind::kKey:
      return "key";
    case FieldKind::kInsertFile:
      return "sound file";
    case FieldKind::kSide:
      return "values";
    case FieldKind::kTrim:
      return "trim";
    case FieldKind::kPolarity:
      return "polarity";
    case FieldKind::kHighPass:
      return "high-pass";
    case FieldKind::kDelay:
      return "delay";
    case FieldKind::kMeter:
      return "meter";
    case FieldKind::kListen:
      return "listening";
    case FieldKind::kOutputStage:
      return "output stage";
    case FieldKind::kLook:
      return "look";
    case FieldKind::kVcas:
      return "vcas";
    case FieldKind::kMuteGroups:
      return "mute groups";
    case FieldKind::kLink:
      return "stereo link";
    case FieldKind::kRecordArm:
      return "record arm";
    case FieldKind::kMonitoring:
      return "input monitoring";
    case FieldKind::kDirectOut:
      return "direct out";
    case FieldKind::kSoloIsolate:
      return "solo isolate";
    case FieldKind::kSoloSafe:
      return "solo safe";
    case FieldKind::kSoloSettings:
      return "solo settings";
    case FieldKind::kInsertPostFader:
      return "insert point";
    case FieldKind::kSendMute:
      return "send mute";
    case FieldKind::kMuteGroup:
      return "mute group";
    case FieldKind::kMuteGroupName:
      return "mute group name";
    case FieldKind::kMuteGroupActive:
      return "mute group";
    case FieldKind::kScene:
      return "scene";
    case FieldKind::kScenePosition:
      return "scene position";
    case FieldKind::kSceneContents:
      return "scene";
    case FieldKind::kSceneDescription:
      return "scene description";
    case FieldKind::kSafe:
      return "recall safe";
    case FieldKind::kWires:
      return "wiring";
    case FieldKind::kWholeProject:
      return "project";
  }
  return "field";
}

}  // namespace corelogic::project
