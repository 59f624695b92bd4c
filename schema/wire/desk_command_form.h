// desk_command_form.h: the commands of command.capnp from setLook on, to capnp and back; command_codec.cpp
// and command_reader.cpp choose among all.  Side: control; pure.
#pragma once

#include "command.capnp.h"
#include "schema/messages/command.h"
#include "schema/wire/reading.h"

namespace corelogic::wire {

namespace gen = capnpgen;

void put(const messages::SetLook&, gen::Command::Builder);
void put(const messages::SetVcas&, gen::Command::Builder);
void put(const messages::SetMuteGroups&, gen::Command::Builder);
void put(const messages::SetLink&, gen::Command::Builder);
void put(const messages::SetRecordArm&, gen::Command::Builder);
void put(const messages::SetMonitoring&, gen::Command::Builder);
void put(const messages::SetDirectOut&, gen::Command::Builder);
void put(const messages::SetSoloIsolate&, gen::Command::Builder);
void put(const messages::SetSoloSafe&, gen::Command::Builder);
void put(const messages::SetSoloSettings&, gen::Command::Builder);
void put(const messages::ClearSolo&, gen::Command::Builder);
void put(const messages::SetInsertPostFader&, gen::Command::Builder);
void put(const messages::SetSendTap&, gen::Command::Builder);
void put(const messages::SetSendMute&, gen::Command::Builder);
void put(const messages::AddMuteGroup&, gen::Command::Builder);
void put(const messages::RemoveMuteGroup&, gen::Command::Builder);
void put(const messages::RenameMuteGroup&, gen::Command::Builder);
void put(const messages::SetMuteGroup&, gen::Command::Builder);
void put(const messages::StoreScene&, gen::Command::Builder);
void put(const messages::RemoveScene&, gen::Command::Builder);
void put(const messages::MoveScene&, gen::Command::Builder);
void put(const messages::DescribeScene&, gen::Command::Builder);
void put(const messages::RecallScene&, gen::Command::Builder);
void put(const messages::MorphScenes&, gen::Command::Builder);
void put(const messages::SetTrackSafe&, gen::Command::Builder);
void put(const messages::SetInsertSafe&, gen::Command::Builder);
void put(const messages::SetWires&, gen::Command::Builder);
void put(const messages::SaveVersion&, gen::Command::Builder);
void put(const messages::Restore&, gen::Command::Builder);
void put(const messages::DuplicateProject&, gen::Command::Builder);
void put(const messages::RemoveProject&, gen::Command::Builder);
void put(const messages::SaveTemplate&, gen::Command::Builder);
void put(const messages::RemoveTemplate&, gen::Command::Builder);
void put(const messages::UndoOthers&, gen::Command::Builder);
void put(const messages::CopyInsert&, gen::Command::Builder);

[[nodiscard]] messages::SetLook take(Reading&, gen::SetLook::Reader);
[[nodiscard]] messages::SetVcas take(Reading&, gen::SetVcas::Reader);
[[nodiscard]] messages::SetMuteGroups take(Reading&, gen::SetMuteGroups::Reader);
[[nodiscard]] messages::SetLink take(Reading&, gen::SetLink::Reader);
[[nodiscard]] messages::SetRecordArm take(Reading&, gen::SetRecordArm::Reader);
[[nodiscard]] messages::SetMonitoring take(Reading&, gen::SetMonitoring::Reader);
[[nodiscard]] messages::SetDirectOut take(Reading&, gen::SetDirectOut::Reader);
[[nodiscard]] messages::SetSoloIsolate take(Reading&, gen::SetSoloIsolate::Reader);
[[nodiscard]] messages::SetSoloSafe take(Reading&, gen::SetSoloSafe::Reader);
[[nodiscard]] messages::SetSoloSettings take(Reading&, gen::SetSoloSettings::Reader);
[[nodiscard]] messages::SetInsertPostFader take(Reading&, gen::SetInsertPostFader::Reader);
[[nodiscard]] messages::SetSendTap take(Reading&, gen::SetSendTap::Reader);
[[nodiscard]] messages::SetSendMute take(Reading&, gen::SetSendMute::Reader);
[[nodiscard]] messages::AddMuteGroup take(Reading&, gen::AddMuteGroup::Reader);
[[nodiscard]] messages::RemoveMuteGroup take(Reading&, gen::RemoveMuteGroup::Reader);
[[nodiscard]] messages::RenameMuteGroup take(Reading&, gen::RenameMuteGroup::Reader);
[[nodiscard]] messages::SetMuteGroup take(Reading&, gen::SetMuteGroup::Reader);
[[nodiscard]] messages::StoreScene take(Reading&, gen::StoreScene::Reader);
[[nodiscard]] messages::RemoveScene take(Reading&, gen::RemoveScene::Reader);
[[nodiscard]] messages::MoveScene take(Reading&, gen::MoveScene::Reader);
[[nodiscard]] messages::DescribeScene take(Reading&, gen::DescribeScene::Reader);
[[nodiscard]] messages::RecallScene take(Reading&, gen::RecallScene::Reader);
[[nodiscard]] messages::MorphScenes take(Reading&, gen::MorphScenes::Reader);
[[nodiscard]] messages::SetTrackSafe take(Reading&, gen::SetTrackSafe::Reader);
[[nodiscard]] messages::SetInsertSafe take(Reading&, gen::SetInsertSafe::Reader);
[[nodiscard]] messages::SetWires take(Reading&, gen::SetWires::Reader);
[[nodiscard]] messages::SaveVersion take(Reading&, gen::SaveVersion::Reader);
[[nodiscard]] messages::Restore take(Reading&, gen::Restore::Reader);
[[nodiscard]] messages::DuplicateProject take(Reading&, gen::DuplicateProject::Reader);
[[nodiscard]] messages::RemoveProject take(Reading&, gen::RemoveProject::Reader);
[[nodiscard]] messages::SaveTemplate take(Reading&, gen::SaveTemplate::Reader);
[[nodiscard]] messages::RemoveTemplate take(Reading&, gen::RemoveTemplate::Reader);
[[nodiscard]] messages::UndoOthers take(Reading&, gen::UndoOthers::Reader);
[[nodiscard]] messages::CopyInsert take(Reading&, gen::CopyInsert::Reader);

}  // namespace corelogic::wire
