// command_reader.cpp: the union Command of command.capnp, read.  Side: control.
#include "schema/wire/command_form.h"
#include "schema/wire/desk_command_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

using m::InsertId, m::SendId, m::TrackId;

m::AddTrack take(Reading& r, gen::AddTrack::Reader c) {
  return {read_kind(r, c.getKind()), r.text("name", as_view(c.getName())), c.getChannels(), c.getPosition()};
}
m::RemoveTrack take(Reading&, gen::RemoveTrack::Reader c) {
  return {TrackId{c.getTrack()}};
}
m::RenameTrack take(Reading& r, gen::RenameTrack::Reader c) {
  return {TrackId{c.getTrack()}, r.text("name", as_view(c.getName()))};
}
m::MoveTrack take(Reading&, gen::MoveTrack::Reader c) {
  return {TrackId{c.getTrack()}, c.getPosition()};
}
m::SetVolume take(Reading& r, gen::SetVolume::Reader c) {
  return {TrackId{c.getTrack()}, {r.number("volume", c.getVolume())}};
}
m::SetPan take(Reading& r, gen::SetPan::Reader c) {
  return {TrackId{c.getTrack()}, r.number("pan", c.getPan())};
}
m::SetMute take(Reading&, gen::SetMute::Reader c) {
  return {TrackId{c.getTrack()}, c.getMute()};
}
m::SetSolo take(Reading&, gen::SetSolo::Reader c) {
  return {TrackId{c.getTrack()}, c.getSolo()};
}
m::AddInsert take(Reading& r, gen::AddInsert::Reader c) {
  return {TrackId{c.getTrack()}, r.text("effect", as_view(c.getEffect())), c.getPosition(),
          read_list<m::NamedValue>(r, "parameters", c.getParameters(), kMostParameters, read_named_value),
          c.getBypass()};
}
m::RemoveInsert take(Reading&, gen::RemoveInsert::Reader c) {
  return {InsertId{c.getInsert()}};
}
m::MoveInsert take(Reading&, gen::MoveInsert::Reader c) {
  return {InsertId{c.getInsert()}, c.getPosition()};
}
m::SetInsertBypass take(Reading&, gen::SetInsertBypass::Reader c) {
  return {InsertId{c.getInsert()}, c.getBypass()};
}
m::SetParameter take(Reading& r, gen::SetParameter::Reader c) {
  return {InsertId{c.getInsert()}, r.text("parameter", as_view(c.getParameter())),
          r.number("value", c.getValue())};
}
m::AddSend take(Reading& r, gen::AddSend::Reader c) {
  return {TrackId{c.getTrack()},
          TrackId{c.getDestination()},
          {r.number("level", c.getLevel())},
          r.number("pan", c.getPan()),
          c.getPreFader(),
          c.getPreEq()};
}
m::RemoveSend take(Reading&, gen::RemoveSend::Reader c) {
  return {SendId{c.getSend()}};
}
m::SetSendLevel take(Reading& r, gen::SetSendLevel::Reader c) {
  return {SendId{c.getSend()}, {r.number("level", c.getLevel())}};
}
m::SetSendPan take(Reading& r, gen::SetSendPan::Reader c) {
  return {SendId{c.getSend()}, r.number("pan", c.getPan())};
}
m::SetSendPreFader take(Reading&, gen::SetSendPreFader::Reader c) {
  return {SendId{c.getSend()}, c.getPreFader()};
}
m::SetInput take(Reading& r, gen::SetInput::Reader c) {
  return {TrackId{c.getTrack()}, read_input_of(r, "input", c.getInput())};
}
m::SetOutput take(Reading& r, gen::SetOutput::Reader c) {
  return {TrackId{c.getTrack()}, read_output_of(r, "output", c.getOutput()),
          read_numbers<std::uint16_t>(r, "map", c.getMap(), kMostChannels)};
}
m::SetMonitorLevel take(Reading& r, gen::SetMonitorLevel::Reader c) {
  return {{r.number("level", c.getLevel())}};
}
m::SetMonitorOutput take(Reading& r, gen::SetMonitorOutput::Reader c) {
  return {read_output_of(r, "output", c.getOutput())};
}
m::Connect take(Reading& r, gen::Connect::Reader c) {
  return {TrackId{c.getSource()}, r.text("sourcePort", as_view(c.getSourcePort())),
          read_output_of(r, "destination", c.getDestination()),
          read_numbers<std::uint16_t>(r, "map", c.getMap(), kMostChannels)};
}
m::Disconnect take(Reading&, gen::Disconnect::Reader c) {
  return {m::ConnectionId{c.getConnection()}};
}
m::Batch take(Reading& r, gen::Batch::Reader c) {
  return {read_list<m::Command>(r, "commands", c.getCommands(), kMostCommands, read_command)};
}
m::NewProject take(Reading& r, gen::NewProject::Reader c) {
  return {r.text("name", as_view(c.getName())), c.getSampleRate(),
          r.text("template", as_view(c.getTemplate()))};
}
m::OpenProject take(Reading& r, gen::OpenProject::Reader c) {
  return {r.text("name", as_view(c.getName()))};
}
m::SaveProject take(Reading& r, gen::SaveProject::Reader c) {
  return {r.text("name", as_view(c.getName()))};
}
m::ImportProject take(Reading& r, gen::ImportProject::Reader c) {
  m::ImportProject read{r.text("name", as_view(c.getName())), {}};
  const Reading::Step step(r, "project");
  read.project = read_project(r, c.getProject());
  return read;
}
m::Locate take(Reading&, gen::Locate::Reader c) {
  return {c.getFrame()};
}
m::SetKey take(Reading&, gen::SetKey::Reader c) {
  return {InsertId{c.getInsert()}, {TrackId{c.getTrack()}, c.getPreFader()}};
}
m::SetInsertFile take(Reading& r, gen::SetInsertFile::Reader c) {
  return {InsertId{c.getInsert()}, r.text("path", as_view(c.getPath()))};
}
m::SavePreset take(Reading& r, gen::SavePreset::Reader c) {
  return {InsertId{c.getInsert()}, r.text("name", as_view(c.getName())), c.getReplace()};
}
m::LoadPreset take(Reading& r, gen::LoadPreset::Reader c) {
  return {InsertId{c.getInsert()}, r.text("name", as_view(c.getName()))};
}
m::RemovePreset take(Reading& r, gen::RemovePreset::Reader c) {
  return {r.text("effect", as_view(c.getEffect())), r.text("name", as_view(c.getName()))};
}
m::SwitchSide take(Reading&, gen::SwitchSide::Reader c) {
  return {InsertId{c.getInsert()}};
}
m::CopySide take(Reading&, gen::CopySide::Reader c) {
  return {InsertId{c.getInsert()}};
}
m::SetTempo take(Reading& r, gen::SetTempo::Reader c) {
  return {r.number("tempo", c.getTempo())};
}
m::SetTrim take(Reading& r, gen::SetTrim::Reader c) {
  return {TrackId{c.getTrack()}, r.number("trim", c.getTrim())};
}
m::SetPolarity take(Reading& r, gen::SetPolarity::Reader c) {
  return {TrackId{c.getTrack()}, read_word<m::Polarity>(r, "polarity", c.getPolarity())};
}
m::SetHighPass take(Reading& r, gen::SetHighPass::Reader c) {
  return {TrackId{c.getTrack()}, r.number("frequency", c.getFrequency())};
}
m::SetDelay take(Reading& r, gen::SetDelay::Reader c) {
  return {TrackId{c.getTrack()}, r.number("delay", c.getDelay())};
}
m::SetMeter take(Reading& r, gen::SetMeter::Reader c) {
  return {TrackId{c.getTrack()},
          {read_word<m::MeterPoint>(r, "point", c.getPoint()),
           read_word<m::MeterDetail>(r, "detail", c.getDetail())}};
}
m::SetListen take(Reading& r, gen::SetListen::Reader c) {
  return {TrackId{c.getTrack()}, read_word<m::Listen>(r, "listen", c.getListen())};
}
m::SetOutputStage take(Reading& r, gen::SetOutputStage::Reader c) {
  return {read_output_stage(r, c.getStage())};
}
m::SetMonitor take(Reading& r, gen::SetMonitor::Reader c) {
  return {read_monitor(r, c.getMonitor())};
}

}  // namespace

// A list of arms: longer than other functions, and nothing but the list.
m::Command read_command(Reading& r, gen::Command::Reader c) {
  const Reading::Step step(r, arm_of(c));
  switch (c.which()) {
    case gen::Command::ADD_TRACK:
      return {take(r, c.getAddTrack())};
    case gen::Command::REMOVE_TRACK:
      return {take(r, c.getRemoveTrack())};
    case gen::Command::RENAME_TRACK:
      return {take(r, c.getRenameTrack())};
    case gen::Command::MOVE_TRACK:
      return {take(r, c.getMoveTrack())};
    case gen::Command::SET_VOLUME:
      return {take(r, c.getSetVolume())};
    case gen::Command::SET_PAN:
      return {take(r, c.getSetPan())};
    case gen::Command::SET_MUTE:
      return {take(r, c.getSetMute())};
    case gen::Command::SET_SOLO:
      return {take(r, c.getSetSolo())};
    case gen::Command::ADD_INSERT:
      return {take(r, c.getAddInsert())};
    case gen::Command::REMOVE_INSERT:
      return {take(r, c.getRemoveInsert())};
    case gen::Command::MOVE_INSERT:
      return {take(r, c.getMoveInsert())};
    case gen::Command::SET_INSERT_BYPASS:
      return {take(r, c.getSetInsertBypass())};
    case gen::Command::SET_PARAMETER:
      return {take(r, c.getSetParameter())};
    case gen::Command::ADD_SEND:
      return {take(r, c.getAddSend())};
    case gen::Command::REMOVE_SEND:
      return {take(r, c.getRemoveSend())};
    case gen::Command::SET_SEND_LEVEL:
      return {take(r, c.getSetSendLevel())};
    case gen::Command::SET_SEND_PAN:
      return {take(r, c.getSetSendPan())};
    case gen::Command::SET_SEND_PRE_FADER:
      return {take(r, c.getSetSendPreFader())};
    case gen::Command::SET_INPUT:
      return {take(r, c.getSetInput())};
    case gen::Command::SET_OUTPUT:
      return {take(r, c.getSetOutput())};
    case gen::Command::SET_MONITOR_LEVEL:
      return {take(r, c.getSetMonitorLevel())};
    case gen::Command::SET_MONITOR_OUTPUT:
      return {take(r, c.getSetMonitorOutput())};
    case gen::Command::CONNECT:
      return {take(r, c.getConnect())};
    case gen::Command::DISCONNECT:
      return {take(r, c.getDisconnect())};
    case gen::Command::BATCH:
      return {take(r, c.getBatch())};
    case gen::Command::UNDO:
      return {m::Undo{}};
    case gen::Command::REDO:
      return {m::Redo{}};
    case gen::Command::NEW_PROJECT:
      return {take(r, c.getNewProject())};
    case gen::Command::OPEN_PROJECT:
      return {take(r, c.getOpenProject())};
    case gen::Command::SAVE_PROJECT:
      return {take(r, c.getSaveProject())};
    case gen::Command::IMPORT_PROJECT:
      return {take(r, c.getImportProject())};
    case gen::Command::PLAY:
      return {m::Play{}};
    case gen::Command::STOP:
      return {m::Stop{}};
    case gen::Command::LOCATE:
      return {take(r, c.getLocate())};
    case gen::Command::SET_KEY:
      return {take(r, c.getSetKey())};
    case gen::Command::SET_INSERT_FILE:
      return {take(r, c.getSetInsertFile())};
    case gen::Command::SAVE_PRESET:
      return {take(r, c.getSavePreset())};
    case gen::Command::LOAD_PRESET:
      return {take(r, c.getLoadPreset())};
    case gen::Command::REMOVE_PRESET:
      return {take(r, c.getRemovePreset())};
    case gen::Command::SWITCH_SIDE:
      return {take(r, c.getSwitchSide())};
    case gen::Command::COPY_SIDE:
      return {take(r, c.getCopySide())};
    case gen::Command::SET_TEMPO:
      return {take(r, c.getSetTempo())};
    case gen::Command::SET_TRIM:
      return {take(r, c.getSetTrim())};
    case gen::Command::SET_POLARITY:
      return {take(r, c.getSetPolarity())};
    case gen::Command::SET_HIGH_PASS:
      return {take(r, c.getSetHighPass())};
    case gen::Command::SET_DELAY:
      return {take(r, c.getSetDelay())};
    case gen::Command::SET_METER:
      return {take(r, c.getSetMeter())};
    case gen::Command::SET_LISTEN:
      return {take(r, c.getSetListen())};
    case gen::Command::SET_OUTPUT_STAGE:
      return {take(r, c.getSetOutputStage())};
    case gen::Command::SET_MONITOR:
      return {take(r, c.getSetMonitor())};
    case gen::Command::SET_LOOK:
      return {take(r, c.getSetLook())};
    case gen::Command::SET_VCAS:
      return {take(r, c.getSetVcas())};
    case gen::Command::SET_MUTE_GROUPS:
      return {take(r, c.getSetMuteGroups())};
    case gen::Command::SET_LINK:
      return {take(r, c.getSetLink())};
    case gen::Command::SET_RECORD_ARM:
      return {take(r, c.getSetRecordArm())};
    case gen::Command::SET_MONITORING:
      return {take(r, c.getSetMonitoring())};
    case gen::Command::SET_DIRECT_OUT:
      return {take(r, c.getSetDirectOut())};
    case gen::Command::SET_SOLO_ISOLATE:
      return {take(r, c.getSetSoloIsolate())};
    case gen::Command::SET_SOLO_SAFE:
      return {take(r, c.getSetSoloSafe())};
    case gen::Command::SET_SOLO_SETTINGS:
      return {take(r, c.getSetSoloSettings())};
    case gen::Command::CLEAR_SOLO:
      return {m::ClearSolo{}};
    case gen::Command::SET_INSERT_POST_FADER:
      return {take(r, c.getSetInsertPostFader())};
    case gen::Command::SET_SEND_TAP:
      return {take(r, c.getSetSendTap())};
    case gen::Command::SET_SEND_MUTE:
      return {take(r, c.getSetSendMute())};
    case gen::Command::ADD_MUTE_GROUP:
      return {take(r, c.getAddMuteGroup())};
    case gen::Command::REMOVE_MUTE_GROUP:
      return {take(r, c.getRemoveMuteGroup())};
    case gen::Command::RENAME_MUTE_GROUP:
      return {take(r, c.getRenameMuteGroup())};
    case gen::Command::SET_MUTE_GROUP:
      return {take(r, c.getSetMuteGroup())};
    case gen::Command::STORE_SCENE:
      return {take(r, c.getStoreScene())};
    case gen::Command::REMOVE_SCENE:
      return {take(r, c.getRemoveScene())};
    case gen::Command::MOVE_SCENE:
      return {take(r, c.getMoveScene())};
    case gen::Command::DESCRIBE_SCENE:
      return {take(r, c.getDescribeScene())};
    case gen::Command::RECALL_SCENE:
      return {take(r, c.getRecallScene())};
    case gen::Command::MORPH_SCENES:
      return {take(r, c.getMorphScenes())};
    case gen::Command::SET_TRACK_SAFE:
      return {take(r, c.getSetTrackSafe())};
    case gen::Command::SET_INSERT_SAFE:
      return {take(r, c.getSetInsertSafe())};
    case gen::Command::SET_WIRES:
      return {take(r, c.getSetWires())};
    case gen::Command::SAVE_VERSION:
      return {take(r, c.getSaveVersion())};
    case gen::Command::RESTORE:
      return {take(r, c.getRestore())};
    case gen::Command::DUPLICATE_PROJECT:
      return {take(r, c.getDuplicateProject())};
    case gen::Command::REMOVE_PROJECT:
      return {take(r, c.getRemoveProject())};
    case gen::Command::SAVE_TEMPLATE:
      return {take(r, c.getSaveTemplate())};
    case gen::Command::REMOVE_TEMPLATE:
      return {take(r, c.getRemoveTemplate())};
    case gen::Command::UNDO_OTHERS:
      return {take(r, c.getUndoOthers())};
    case gen::Command::COPY_INSERT:
      return {take(r, c.getCopyInsert())};
    default:
      break;
  }
  r.refuse_arm("Command");
  return {};
}

}  // namespace corelogic::wire
