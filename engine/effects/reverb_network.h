// reverb_network.h: the reverb's network: rings, what settings mean for them, and the order of a stretch.
// It mixes nothing with the dry sound; reverb.cpp alone includes it.  Side: audio; constructed on the control
// thread.
#pragma once

#include <array>
#include <vector>

#include "engine/effects/cut_filter.h"
#include "engine/effects/delay_rings.h"
#include "engine/effects/early_reflections.h"
#include "engine/effects/reverb_kernel.h"

namespace corelogic::effects {

/// What people set. Ranges and defaults in vocabulary/effects/reverb.h; begins with those.
struct ReverbSettings {
  /// What the loops are; waits while they are frozen.
  struct Room {
    float pre_delay_ms = 20.0F;
    float decay_s = 1.8F;
    float damping_hz = 6000.0F;
    float size = 0.7F;
  } room;
  float width = 1.0F;
  float mix = 1.0F;         ///< 0 dry ... 1 wet, on a straight line
  float early_gain = 0.0F;  ///< 1: as loud as the input
  float modulation = 0.0F;  ///< 0 ... 1
  float modulation_hz = 0.5F;
  float low_cut_hz = 20.0F;
  bool freeze = false;
  bool bypass = false;
};

struct alignas(kAlignment) ReverbNetwork {
  ReverbNetwork(double sample_rate, const ReverbSettings&);

  void set(const ReverbSettings&) noexcept CL_REALTIME;
  /// Up to kStretch, not past the shortest delay, the end of the rings or of a fade.
  [[nodiscard]] std::uint32_t next_stretch(std::uint32_t frames) const noexcept CL_REALTIME;
  /// `in`: finite. `wet`: what goes into output_gains(). All are kStretch long and aligned.
  void run(const float* const in[2], float* const wet[2], std::uint32_t frames) noexcept CL_REALTIME;
  /// After the gains have been used for these frames.
  void advance(std::uint32_t frames) noexcept CL_REALTIME;
  [[nodiscard]] const reverb_kernel::OutputGains& output_gains() const noexcept { return gains_; }

 private:
  using Taps = std::array<std::uint32_t, kTapsOfASide>;
  /// Delays of the network, before it and beside it, frames.
  struct Delays {
    std::array<std::uint32_t, kLanes> lines{};
    std::uint32_t before = 0;
    std::array<Taps, 2> early{};
    bool operator==(const Delays&) const = default;
  };

  [[nodiscard]] Delays delays_for(const ReverbSettings::Room&) const noexcept CL_REALTIME;
  void move_losses(float gain_frames, float absorb_frames) noexcept CL_REALTIME;
  void move_output(float frames) noexcept CL_REALTIME;
  void move_modulation(float frames) noexcept CL_REALTIME;
  void begin_fade(const Delays& wanted) noexcept CL_REALTIME;
  void read_lines(const Delays&, LaneFrame* taps, std::uint32_t frames) const noexcept CL_REALTIME;
  void read_late(std::size_t side, float* late, std::uint32_t frames) const noexcept CL_REALTIME;
  void add_early(std::size_t side, float* wet, std::uint32_t frames) const noexcept CL_REALTIME;

  double rate_;
  std::vector<std::uint32_t> primes_;
  std::array<EarlySide, 2> pattern_;
  std::array<std::array<float, kTapsOfASide>, 2> early_gains_;
  DelayRings lines_, before_;
  reverb_kernel::Losses losses_;
  reverb_kernel::Modulation modulation_;
  reverb_kernel::OutputGains gains_;
  GainRamp early_;  ///< in the measure of the late sound, which gains_ brings to its level
  GainRamp gate_;   ///< into the loops: 0 while frozen
  reverb_kernel::Fade fade_;
  CutFilter low_cut_;
  ReverbSettings settings_;
  ReverbSettings::Room room_;  ///< that is heard: while frozen the one it froze in
  Delays now_, former_;
};

}  // namespace corelogic::effects
