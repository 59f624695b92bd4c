// lanes.h: the two shapes sound has in this engine, and the step from one to the other.
// Planar: one float array per channel. Lanes: frames of 16 channels side by side, so that a serial algorithm
// (a filter, a compressor) runs 16 times at once.  Side: audio.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/side.h"

namespace corelogic::dsp {

inline constexpr std::size_t kLanes = 16;  ///< one AVX-512 register, two AVX2, four SSE4 or NEON
inline constexpr std::uint32_t kMaxFrames =
    256;  ///< of one rendering; longer device periods are cut into several
inline constexpr std::size_t kAlignment = 64;  ///< of every planar buffer and lane block, bytes

/// One frame of 16 lanes; a block is `LaneFrame*`, 64-byte aligned, kMaxFrames long.
using LaneFrame = float[kLanes];

/// planar -> lanes: out[f][l] = planar[l][f]; a null planar[l] gives silence.
/// Requires: frames <= kMaxFrames; planar pointers need no alignment.
void gather_lanes(const float* const planar[kLanes], LaneFrame* out,
                  std::uint32_t frames) noexcept CL_REALTIME;

/// lanes -> planar: planar[l][f] = in[f][l]; a null planar[l] is left out.
void scatter_lanes(const LaneFrame* in, float* const planar[kLanes],
                   std::uint32_t frames) noexcept CL_REALTIME;

/// Adds the lanes up, in a fixed order: even lanes to `even`, odd lanes to `odd` (added to what is there). If
/// `odd` is null all lanes go to `even`.
void reduce_lanes(const LaneFrame* in, float* even, float* odd, std::uint32_t frames) noexcept CL_REALTIME;

/// The instruction set the kernels run with ("AVX3", "AVX2", "SSE4", …), and the ones this machine could.
[[nodiscard]] const char* active_target() noexcept;
/// Forces a target by Highway's name for tests and benchmarks; "" chooses the best again. Returns false if
/// unknown here. Side: control, while nothing renders.
bool force_target(const char* name);

}  // namespace corelogic::dsp
