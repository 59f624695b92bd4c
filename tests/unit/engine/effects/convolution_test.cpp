// convolution_test.cpp: against direct convolution in double, with impulses, cut in every way, every knob
// turned.
#include "engine/effects/convolution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "schema/vocabulary/effects/convolution.h"
#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::effects {
namespace {

constexpr double kRate = 48000;
namespace parameter = vocabulary::convolution;
using Sound = std::vector<float>;
using Channels = std::vector<Sound>;

/// In the catalogue's order and units; as it is when nothing is done to the sound.
struct Settings {
  float mix = 100, gain_db = 0, pre_delay_ms = 0, low_cut_hz = 20, high_cut_hz = 20000, normalise = 0;
  bool bypass = false;
  [[nodiscard]] std::vector<float> values() const {
    return {mix, gain_db, pre_delay_ms, low_cut_hz, high_cut_hz, normalise};
  }
};

/// A convolution, its response, and what it was set to last.
class Hall {
 public:
  Hall(Channels response, const Settings& s, std::uint16_t channels = 2)
      : response_(std::move(response)), values_(s.values()), bypass_(s.bypass), channels_(channels) {
    for (const Sound& each : response_) pointers_.push_back(each.data());
    PlanarSetup setup{kRate, channels, values_.data(), s.bypass, {}};
    if (!response_.empty())
      setup.sound = {pointers_.data(), static_cast<std::uint16_t>(pointers_.size()),
                     static_cast<std::int64_t>(response_[0].size())};
    unit_.emplace(setup);
  }
  void set(const Settings& s) {
    const auto values = s.values();
    for (std::uint16_t i = 0; i < values.size(); ++i)
      if (values[i] != values_[i]) unit_->set(i, values[i]);
    if (s.bypass != bypass_) unit_->set(kBypass, s.bypass ? 1.0F : 0.0F);
    values_ = values;
    bypass_ = s.bypass;
  }
  Channels render(const Channels& in, const std::vector<std::uint32_t>& cuts = {256}) {
    Channels out(channels_, Sound(in[0].size()));
    std::size_t at = 0, cut = 0;
    while (at < in[0].size()) {
      const auto rest = static_cast<std::uint32_t>(std::min<std::size_t>(in[0].size() - at, kMaxFrames));
      const std::uint32_t frames = std::min(cuts[cut++ % cuts.size()], rest);
      const float* const from[2] = {&in[0][at], channels_ > 1 ? &in[1][at] : nullptr};
      float* const to[2] = {&out[0][at], channels_ > 1 ? &out[1][at] : nullptr};
      unit_->process(from, nullptr, to, {.frames = frames});
      at += frames;
    }
    return out;
  }

 private:
  Channels response_;
  std::vector<float> values_;
  bool bypass_;
  std::uint16_t channels_;
  std::vector<const float*> pointers_;
  std::optional<Convolution> unit_;
};

Sound noise(std::size_t frames, std::uint32_t seed) {
  return dsp::test::noise(frames, seed, 0.5F);
}

/// Noise that has died away by 60 dB at its end.
Sound decaying(std::size_t frames, std::uint32_t seed) {
  Sound sound = noise(frames, seed);
  for (std::size_t f = 0; f < frames; ++f)
    sound[f] *= static_cast<float>(std::exp(-6.9 * static_cast<double>(f) / static_cast<double>(frames)));
  return sound;
}

/// Frame `at` of x convolved with h.
double convolved(const Sound& x, const Sound& h, std::size_t at) {
  double sum = 0;
  for (std::size_t k = 0; k < h.size() && k <= at; ++k) sum += static_cast<double>(h[k]) * x[at - k];
  return sum;
}

double energy(const Sound& x) {
  double sum = 0;
  for (const float v : x) sum += static_cast<double>(v) * v;
  return sum;
}

class ConvolutionSound : public ::testing::Test {
 protected:
  void TearDown() override { dsp::force_target(""); }
};

TEST_F(ConvolutionSound, IsDirectConvolutionForEveryLength) {
  // Around the head and each change of partition size, and three seconds.
  for (const std::size_t length : {1U, 63U, 64U, 65U, 128U, 1000U, 1793U, 14337U, 57345U, 144000U}) {
    const Sound response = noise(length, 7);
    const std::size_t frames = length + 3000;
    const Channels in = {noise(frames, 1), noise(frames, 2)};
    const auto heard = Hall({response}, {}).render(in);
    const std::size_t every = length < 2000 ? 1 : 1 + length / 90;
    double worst = 0, loudest = 0;
    for (std::size_t side = 0; side < 2; ++side)
      for (std::size_t f = side; f < frames; f += every) {
        const double wanted = convolved(in[side], response, f);
        worst = std::max(worst, std::abs(heard[side][f] - wanted));
        loudest = std::max(loudest, std::abs(wanted));
      }
    EXPECT_LT(worst, 1e-5 * loudest) << length << " frames";
  }
}

TEST_F(ConvolutionSound, AnImpulseInAFrameIsHeardInThatFrame) {
  for (const std::size_t when : {0U, 1U, 63U, 64U, 100U, 511U, 5000U}) {
    const Sound response = decaying(30000, 3);
    Channels in(2, Sound(40000, 0.0F));
    in[0][when] = 1;
    const auto heard = Hall({response}, {}).render(in, {48});
    for (std::size_t f = 0; f < when; ++f) ASSERT_EQ(heard[0][f], 0.0F);
    for (std::size_t f = 0; f < response.size(); ++f)
      ASSERT_NEAR(heard[0][when + f], response[f], 1e-6) << when << " + " << f;
    EXPECT_THAT(heard[1], testing::Each(0.0F));
  }
}

TEST_F(ConvolutionSound, SendsEachInputToEachOutputInTrueStereo) {
  const Channels paths = {decaying(3000, 1), decaying(3000, 2), decaying(3000, 3), decaying(3000, 4)};
  for (std::size_t input = 0; input < 2; ++input) {
    Channels in(2, Sound(5000, 0.0F));
    in[input][10] = 1;
    const auto heard = Hall(paths, {}).render(in);
    for (std::size_t side = 0; side < 2; ++side)
      for (std::size_t f = 0; f < 3000; ++f)
        ASSERT_NEAR(heard[side][10 + f], paths[2 * input + side][f], 2e-6) << input << " to " << side;
  }
}

TEST_F(ConvolutionSound, PlaysTwoChannelsLeftAndRightAndThreeAsTwo) {
  const Channels two = {decaying(2000, 1), decaying(2000, 2)};
  const Channels three = {two[0], two[1], decaying(2000, 3)};
  const Channels in = {noise(4000, 4), noise(4000, 5)};
  const auto heard = Hall(two, {}).render(in);
  EXPECT_EQ(Hall({two[0]}, {}).render(in)[0], heard[0]);
  EXPECT_EQ(Hall({two[1]}, {}).render(in)[1], heard[1]);
  EXPECT_EQ(Hall(three, {}).render(in), heard);
}

TEST_F(ConvolutionSound, PlaysTheMiddleOnOneChannel) {
  const Sound in = noise(6000, 4);
  for (const std::size_t count : {1U, 2U, 4U}) {
    Channels response;
    for (std::uint32_t i = 0; i < count; ++i) response.push_back(decaying(2000, i + 1));
    const auto stereo = Hall(response, {}).render({in, in});
    const auto one = Hall(response, {}, 1).render({in});
    for (std::size_t f = 0; f < in.size(); ++f)
      ASSERT_NEAR(one[0][f], 0.5F * (stereo[0][f] + stereo[1][f]), 1e-5) << count;
  }
}

/// Noise through all partition sizes while knobs are turned every 256 frames.
Channels turn_knobs(const std::vector<std::uint32_t>& cuts) {
  constexpr std::size_t kRounds = 300;
  const Channels response = {decaying(60000, 1), decaying(60000, 2), decaying(60000, 3), decaying(60000, 4)};
  const Channels in = {noise(kRounds * 256, 1), noise(kRounds * 256, 2)};
  Settings s;
  Hall hall(response, s);
  Channels out(2);
  for (std::size_t round = 0; round < kRounds; ++round) {
    s.mix = round < 30 ? 100 : 60;
    s.gain_db = round % 50 == 49 ? -6.0F : 0.0F;
    s.pre_delay_ms = round < 40 ? 0.0F : 12.0F;
    s.low_cut_hz = round < 60 ? 20.0F : 100.0F + static_cast<float>(round);
    s.high_cut_hz = round < 80 || round > 200 ? 20000.0F : 6000.0F;
    s.bypass = round == 100;
    hall.set(s);
    Channels part(2);
    for (std::size_t side = 0; side < 2; ++side)
      part[side].assign(in[side].begin() + static_cast<std::ptrdiff_t>(round * 256),
                        in[side].begin() + static_cast<std::ptrdiff_t>(round * 256 + 256));
    const auto heard = hall.render(part, cuts);
    for (std::size_t side = 0; side < 2; ++side)
      out[side].insert(out[side].end(), heard[side].begin(), heard[side].end());
  }
  return out;
}

TEST_F(ConvolutionSound, GivesTheSameBitsHoweverTheBlockIsCut) {
  const auto whole = turn_knobs({256});
  auto all = dsp::test::kCuts;
  all.push_back({1});
  for (const auto& cuts : all) {
    const auto heard = turn_knobs(cuts);
    for (std::size_t side = 0; side < 2; ++side)
      for (std::size_t f = 0; f < whole[side].size(); ++f)
        ASSERT_EQ(heard[side][f], whole[side][f]) << cuts[0] << ", " << f;
  }
}

TEST_F(ConvolutionSound, GivesTheSameBitsWithWideRegistersAndNearlyTheSameWithNarrowOnes) {
  const auto best = turn_knobs({256});
  const std::string active = dsp::active_target();
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    const auto heard = turn_knobs({96, 160});
    if (name == "AVX2" || name == "AVX3") {
      EXPECT_EQ(heard, best) << name << " and " << active;
    } else {
      const float loudest = *std::max_element(best[0].begin(), best[0].end());
      for (std::size_t f = 0; f < best[0].size(); ++f)
        ASSERT_NEAR(heard[0][f], best[0][f], 1e-6F * loudest) << name << " " << f;
    }
  }
}

TEST_F(ConvolutionSound, TakesASampleThatIsNotFiniteAsSilence) {
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                          -std::numeric_limits<float>::infinity(), 1e30F}) {
    const Settings s{.low_cut_hz = 100, .high_cut_hz = 5000};
    Channels in = {noise(9000, 1), noise(9000, 2)};
    in[0][1000] = 0;
    const auto wanted = Hall({decaying(6000, 1)}, s).render(in);
    in[0][1000] = bad;
    EXPECT_EQ(Hall({decaying(6000, 1)}, s).render(in), wanted);
  }
}

TEST_F(ConvolutionSound, WithoutAResponseTheWetPartIsSilence) {
  const Channels in = {noise(2000, 1), noise(2000, 2)};
  EXPECT_THAT(Hall({}, {.mix = 100}).render(in)[0], testing::Each(0.0F));
  EXPECT_EQ(Hall({}, {.mix = 0}).render(in), in);
  EXPECT_EQ(Hall({}, {.mix = 100, .bypass = true}).render(in), in);
  const auto part = Hall({}, {.mix = 75}).render(in);
  for (std::size_t f = 0; f < 2000; ++f) ASSERT_NEAR(part[1][f], 0.25F * in[1][f], 1e-7);
}

TEST_F(ConvolutionSound, ASilentResponseIsSilence) {
  const Channels in = {noise(2000, 1), noise(2000, 2)};
  EXPECT_THAT(Hall({Sound(3000, 0.0F)}, {.normalise = 1}).render(in)[0], testing::Each(0.0F));
}

TEST_F(ConvolutionSound, MixesAndBypasses) {
  const Channels in = {noise(6000, 1), noise(6000, 2)};
  const Channels response = {decaying(4000, 3)};
  const auto wet = Hall(response, {}).render(in), half = Hall(response, {.mix = 50}).render(in);
  EXPECT_EQ(Hall(response, {.mix = 0}).render(in), in);
  EXPECT_EQ(Hall(response, {.bypass = true}).render(in), in);
  for (std::size_t f = 0; f < 6000; ++f) ASSERT_NEAR(half[0][f], 0.5F * (wet[0][f] + in[0][f]), 1e-6);
}

TEST_F(ConvolutionSound, NormalisedNoiseComesOutAsLoudAsItWentIn) {
  const Channels in = {noise(96000, 1), noise(96000, 2)};
  for (const std::size_t count : {1U, 2U, 4U}) {
    Channels response;
    for (std::uint32_t i = 0; i < count; ++i) response.push_back(decaying(9600, i + 10));
    const auto heard = Hall(response, {.normalise = 1}).render(in);
    EXPECT_NEAR(10 * std::log10(energy(heard[0]) / energy(in[0])), 0, 0.7) << count;
    const auto softer = Hall(response, {.gain_db = -12, .normalise = 1}).render(in);
    EXPECT_NEAR(10 * std::log10(energy(softer[0]) / energy(heard[0])), -12, 0.01);
  }
}

TEST_F(ConvolutionSound, TheLouderOutputDecidesHowMuchIsNormalised) {
  const Channels in = {noise(48000, 1), noise(48000, 1)};
  Channels response = {decaying(4800, 1), decaying(4800, 2)};
  for (float& x : response[1]) x *= 0.25F;
  const auto heard = Hall(response, {.normalise = 1}).render(in);
  EXPECT_NEAR(10 * std::log10(energy(heard[0]) / energy(in[0])), 0, 0.7);
  EXPECT_NEAR(10 * std::log10(energy(heard[1]) / energy(heard[0])), -12.04, 0.7);
}

TEST_F(ConvolutionSound, PlaysTenSecondsAndFadesWhatIsLonger) {
  Channels in(1, Sound(482000, 0.0F));
  in[0][0] = 1;
  const auto heard = Hall({Sound(490000, 0.5F)}, {}, 1).render(in);
  EXPECT_NEAR(heard[0][477000], 0.5F, 1e-4);
  EXPECT_NEAR(heard[0][478800], 0.25F, 1e-3);
  for (std::size_t f = 480000; f < heard[0].size(); ++f) ASSERT_NEAR(heard[0][f], 0.0F, 1e-5);
  const auto whole = Hall({Sound(480000, 0.5F)}, {}, 1).render(in);
  EXPECT_NEAR(whole[0][479990], 0.5F, 1e-4);
}

TEST_F(ConvolutionSound, PlaysAResponseWithHolesWhereItIsNotFinite) {
  Sound response = decaying(3000, 1);
  Channels in(2, Sound(5000, 0.0F));
  in[0][0] = 1;
  response[500] = std::numeric_limits<float>::quiet_NaN();
  response[2000] = std::numeric_limits<float>::infinity();
  const auto heard = Hall({response}, {.normalise = 1}).render(in);
  for (const float x : heard[0]) ASSERT_TRUE(std::isfinite(x));
  EXPECT_NEAR(heard[0][500], 0.0F, 1e-6);
}

TEST_F(ConvolutionSound, WaitsForThePreDelay) {
  const Sound response = decaying(3000, 1);
  Channels in(2, Sound(20000, 0.0F));
  in[0][5] = 1;
  const auto heard = Hall({response}, {.pre_delay_ms = 250}).render(in);
  for (std::size_t f = 0; f < 12005; ++f) ASSERT_EQ(heard[0][f], 0.0F);
  for (std::size_t f = 0; f < 3000; ++f) ASSERT_NEAR(heard[0][12005 + f], response[f], 1e-6);
}

TEST_F(ConvolutionSound, TheCutsFollowButterworth) {
  const auto power = [](const Settings& s, double hz) {
    Channels in(2, Sound(24000, 0.0F));
    in[0][0] = 1;
    const auto heard = Hall({Sound{1.0F}}, s).render(in);
    double re = 0, im = 0;
    for (std::size_t f = 0; f < heard[0].size(); ++f) {
      re += heard[0][f] * std::cos(2 * M_PI * hz * static_cast<double>(f) / kRate);
      im += heard[0][f] * std::sin(2 * M_PI * hz * static_cast<double>(f) / kRate);
    }
    return 10 * std::log10(re * re + im * im);
  };
  const auto warped = [](double hz) { return std::tan(M_PI * hz / kRate); };
  for (const double hz : {40.0, 200.0, 1000.0, 4000.0, 12000.0}) {
    EXPECT_NEAR(power({.low_cut_hz = 400}, hz), -10 * std::log10(1 + std::pow(warped(400) / warped(hz), 4)),
                0.01);
    EXPECT_NEAR(power({.high_cut_hz = 3000}, hz),
                -10 * std::log10(1 + std::pow(warped(hz) / warped(3000), 4)), 0.01);
  }
}

/// Steepest step of a low tone's reverberation while `turn` sets things every tenth of a second, as a part of
/// the loudest sample. 100 Hz itself has 0.013.
float steepest(const std::function<void(Settings&, bool odd)>& turn) {
  constexpr std::size_t kFrames = 960;
  Settings s{.normalise = 1};
  Hall hall({decaying(24000, 2)}, s);
  float most = 0, loudest = 0, last = 0;
  for (std::size_t at = 0; at < 96000; at += kFrames) {
    if (at >= 48000 && at % 4800 == 0) turn(s, at / 4800 % 2 == 1);
    hall.set(s);
    Channels tone(2, Sound(kFrames));
    for (std::size_t f = 0; f < kFrames; ++f)
      tone[0][f] = tone[1][f] =
          static_cast<float>(std::sin(2 * M_PI * 100 * static_cast<double>(at + f) / kRate));
    const auto heard = hall.render(tone, {64});
    for (const float x : heard[0]) {
      if (at > 24000) most = std::max(most, std::abs(x - last));
      loudest = std::max(loudest, std::abs(x));
      last = x;
    }
  }
  return most / loudest;
}

TEST_F(ConvolutionSound, NoKnobClicks) {
  EXPECT_LT(steepest([](Settings&, bool) {}), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.mix = odd ? 30 : 100; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.gain_db = odd ? -24 : 0; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.pre_delay_ms = odd ? 3 : 90; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.low_cut_hz = odd ? 300 : 20; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.high_cut_hz = odd ? 1000 : 20000; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.normalise = odd ? 0 : 1; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.bypass = odd; }), 0.02);
}

TEST_F(ConvolutionSound, TheTailRingsOnBehindABypass) {
  Settings s;
  Hall hall({decaying(20000, 1)}, s);
  hall.render({noise(4800, 1), noise(4800, 2)});
  s.bypass = true;
  hall.set(s);
  const Channels silence(2, Sound(4800, 0.0F));
  EXPECT_EQ(hall.render(silence)[0].back(), 0.0F);
  s.bypass = false;
  hall.set(s);
  EXPECT_GT(energy(hall.render(silence)[0]), 1.0);
}

}  // namespace
}  // namespace corelogic::effects
