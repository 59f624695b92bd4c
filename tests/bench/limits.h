// limits.h: hand-written loops that do just what a session needs and nothing else: the machine's limit,
// measured in the same run as the engine.  They know no graph, no ids, no changes.  Side: benchmark.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace corelogic::bench {

/// `tracks` stereo tracks: source -> gain -> pan -> sum, each channel's gain on a ramp, each channel's peak
/// and sum of squares taken: what every strip's meter needs.
class MixLimit {
 public:
  explicit MixLimit(std::size_t tracks);
  /// `sources[2 t]` and `[2 t + 1]` are track t's channels; `left`, `right` the sums.  Requires: frames % 16
  /// == 0.
  void run(const float* const* sources, float* left, float* right, std::size_t frames);

 private:
  struct alignas(64) Channel {
    float peak[16] = {};
    float squares[16] = {};
    float gain = 0.5F;
    float step = 0.0F;
  };
  std::vector<Channel> channels_;
};

/// `strips` stereo strips in lanes: source -> `bands` biquads -> stereo-linked soft-knee compressor (if
/// wanted)
/// -> gain -> pan -> sum, with peaks. One block of 16 lanes after the other; state and coefficients are
/// arrays of 16; four bands a pass, their state in registers.
class StripLimit {
 public:
  /// Requires: bands % 4 == 0.
  StripLimit(std::size_t strips, double sample_rate, std::size_t bands = 0, bool compressor = true);
  void run(const float* const* sources, float* left, float* right, std::size_t frames);

 private:
  struct alignas(64) Lanes {
    float held[16] = {}, smoothed[16] = {}, gain[16] = {}, step[16] = {}, peak[16] = {};
  };
  /// Four biquads of a block, transposed direct form II.
  struct alignas(64) Bands {
    float b0[4][16] = {}, b1[4][16] = {}, b2[4][16] = {}, a1[4][16] = {}, a2[4][16] = {};
    float s1[4][16] = {}, s2[4][16] = {};
  };
  void compress(Lanes& lanes, const float (*frame)[16], float (*sums)[16], std::size_t frames) const;
  static void filter(Bands& bands, float (*frame)[16], std::size_t frames);
  static void add(Lanes& lanes, const float (*frame)[16], float (*sums)[16], std::size_t frames);

  std::vector<Lanes> blocks_;
  std::vector<Bands> bands_;  ///< by block
  std::size_t passes_;
  bool compressor_;
  float attack_, release_;
};

}  // namespace corelogic::bench
