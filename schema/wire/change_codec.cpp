// change_codec.cpp: change.capnp. Several changes share a capnp struct (Moved, ValueSet, FlagSet, OutputSet);
// as values each has its own type.  Side: control.
#include "schema/wire/change_form.h"
#include "schema/wire/codec.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

void put_moved(gen::Moved::Builder out, std::uint32_t id, std::uint32_t position) {
  out.setId(id);
  out.setPosition(position);
}
void put_value(gen::ValueSet::Builder out, std::uint32_t id, double value) {
  out.setId(id);
  out.setValue(value);
}
void put_flag(gen::FlagSet::Builder out, std::uint32_t id, bool value) {
  out.setId(id);
  out.setValue(value);
}
void put_output(gen::OutputSet::Builder out, m::TrackId track, const m::Output& output) {
  out.setTrack(track.value);
  write_output(output, out.initOutput());
}

void put(const m::TrackAdded& c, gen::Change::Builder out) {
  auto added = out.initTrackAdded();
  write_track(c.track, added.initTrack());
  added.setPosition(c.position);
}
void put(const m::TrackRemoved& c, gen::Change::Builder out) {
  out.setTrackRemoved(c.track.value);
}
void put(const m::TrackRenamed& c, gen::Change::Builder out) {
  auto renamed = out.initTrackRenamed();
  renamed.setTrack(c.track.value);
  renamed.setName(as_capnp(c.name));
}
void put(const m::TrackMoved& c, gen::Change::Builder out) {
  put_moved(out.initTrackMoved(), c.track.value, c.position);
}
void put(const m::VolumeSet& c, gen::Change::Builder out) {
  put_value(out.initVolumeSet(), c.track.value, c.volume.value);
}
void put(const m::PanSet& c, gen::Change::Builder out) {
  put_value(out.initPanSet(), c.track.value, c.pan);
}
void put(const m::MuteSet& c, gen::Change::Builder out) {
  put_flag(out.initMuteSet(), c.track.value, c.mute);
}
void put(const m::SoloSet& c, gen::Change::Builder out) {
  put_flag(out.initSoloSet(), c.track.value, c.solo);
}
void put(const m::InsertAdded& c, gen::Change::Builder out) {
  auto added = out.initInsertAdded();
  added.setTrack(c.track.value);
  write_insert(c.insert, added.initInsert());
  added.setPosition(c.position);
}
void put(const m::InsertRemoved& c, gen::Change::Builder out) {
  out.setInsertRemoved(c.insert.value);
}
void put(const m::InsertMoved& c, gen::Change::Builder out) {
  put_moved(out.initInsertMoved(), c.insert.value, c.position);
}
void put(const m::InsertBypassSet& c, gen::Change::Builder out) {
  put_flag(out.initInsertBypassSet(), c.insert.value, c.bypass);
}
void put(const m::ParameterSet& c, gen::Change::Builder out) {
  auto set = out.initParameterSet();
  set.setInsert(c.insert.value);
  set.setParameter(as_capnp(c.parameter));
  set.setValue(c.value);
}
void put(const m::SendAdded& c, gen::Change::Builder out) {
  auto added = out.initSendAdded();
  added.setTrack(c.track.value);
  write_send(c.send, added.initSend());
  added.setPosition(c.position);
}
void put(const m::SendRemoved& c, gen::Change::Builder out) {
  out.setSendRemoved(c.send.value);
}
void put(const m::SendLevelSet& c, gen::Change::Builder out) {
  put_value(out.initSendLevelSet(), c.send.value, c.level.value);
}
void put(const m::SendPanSet& c, gen::Change::Builder out) {
  put_value(out.initSendPanSet(), c.send.value, c.pan);
}
void put(const m::SendPreFaderSet& c, gen::Change::Builder out) {
  put_flag(out.initSendPreFaderSet(), c.send.value, c.pre_fader);
}
void put(const m::InputSet& c, gen::Change::Builder out) {
  auto set = out.initInputSet();
  set.setTrack(c.track.value);
  write_input(c.input, set.initInput());
}
void put(const m::OutputSet& c, gen::Change::Builder out) {
  put_output(out.initOutputSet(), c.track, c.output);
}
void put(const m::MonitorLevelSet& c, gen::Change::Builder out) {
  put_value(out.initMonitorLevelSet(), c.track.value, c.level.value);
}
void put(const m::MonitorOutputSet& c, gen::Change::Builder out) {
  put_output(out.initMonitorOutputSet(), c.track, c.output);
}
void put(const m::Connected& c, gen::Change::Builder out) {
  write_connection(c.connection, out.initConnected());
}
void put(const m::Disconnected& c, gen::Change::Builder out) {
  out.setDisconnected(c.connection.value);
}
void put(const m::IdsTaken& c, gen::Change::Builder out) {
  out.setIdsTaken(c.next_id);
}
void put(const m::ProjectReplaced& c, gen::Change::Builder out) {
  write_project(c.project, out.initProjectReplaced());
}
void put(const m::ProjectRenamed& c, gen::Change::Builder out) {
  out.setProjectRenamed(as_capnp(c.name));
}

void write_change(const m::Change& change, gen::Change::Builder out) {
  std::visit([&](const auto& each) { put(each, out); }, change);
}

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
    default:
      break;
  }
  reading.refuse_arm("Change");
  return {};
}

}  // namespace

void write_change_set(const m::ChangeSet& set, gen::ChangeSet::Builder out) {
  out.setEpoch(set.revision.epoch);
  out.setRevision(set.revision.number);
  out.setClient(set.client.value);
  out.setSequence(set.sequence);
  out.setGesture(set.gesture);
  out.setLabel(as_capnp(set.label));
  write_list(out.initChanges(size_of(set.changes)), set.changes, write_change);
}

m::ChangeSet read_change_set(Reading& reading, gen::ChangeSet::Reader set) {
  m::ChangeSet read;
  read.revision = {set.getEpoch(), set.getRevision()};
  read.client = m::ClientId{set.getClient()};
  read.sequence = set.getSequence();
  read.gesture = set.getGesture();
  read.label = reading.text("label", as_view(set.getLabel()));
  read.changes = read_list<m::Change>(reading, "changes", set.getChanges(), kMostElements, read_change);
  return read;
}

Frame encode(const m::ChangeSet& set, Encoding encoding) {
  return encode_root<gen::ChangeSet>(set, write_change_set, encoding);
}

vocabulary::Result<m::ChangeSet> decode_change_set(FrameView frame) {
  return decode_root<gen::ChangeSet>(frame, kMostFrameBytes, read_change_set);
}

}  // namespace corelogic::wire
