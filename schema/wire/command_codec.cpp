// command_codec.cpp: the union Command of command.capnp, written. Its reader is command_reader.cpp.  Side:
// control.
#include "schema/wire/codec.h"
#include "schema/wire/command_form.h"
#include "schema/wire/desk_command_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

void put(const m::AddTrack& c, gen::Command::Builder out) {
  auto add = out.initAddTrack();
  add.setKind(static_cast<gen::TrackKind>(c.kind));
  add.setName(as_capnp(c.name));
  add.setChannels(c.channels);
  add.setPosition(c.position);
}
void put(const m::RemoveTrack& c, gen::Command::Builder out) {
  out.initRemoveTrack().setTrack(c.track.value);
}
void put(const m::RenameTrack& c, gen::Command::Builder out) {
  auto rename = out.initRenameTrack();
  rename.setTrack(c.track.value);
  rename.setName(as_capnp(c.name));
}
void put(const m::MoveTrack& c, gen::Command::Builder out) {
  auto move = out.initMoveTrack();
  move.setTrack(c.track.value);
  move.setPosition(c.position);
}
void put(const m::SetVolume& c, gen::Command::Builder out) {
  auto set = out.initSetVolume();
  set.setTrack(c.track.value);
  set.setVolume(c.volume.value);
}
void put(const m::SetPan& c, gen::Command::Builder out) {
  auto set = out.initSetPan();
  set.setTrack(c.track.value);
  set.setPan(c.pan);
}
void put(const m::SetMute& c, gen::Command::Builder out) {
  auto set = out.initSetMute();
  set.setTrack(c.track.value);
  set.setMute(c.mute);
}
void put(const m::SetSolo& c, gen::Command::Builder out) {
  auto set = out.initSetSolo();
  set.setTrack(c.track.value);
  set.setSolo(c.solo);
}
void put(const m::AddInsert& c, gen::Command::Builder out) {
  auto add = out.initAddInsert();
  add.setTrack(c.track.value);
  add.setEffect(as_capnp(c.effect));
  add.setPosition(c.position);
  write_list(add.initParameters(size_of(c.parameters)), c.parameters, write_named_value);
  add.setBypass(c.bypass);
}
void put(const m::RemoveInsert& c, gen::Command::Builder out) {
  out.initRemoveInsert().setInsert(c.insert.value);
}
void put(const m::MoveInsert& c, gen::Command::Builder out) {
  auto move = out.initMoveInsert();
  move.setInsert(c.insert.value);
  move.setPosition(c.position);
}
void put(const m::SetInsertBypass& c, gen::Command::Builder out) {
  auto set = out.initSetInsertBypass();
  set.setInsert(c.insert.value);
  set.setBypass(c.bypass);
}
void put(const m::SetParameter& c, gen::Command::Builder out) {
  auto set = out.initSetParameter();
  set.setInsert(c.insert.value);
  set.setParameter(as_capnp(c.parameter));
  set.setValue(c.value);
}
void put(const m::AddSend& c, gen::Command::Builder out) {
  auto add = out.initAddSend();
  add.setTrack(c.track.value);
  add.setDestination(c.destination.value);
  add.setLevel(c.level.value);
  add.setPan(c.pan);
  add.setPreFader(c.pre_fader);
  add.setPreEq(c.pre_eq);
}
void put(const m::RemoveSend& c, gen::Command::Builder out) {
  out.initRemoveSend().setSend(c.send.value);
}
void put(const m::SetSendLevel& c, gen::Command::Builder out) {
  auto set = out.initSetSendLevel();
  set.setSend(c.send.value);
  set.setLevel(c.level.value);
}
void put(const m::SetSendPan& c, gen::Command::Builder out) {
  auto set = out.initSetSendPan();
  set.setSend(c.send.value);
  set.setPan(c.pan);
}
void put(const m::SetSendPreFader& c, gen::Command::Builder out) {
  auto set = out.initSetSendPreFader();
  set.setSend(c.send.value);
  set.setPreFader(c.pre_fader);
}
void put(const m::SetInput& c, gen::Command::Builder out) {
  auto set = out.initSetInput();
  set.setTrack(c.track.value);
  write_input(c.input, set.initInput());
}
void put(const m::SetOutput& c, gen::Command::Builder out) {
  auto set = out.initSetOutput();
  set.setTrack(c.track.value);
  write_output(c.output, set.initOutput());
  write_numbers(set.initMap(size_of(c.map)), c.map);
}
void put(const m::SetMonitorLevel& c, gen::Command::Builder out) {
  out.initSetMonitorLevel().setLevel(c.level.value);
}
void put(const m::SetMonitorOutput& c, gen::Command::Builder out) {
  write_output(c.output, out.initSetMonitorOutput().initOutput());
}
void put(const m::Connect& c, gen::Command::Builder out) {
  auto connect = out.initConnect();
  connect.setSource(c.source.value);
  connect.setSourcePort(as_capnp(c.source_port));
  write_output(c.destination, connect.initDestination());
  write_numbers(connect.initMap(size_of(c.map)), c.map);
}
void put(const m::Disconnect& c, gen::Command::Builder out) {
  out.initDisconnect().setConnection(c.connection.value);
}
void put(const m::Batch& c, gen::Command::Builder out) {
  write_list(out.initBatch().initCommands(size_of(c.commands)), c.commands, write_command);
}
void put(const m::Undo&, gen::Command::Builder out) {
  out.setUndo();
}
void put(const m::Redo&, gen::Command::Builder out) {
  out.setRedo();
}
void put(const m::NewProject& c, gen::Command::Builder out) {
  auto create = out.initNewProject();
  create.setName(as_capnp(c.name));
  create.setSampleRate(c.sample_rate);
  create.setTemplate(as_capnp(c.from_template));
}
void put(const m::OpenProject& c, gen::Command::Builder out) {
  out.initOpenProject().setName(as_capnp(c.name));
}
void put(const m::SaveProject& c, gen::Command::Builder out) {
  out.initSaveProject().setName(as_capnp(c.name));
}
void put(const m::ImportProject& c, gen::Command::Builder out) {
  auto import = out.initImportProject();
  import.setName(as_capnp(c.name));
  write_project(c.project, import.initProject());
}
void put(const m::Play&, gen::Command::Builder out) {
  out.setPlay();
}
void put(const m::Stop&, gen::Command::Builder out) {
  out.setStop();
}
void put(const m::Locate& c, gen::Command::Builder out) {
  out.initLocate().setFrame(c.frame);
}
void put(const m::SetKey& c, gen::Command::Builder out) {
  auto set = out.initSetKey();
  set.setInsert(c.insert.value);
  set.setTrack(c.key.track.value);
  set.setPreFader(c.key.pre_fader);
}
void put(const m::SetInsertFile& c, gen::Command::Builder out) {
  auto set = out.initSetInsertFile();
  set.setInsert(c.insert.value);
  set.setPath(as_capnp(c.path));
}
void put(const m::SavePreset& c, gen::Command::Builder out) {
  auto save = out.initSavePreset();
  save.setInsert(c.insert.value);
  save.setName(as_capnp(c.name));
  save.setReplace(c.replace);
}
void put(const m::LoadPreset& c, gen::Command::Builder out) {
  auto load = out.initLoadPreset();
  load.setInsert(c.insert.value);
  load.setName(as_capnp(c.name));
}
void put(const m::RemovePreset& c, gen::Command::Builder out) {
  auto remove = out.initRemovePreset();
  remove.setEffect(as_capnp(c.effect));
  remove.setName(as_capnp(c.name));
}
void put(const m::SwitchSide& c, gen::Command::Builder out) {
  out.initSwitchSide().setInsert(c.insert.value);
}
void put(const m::CopySide& c, gen::Command::Builder out) {
  out.initCopySide().setInsert(c.insert.value);
}
void put(const m::SetTempo& c, gen::Command::Builder out) {
  out.initSetTempo().setTempo(c.tempo);
}
void put(const m::SetTrim& c, gen::Command::Builder out) {
  auto set = out.initSetTrim();
  set.setTrack(c.track.value);
  set.setTrim(c.trim);
}
void put(const m::SetPolarity& c, gen::Command::Builder out) {
  auto set = out.initSetPolarity();
  set.setTrack(c.track.value);
  set.setPolarity(static_cast<gen::Polarity>(c.polarity));
}
void put(const m::SetHighPass& c, gen::Command::Builder out) {
  auto set = out.initSetHighPass();
  set.setTrack(c.track.value);
  set.setFrequency(c.frequency);
}
void put(const m::SetDelay& c, gen::Command::Builder out) {
  auto set = out.initSetDelay();
  set.setTrack(c.track.value);
  set.setDelay(c.delay);
}
void put(const m::SetMeter& c, gen::Command::Builder out) {
  auto set = out.initSetMeter();
  set.setTrack(c.track.value);
  set.setPoint(static_cast<gen::MeterPoint>(c.meter.point));
  set.setDetail(static_cast<gen::MeterDetail>(c.meter.detail));
}
void put(const m::SetListen& c, gen::Command::Builder out) {
  auto set = out.initSetListen();
  set.setTrack(c.track.value);
  set.setListen(static_cast<gen::Listen>(c.listen));
}
void put(const m::SetOutputStage& c, gen::Command::Builder out) {
  write_output_stage(c.stage, out.initSetOutputStage().initStage());
}
void put(const m::SetMonitor& c, gen::Command::Builder out) {
  write_monitor(c.monitor, out.initSetMonitor().initMonitor());
}

}  // namespace

void write_command(const m::Command& command, gen::Command::Builder out) {
  std::visit([&](const auto& each) { put(each, out); }, command.body);
}

Frame encode(const m::Command& command, Encoding encoding) {
  return encode_root<gen::Command>(command, write_command, encoding);
}

vocabulary::Result<m::Command> decode_command(FrameView frame) {
  return decode_root<gen::Command>(frame, kMostRequestBytes, read_command);
}

}  // namespace corelogic::wire
