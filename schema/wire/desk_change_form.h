// desk_change_form.h: the changes of change.capnp from lookSet on, to capnp; change_codec.cpp chooses among
// all. Side: control; pure.
#pragma once

#include "change.capnp.h"
#include "schema/messages/change.h"

namespace corelogic::wire {

namespace gen = capnpgen;

void put(const messages::LookSet&, gen::Change::Builder);
void put(const messages::VcasSet&, gen::Change::Builder);
void put(const messages::MuteGroupsSet&, gen::Change::Builder);
void put(const messages::LinkSet&, gen::Change::Builder);
void put(const messages::RecordArmSet&, gen::Change::Builder);
void put(const messages::MonitoringSet&, gen::Change::Builder);
void put(const messages::DirectOutSet&, gen::Change::Builder);
void put(const messages::SoloIsolateSet&, gen::Change::Builder);
void put(const messages::SoloSafeSet&, gen::Change::Builder);
void put(const messages::SoloSettingsSet&, gen::Change::Builder);
void put(const messages::InsertPostFaderSet&, gen::Change::Builder);
void put(const messages::SendTapSet&, gen::Change::Builder);
void put(const messages::SendMuteSet&, gen::Change::Builder);
void put(const messages::MuteGroupAdded&, gen::Change::Builder);
void put(const messages::MuteGroupRemoved&, gen::Change::Builder);
void put(const messages::MuteGroupRenamed&, gen::Change::Builder);
void put(const messages::MuteGroupSet&, gen::Change::Builder);
void put(const messages::SceneAdded&, gen::Change::Builder);
void put(const messages::SceneRemoved&, gen::Change::Builder);
void put(const messages::SceneMoved&, gen::Change::Builder);
void put(const messages::SceneStored&, gen::Change::Builder);
void put(const messages::SceneDescribed&, gen::Change::Builder);
void put(const messages::TrackSafeSet&, gen::Change::Builder);
void put(const messages::InsertSafeSet&, gen::Change::Builder);
void put(const messages::WiresSet&, gen::Change::Builder);

}  // namespace corelogic::wire
