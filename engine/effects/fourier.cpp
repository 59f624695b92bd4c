// fourier.cpp: FFTW's plans, made under one lock.  Side: made by the control thread, run by audio.
#include "engine/effects/fourier.h"

#include <fftw3.h>

#include <mutex>

#include "engine/effects/aligned_floats.h"

namespace corelogic::effects {
namespace {

/// The planner keeps what it knows in globals.
std::mutex& planner() {
  static std::mutex mutex;
  return mutex;
}

fftwf_complex* complex(const float* numbers) {
  return reinterpret_cast<fftwf_complex*>(const_cast<float*>(numbers));
}

/// Buffered plans would allocate while they run.
fftwf_plan make(int size, int count, const AlignedFloats& in, const AlignedFloats& out, int direction) {
  return fftwf_plan_many_dft(1, &size, count, complex(in.get()), nullptr, count, 1, complex(out.get()),
                             nullptr, count, 1, direction,
                             FFTW_ESTIMATE | FFTW_NO_BUFFERING | FFTW_PRESERVE_INPUT);
}

}  // namespace

struct Fourier::Plans {
  Plans(std::uint32_t size, std::uint32_t count) {
    const AlignedFloats in(std::size_t{2} * size * count), out(std::size_t{2} * size * count);
    const std::lock_guard lock(planner());
    forward = make(static_cast<int>(size), static_cast<int>(count), in, out, FFTW_FORWARD);
    backward = make(static_cast<int>(size), static_cast<int>(count), in, out, FFTW_BACKWARD);
  }
  ~Plans() {
    const std::lock_guard lock(planner());
    fftwf_destroy_plan(forward);
    fftwf_destroy_plan(backward);
  }
  Plans(const Plans&) = delete;
  Plans& operator=(const Plans&) = delete;
  fftwf_plan forward, backward;
};

Fourier::Fourier(std::uint32_t size, std::uint32_t count) : plans_(std::make_unique<Plans>(size, count)) {}
Fourier::~Fourier() = default;
Fourier::Fourier(Fourier&&) noexcept = default;
Fourier& Fourier::operator=(Fourier&&) noexcept = default;

void Fourier::forward(const float* in, float* out) const noexcept CL_REALTIME {
  fftwf_execute_dft(plans_->forward, complex(in), complex(out));
}

void Fourier::backward(const float* in, float* out) const noexcept CL_REALTIME {
  fftwf_execute_dft(plans_->backward, complex(in), complex(out));
}

}  // namespace corelogic::effects
