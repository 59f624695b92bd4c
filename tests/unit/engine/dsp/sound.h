// sound.h: small sounds and buffers for the tests of the kernels. It asserts nothing.  Side: tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "engine/dsp/lanes.h"

namespace corelogic::dsp::test {

/// The cuts of 256 frames that must all give the same samples.
inline const std::vector<std::vector<std::uint32_t>> kCuts = {
    {256}, {64, 64, 64, 64}, {17, 239}, {1, 2, 3, 122, 128}, {16, 32, 48, 160}, {255, 1}};

/// White noise in -amplitude ... +amplitude; the same for the same seed, everywhere.
inline std::vector<float> noise(std::size_t frames, std::uint32_t seed, float amplitude = 1.0F) {
  std::vector<float> out(frames);
  std::uint32_t state = seed * 2654435761U + 1U;
  for (float& x : out) {
    state = state * 1664525U + 1013904223U;
    x = amplitude * (static_cast<float>(state >> 8U) / 8388608.0F - 1.0F);
  }
  return out;
}

/// Aligned lane frames, silent.
class LaneBuffer {
 public:
  explicit LaneBuffer(std::size_t frames)
      : frames_(new (std::align_val_t{kAlignment}) float[frames * kLanes]()) {}
  ~LaneBuffer() { ::operator delete[](frames_, std::align_val_t{kAlignment}); }
  LaneBuffer(const LaneBuffer&) = delete;
  LaneBuffer& operator=(const LaneBuffer&) = delete;

  [[nodiscard]] LaneFrame* get() { return reinterpret_cast<LaneFrame*>(frames_); }
  float* operator[](std::size_t frame) { return frames_ + frame * kLanes; }

 private:
  float* frames_;
};

inline std::vector<std::string> targets() {
  std::vector<std::string> found;
  for (const char* name : {"SCALAR", "SSSE3", "SSE4", "AVX2", "AVX3", "NEON"})
    if (force_target(name)) found.emplace_back(name);
  force_target("");
  return found;
}

}  // namespace corelogic::dsp::test
