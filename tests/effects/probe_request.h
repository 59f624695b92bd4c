// probe_request.h: what a call of the probe asks for: which effect, with which values, on what sound.
// It opens no files and plays nothing.  Side: test.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/vocabulary/effects/description.h"
#include "schema/vocabulary/result.h"

namespace corelogic::probe {

/// A value that is set before a frame.
struct Move {
  std::uint64_t frame = 0;
  std::uint16_t parameter = 0;  ///< a place in the catalogue, or effects::kBypass
  float value = 0.0F;
};

struct Request {
  const vocabulary::EffectDescription* effect = nullptr;  ///< null: none was named
  std::vector<float> values;                              ///< in the catalogue's order and units
  std::vector<Move> moves;                                ///< by frame; of one frame in the order given
  double rate = 48000.0;
  double tempo_bpm = 120.0;
  std::uint16_t channels = 1;
  std::uint16_t sound_channels = 0;  ///< of the sound file; 0: as many as `channels`
  std::uint32_t block = 256;
  std::string key_file;    ///< "": no key
  std::string sound_file;  ///< "": no sound
  bool bypass = false;
  bool describe = false;
  bool help = false;
};

inline constexpr double kLeastRate = 8000.0;
inline constexpr double kMostRate = 384000.0;

/// Errors: an unknown effect, option, parameter or word; a value that is not a number, out of range, or
/// between two steps; each as a sentence that says what would be right.
[[nodiscard]] vocabulary::Result<Request> read_request(const std::vector<std::string>& words);

}  // namespace corelogic::probe
