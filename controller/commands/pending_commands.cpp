// pending_commands.cpp: words that nobody answers yet.  Side: control; pure.
#include "controller/commands/families.h"

namespace corelogic::commands {
namespace {

vocabulary::Refusal pending(const char* command) {
  return {vocabulary::RefusalCode::kUnsupported, command, "This version does not know how to do that yet."};
}

}  // namespace

Result<Validated> validate(const Project&, const messages::SetLook&) {
  return pending("setLook");
}
Result<Validated> validate(const Project&, const messages::SetVcas&) {
  return pending("setVcas");
}
Result<Validated> validate(const Project&, const messages::SetMuteGroups&) {
  return pending("setMuteGroups");
}
Result<Validated> validate(const Project&, const messages::SetLink&) {
  return pending("setLink");
}
Result<Validated> validate(const Project&, const messages::SetRecordArm&) {
  return pending("setRecordArm");
}
Result<Validated> validate(const Project&, const messages::SetMonitoring&) {
  return pending("setMonitoring");
}
Result<Validated> validate(const Project&, const messages::SetDirectOut&) {
  return pending("setDirectOut");
}
Result<Validated> validate(const Project&, const messages::SetSoloIsolate&) {
  return pending("setSoloIsolate");
}
Result<Validated> validate(const Project&, const messages::SetSoloSafe&) {
  return pending("setSoloSafe");
}
Result<Validated> validate(const Project&, const messages::SetSoloSettings&) {
  return pending("setSoloSettings");
}
Result<Validated> validate(const Project&, const messages::ClearSolo&) {
  return pending("clearSolo");
}
Result<Validated> validate(const Project&, const messages::SetInsertPostFader&) {
  return pending("setInsertPostFader");
}
Result<Validated> validate(const Project&, const messages::SetSendTap&) {
  return pending("setSendTap");
}
Result<Validated> validate(const Project&, const messages::SetSendMute&) {
  return pending("setSendMute");
}
Result<Validated> validate(const Project&, const messages::AddMuteGroup&) {
  return pending("addMuteGroup");
}
Result<Validated> validate(const Project&, const messages::RemoveMuteGroup&) {
  return pending("removeMuteGroup");
}
Result<Validated> validate(const Project&, const messages::RenameMuteGroup&) {
  return pending("renameMuteGroup");
}
Result<Validated> validate(const Project&, const messages::SetMuteGroup&) {
  return pending("setMuteGroup");
}
Result<Validated> validate(const Project&, const messages::StoreScene&) {
  return pending("storeScene");
}
Result<Validated> validate(const Project&, const messages::RemoveScene&) {
  return pending("removeScene");
}
Result<Validated> validate(const Project&, const messages::MoveScene&) {
  return pending("moveScene");
}
Result<Validated> validate(const Project&, const messages::DescribeScene&) {
  return pending("describeScene");
}
Result<Validated> validate(const Project&, const messages::RecallScene&) {
  return pending("recallScene");
}
Result<Validated> validate(const Project&, const messages::MorphScenes&) {
  return pending("morphScenes");
}
Result<Validated> validate(const Project&, const messages::SetTrackSafe&) {
  return pending("setTrackSafe");
}
Result<Validated> validate(const Project&, const messages::SetInsertSafe&) {
  return pending("setInsertSafe");
}
Result<Validated> validate(const Project&, const messages::SetWires&) {
  return pending("setWires");
}
Result<Validated> validate(const Project&, const messages::CopyInsert&) {
  return pending("copyInsert");
}

}  // namespace corelogic::commands
