// note_values.h: the words for times and rates that follow the tempo.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace corelogic::vocabulary {

/// off: the time or rate is set by itself. t: triplet, two thirds; d: dotted, one and a half.
inline constexpr std::array<std::string_view, 19> kNoteValues{
    "off",  "1/32t", "1/32", "1/32d", "1/16t", "1/16", "1/16d", "1/8t", "1/8", "1/8d",
    "1/4t", "1/4",   "1/4d", "1/2t",  "1/2",   "1/2d", "1/1t",  "1/1",  "1/1d"};

/// How long the note is, in quarter notes; 0 for off.
[[nodiscard]] constexpr double note_quarters(std::size_t choice) {
  if (choice == 0 || choice >= kNoteValues.size()) return 0.0;
  constexpr double kForms[] = {2.0 / 3.0, 1.0, 1.5};
  double quarters = 0.125 * kForms[(choice - 1) % 3];
  for (std::size_t i = 0; i < (choice - 1) / 3; ++i) quarters *= 2.0;
  return quarters;
}

}  // namespace corelogic::vocabulary
