// lane_effect.h: sixteen lanes of one kind of effect, side by side: what every effect in lanes promises.
// It knows strips only as neighbouring lanes.  Side: audio; made by the control thread.
#pragma once

#include "engine/effects/block_info.h"
#include "engine/effects/shapes.h"

namespace corelogic::effects {

/// Neighbouring lanes that are set as one: `width` lanes in use from `first`.
struct LaneStrip {
  std::uint16_t first = 0;
  std::uint16_t width = 1;
};

/// How many neighbouring lanes belong together (share a detector, are left and right): 1, 2, 4, 8 or 16.
/// A strip of 3 channels lives in a block linked by 4; its fourth lane is silent.
enum class LaneLink : std::uint8_t { kOne = 1, kTwo = 2, kFour = 4, kEight = 8, kSixteen = 16 };

/// Promises of every one: nothing is allocated after the constructor; the samples are the same to the bit
/// however a block is cut; a moved value is approached without a click; bypass is heard as the input, delayed
/// by just the effect's latency; lanes do not hear each other beyond their link; what is not sane
/// (a NaN, an infinity, +120 dB: sane.h) is silence to whatever remembers, in the own sound as in the key, so
/// it is forgotten when it has passed.
class LaneEffect {
 public:
  virtual ~LaneEffect() = default;
  LaneEffect(const LaneEffect&) = delete;
  LaneEffect& operator=(const LaneEffect&) = delete;

  /// A newborn strip: no past, all values at once. `values` in catalogue order and units.
  /// Side: control while nobody renders the block, else audio.  Cost: constant, below a few microseconds.
  virtual void begin(LaneStrip, const float* values, bool bypass) noexcept CL_REALTIME = 0;
  /// One value, an index of the catalogue or kBypass (0 or 1); in range, the control thread has checked.
  virtual void set(LaneStrip, std::uint16_t parameter, float value) noexcept CL_REALTIME = 0;
  /// Takes over past and values of the lanes `from` of another block of the same class, to `to` of equal
  /// width.
  virtual void move_from(const LaneEffect& other, LaneStrip from, LaneStrip to) noexcept CL_REALTIME = 0;

  /// in -> out. `out` may be `in`; `in` and `key` are else not written. `key`: what each lane listens to, if
  /// any strip of the block has a key (the others find their own input there); null: all listen to `in`.
  /// Blocks are dsp::kAlignment aligned.
  virtual void process(const LaneFrame* in, const LaneFrame* key, LaneFrame* out, const BlockInfo&,
                       LaneLink) noexcept CL_REALTIME = 0;

  /// Greatest gain reduction since last asked, dB <= 0; asking starts anew. Nothing reduced: 0.
  virtual float take_gain_reduction(LaneStrip) noexcept CL_REALTIME { return 0.0F; }
  /// Greatest level its detector heard since last asked, as an amplitude >= 0; asking starts anew.
  virtual float take_key_peak(LaneStrip) noexcept CL_REALTIME { return 0.0F; }
  /// Greatest level its static curve was asked about since last asked, key or not, as an amplitude >= 0;
  /// asking starts anew.
  virtual float take_detector_level(LaneStrip) noexcept CL_REALTIME { return 0.0F; }

 protected:
  LaneEffect() = default;
};

}  // namespace corelogic::effects
