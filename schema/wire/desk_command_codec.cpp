// desk_command_codec.cpp: the commands from setLook on, written.  Side: control.
#include "schema/wire/desk_command_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

void put(const m::SetLook& c, gen::Command::Builder out) {
  auto set = out.initSetLook();
  set.setTrack(c.track.value);
  set.setColour(as_capnp(c.colour));
  set.setIcon(as_capnp(c.icon));
  set.setComment(as_capnp(c.comment));
}
void put(const m::SetVcas& c, gen::Command::Builder out) {
  auto set = out.initSetVcas();
  set.setTrack(c.track.value);
  write_ids(set.initVcas(size_of(c.vcas)), c.vcas);
}
void put(const m::SetMuteGroups& c, gen::Command::Builder out) {
  auto set = out.initSetMuteGroups();
  set.setTrack(c.track.value);
  write_ids(set.initMuteGroups(size_of(c.mute_groups)), c.mute_groups);
}
void put(const m::SetLink& c, gen::Command::Builder out) {
  auto set = out.initSetLink();
  set.setTrack(c.track.value);
  set.setPartner(c.partner.value);
}
void put(const m::SetRecordArm& c, gen::Command::Builder out) {
  auto set = out.initSetRecordArm();
  set.setTrack(c.track.value);
  set.setRecordArm(c.record_arm);
}
void put(const m::SetMonitoring& c, gen::Command::Builder out) {
  auto set = out.initSetMonitoring();
  set.setTrack(c.track.value);
  set.setMonitoring(static_cast<gen::Monitoring>(c.monitoring));
}
void put(const m::SetDirectOut& c, gen::Command::Builder out) {
  auto set = out.initSetDirectOut();
  set.setTrack(c.track.value);
  write_direct_out(c.direct_out, set.initDirectOut());
}
void put(const m::SetSoloIsolate& c, gen::Command::Builder out) {
  auto set = out.initSetSoloIsolate();
  set.setTrack(c.track.value);
  set.setSoloIsolate(c.solo_isolate);
}
void put(const m::SetSoloSafe& c, gen::Command::Builder out) {
  auto set = out.initSetSoloSafe();
  set.setTrack(c.track.value);
  set.setSoloSafe(c.solo_safe);
}
void put(const m::SetSoloSettings& c, gen::Command::Builder out) {
  auto set = out.initSetSoloSettings();
  write_solo_settings(c.solo, set.initSolo());
}
void put(const m::SetInsertPostFader& c, gen::Command::Builder out) {
  auto set = out.initSetInsertPostFader();
  set.setInsert(c.insert.value);
  set.setPostFader(c.post_fader);
}
void put(const m::SetSendTap& c, gen::Command::Builder out) {
  auto set = out.initSetSendTap();
  set.setSend(c.send.value);
  set.setTap(static_cast<gen::Tap>(c.tap));
}
void put(const m::SetSendMute& c, gen::Command::Builder out) {
  auto set = out.initSetSendMute();
  set.setSend(c.send.value);
  set.setMute(c.mute);
}
void put(const m::AddMuteGroup& c, gen::Command::Builder out) {
  out.initAddMuteGroup().setName(as_capnp(c.name));
}
void put(const m::RemoveMuteGroup& c, gen::Command::Builder out) {
  out.initRemoveMuteGroup().setMuteGroup(c.group.value);
}
void put(const m::RenameMuteGroup& c, gen::Command::Builder out) {
  auto set = out.initRenameMuteGroup();
  set.setMuteGroup(c.group.value);
  set.setName(as_capnp(c.name));
}
void put(const m::SetMuteGroup& c, gen::Command::Builder out) {
  auto set = out.initSetMuteGroup();
  set.setMuteGroup(c.group.value);
  set.setActive(c.active);
}
void put(const m::StoreScene& c, gen::Command::Builder out) {
  auto set = out.initStoreScene();
  set.setScene(c.scene.value);
  set.setName(as_capnp(c.name));
  set.setPosition(c.position);
}
void put(const m::RemoveScene& c, gen::Command::Builder out) {
  out.initRemoveScene().setScene(c.scene.value);
}
void put(const m::MoveScene& c, gen::Command::Builder out) {
  auto set = out.initMoveScene();
  set.setScene(c.scene.value);
  set.setPosition(c.position);
}
void put(const m::DescribeScene& c, gen::Command::Builder out) {
  auto set = out.initDescribeScene();
  set.setScene(c.scene.value);
  set.setName(as_capnp(c.name));
  set.setComment(as_capnp(c.comment));
  set.setFade(c.fade_ms);
}
void put(const m::RecallScene& c, gen::Command::Builder out) {
  auto set = out.initRecallScene();
  set.setScene(c.scene.value);
  set.setFade(c.fade_ms);
}
void put(const m::MorphScenes& c, gen::Command::Builder out) {
  auto set = out.initMorphScenes();
  set.setFrom(c.from.value);
  set.setTo(c.to.value);
  set.setAmount(c.amount);
}
void put(const m::SetTrackSafe& c, gen::Command::Builder out) {
  auto set = out.initSetTrackSafe();
  set.setTrack(c.track.value);
  write_texts(set.initSafe(size_of(c.safe)), c.safe);
}
void put(const m::SetInsertSafe& c, gen::Command::Builder out) {
  auto set = out.initSetInsertSafe();
  set.setInsert(c.insert.value);
  write_texts(set.initSafe(size_of(c.safe)), c.safe);
}
void put(const m::SetWires& c, gen::Command::Builder out) {
  auto set = out.initSetWires();
  write_list(set.initWires(size_of(c.wires)), c.wires, write_wire);
  set.setCustom(c.custom);
}
void put(const m::SaveVersion& c, gen::Command::Builder out) {
  out.initSaveVersion().setName(as_capnp(c.name));
}
void put(const m::Restore& c, gen::Command::Builder out) {
  out.initRestore().setRevision(c.revision);
}
void put(const m::DuplicateProject& c, gen::Command::Builder out) {
  auto set = out.initDuplicateProject();
  set.setName(as_capnp(c.name));
  set.setNewName(as_capnp(c.new_name));
}
void put(const m::RemoveProject& c, gen::Command::Builder out) {
  out.initRemoveProject().setName(as_capnp(c.name));
}
void put(const m::SaveTemplate& c, gen::Command::Builder out) {
  auto set = out.initSaveTemplate();
  set.setName(as_capnp(c.name));
  set.setReplace(c.replace);
}
void put(const m::RemoveTemplate& c, gen::Command::Builder out) {
  out.initRemoveTemplate().setName(as_capnp(c.name));
}
void put(const m::UndoOthers& c, gen::Command::Builder out) {
  out.initUndoOthers().setClient(c.client.value);
}
void put(const m::CopyInsert& c, gen::Command::Builder out) {
  auto set = out.initCopyInsert();
  set.setInsert(c.insert.value);
  set.setTrack(c.track.value);
  set.setPosition(c.position);
}
void put(const m::ClearSolo&, gen::Command::Builder out) {
  out.setClearSolo();
}

}  // namespace corelogic::wire
