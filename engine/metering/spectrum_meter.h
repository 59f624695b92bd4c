// spectrum_meter.h: what a sound is made of, some twenty times a second. The audio thread only pushes mono
// frames into its ring; all counting happens here.  Side: control, one thread; the ring's writing end is the
// audio thread's.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/doors/stream_ring.h"

namespace corelogic::metering {

class SpectrumMeter {
 public:
  static constexpr std::uint16_t kBins = 1024;
  static constexpr float kFloor = -140.0F;  ///< dBFS; silence reads it

  /// A Hann window of about 85 ms, half of it new each time. The ring holds half a second.
  explicit SpectrumMeter(double sample_rate);
  ~SpectrumMeter();
  SpectrumMeter(const SpectrumMeter&) = delete;
  SpectrumMeter& operator=(const SpectrumMeter&) = delete;

  [[nodiscard]] doors::StreamRing& ring() { return ring_; }
  /// Transforms what waits in the ring, window by window.  Cost: some 0.1 ms a window.
  void feed();
  /// Whether levels() are others than when it was last asked.
  [[nodiscard]] bool fresh();
  /// kBins of them, dB: 0 is a sine of full scale. Bin k is the loudest within half a bin around
  /// k / (2 * kBins) of the sample rate, so a sine between two bins is no more than 0.4 dB too low.
  [[nodiscard]] std::span<const float> levels() const { return levels_; }

 private:
  struct Transform;
  void count();

  std::uint32_t window_;
  std::unique_ptr<Transform> transform_;
  doors::StreamRing ring_;
  std::vector<float> recent_;  ///< a window of sound, the newest half still being filled
  std::uint32_t filled_ = 0;   ///< of the newest half
  std::vector<float> levels_;
  bool fresh_ = false;
};

}  // namespace corelogic::metering
