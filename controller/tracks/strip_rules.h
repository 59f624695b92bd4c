// strip_rules.h: what a strip may be called and which numbers it may hold, each refusal with what would be
// right. It knows one strip at a time, never the list or the routing.  Side: control; pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/messages/project.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "schema/vocabulary/result.h"

namespace corelogic::tracks {

inline constexpr std::size_t kMostTracks = 10'000;
inline constexpr std::size_t kMostInserts = 64;  ///< a strip
/// Of a project, in however few strips: all of them, each strip's output and all connections may end in one
/// bus, whose node in the graph has at most wire::kMostElements cables: 32 768 + 10 000 + 10 000 < 65 536.
inline constexpr std::size_t kMostSends = 32'768;
inline constexpr std::size_t kMostNameCharacters = 64;
inline constexpr std::uint16_t kMostChannels = 64;

/// 1 ... 64 characters (UTF-8 code points), no control characters, no blank at either end.
[[nodiscard]] vocabulary::Result<void> check_name(std::string_view name, std::string_view subject);
/// For comparing names: small letters for Latin, Greek and Cyrillic, everything else as it is.
[[nodiscard]] std::string fold_name(std::string_view name);
/// -inf ... +12 dB.
[[nodiscard]] vocabulary::Result<void> check_level(vocabulary::Decibels, std::string_view subject);
/// -1 ... +1.
[[nodiscard]] vocabulary::Result<void> check_pan(double pan, std::string_view subject);
/// 1 ... 64.
[[nodiscard]] vocabulary::Result<void> check_channels(std::uint16_t channels, std::string_view subject);
/// The effect that may stand in a strip of so many channels.
/// Errors: kUnknownId with the known effects listed; kInvalid when the strip is too wide for it.
[[nodiscard]] vocabulary::Result<const vocabulary::EffectDescription*> check_effect(std::string_view effect,
                                                                                    std::uint16_t channels,
                                                                                    std::string_view subject);
/// Errors: kUnknownId with the effect's parameters listed; kInvalid with the range, or the two steps between
/// which the value lies.
[[nodiscard]] vocabulary::Result<void> check_parameter(const vocabulary::EffectDescription&,
                                                       std::string_view parameter, double value,
                                                       std::string_view subject);
/// Values for every parameter in catalogue order: those given, the others as they begin.
/// Errors: as check_parameter; kInvalid for one given twice.
[[nodiscard]] vocabulary::Result<std::vector<messages::NamedValue>> complete_values(
    const vocabulary::EffectDescription&, const std::vector<messages::NamedValue>& given,
    std::string_view subject);
/// What a counted parameter of the insert becomes of a value that nobody set between two steps: one of older
/// days, or halfway. Anything else, words too, is as it is.
[[nodiscard]] double on_step(const messages::Insert&, std::string_view parameter, double value);
/// Both sides of the insert so.
void put_on_steps(messages::Insert&);
/// The insert on its steps, with values for parameters that came into the catalogue after it was made.
[[nodiscard]] messages::Insert completed(messages::Insert);
/// Each insert of the scene so.
[[nodiscard]] messages::Scene completed(messages::Scene);

/// Relative without "..", or absolute; else kInvalid.
[[nodiscard]] vocabulary::Result<void> check_path(std::string_view path, std::string_view subject);

/// "-6.0 dB", "-inf dB".
[[nodiscard]] std::string level_text(vocabulary::Decibels);
/// At most three decimals, without trailing zeros: "0.3", "120".
[[nodiscard]] std::string number_text(double);

}  // namespace corelogic::tracks
