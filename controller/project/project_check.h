// project_check.h: the named passes that judge a document before it becomes a Project.
// project.cpp runs them, commands/ shares the one for an insert; each reads and changes nothing.  Side:
// control; pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "schema/messages/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::project {

/// Format version, name, sample rate, number of tracks and sends.
[[nodiscard]] vocabulary::Result<void> check_header(const messages::Project&);
/// So many as one graph can hold, all strips together.
[[nodiscard]] vocabulary::Result<void> check_sends(const std::vector<messages::Track>&,
                                                   const std::string& subject);
/// Every track, insert, send, connection, mute group and scene has an id of its own from 1 to nextId - 1; one
/// master, last.
[[nodiscard]] vocabulary::Result<void> check_ids(const messages::Project&);
/// The strip by itself: values, inserts, sends' levels.  Returns: it with missing parameters at their
/// defaults.
[[nodiscard]] vocabulary::Result<messages::Track> checked_track(const messages::Track&);
/// No two strips of one name, whatever the case.
[[nodiscard]] vocabulary::Result<void> check_names(const std::vector<messages::Track>&);
/// An insert for a strip of so many channels: effect, parameters.  Returns: it with every parameter, in
/// catalogue order.
[[nodiscard]] vocabulary::Result<messages::Insert> checked_insert(const messages::Insert&,
                                                                  std::uint16_t channels,
                                                                  std::string_view effect_subject,
                                                                  std::string_view parameter_subject);
/// The same of one that was kept in a file: it may hold what a command may not set any more, so what is
/// counted goes to its nearest step.
[[nodiscard]] vocabulary::Result<messages::Insert> checked_kept_insert(messages::Insert,
                                                                       std::uint16_t channels,
                                                                       std::string_view subject);

}  // namespace corelogic::project
