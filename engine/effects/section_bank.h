// section_bank.h: thirty-two filter sections of second order, one behind the other, on sixteen lanes each
// with its own; what the equaliser is made of. It knows no bands and no decibels.  Side: audio.
#pragma once

#include "engine/effects/eq_design.h"
#include "engine/effects/section_kernel.h"

namespace corelogic::effects {

class SectionBank {
 public:
  /// All sections off, gain 1. `approach`: frames in which values are approached.  Side: control.
  void prepare(float approach) noexcept;
  /// No past, all off.
  void begin(std::size_t lane, float gain) noexcept CL_REALTIME;
  /// What the section shall be; null: off, it changes nothing. At once only where nothing sounds yet.
  void set(std::size_t section, std::size_t lane, const EqSection* wanted, bool at_once) noexcept CL_REALTIME;
  /// Of the lane as a whole.
  void set_gain(std::size_t lane, float gain) noexcept CL_REALTIME;
  void move_from(const SectionBank& other, std::size_t from, std::size_t to) noexcept CL_REALTIME;

  /// `out` may be `in`. With all off and the gain at 1 a copy, to the bit; a NaN, an infinity or what is
  /// above 1e15 (only something broken is) else counts as silence: it would stay inside.
  void process(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) noexcept CL_REALTIME;

 private:
  SectionState state_{};
  float approach_ = 480.0F;
};

}  // namespace corelogic::effects
