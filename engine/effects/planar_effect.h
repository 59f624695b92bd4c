// planar_effect.h: one effect on the planar channels of one strip: what every such effect promises.
// For what is not serial in time across few samples (long delays, transforms); else lanes are faster.
// Side: audio; made by the control thread.
#pragma once

#include "engine/effects/block_info.h"
#include "engine/effects/shapes.h"

namespace corelogic::effects {

/// A sound in memory, for effects that play a file.
struct SoundSpan {
  const float* const* channels = nullptr;  ///< null: there is none (the file is missing)
  std::uint16_t channel_count = 0;
  std::int64_t frames = 0;  ///< at the engine's rate
  double own_rate = 0.0;    ///< Hz: the file's, before it was brought to the engine's; 0: the engine's
};

/// What one is made from.
struct PlanarSetup {
  double sample_rate = 48000.0;
  std::uint16_t channels = 2;     ///< in and out
  const float* values = nullptr;  ///< in catalogue order and units; begins with them at once
  bool bypass = false;
  SoundSpan sound;  ///< outlives the effect
};

/// Promises of every one: nothing is allocated after the constructor; the samples are the same to the bit
/// however a block is cut; a moved value is approached without a click; bypass is heard as the input, delayed
/// by just the effect's latency; what is not sane (a NaN, an infinity, +120 dB: sane.h) does not stay inside.
class PlanarEffect {
 public:
  virtual ~PlanarEffect() = default;
  PlanarEffect(const PlanarEffect&) = delete;
  PlanarEffect& operator=(const PlanarEffect&) = delete;

  /// One value, an index of the catalogue or kBypass (0 or 1); in range, the control thread has checked.
  virtual void set(std::uint16_t parameter, float value) noexcept CL_REALTIME = 0;
  /// `channels` pointers each; in and out never share memory. `key` null: listens to `in`.
  virtual void process(const float* const* in, const float* const* key, float* const* out,
                       const BlockInfo&) noexcept CL_REALTIME = 0;

  virtual float take_gain_reduction() noexcept CL_REALTIME { return 0.0F; }
  virtual float take_key_peak() noexcept CL_REALTIME { return 0.0F; }
  virtual float take_detector_level() noexcept CL_REALTIME { return 0.0F; }

 protected:
  PlanarEffect() = default;
};

}  // namespace corelogic::effects
