// compressor_strip.h: one strip's compressor: some neighbouring lanes of a block, set as one.
// It does not process (CompressorStep does, for the whole block).  Side: audio; made by the control thread.
#pragma once

#include "engine/dsp/compressor.h"
#include "engine/graph/effect.h"
#include "engine/graph/render_plan.h"

namespace corelogic::graph {

/// Bound to its lanes for life: when the strip moves to other lanes it gets another one of these.
class CompressorStrip final : public Effect {
 public:
  /// Requires: `block` outlives it.  Side: control.
  CompressorStrip(dsp::LaneCompressor& block, std::uint16_t lane, std::uint16_t width,
                  const dsp::CompressorSettings& settings) noexcept
      : block_(block), lane_(lane), width_(width), settings_(settings) {}

  void set_parameter(std::uint16_t parameter, float value) noexcept CL_REALTIME override;

  /// Of a ReductionTap: the greatest gain reduction of all lanes since last asked.
  static float take_reduction(void* strip) noexcept CL_REALTIME;
  /// Of a LaneMove between two dsp::LaneCompressor; its settings are a dsp::CompressorSettings.
  static void move(const LaneMove& move) noexcept CL_REALTIME;

 private:
  dsp::LaneCompressor& block_;
  std::uint16_t lane_;
  std::uint16_t width_;
  dsp::CompressorSettings settings_;
};

/// One value of the catalogue's "compressor", or its bypass, put into `settings`.
void put_parameter(dsp::CompressorSettings& settings, std::uint16_t parameter,
                   float value) noexcept CL_REALTIME;

}  // namespace corelogic::graph
