// change_reader.cpp: the union Change of change.capnp, read.  Side: control.
#include "schema/wire/change_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

template <class Moved, class Id>
Moved read_moved(gen::Moved::Reader moved) {
  return {Id{moved.getId()}, moved.getPosition()};
}
template <class Set, class Id>
Set read_value(Reading& reading, gen::ValueSet::Reader set) {
  return {Id{set.getId()}, {reading.number("value", set.getValue())}};
}
template <class Set, class Id>
Set read_flag(gen::FlagSet::Reader set) {
  return {Id{set.getId()}, set.getValue()};
}
template <class Set>
Set read_output_set(Reading& reading, gen::OutputSet::Reader set) {
  return {m::TrackId{set.getTrack()}, read_output_of(reading, "output", set.getOutput())};
}

m::TrackAdded read_track_added(Reading& reading, gen::TrackAdded::Reader added) {
  const Reading::Step step(reading, "track");
  return {read_track(reading, added.getTrack()), added.getPosition()};
}
m::TrackRenamed read_track_renamed(Reading& reading, gen::TrackRenamed::Reader renamed) {
  return {m::TrackId{renamed.getTrack()}, reading.text("name", as_view(renamed.getName()))};
}
m::InsertAdded read_insert_added(Reading& reading, gen::InsertAdded::Reader added) {
  const Reading::Step step(reading, "insert");
  return {m::TrackId{added.getTrack()}, read_insert(reading, added.getInsert()), added.getPosition()};
}
m::ParameterSet read_parameter_set(Reading& reading, gen::ParameterSet::Reader set) {
  return {m::InsertId{set.getInsert()}, reading.text("parameter", as_view(set.getParameter())),
          reading.number("value", set.getValue())};
}
m::SendAdded read_send_added(Reading& reading, gen::SendAdded::Reader added) {
  const Reading::Step step(reading, "send");
  return {m::TrackId{added.getTrack()}, read_send(reading, added.getSend()), added.getPosition()};
}
m::InputSet read_input_set(Reading& reading, gen::InputSet::Reader set) {
  return {m::TrackId{set.getTrack()}, read_input_of(reading, "input", set.getInput())};
}

m::InsertFileSet read_insert_file_set(Reading& reading, gen::InsertFileSet::Reader set) {
  return {m::InsertId{set.getInsert()}, reading.text("path", as_view(set.getPath())),
          reading.text("other", as_view(set.getOther()))};
}
m::InsertValuesSet read_insert_values_set(Reading& reading, gen::InsertValuesSet::Reader set) {
  const auto values = [&](std::string_view field, auto list) {
    return read_list<m::NamedValue>(reading, field, list, kMostParameters, read_named_value);
  };
  return {m::InsertId{set.getInsert()}, values("parameters", set.getParameters()),
          values("other", set.getOther()), set.getSideB()};
}

m::LookSet read_look_set(Reading& reading, gen::LookSet::Reader set) {
  return {m::TrackId{set.getTrack()}, reading.text("colour", as_view(set.getColour())),
          reading.text("icon", as_view(set.getIcon())), reading.text("comment", as_view(set.getComment()))};
}
m::SceneAdded read_scene_added(Reading& reading, gen::SceneAdded::Reader added) {
  const Reading::Step step(reading, "scene");
  return {read_scene(reading, added.getScene()), added.getPosition()};
}
m::SceneDescribed read_scene_described(Reading& reading, gen::SceneDescribed::Reader set) {
  return {m::SceneId{set.getScene()}, reading.text("name", as_view(set.getName())),
          reading.text("comment", as_view(set.getComment())), set.getFade()};
}

}  // namespace

// A list of arms: longer than other functions, and nothing but the list.
m::Change read_change(Reading& reading, gen::Change::Reader c) {
  using m::InsertId, m::SendId, m::TrackId;
  const Reading::Step step(reading, arm_of(c));
  switch (c.which()) {
    case gen::Change::TRACK_ADDED:
      return read_track_added(reading, c.getTrackAdded());
    case gen::Change::TRACK_REMOVED:
      return m::TrackRemoved{TrackId{c.getTrackRemoved()}};
    case gen::Change::TRACK_RENAMED:
      return read_track_renamed(reading, c.getTrackRenamed());
    case gen::Change::TRACK_MOVED:
      return read_moved<m::TrackMoved, TrackId>(c.getTrackMoved());
    case gen::Change::VOLUME_SET:
      return read_value<m::VolumeSet, TrackId>(reading, c.getVolumeSet());
    case gen::Change::PAN_SET:
      return read_value<m::PanSet, TrackId>(reading, c.getPanSet());
    case gen::Change::MUTE_SET:
      return read_flag<m::MuteSet, TrackId>(c.getMuteSet());
    case gen::Change::SOLO_SET:
      return read_flag<m::SoloSet, TrackId>(c.getSoloSet());
    case gen::Change::INSERT_ADDED:
      return read_insert_added(reading, c.getInsertAdded());
    case gen::Change::INSERT_REMOVED:
      return m::InsertRemoved{InsertId{c.getInsertRemoved()}};
    case gen::Change::INSERT_MOVED:
      return read_moved<m::InsertMoved, InsertId>(c.getInsertMoved());
    case gen::Change::INSERT_BYPASS_SET:
      return read_flag<m::InsertBypassSet, InsertId>(c.getInsertBypassSet());
    case gen::Change::PARAMETER_SET:
      return read_parameter_set(reading, c.getParameterSet());
    case gen::Change::SEND_ADDED:
      return read_send_added(reading, c.getSendAdded());
    case gen::Change::SEND_REMOVED:
      return m::SendRemoved{SendId{c.getSendRemoved()}};
    case gen::Change::SEND_LEVEL_SET:
      return read_value<m::SendLevelSet, SendId>(reading, c.getSendLevelSet());
    case gen::Change::SEND_PAN_SET:
      return read_value<m::SendPanSet, SendId>(reading, c.getSendPanSet());
    case gen::Change::SEND_PRE_FADER_SET:
      return read_flag<m::SendPreFaderSet, SendId>(c.getSendPreFaderSet());
    case gen::Change::INPUT_SET:
      return read_input_set(reading, c.getInputSet());
    case gen::Change::OUTPUT_SET:
      return read_output_set<m::OutputSet>(reading, c.getOutputSet());
    case gen::Change::MONITOR_LEVEL_SET:
      return read_value<m::MonitorLevelSet, TrackId>(reading, c.getMonitorLevelSet());
    case gen::Change::MONITOR_OUTPUT_SET:
      return read_output_set<m::MonitorOutputSet>(reading, c.getMonitorOutputSet());
    case gen::Change::CONNECTED:
      return m::Connected{read_connection(reading, c.getConnected())};
    case gen::Change::DISCONNECTED:
      return m::Disconnected{m::ConnectionId{c.getDisconnected()}};
    case gen::Change::IDS_TAKEN:
      return m::IdsTaken{c.getIdsTaken()};
    case gen::Change::PROJECT_REPLACED:
      return m::ProjectReplaced{read_project(reading, c.getProjectReplaced())};
    case gen::Change::PROJECT_RENAMED:
      return m::ProjectRenamed{reading.text("", as_view(c.getProjectRenamed()))};
    case gen::Change::KEY_SET:
      return m::KeySet{InsertId{c.getKeySet().getInsert()}, read_key(c.getKeySet().getKey())};
    case gen::Change::INSERT_FILE_SET:
      return read_insert_file_set(reading, c.getInsertFileSet());
    case gen::Change::INSERT_VALUES_SET:
      return read_insert_values_set(reading, c.getInsertValuesSet());
    case gen::Change::TEMPO_SET:
      return m::TempoSet{reading.number("", c.getTempoSet())};
    case gen::Change::TRIM_SET:
      return read_value<m::TrimSet, TrackId>(reading, c.getTrimSet());
    case gen::Change::POLARITY_SET:
      return m::PolaritySet{TrackId{c.getPolaritySet().getTrack()},
                            read_word<m::Polarity>(reading, "polarity", c.getPolaritySet().getPolarity())};
    case gen::Change::HIGH_PASS_SET:
      return read_value<m::HighPassSet, TrackId>(reading, c.getHighPassSet());
    case gen::Change::DELAY_SET:
      return read_value<m::DelaySet, TrackId>(reading, c.getDelaySet());
    case gen::Change::METER_SET:
      return m::MeterSet{TrackId{c.getMeterSet().getTrack()},
                         read_meter(reading, c.getMeterSet().getMeter())};
    case gen::Change::LISTEN_SET:
      return m::ListenSet{TrackId{c.getListenSet().getTrack()},
                          read_word<m::Listen>(reading, "listen", c.getListenSet().getListen())};
    case gen::Change::OUTPUT_STAGE_SET:
      return m::OutputStageSet{TrackId{c.getOutputStageSet().getTrack()},
                               read_output_stage(reading, c.getOutputStageSet().getStage())};
    case gen::Change::MONITOR_SET:
      return m::MonitorSet{read_monitor(reading, c.getMonitorSet().getMonitor())};
    case gen::Change::OUTPUT_MAP_SET:
      return m::OutputMapSet{
          TrackId{c.getOutputMapSet().getTrack()},
          read_numbers<std::uint16_t>(reading, "map", c.getOutputMapSet().getMap(), kMostChannels)};
    case gen::Change::LOOK_SET:
      return read_look_set(reading, c.getLookSet());
    case gen::Change::VCAS_SET:
      return m::VcasSet{TrackId{c.getVcasSet().getId()},
                        read_numbers<TrackId>(reading, "ids", c.getVcasSet().getIds(), kMostTracks)};
    case gen::Change::MUTE_GROUPS_SET:
      return m::MuteGroupsSet{
          TrackId{c.getMuteGroupsSet().getId()},
          read_numbers<m::MuteGroupId>(reading, "ids", c.getMuteGroupsSet().getIds(), kMostMuteGroups)};
    case gen::Change::LINK_SET:
      return m::LinkSet{TrackId{c.getLinkSet().getTrack()}, TrackId{c.getLinkSet().getPartner()}};
    case gen::Change::RECORD_ARM_SET:
      return read_flag<m::RecordArmSet, TrackId>(c.getRecordArmSet());
    case gen::Change::MONITORING_SET:
      return m::MonitoringSet{
          TrackId{c.getMonitoringSet().getTrack()},
          read_word<m::Monitoring>(reading, "monitoring", c.getMonitoringSet().getMonitoring())};
    case gen::Change::DIRECT_OUT_SET:
      return m::DirectOutSet{TrackId{c.getDirectOutSet().getTrack()},
                             read_direct_out(reading, c.getDirectOutSet().getDirectOut())};
    case gen::Change::SOLO_ISOLATE_SET:
      return read_flag<m::SoloIsolateSet, TrackId>(c.getSoloIsolateSet());
    case gen::Change::SOLO_SAFE_SET:
      return read_flag<m::SoloSafeSet, TrackId>(c.getSoloSafeSet());
    case gen::Change::SOLO_SETTINGS_SET:
      return m::SoloSettingsSet{read_solo_settings(reading, c.getSoloSettingsSet())};
    case gen::Change::INSERT_POST_FADER_SET:
      return read_flag<m::InsertPostFaderSet, InsertId>(c.getInsertPostFaderSet());
    case gen::Change::SEND_TAP_SET:
      return m::SendTapSet{SendId{c.getSendTapSet().getSend()},
                           read_word<m::Tap>(reading, "tap", c.getSendTapSet().getTap())};
    case gen::Change::SEND_MUTE_SET:
      return read_flag<m::SendMuteSet, SendId>(c.getSendMuteSet());
    case gen::Change::MUTE_GROUP_ADDED:
      return m::MuteGroupAdded{read_mute_group(reading, c.getMuteGroupAdded())};
    case gen::Change::MUTE_GROUP_REMOVED:
      return m::MuteGroupRemoved{m::MuteGroupId{c.getMuteGroupRemoved()}};
    case gen::Change::MUTE_GROUP_RENAMED:
      return m::MuteGroupRenamed{m::MuteGroupId{c.getMuteGroupRenamed().getId()},
                                 reading.text("name", as_view(c.getMuteGroupRenamed().getName()))};
    case gen::Change::MUTE_GROUP_SET:
      return read_flag<m::MuteGroupSet, m::MuteGroupId>(c.getMuteGroupSet());
    case gen::Change::SCENE_ADDED:
      return read_scene_added(reading, c.getSceneAdded());
    case gen::Change::SCENE_REMOVED:
      return m::SceneRemoved{m::SceneId{c.getSceneRemoved()}};
    case gen::Change::SCENE_MOVED:
      return read_moved<m::SceneMoved, m::SceneId>(c.getSceneMoved());
    case gen::Change::SCENE_STORED:
      return m::SceneStored{read_scene(reading, c.getSceneStored())};
    case gen::Change::SCENE_DESCRIBED:
      return read_scene_described(reading, c.getSceneDescribed());
    case gen::Change::TRACK_SAFE_SET:
      return m::TrackSafeSet{TrackId{c.getTrackSafeSet().getId()},
                             read_texts(reading, "safe", c.getTrackSafeSet().getSafe(), kMostParameters)};
    case gen::Change::INSERT_SAFE_SET:
      return m::InsertSafeSet{InsertId{c.getInsertSafeSet().getId()},
                              read_texts(reading, "safe", c.getInsertSafeSet().getSafe(), kMostParameters)};
    case gen::Change::WIRES_SET:
      return m::WiresSet{
          read_list<m::Wire>(reading, "wires", c.getWiresSet().getWires(), kMostWires, read_wire),
          c.getWiresSet().getCustom()};
    default:
      break;
  }
  reading.refuse_arm("Change");
  return {};
}

}  // namespace corelogic::wire
