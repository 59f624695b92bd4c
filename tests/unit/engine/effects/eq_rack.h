// eq_rack.h: an equaliser with sound going through it, for its tests.  Side: tests.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "engine/effects/eq.h"
#include "tests/unit/engine/dsp/sound.h"
#include "tests/unit/engine/effects/eq_reference.h"

namespace corelogic::effects::test {

using EqValues = std::array<float, eq::kParameters.size()>;

inline std::uint16_t eq_index(std::size_t band, eq::Parameter parameter) {
  return static_cast<std::uint16_t>(band * eq::kParametersPerBand + parameter);
}

inline EqValues eq_defaults() {
  EqValues values{};
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(eq::kParameters[i].initial);
  return values;
}

inline float eq_slope(std::uint8_t order) {
  return static_cast<float>(std::find(eq::kOrders.begin(), eq::kOrders.end(), order) - eq::kOrders.begin());
}

/// The band, turned on.
inline void put_band(EqValues& values, std::size_t place, const EqBand& band) {
  values[eq_index(place, eq::kOn)] = 1.0F;
  values[eq_index(place, eq::kType)] = static_cast<float>(band.type);
  values[eq_index(place, eq::kFrequency)] = static_cast<float>(band.frequency);
  values[eq_index(place, eq::kGain)] = static_cast<float>(band.gain_db);
  values[eq_index(place, eq::kQ)] = static_cast<float>(band.q);
  values[eq_index(place, eq::kSlope)] = eq_slope(band.order);
}

struct EqRack {
  explicit EqRack(double rate = 48000.0) : unit(rate) {}
  void begin(std::size_t lane, const EqValues& values, bool bypass = false) {
    unit.begin({static_cast<std::uint16_t>(lane), 1}, values.data(), bypass);
  }
  void set(std::size_t lane, std::uint16_t parameter, double value) {
    unit.set({static_cast<std::uint16_t>(lane), 1}, parameter, static_cast<float>(value));
  }
  void run(const LaneFrame* in, LaneFrame* out, std::uint32_t frames) {
    for (std::uint32_t done = 0; done < frames; done += kMaxFrames)
      unit.process(in + done, nullptr, out + done, {std::min(frames - done, kMaxFrames), 120.0},
                   LaneLink::kOne);
  }
  Eq unit;
};

/// Sum over the frames of lane `lane` times e^-jwt.
inline Complex spectrum(dsp::test::LaneBuffer& sound, std::size_t lane, std::uint32_t frames, double hz,
                        double rate) {
  Complex sum = 0.0;
  const Complex turn = std::polar(1.0, -2.0 * std::numbers::pi * hz / rate);
  Complex now = 1.0;
  for (std::uint32_t f = 0; f < frames; ++f) {
    sum += now * static_cast<double>(sound[f][lane]);
    now *= turn;
    if (f % 4096 == 0) now /= std::abs(now);
  }
  return sum;
}

/// The discrete Fourier transform; the size is a power of two.
inline void transform(std::vector<Complex>& x) {
  const std::size_t half = x.size() / 2;
  if (half == 0) return;
  std::vector<Complex> even(half), odd(half);
  for (std::size_t i = 0; i < half; ++i) {
    even[i] = x[2 * i];
    odd[i] = x[2 * i + 1];
  }
  transform(even);
  transform(odd);
  for (std::size_t i = 0; i < half; ++i) {
    const Complex turned =
        std::polar(1.0, -std::numbers::pi * static_cast<double>(i) / static_cast<double>(half)) * odd[i];
    x[i] = even[i] + turned;
    x[i + half] = even[i] - turned;
  }
}

/// Power above 8 kHz within 4096 frames around `middle`, dB of a full sine's; the window (Blackman-Harris)
/// lets through -92 dB.
inline double treble(dsp::test::LaneBuffer& sound, std::size_t lane, std::uint32_t middle, double rate) {
  constexpr std::uint32_t kLength = 4096;
  std::vector<Complex> windowed(kLength);
  double energy = 0.0;
  for (std::uint32_t i = 0; i < kLength; ++i) {
    const double t = 2.0 * std::numbers::pi * (i + 0.5) / kLength;
    const double w = 0.35875 - 0.48829 * std::cos(t) + 0.14128 * std::cos(2 * t) - 0.01168 * std::cos(3 * t);
    windowed[i] = w * static_cast<double>(sound[middle - kLength / 2 + i][lane]);
    energy += w * w;
  }
  transform(windowed);
  double power = 0.0;
  for (auto k = static_cast<std::uint32_t>(8000.0 * kLength / rate); k <= kLength / 2; ++k)
    power += std::norm(windowed[k]);
  return 10.0 * std::log10(power * 4.0 / (energy * kLength) + 1e-30);
}

}  // namespace corelogic::effects::test
