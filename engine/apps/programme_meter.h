// programme_meter.h: true peak and loudness of what a render writes, by the meters the live engine has.
// It decides nothing and changes no sample.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/dsp/detail_meter.h"
#include "engine/metering/loudness_meter.h"

namespace corelogic::apps {

class ProgrammeMeter {
 public:
  ProgrammeMeter(double sample_rate, std::uint16_t channels);

  /// Any number of frames.
  void hear(const float* const* channels, std::uint32_t frames);
  /// Per channel, linear: BS.1770-4, Annex 2; never below the sample peak.
  [[nodiscard]] std::vector<float> true_peaks() const;
  /// Of the whole programme so far.
  [[nodiscard]] metering::Loudness loudness() { return loudness_.read(); }

 private:
  std::uint16_t channels_;
  metering::LoudnessMeter loudness_;
  std::vector<float> interleaved_;
  std::unique_ptr<dsp::DetailHold[]> holds_;  ///< sixteen channels each
};

}  // namespace corelogic::apps
