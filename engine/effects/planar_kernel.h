// planar_kernel.h: what delays do to every frame of a stretch, a register of frames at once: let in, feed
// back, add a voice, fade over. They remember nothing.  Side: audio. All stretches are 64-byte aligned and as
// long as `frames` rounded up to 16; what is past `frames` is written too. No fused multiply-add: the same
// bits on every instruction set.
#pragma once

#include <cstdint>

#include "engine/effects/shapes.h"

namespace corelogic::effects::planar_kernel {

/// out[f] = sane(in[f]); `in` needs no alignment and is not read past `frames`.
void take_sane(const float* in, float* out, std::uint32_t frames) noexcept CL_REALTIME;

/// loop[f] = in[f] + saturate(gain[f] * loop[f]).
void feed_back(const float* in, const GainRamp& gain, float* loop, std::uint32_t frames) noexcept CL_REALTIME;

/// out[f] += gain[f] * voice[f].
void add_voice(const float* voice, const GainRamp& gain, float* out,
               std::uint32_t frames) noexcept CL_REALTIME;

/// out[f] += share (next[f] - out[f]); the share is 1 - (left - 1 - f) / length.
void fade_over(const float* next, std::uint32_t left, std::uint32_t length, float* out,
               std::uint32_t frames) noexcept CL_REALTIME;

}  // namespace corelogic::effects::planar_kernel
