// early_reflections.h: where and how loud the first echoes of a hall arrive, from two sources at two ears.
// A table of times and gains; it delays nothing itself.  Side: made by the control thread.
// Source: J. B. Allen, D. A. Berkley, "Image method for efficiently simulating small-room acoustics", JASA
// 65(4), 1979: mirror images of first and second order in a shoebox.
#pragma once

#include <array>
#include <cstddef>

namespace corelogic::effects {

inline constexpr std::size_t kTapsOfAPath = 10;
inline constexpr std::size_t kTapsOfASide = 2 * kTapsOfAPath;
/// No echo of the table comes later.
inline constexpr double kLatestEchoSeconds = 0.060;

struct EarlyTap {
  double seconds = 0.0;  ///< after the direct sound, at size 1
  float gain = 0.0F;
};

/// Of one ear: first the taps of the source on its own side, then of the other.
using EarlySide = std::array<EarlyTap, kTapsOfASide>;

/// Both ears; the energy of the gains of each is 1. The hall is not symmetric, so that a source in the middle
/// is heard wide.
[[nodiscard]] std::array<EarlySide, 2> early_reflections();

}  // namespace corelogic::effects
