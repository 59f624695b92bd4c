// convolver.h: up to two inputs convolved with responses into up to two outputs, without any delay.
// It knows no parameters and no files.  Side: audio; made by the control thread.
// Source: W. G. Gardner, "Efficient Convolution without Input-Output Delay", JAES 43(3), 1995: a direct head,
// then partitions of growing size, each level from twice its size on, so that a level has a whole period for
// its work. Here that work is spread evenly over the period: see partition_level.h.
#pragma once

#include <array>
#include <vector>

#include "engine/effects/partition_level.h"

namespace corelogic::effects {

/// All work is tied to the count of frames since construction, so the samples are the same to the bit however
/// a block is cut; each 64 frames cost about the same.
class Convolver {
 public:
  /// Transforms all responses.  Requires: inputs, outputs 1 or 2; each output has one path or two.
  Convolver(std::size_t inputs, std::size_t outputs, const std::vector<ConvolverPath>&);

  /// Requires: `in` finite; `in` and `out` never the same memory.
  void process(const float* const* in, float* const* out, std::uint32_t frames) noexcept CL_REALTIME;

 private:
  struct Head {
    std::size_t input, output;
    AlignedFloats taps;
  };

  void hear(const float* const* in, std::uint32_t frames) noexcept CL_REALTIME;
  void play(std::size_t output, float* out, std::uint32_t frames) const noexcept CL_REALTIME;
  void tick() noexcept CL_REALTIME;

  std::size_t inputs_, outputs_;
  std::vector<Head> heads_;
  std::vector<PartitionLevel> levels_;            ///< the smallest first
  std::array<AlignedFloats, kMostSides> recent_;  ///< the last kHead frames, then those of this tick
  std::array<AlignedFloats, kMostSides> past_;    ///< ring of past_size_, a power of two
  std::size_t past_size_;
  std::uint64_t heard_ = 0;  ///< frames since construction
};

}  // namespace corelogic::effects
