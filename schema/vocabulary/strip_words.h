// strip_words.h: the choices a strip and an output know beside numbers, as the wire numbers them.
// Never renumber, only append. Std only, any side.
#pragma once

#include <cstdint>

namespace corelogic::vocabulary {

/// Which channels are turned over: kLeft those at odd places counted from 1, kRight those at even places.
enum class Polarity : std::uint8_t { kNormal = 0, kLeft = 1, kRight = 2, kBoth = 3 };
/// Where a strip is metered.
enum class MeterPoint : std::uint8_t { kInput = 0, kPreFader = 1, kPostFader = 2 };
/// kFull adds true peak, correlation and loudness.
enum class MeterDetail : std::uint8_t { kBasic = 0, kFull = 1 };
/// What the monitor hears of a strip: nothing in particular, before its fader, or after fader and pan.
enum class Listen : std::uint8_t { kOff = 0, kPfl = 1, kAfl = 2 };
enum class ClipMode : std::uint8_t { kNone = 0, kHard = 1, kSoft = 2 };
/// Whether a device input is heard: always, while the strip is armed, never.
enum class Monitoring : std::uint8_t { kInput = 0, kAuto = 1, kOff = 2 };
/// Where a signal is taken from a strip: behind the fader, behind the inserts before it, behind the input
/// stage.
enum class Tap : std::uint8_t { kPostFader = 0, kPreFader = 1, kPreEq = 2 };
/// What a solo button does.
enum class SoloMode : std::uint8_t { kInPlace = 0, kPfl = 1, kAfl = 2 };
/// Of a node of the graph: MeterDetail, or none.
enum class NodeMeter : std::uint8_t { kNone = 0, kBasic = 1, kFull = 2 };
/// Of an output node: the mix, the monitor's own section, a strip or cable straight to the device, a direct
/// out.
enum class OutputPurpose : std::uint8_t { kMain = 0, kMonitor = 1, kDevice = 2, kDirect = 3 };

}  // namespace corelogic::vocabulary
