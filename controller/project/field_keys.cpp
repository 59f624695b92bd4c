// field_keys.cpp: the keys of each change.  Side: control; pure.
#include "controller/project/field_keys.h"

#include <type_traits>
#include <variant>

namespace corelogic::project {
namespace {

using namespace messages;  // the twenty-seven changes by name
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
    return {key(FieldKind::kInsert, change.insert.id), key(FieldKind::kTrackContents, change.track)};
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
               std::is_same_v<C, SendPanSet> || std::is_same_v<C, MonitorLevelSet>;
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
    case FieldKind::kWholeProject:
      return "project";
  }
  return "field";
}

}  // namespace corelogic::project
