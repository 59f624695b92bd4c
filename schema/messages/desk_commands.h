// desk_commands.h: the commands of command.capnp from setLook on, as plain values: the desk around the mix: groups,
// scenes, wiring, versions. Included by command.h.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "schema/messages/project.h"

namespace corelogic::messages {

inline constexpr std::uint32_t kAtEnd = std::numeric_limits<std::uint32_t>::max();

// clang-format off
struct SetLook { TrackId track; std::string colour; std::string icon; std::string comment; };
struct SetVcas { TrackId track; std::vector<TrackId> vcas; };
struct SetMuteGroups { TrackId track; std::vector<MuteGroupId> mute_groups; };
struct SetLink { TrackId track; TrackId partner; };
struct SetRecordArm { TrackId track; bool record_arm = false; };
struct SetMonitoring { TrackId track; Monitoring monitoring = Monitoring::kInput; };
struct SetDirectOut { TrackId track; DirectOut direct_out; };
struct SetSoloIsolate { TrackId track; bool solo_isolate = false; };
struct SetSoloSafe { TrackId track; bool solo_safe = false; };
struct SetSoloSettings { SoloSettings solo; };
struct ClearSolo {};
struct SetInsertPostFader { InsertId insert; bool post_fader = false; };
struct SetSendTap { SendId send; Tap tap = Tap::kPostFader; };
struct SetSendMute { SendId send; bool mute = false; };
struct AddMuteGroup { std::string name; };
struct RemoveMuteGroup { MuteGroupId group; };
struct RenameMuteGroup { MuteGroupId group; std::string name; };
struct SetMuteGroup { MuteGroupId group; bool active = false; };
struct StoreScene { SceneId scene; std::string name; std::uint32_t position = kAtEnd; };
struct RemoveScene { SceneId scene; };
struct MoveScene { SceneId scene; std::uint32_t position = 0; };
struct DescribeScene { SceneId scene; std::string name; std::string comment; std::uint32_t fade_ms = 0; };
struct RecallScene { SceneId scene; std::int32_t fade_ms = -1; };
struct MorphScenes { SceneId from; SceneId to; double amount = 0; };
struct SetTrackSafe { TrackId track; std::vector<std::string> safe; };
struct SetInsertSafe { InsertId insert; std::vector<std::string> safe; };
struct SetWires { std::vector<Wire> wires; bool custom = true; };
struct SaveVersion { std::string name; };
struct Restore { std::uint64_t revision = 0; };
struct DuplicateProject { std::string name; std::string new_name; };
struct RemoveProject { std::string name; };
struct SaveTemplate { std::string name; bool replace = false; };
struct RemoveTemplate { std::string name; };
struct UndoOthers { ClientId client; };
struct CopyInsert { InsertId insert; TrackId track; std::uint32_t position = kAtEnd; };
// clang-format on

}  // namespace corelogic::messages
