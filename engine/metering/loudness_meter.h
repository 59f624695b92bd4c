// loudness_meter.h: how loud a programme is: momentary, short-term, integrated, range (EBU R 128, Tech 3341
// and 3342). The audio thread only pushes frames into its ring; all counting happens here, by libebur128.
// Side: control, one thread; the ring's writing end is the audio thread's.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "engine/doors/stream_ring.h"

namespace corelogic::metering {

struct Loudness {
  static constexpr float kUnknown = -std::numeric_limits<float>::infinity();
  float momentary = kUnknown;   ///< LUFS, the last 400 ms
  float short_term = kUnknown;  ///< LUFS, the last 3 s
  float integrated = kUnknown;  ///< LUFS, gated, since the reset
  float range = kUnknown;       ///< LU, since the reset
};

class LoudnessMeter {
 public:
  /// The ring holds half a second; who feeds less often than that loses frames. Channels by the layouts of
  /// schema/common.capnp: LFE does not count, surrounds by 1.41. A mono strip counts as one loudspeaker.
  /// Throws std::bad_alloc.
  LoudnessMeter(double sample_rate, std::uint16_t channels);
  ~LoudnessMeter();
  LoudnessMeter(const LoudnessMeter&) = delete;
  LoudnessMeter& operator=(const LoudnessMeter&) = delete;

  [[nodiscard]] doors::StreamRing& ring() { return ring_; }
  /// Counts all that waits in the ring.  Cost: about 25 ns a frame of stereo.
  void feed();
  /// Counts frames that did not come through the ring: what a render writes.
  void add(const float* interleaved, std::uint32_t frames);
  /// Begins anew; what waits in the ring is forgotten, too.
  void reset();
  /// Momentary and short-term are counted at most ten times a second of sound, as the standard asks.
  [[nodiscard]] const Loudness& read();

 private:
  struct State;
  std::unique_ptr<State> state_;
  double sample_rate_;
  doors::StreamRing ring_;
  std::vector<float> heard_;
  Loudness last_;
  std::uint64_t frames_ = 0;      ///< since the reset
  std::uint64_t next_count_ = 0;  ///< the frame from which reading counts anew
};

}  // namespace corelogic::metering
