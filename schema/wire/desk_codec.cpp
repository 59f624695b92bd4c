// desk_codec.cpp: the parts of common.capnp that make a desk of a mix: looks, groups, direct outs, scenes,
// wires. Side: control.
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

void write_direct_out(const m::DirectOut& direct, gen::DirectOut::Builder out) {
  write_numbers(out.initChannels(size_of(direct.channels)), direct.channels);
  out.setTap(static_cast<gen::Tap>(direct.tap));
  out.setLevel(direct.level.value);
}

void write_mute_group(const m::MuteGroup& group, gen::MuteGroup::Builder out) {
  out.setId(group.id.value);
  out.setName(as_capnp(group.name));
  out.setActive(group.active);
}

void write_solo_settings(const m::SoloSettings& solo, gen::SoloSettings::Builder out) {
  out.setMode(static_cast<gen::SoloMode>(solo.mode));
  out.setExclusive(solo.exclusive);
}

void write_scene(const m::Scene& scene, gen::Scene::Builder out) {
  out.setId(scene.id.value);
  out.setName(as_capnp(scene.name));
  out.setComment(as_capnp(scene.comment));
  out.setFade(scene.fade_ms);
  write_list(out.initTracks(size_of(scene.tracks)), scene.tracks, write_track);
  write_monitor(scene.monitor, out.initMonitor());
  write_list(out.initMuteGroups(size_of(scene.mute_groups)), scene.mute_groups, write_mute_group);
}

void write_desk_parts(const m::Track& track, gen::Track::Builder out) {
  out.setColour(as_capnp(track.colour));
  out.setIcon(as_capnp(track.icon));
  out.setComment(as_capnp(track.comment));
  write_ids(out.initVcas(size_of(track.vcas)), track.vcas);
  write_ids(out.initMuteGroups(size_of(track.mute_groups)), track.mute_groups);
  out.setLink(track.link.value);
  out.setRecordArm(track.record_arm);
  out.setMonitoring(static_cast<gen::Monitoring>(track.monitoring));
  write_direct_out(track.direct_out, out.initDirectOut());
  out.setSoloIsolate(track.solo_isolate);
  out.setSoloSafe(track.solo_safe);
  write_texts(out.initSafe(size_of(track.safe)), track.safe);
}

m::DirectOut read_direct_out(Reading& reading, gen::DirectOut::Reader direct) {
  const Reading::Step step(reading, "directOut");
  return {read_numbers<std::uint16_t>(reading, "channels", direct.getChannels(), kMostChannels),
          read_word<m::Tap>(reading, "tap", direct.getTap()),
          {reading.number("level", direct.getLevel())}};
}

m::MuteGroup read_mute_group(Reading& reading, gen::MuteGroup::Reader group) {
  return {m::MuteGroupId{group.getId()}, reading.text("name", as_view(group.getName())), group.getActive()};
}

m::SoloSettings read_solo_settings(Reading& reading, gen::SoloSettings::Reader solo) {
  const Reading::Step step(reading, "solo");
  return {read_word<m::SoloMode>(reading, "mode", solo.getMode()), solo.getExclusive()};
}

m::Scene read_scene(Reading& reading, gen::Scene::Reader scene) {
  m::Scene read;
  read.id = m::SceneId{scene.getId()};
  read.name = reading.text("name", as_view(scene.getName()));
  read.comment = reading.text("comment", as_view(scene.getComment()));
  read.fade_ms = scene.getFade();
  read.tracks = read_list<m::Track>(reading, "tracks", scene.getTracks(), kMostTracks, read_track);
  if (scene.hasMonitor()) read.monitor = read_monitor(reading, scene.getMonitor());
  read.mute_groups =
      read_list<m::MuteGroup>(reading, "muteGroups", scene.getMuteGroups(), kMostMuteGroups, read_mute_group);
  return read;
}

void read_desk_parts(Reading& reading, gen::Track::Reader track, m::Track& read) {
  read.colour = reading.text("colour", as_view(track.getColour()));
  read.icon = reading.text("icon", as_view(track.getIcon()));
  read.comment = reading.text("comment", as_view(track.getComment()));
  read.vcas = read_numbers<m::TrackId>(reading, "vcas", track.getVcas(), kMostTracks);
  read.mute_groups =
      read_numbers<m::MuteGroupId>(reading, "muteGroups", track.getMuteGroups(), kMostMuteGroups);
  read.link = m::TrackId{track.getLink()};
  read.record_arm = track.getRecordArm();
  read.monitoring = read_word<m::Monitoring>(reading, "monitoring", track.getMonitoring());
  read.direct_out = read_direct_out(reading, track.getDirectOut());
  read.solo_isolate = track.getSoloIsolate();
  read.solo_safe = track.getSoloSafe();
  read.safe = read_texts(reading, "safe", track.getSafe(), kMostParameters);
}

}  // namespace corelogic::wire
