// field_keys.h: which fields of the project a change touches, as keys that can be compared.
// Undo uses it to see whether somebody else has changed the same since. Pure.  Side: control.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "schema/messages/change.h"

namespace corelogic::project {

enum class FieldKind : std::uint8_t {
  kTrack,  ///< that the track is there at all
  kTrackName,
  kTrackPosition,
  kVolume,
  kPan,
  kMute,
  kSolo,
  kInput,
  kOutput,
  kMonitorLevel,
  kMonitorOutput,
  kTrackContents,  ///< an insert or send was added to the track
  kTrackFed,       ///< a cable to or from the track, or a member of the vca or mute group, was made
  kInsert,
  kInsertPosition,
  kBypass,
  kParameter,
  kSend,
  kSendLevel,
  kSendPan,
  kSendPreFader,
  kConnection,
  kProjectName,
  kTempo,
  kMonitor,
  kKey,
  kInsertFile,
  kSide,  ///< which of A and B is heard, and the values of the other
  kTrim,
  kPolarity,
  kHighPass,
  kDelay,
  kMeter,
  kListen,
  kOutputStage,
  kLook,
  kVcas,
  kMuteGroups,
  kLink,
  kRecordArm,
  kMonitoring,
  kDirectOut,
  kSoloIsolate,
  kSoloSafe,
  kSoloSettings,
  kInsertPostFader,
  kSendMute,
  kMuteGroup,  ///< that it is there at all
  kMuteGroupName,
  kMuteGroupActive,
  kScene,  ///< that it is there at all
  kScenePosition,
  kSceneContents,
  kSceneDescription,
  kSafe,  ///< what a recall leaves alone, of a track or an insert
  kWires,
  kWholeProject,  ///< touches every field there is
};

struct FieldKey {
  FieldKind kind = FieldKind::kWholeProject;
  std::uint32_t id = 0;   ///< track, insert, send, connection, mute group or scene; 0 for the project
  std::string parameter;  ///< of kParameter
  auto operator<=>(const FieldKey&) const = default;
};

/// Something removed has one key, its existence: whoever compares also asks for every key with its id, or
/// with the id of something in it. Ids are one row of numbers, so the number alone says which thing is meant.
[[nodiscard]] std::vector<FieldKey> fields_of(const messages::Change&);

/// A value on a fader, pan, switch or parameter: it neither depends on other changes nor makes or moves
/// anything.
[[nodiscard]] bool is_value(const messages::Change&);

/// For people: "volume", "threshold", "output".
[[nodiscard]] std::string field_name(const FieldKey&);

}  // namespace corelogic::project
