// strip_settings.h: what `track set` sets beside numbers and switches: looks, groups, what is safe from
// scenes. They need the project: names of others, and what stays as it is.  Side: control; pure.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "schema/messages/command.h"
#include "schema/vocabulary/result.h"

namespace corelogic::cli {

/// The command for a track of a project.
using OfTrack =
    std::function<vocabulary::Result<messages::Command>(const messages::Project&, messages::TrackId)>;

/// By the word behind the track's name; each takes the value as it was typed.
[[nodiscard]] const std::map<std::string, std::function<OfTrack(const std::string& value)>>& strip_settings();

/// "a,b" as words without blanks around them; "none" or nothing is no word.
[[nodiscard]] std::vector<std::string> read_words(std::string_view text);

}  // namespace corelogic::cli
