// catch_up.h: what a client missed that knows the project at an earlier revision of this epoch.
// It reads what the undo history keeps anyway; where that does not reach, the client gets the whole project.
// Side: control, ProjectActor.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "controller/store/edit.h"

namespace corelogic::actors {

/// Estimated bytes; above it a whole project is as cheap and certain.
inline constexpr std::size_t kMostCatchUpBytes = std::size_t{256} << 10;

/// One change set a revision behind `known` up to `now`. A row that stands for several moves of a gesture
/// shows at its last revision; those before it are there too, empty, so that no hole shows.
///
/// Requires: `edits` by revision, all up to `now` that are of its epoch.
/// Returns:  nullopt when `known` is of another epoch, ahead of `now`, or further back than `edits` reach.
[[nodiscard]] std::optional<std::vector<messages::ChangeSet>> catch_up(
    const std::deque<std::shared_ptr<const store::Edit>>& edits, vocabulary::Revision known,
    vocabulary::Revision now);

}  // namespace corelogic::actors
