// fourier.h: Fourier transforms of complex numbers by FFTW, and the one place where its planner is called.
// Both directions leave out the division by the size.  Side: made by the control thread, run by audio.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/side.h"

namespace corelogic::effects {

/// Plans are estimated, never measured: the same machine gives the same bits in each run.
class Fourier {
 public:
  /// `count` transforms of `size` each, side by side: number k of transform c is at [k * count + c].
  /// Side: control; any thread of it, the planner is locked.
  Fourier(std::uint32_t size, std::uint32_t count);
  ~Fourier();
  Fourier(Fourier&&) noexcept;
  Fourier& operator=(Fourier&&) noexcept;

  /// Real and imaginary parts in turn; `in` is not `out`; both kAlignment aligned. Allocates nothing.
  void forward(const float* in, float* out) const noexcept CL_REALTIME;
  void backward(const float* in, float* out) const noexcept CL_REALTIME;

 private:
  struct Plans;
  std::unique_ptr<Plans> plans_;
};

}  // namespace corelogic::effects
