// placeholder.h: inserts of effects that this version does not know: they keep everything that a document
// says of them and pass their sound through.  Side: control; pure.
#pragma once

#include <string>
#include <string_view>

#include "controller/tracks/track_list.h"
#include "schema/vocabulary/result.h"

namespace corelogic::tracks {

inline constexpr std::size_t kMostPlaceholderValues = 1024;  ///< a side

[[nodiscard]] bool is_placeholder(const messages::Insert&);
/// A name of 1 ... 64 characters, at most kMostPlaceholderValues named numbers a side, a path as for every
/// file. What they mean is not judged.
[[nodiscard]] vocabulary::Result<void> check_placeholder(const messages::Insert&, std::string_view subject);
/// kUnsupported, for whoever wants to set something in it.
[[nodiscard]] vocabulary::Refusal refuse_placeholder(const messages::Insert&, std::string_view subject);
/// A sentence for each, for the status.
[[nodiscard]] std::vector<std::string> placeholder_warnings(const TrackList&);

}  // namespace corelogic::tracks
