// spectrum_meter.cpp: Hann window, padded to twice its length, so that no sine is far from a place where it
// is looked for.  Side: control.
#include "engine/metering/spectrum_meter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/effects/aligned_floats.h"
#include "engine/effects/fourier.h"

namespace corelogic::metering {
namespace {

/// 4096 at 48 kHz, and as long in time at higher rates.
std::uint32_t window_of(double sample_rate) {
  std::uint32_t window = 4096;
  for (double rate = 50000; rate < sample_rate && window < 16384; rate *= 2) window *= 2;
  return window;
}

}  // namespace

struct SpectrumMeter::Transform {
  explicit Transform(std::uint32_t size)
      : window(size), fourier(2 * size, 1), in(std::size_t{4} * size), out(std::size_t{4} * size) {
    double sum = 0;
    for (std::uint32_t i = 0; i < size; ++i) {
      const double value = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * i / size);
      window[i] = static_cast<float>(value);
      sum += value;
    }
    std::fill_n(in.get(), std::size_t{4} * size, 0.0F);
    unity = 2.0 / sum;
  }
  /// Of place j of the padded transform: squared amplitude of the sine that would be there.
  [[nodiscard]] double power(std::uint32_t j) const {
    const double re = out.get()[std::size_t{2} * j] * unity, im = out.get()[std::size_t{2} * j + 1] * unity;
    return re * re + im * im;
  }

  std::vector<float> window;
  effects::Fourier fourier;
  effects::AlignedFloats in, out;  ///< complex, twice the window long
  double unity = 1;
};

SpectrumMeter::SpectrumMeter(double sample_rate)
    : window_(window_of(sample_rate)),
      transform_(std::make_unique<Transform>(window_)),
      ring_(1, static_cast<std::uint32_t>(sample_rate / 2.0)),
      recent_(window_, 0.0F),
      levels_(kBins, kFloor) {}

SpectrumMeter::~SpectrumMeter() = default;

void SpectrumMeter::feed() {
  const std::uint32_t half = window_ / 2;
  while (const std::uint32_t got = ring_.pop(recent_.data() + half + filled_, half - filled_)) {
    filled_ += got;
    if (filled_ < half) continue;
    count();
    std::copy(recent_.begin() + half, recent_.end(), recent_.begin());
    filled_ = 0;
  }
}

void SpectrumMeter::count() {
  Transform& t = *transform_;
  for (std::uint32_t i = 0; i < window_; ++i) t.in.get()[std::size_t{2} * i] = recent_[i] * t.window[i];
  t.fourier.forward(t.in.get(), t.out.get());
  const std::uint32_t places = window_ / kBins;  // from one bin to the next
  for (std::uint32_t bin = 0; bin < kBins; ++bin) {
    const std::uint32_t middle = bin * places;
    double most = 0;
    for (std::uint32_t j = middle - std::min(middle, places / 2); j <= middle + places / 2; ++j)
      most = std::max(most, t.power(j));  // what is not a number is never the greater one
    levels_[bin] = std::max(kFloor, static_cast<float>(10.0 * std::log10(most)));
  }
  fresh_ = true;
}

bool SpectrumMeter::fresh() {
  return std::exchange(fresh_, false);
}

}  // namespace corelogic::metering
