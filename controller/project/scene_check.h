// scene_check.h: what a scene and the wanted wiring may hold; used by the commands and for whole documents.
// Side: control; pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "schema/messages/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::project {

inline constexpr std::size_t kMostScenes = 500;
inline constexpr std::size_t kMostSceneCommentBytes = 8000;  ///< 2000 characters of at most four bytes
inline constexpr std::uint32_t kMostFadeMs = 60'000;
inline constexpr std::size_t kMostWires = 2048;
inline constexpr std::size_t kMostPortNameBytes = 320;  ///< of JACK: client 64, port 256

/// At most 2000 characters.
[[nodiscard]] vocabulary::Result<void> check_scene_comment(const std::string& comment,
                                                           std::string_view subject);
/// 0 ... 60 000 ms.
[[nodiscard]] vocabulary::Result<void> check_scene_fade(std::uint32_t fade_ms, std::string_view subject);
/// Ours without a colon, theirs with one; no wire twice; at most kMostWires.
[[nodiscard]] vocabulary::Result<void> check_wires(const std::vector<messages::Wire>& wires,
                                                   std::string_view subject);
/// The scenes of a document: names, values, words; ids of things that are gone may be in them.
/// Returns: the scenes with values for parameters that their effects have learnt since.
[[nodiscard]] vocabulary::Result<std::vector<messages::Scene>> checked_scenes(
    const std::vector<messages::Scene>& scenes);

}  // namespace corelogic::project
