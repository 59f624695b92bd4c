// change_codec.cpp: change.capnp, written, and its change sets. Its reader is change_reader.cpp. Several
// changes share a capnp struct (Moved, ValueSet, FlagSet, OutputSet); as values each has its own type.  Side:
// control.
#include "schema/wire/change_form.h"
#include "schema/wire/codec.h"
#include "schema/wire/desk_change_form.h"
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

void put(const m::KeySet& c, gen::Change::Builder out) {
  auto set = out.initKeySet();
  set.setInsert(c.insert.value);
  write_key(c.key, set.initKey());
}
void put(const m::InsertFileSet& c, gen::Change::Builder out) {
  auto set = out.initInsertFileSet();
  set.setInsert(c.insert.value);
  set.setPath(as_capnp(c.path));
  set.setOther(as_capnp(c.other));
}
void put(const m::InsertValuesSet& c, gen::Change::Builder out) {
  auto set = out.initInsertValuesSet();
  set.setInsert(c.insert.value);
  write_list(set.initParameters(size_of(c.parameters)), c.parameters, write_named_value);
  write_list(set.initOther(size_of(c.other)), c.other, write_named_value);
  set.setSideB(c.side_b);
}
void put(const m::TempoSet& c, gen::Change::Builder out) {
  out.setTempoSet(c.tempo);
}
void put(const m::TrimSet& c, gen::Change::Builder out) {
  put_value(out.initTrimSet(), c.track.value, c.trim);
}
void put(const m::PolaritySet& c, gen::Change::Builder out) {
  auto set = out.initPolaritySet();
  set.setTrack(c.track.value);
  set.setPolarity(static_cast<gen::Polarity>(c.polarity));
}
void put(const m::HighPassSet& c, gen::Change::Builder out) {
  put_value(out.initHighPassSet(), c.track.value, c.frequency);
}
void put(const m::DelaySet& c, gen::Change::Builder out) {
  put_value(out.initDelaySet(), c.track.value, c.delay);
}
void put(const m::MeterSet& c, gen::Change::Builder out) {
  auto set = out.initMeterSet();
  set.setTrack(c.track.value);
  write_meter(c.meter, set.initMeter());
}
void put(const m::ListenSet& c, gen::Change::Builder out) {
  auto set = out.initListenSet();
  set.setTrack(c.track.value);
  set.setListen(static_cast<gen::Listen>(c.listen));
}
void put(const m::OutputStageSet& c, gen::Change::Builder out) {
  auto set = out.initOutputStageSet();
  set.setTrack(c.track.value);
  write_output_stage(c.stage, set.initStage());
}
void put(const m::MonitorSet& c, gen::Change::Builder out) {
  write_monitor(c.monitor, out.initMonitorSet().initMonitor());
}
void put(const m::OutputMapSet& c, gen::Change::Builder out) {
  auto set = out.initOutputMapSet();
  set.setTrack(c.track.value);
  write_numbers(set.initMap(size_of(c.map)), c.map);
}

}  // namespace

static void write_change(const m::Change& change, gen::Change::Builder out) {
  std::visit([&](const auto& each) { put(each, out); }, change);
}

void write_change_set(const m::ChangeSet& set, gen::ChangeSet::Builder out) {
  out.setEpoch(set.revision.epoch);
  out.setRevision(set.revision.number);
  out.setClient(set.client.value);
  out.setSequence(set.sequence);
  out.setGesture(set.gesture);
  out.setLabel(as_capnp(set.label));
  write_list(out.initChanges(size_of(set.changes)), set.changes, write_change);
  out.setFade(set.fade_ms);
  out.setUser(as_capnp(set.user));
  out.setTime(set.time_ms);
}

m::ChangeSet read_change_set(Reading& reading, gen::ChangeSet::Reader set) {
  m::ChangeSet read;
  read.revision = {set.getEpoch(), set.getRevision()};
  read.client = m::ClientId{set.getClient()};
  read.sequence = set.getSequence();
  read.gesture = set.getGesture();
  read.label = reading.text("label", as_view(set.getLabel()));
  read.changes = read_list<m::Change>(reading, "changes", set.getChanges(), kMostElements, read_change);
  read.fade_ms = set.getFade();
  read.user = reading.text("user", as_view(set.getUser()));
  read.time_ms = set.getTime();
  return read;
}

Frame encode(const m::ChangeSet& set, Encoding encoding) {
  return encode_root<gen::ChangeSet>(set, write_change_set, encoding);
}

vocabulary::Result<m::ChangeSet> decode_change_set(FrameView frame) {
  return decode_root<gen::ChangeSet>(frame, kMostFrameBytes, read_change_set);
}

}  // namespace corelogic::wire
