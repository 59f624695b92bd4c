// pending_commands.cpp: words that nobody answers yet.  Side: control; pure.
#include "controller/commands/families.h"

namespace corelogic::commands {
namespace {

vocabulary::Refusal pending(const char* command) {
  return {vocabulary::RefusalCode::kUnsupported, command, "This version does not know how to do that yet."};
}

}  // namespace

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
}  // namespace corelogic::commands
