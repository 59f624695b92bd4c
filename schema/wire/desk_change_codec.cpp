// desk_change_codec.cpp: the changes from lookSet on, written; read_change reads all.  Side: control.
#include "schema/wire/desk_change_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

void put(const m::LookSet& c, gen::Change::Builder out) {
  auto set = out.initLookSet();
  set.setTrack(c.track.value);
  set.setColour(as_capnp(c.colour));
  set.setIcon(as_capnp(c.icon));
  set.setComment(as_capnp(c.comment));
}
void put(const m::VcasSet& c, gen::Change::Builder out) {
  auto set = out.initVcasSet();
  set.setId(c.track.value);
  write_ids(set.initIds(size_of(c.vcas)), c.vcas);
}
void put(const m::MuteGroupsSet& c, gen::Change::Builder out) {
  auto set = out.initMuteGroupsSet();
  set.setId(c.track.value);
  write_ids(set.initIds(size_of(c.mute_groups)), c.mute_groups);
}
void put(const m::LinkSet& c, gen::Change::Builder out) {
  auto set = out.initLinkSet();
  set.setTrack(c.track.value);
  set.setPartner(c.partner.value);
}
void put(const m::RecordArmSet& c, gen::Change::Builder out) {
  auto set = out.initRecordArmSet();
  set.setId(c.track.value);
  set.setValue(c.record_arm);
}
void put(const m::MonitoringSet& c, gen::Change::Builder out) {
  auto set = out.initMonitoringSet();
  set.setTrack(c.track.value);
  set.setMonitoring(static_cast<gen::Monitoring>(c.monitoring));
}
void put(const m::DirectOutSet& c, gen::Change::Builder out) {
  auto set = out.initDirectOutSet();
  set.setTrack(c.track.value);
  write_direct_out(c.direct_out, set.initDirectOut());
}
void put(const m::SoloIsolateSet& c, gen::Change::Builder out) {
  auto set = out.initSoloIsolateSet();
  set.setId(c.track.value);
  set.setValue(c.solo_isolate);
}
void put(const m::SoloSafeSet& c, gen::Change::Builder out) {
  auto set = out.initSoloSafeSet();
  set.setId(c.track.value);
  set.setValue(c.solo_safe);
}
void put(const m::SoloSettingsSet& c, gen::Change::Builder out) {
  write_solo_settings(c.solo, out.initSoloSettingsSet());
}
void put(const m::InsertPostFaderSet& c, gen::Change::Builder out) {
  auto set = out.initInsertPostFaderSet();
  set.setId(c.insert.value);
  set.setValue(c.post_fader);
}
void put(const m::SendTapSet& c, gen::Change::Builder out) {
  auto set = out.initSendTapSet();
  set.setSend(c.send.value);
  set.setTap(static_cast<gen::Tap>(c.tap));
}
void put(const m::SendMuteSet& c, gen::Change::Builder out) {
  auto set = out.initSendMuteSet();
  set.setId(c.send.value);
  set.setValue(c.mute);
}
void put(const m::MuteGroupAdded& c, gen::Change::Builder out) {
  write_mute_group(c.group, out.initMuteGroupAdded());
}
void put(const m::MuteGroupRemoved& c, gen::Change::Builder out) {
  out.setMuteGroupRemoved(c.group.value);
}
void put(const m::MuteGroupRenamed& c, gen::Change::Builder out) {
  auto named = out.initMuteGroupRenamed();
  named.setId(c.group.value);
  named.setName(as_capnp(c.name));
}
void put(const m::MuteGroupSet& c, gen::Change::Builder out) {
  auto set = out.initMuteGroupSet();
  set.setId(c.group.value);
  set.setValue(c.active);
}
void put(const m::SceneAdded& c, gen::Change::Builder out) {
  auto added = out.initSceneAdded();
  write_scene(c.scene, added.initScene());
  added.setPosition(c.position);
}
void put(const m::SceneRemoved& c, gen::Change::Builder out) {
  out.setSceneRemoved(c.scene.value);
}
void put(const m::SceneMoved& c, gen::Change::Builder out) {
  auto moved = out.initSceneMoved();
  moved.setId(c.scene.value);
  moved.setPosition(c.position);
}
void put(const m::SceneStored& c, gen::Change::Builder out) {
  write_scene(c.scene, out.initSceneStored());
}
void put(const m::SceneDescribed& c, gen::Change::Builder out) {
  auto set = out.initSceneDescribed();
  set.setScene(c.scene.value);
  set.setName(as_capnp(c.name));
  set.setComment(as_capnp(c.comment));
  set.setFade(c.fade_ms);
}
void put(const m::TrackSafeSet& c, gen::Change::Builder out) {
  auto set = out.initTrackSafeSet();
  set.setId(c.track.value);
  write_texts(set.initSafe(size_of(c.safe)), c.safe);
}
void put(const m::InsertSafeSet& c, gen::Change::Builder out) {
  auto set = out.initInsertSafeSet();
  set.setId(c.insert.value);
  write_texts(set.initSafe(size_of(c.safe)), c.safe);
}
void put(const m::WiresSet& c, gen::Change::Builder out) {
  auto set = out.initWiresSet();
  write_list(set.initWires(size_of(c.wires)), c.wires, write_wire);
  set.setCustom(c.custom);
}

}  // namespace corelogic::wire
