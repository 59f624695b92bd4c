// saturation_rack.h: a saturation with sound going through it, for its tests.  Side: tests.
#pragma once

#include <algorithm>
#include <array>

#include "engine/effects/saturation.h"
#include "tests/unit/engine/effects/eq_rack.h"

namespace corelogic::effects::test {

namespace saturation = vocabulary::saturation;

/// In catalogue order: curve, drive, mix, output, oversampling.
using SaturationValues = std::array<float, saturation::kParameters.size()>;

struct SaturationRack {
  SaturationRack() : unit(48000.0) {}
  void begin(std::size_t lane, const SaturationValues& values, bool bypass = false) {
    unit.begin({static_cast<std::uint16_t>(lane), 1}, values.data(), bypass);
  }
  void set(std::size_t lane, std::uint16_t parameter, float value) {
    unit.set({static_cast<std::uint16_t>(lane), 1}, parameter, value);
  }
  void run(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
    for (std::uint32_t done = 0; done < frames; done += kMaxFrames)
      unit.process(in + done, nullptr, out + done, {std::min(frames - done, kMaxFrames), 120.0},
                   LaneLink::kOne);
  }
  Saturation unit;
};

}  // namespace corelogic::effects::test
