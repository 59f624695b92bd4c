// tremolo.h: the parameters of the tremolo.
#pragma once

#include "schema/vocabulary/effects/description.h"
#include "schema/vocabulary/effects/note_values.h"

namespace corelogic::vocabulary {

namespace tremolo {
enum Parameter : std::uint16_t { kRate, kSync, kDepth, kShape, kStereoPhase };
enum Shape : std::uint8_t { kSine, kTriangle, kSquare };
inline constexpr std::array<std::string_view, 3> kShapes{"sine", "triangle", "square"};
inline constexpr std::array<ParameterDescription, 5> kParameters{{
    {"rate", "Hz", 0.01, 20, 4, Scale::kLogarithmic},  // unless sync
    choice("sync", kNoteValues, 0),                    // one wave a note
    {"depth", "%", 0, 100, 50, Scale::kLinear},        // 100: down to silence
    choice("shape", kShapes, kSine),                   // square: with edges a sixteenth of a wave long
    {"stereoPhase", "", 0, 180, 0, Scale::kLinear},    // degrees; even channels are ahead of odd ones
}};
}  // namespace tremolo

}  // namespace corelogic::vocabulary
