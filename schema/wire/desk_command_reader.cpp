// desk_command_reader.cpp: the commands from setLook on, read.  Side: control.
#include "schema/wire/desk_command_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

m::SetLook take(Reading& r, gen::SetLook::Reader c) {
  return {m::TrackId{c.getTrack()}, r.text("colour", as_view(c.getColour())),
          r.text("icon", as_view(c.getIcon())), r.text("comment", as_view(c.getComment()))};
}
m::SetVcas take(Reading& r, gen::SetVcas::Reader c) {
  return {m::TrackId{c.getTrack()}, read_numbers<m::TrackId>(r, "vcas", c.getVcas(), kMostTracks)};
}
m::SetMuteGroups take(Reading& r, gen::SetMuteGroups::Reader c) {
  return {m::TrackId{c.getTrack()},
          read_numbers<m::MuteGroupId>(r, "muteGroups", c.getMuteGroups(), kMostMuteGroups)};
}
m::SetLink take(Reading&, gen::SetLink::Reader c) {
  return {m::TrackId{c.getTrack()}, m::TrackId{c.getPartner()}};
}
m::SetRecordArm take(Reading&, gen::SetRecordArm::Reader c) {
  return {m::TrackId{c.getTrack()}, c.getRecordArm()};
}
m::SetMonitoring take(Reading& r, gen::SetMonitoring::Reader c) {
  return {m::TrackId{c.getTrack()}, read_word<m::Monitoring>(r, "monitoring", c.getMonitoring())};
}
m::SetDirectOut take(Reading& r, gen::SetDirectOut::Reader c) {
  return {m::TrackId{c.getTrack()}, read_direct_out(r, c.getDirectOut())};
}
m::SetSoloIsolate take(Reading&, gen::SetSoloIsolate::Reader c) {
  return {m::TrackId{c.getTrack()}, c.getSoloIsolate()};
}
m::SetSoloSafe take(Reading&, gen::SetSoloSafe::Reader c) {
  return {m::TrackId{c.getTrack()}, c.getSoloSafe()};
}
m::SetSoloSettings take(Reading& r, gen::SetSoloSettings::Reader c) {
  return {read_solo_settings(r, c.getSolo())};
}
m::SetInsertPostFader take(Reading&, gen::SetInsertPostFader::Reader c) {
  return {m::InsertId{c.getInsert()}, c.getPostFader()};
}
m::SetSendTap take(Reading& r, gen::SetSendTap::Reader c) {
  return {m::SendId{c.getSend()}, read_word<m::Tap>(r, "tap", c.getTap())};
}
m::SetSendMute take(Reading&, gen::SetSendMute::Reader c) {
  return {m::SendId{c.getSend()}, c.getMute()};
}
m::AddMuteGroup take(Reading& r, gen::AddMuteGroup::Reader c) {
  return {r.text("name", as_view(c.getName()))};
}
m::RemoveMuteGroup take(Reading&, gen::RemoveMuteGroup::Reader c) {
  return {m::MuteGroupId{c.getMuteGroup()}};
}
m::RenameMuteGroup take(Reading& r, gen::RenameMuteGroup::Reader c) {
  return {m::MuteGroupId{c.getMuteGroup()}, r.text("name", as_view(c.getName()))};
}
m::SetMuteGroup take(Reading&, gen::SetMuteGroup::Reader c) {
  return {m::MuteGroupId{c.getMuteGroup()}, c.getActive()};
}
m::StoreScene take(Reading& r, gen::StoreScene::Reader c) {
  return {m::SceneId{c.getScene()}, r.text("name", as_view(c.getName())), c.getPosition()};
}
m::RemoveScene take(Reading&, gen::RemoveScene::Reader c) {
  return {m::SceneId{c.getScene()}};
}
m::MoveScene take(Reading&, gen::MoveScene::Reader c) {
  return {m::SceneId{c.getScene()}, c.getPosition()};
}
m::DescribeScene take(Reading& r, gen::DescribeScene::Reader c) {
  return {m::SceneId{c.getScene()}, r.text("name", as_view(c.getName())),
          r.text("comment", as_view(c.getComment())), c.getFade()};
}
m::RecallScene take(Reading&, gen::RecallScene::Reader c) {
  return {m::SceneId{c.getScene()}, c.getFade()};
}
m::MorphScenes take(Reading& r, gen::MorphScenes::Reader c) {
  return {m::SceneId{c.getFrom()}, m::SceneId{c.getTo()}, r.number("amount", c.getAmount())};
}
m::SetTrackSafe take(Reading& r, gen::SetTrackSafe::Reader c) {
  return {m::TrackId{c.getTrack()}, read_texts(r, "safe", c.getSafe(), kMostParameters)};
}
m::SetInsertSafe take(Reading& r, gen::SetInsertSafe::Reader c) {
  return {m::InsertId{c.getInsert()}, read_texts(r, "safe", c.getSafe(), kMostParameters)};
}
m::SetWires take(Reading& r, gen::SetWires::Reader c) {
  return {read_list<m::Wire>(r, "wires", c.getWires(), kMostWires, read_wire), c.getCustom()};
}
m::SaveVersion take(Reading& r, gen::SaveVersion::Reader c) {
  return {r.text("name", as_view(c.getName()))};
}
m::Restore take(Reading&, gen::Restore::Reader c) {
  return {c.getRevision()};
}
m::DuplicateProject take(Reading& r, gen::DuplicateProject::Reader c) {
  return {r.text("name", as_view(c.getName())), r.text("newName", as_view(c.getNewName()))};
}
m::RemoveProject take(Reading& r, gen::RemoveProject::Reader c) {
  return {r.text("name", as_view(c.getName()))};
}
m::SaveTemplate take(Reading& r, gen::SaveTemplate::Reader c) {
  return {r.text("name", as_view(c.getName())), c.getReplace()};
}
m::RemoveTemplate take(Reading& r, gen::RemoveTemplate::Reader c) {
  return {r.text("name", as_view(c.getName()))};
}
m::UndoOthers take(Reading&, gen::UndoOthers::Reader c) {
  return {m::ClientId{c.getClient()}};
}
m::CopyInsert take(Reading&, gen::CopyInsert::Reader c) {
  return {m::InsertId{c.getInsert()}, m::TrackId{c.getTrack()}, c.getPosition()};
}

}  // namespace corelogic::wire
