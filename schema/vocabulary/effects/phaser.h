// phaser.h: the parameters of the phaser.
#pragma once

#include "schema/vocabulary/effects/description.h"
#include "schema/vocabulary/effects/note_values.h"

namespace corelogic::vocabulary {

namespace phaser {
enum Parameter : std::uint16_t { kRate, kSync, kFrequency, kDepth, kStages, kFeedback, kStereoPhase, kMix };
inline constexpr std::array<std::string_view, 6> kStageCounts{"2", "4", "6", "8", "10", "12"};
inline constexpr double kMostOctaves = 2.0;  ///< to either side, at depth 100 %
inline constexpr std::array<ParameterDescription, 8> kParameters{{
    {"rate", "Hz", 0.01, 20, 0.3, Scale::kLogarithmic},       // unless sync
    choice("sync", kNoteValues, 0),                           // one wave a note
    {"frequency", "Hz", 50, 8000, 700, Scale::kLogarithmic},  // where each stage turns by 90 degrees
    {"depth", "%", 0, 100, 60, Scale::kLinear},               // 100: two octaves to either side
    choice("stages", kStageCounts, 2),                        // all-passes: half as many notches
    {"feedback", "%", -95, 95, 30, Scale::kLinear},
    {"stereoPhase", "", 0, 180, 0, Scale::kLinear},  // degrees; even channels are ahead of odd ones
    {"mix", "%", 0, 100, 50, Scale::kLinear},        // 50: deepest notches
}};
}  // namespace phaser

}  // namespace corelogic::vocabulary
