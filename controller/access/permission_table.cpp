// permission_table.cpp: the table.  Side: control.
#include "controller/access/permission_table.h"

#include <algorithm>

namespace corelogic::access {
namespace {

constexpr Role kViewer = Role::kViewer;
constexpr Role kMusician = Role::kMusician;
constexpr Role kMixer = Role::kMixer;
constexpr Role kEditor = Role::kEditor;
constexpr Role kAdmin = Role::kAdmin;

constexpr std::array kCommandRows{
    Row{"addTrack", kEditor, Scope::kDesk},
    Row{"removeTrack", kEditor, Scope::kDesk},
    Row{"renameTrack", kEditor, Scope::kDesk},
    Row{"moveTrack", kEditor, Scope::kDesk},
    Row{"setVolume", kMixer, Scope::kStrips},
    Row{"setPan", kMixer, Scope::kStrips},
    Row{"setMute", kMixer, Scope::kStrips},
    Row{"setSolo", kMixer, Scope::kStrips},
    Row{"addInsert", kEditor, Scope::kDesk},
    Row{"removeInsert", kEditor, Scope::kDesk},
    Row{"moveInsert", kEditor, Scope::kDesk},
    Row{"setInsertBypass", kMixer, Scope::kStrips},
    Row{"setParameter", kMixer, Scope::kStrips},
    Row{"addSend", kEditor, Scope::kDesk},
    Row{"removeSend", kEditor, Scope::kDesk},
    Row{"setSendLevel", kMusician, Scope::kSends},
    Row{"setSendPan", kMusician, Scope::kSends},
    Row{"setSendPreFader", kMixer, Scope::kSends},
    Row{"setInput", kEditor, Scope::kDesk},
    Row{"setOutput", kEditor, Scope::kDesk},
    Row{"setMonitorLevel", kMixer, Scope::kDesk},
    Row{"setMonitorOutput", kEditor, Scope::kDesk},
    Row{"connect", kEditor, Scope::kDesk},
    Row{"disconnect", kEditor, Scope::kDesk},
    Row{"batch", kMusician, Scope::kMembers},
    Row{"undo", kMusician, Scope::kOwnSteps},
    Row{"redo", kMusician, Scope::kOwnSteps},
    Row{"newProject", kEditor, Scope::kDesk},
    Row{"openProject", kEditor, Scope::kDesk},
    Row{"saveProject", kEditor, Scope::kDesk},
    Row{"importProject", kEditor, Scope::kDesk},
    Row{"play", kMixer, Scope::kDesk},
    Row{"stop", kMixer, Scope::kDesk},
    Row{"locate", kMixer, Scope::kDesk},
    Row{"setKey", kEditor, Scope::kDesk},
    Row{"setInsertFile", kEditor, Scope::kDesk},
    Row{"savePreset", kEditor, Scope::kDesk},
    Row{"loadPreset", kMixer, Scope::kStrips},
    Row{"removePreset", kEditor, Scope::kDesk},
    Row{"switchSide", kMixer, Scope::kStrips},
    Row{"copySide", kMixer, Scope::kStrips},
    Row{"setTempo", kMixer, Scope::kDesk},
    Row{"setTrim", kMixer, Scope::kStrips},
    Row{"setPolarity", kMixer, Scope::kStrips},
    Row{"setHighPass", kMixer, Scope::kStrips},
    Row{"setDelay", kMixer, Scope::kStrips},
    Row{"setMeter", kMixer, Scope::kStrips},
    Row{"setListen", kMixer, Scope::kStrips},
    Row{"setOutputStage", kMixer, Scope::kDesk},
    Row{"setMonitor", kMixer, Scope::kDesk},
    Row{"setLook", kEditor, Scope::kDesk},
    Row{"setVcas", kEditor, Scope::kDesk},
    Row{"setMuteGroups", kEditor, Scope::kDesk},
    Row{"setLink", kEditor, Scope::kDesk},
    Row{"setRecordArm", kMixer, Scope::kStrips},
    Row{"setMonitoring", kMixer, Scope::kStrips},
    Row{"setDirectOut", kEditor, Scope::kDesk},
    Row{"setSoloIsolate", kMixer, Scope::kStrips},
    Row{"setSoloSafe", kMixer, Scope::kStrips},
    Row{"setSoloSettings", kMixer, Scope::kDesk},
    Row{"clearSolo", kMixer, Scope::kDesk},
    Row{"setInsertPostFader", kEditor, Scope::kDesk},
    Row{"setSendTap", kMixer, Scope::kSends},
    Row{"setSendMute", kMusician, Scope::kSends},
    Row{"addMuteGroup", kEditor, Scope::kDesk},
    Row{"removeMuteGroup", kEditor, Scope::kDesk},
    Row{"renameMuteGroup", kEditor, Scope::kDesk},
    Row{"setMuteGroup", kMixer, Scope::kDesk},
    Row{"storeScene", kEditor, Scope::kDesk},
    Row{"removeScene", kEditor, Scope::kDesk},
    Row{"moveScene", kEditor, Scope::kDesk},
    Row{"describeScene", kEditor, Scope::kDesk},
    Row{"recallScene", kMixer, Scope::kDesk},
    Row{"morphScenes", kMixer, Scope::kDesk},
    Row{"setTrackSafe", kEditor, Scope::kDesk},
    Row{"setInsertSafe", kEditor, Scope::kDesk},
    Row{"setWires", kEditor, Scope::kDesk},
    Row{"saveVersion", kEditor, Scope::kDesk},
    Row{"restore", kEditor, Scope::kDesk},
    Row{"duplicateProject", kEditor, Scope::kDesk},
    Row{"removeProject", kAdmin, Scope::kDesk},
    Row{"saveTemplate", kEditor, Scope::kDesk},
    Row{"removeTemplate", kEditor, Scope::kDesk},
    Row{"undoOthers", kAdmin, Scope::kDesk},
    Row{"copyInsert", kEditor, Scope::kDesk},
};
static_assert(kCommandRows.size() == kCommands, "a command without a row");

constexpr std::array kRequestRows{
    Row{"command", kViewer, Scope::kMembers},    Row{"hello", kViewer, Scope::kOpen},
    Row{"heartbeat", kViewer, Scope::kOpen},     Row{"goodbye", kViewer, Scope::kOpen},
    Row{"getProject", kViewer, Scope::kOpen},    Row{"getGraph", kViewer, Scope::kSight},
    Row{"getStatus", kViewer, Scope::kOpen},     Row{"getProjects", kViewer, Scope::kSight},
    Row{"getHistory", kViewer, Scope::kSight},   Row{"getPresets", kViewer, Scope::kSight},
    Row{"getVersions", kViewer, Scope::kSight},  Row{"getProjectAt", kViewer, Scope::kSight},
    Row{"getDiff", kViewer, Scope::kSight},      Row{"dryRun", kViewer, Scope::kMembers},
    Row{"explain", kViewer, Scope::kSight},      Row{"getWiring", kViewer, Scope::kSight},
    Row{"touch", kMusician, Scope::kTouch},      Row{"getClients", kViewer, Scope::kSight},
    Row{"getAccess", kAdmin, Scope::kOpen},      Row{"changeAccess", kAdmin, Scope::kOpen},
    Row{"getAudit", kAdmin, Scope::kOpen},       Row{"getHash", kViewer, Scope::kSight},
    Row{"getTemplates", kViewer, Scope::kSight}, Row{"watchSpectrum", kViewer, Scope::kSight},
};
static_assert(kRequestRows.size() == kRequests, "a request without a row");

}  // namespace

const std::array<Row, kCommands>& command_rows() {
  return kCommandRows;
}
const std::array<Row, kRequests>& request_rows() {
  return kRequestRows;
}

Role least_role(const messages::Command& command) {
  Role least = row_of(command).least;
  if (const auto* batch = std::get_if<messages::Batch>(&command.body))
    for (const messages::Command& member : batch->commands) least = std::max(least, least_role(member));
  return least;
}

}  // namespace corelogic::access
