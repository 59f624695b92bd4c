// block_info.h: what an effect may know of the block it works on.  Side: audio.
#pragma once

#include <cstdint>

namespace corelogic::effects {

/// The parameter that is every effect's bypass switch.
inline constexpr std::uint16_t kBypass = 0xffff;

struct BlockInfo {
  std::uint32_t frames = 0;   ///< 1 … dsp::kMaxFrames
  double tempo_bpm = 120.0;   ///< quarter notes a minute
  std::int64_t position = 0;  ///< of the transport, frames, at the first frame
  bool rolling = false;       ///< else the position stands still
};

/// What is left of a block after its first `done` frames.
[[nodiscard]] constexpr BlockInfo rest_of(BlockInfo block, std::uint32_t done) noexcept {
  block.frames -= done;
  if (block.rolling) block.position += done;
  return block;
}

}  // namespace corelogic::effects
