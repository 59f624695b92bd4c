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
  kTrackFed,       ///< a send, output or connection into the track, or a connection out of it, was made
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
  kWholeProject,  ///< touches every field there is
};

struct FieldKey {
  FieldKind kind = FieldKind::kWholeProject;
  std::uint32_t id = 0;   ///< track, insert, send or connection; 0 for the project
  std::string parameter;  ///< of kParameter
  auto operator<=>(const FieldKey&) const = default;
};

/// A track, insert, send or connection removed touches its existence key only: whoever compares asks with its
/// id whether anything of it was touched (touches_any_of).
[[nodiscard]] std::vector<FieldKey> fields_of(const messages::Change&);

/// For people: "volume", "threshold", "output".
[[nodiscard]] std::string field_name(const FieldKey&);

}  // namespace corelogic::project
