// input_stage_test.cpp: neutral to the bit; trim, polarity, delay and high-pass as their formulas say.
#include "engine/effects/input_stage.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <complex>
#include <memory>
#include <numbers>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::input_stage;
using dsp::test::LaneBuffer;
using dsp::test::noise;

constexpr double kRate = 48000;
using Values = std::array<float, parameter::kParameters.size()>;

/// A stereo strip in lanes 0 and 1 of a block.
struct Strip {
  explicit Strip(const Values& values) : stage(std::make_unique<InputStage>(kRate)) {
    stage->begin({.first = 0, .width = 2}, values.data(), false);
  }
  std::vector<float> run(const std::vector<float>& in, std::size_t lane,
                         const std::vector<std::uint32_t>& cut = {256}) {
    std::vector<float> out;
    LaneBuffer frames(kMaxFrames);
    for (std::size_t done = 0, part = 0; done < in.size(); ++part) {
      const auto count =
          static_cast<std::uint32_t>(std::min<std::size_t>(cut[part % cut.size()], in.size() - done));
      for (std::uint32_t f = 0; f < count; ++f) frames[f][0] = frames[f][1] = in[done + f];
      stage->process(frames.get(), nullptr, frames.get(), {.frames = count}, LaneLink::kTwo);
      for (std::uint32_t f = 0; f < count; ++f) out.push_back(frames[f][lane]);
      done += count;
    }
    return out;
  }
  std::unique_ptr<InputStage> stage;
};

TEST(InputStage, ChangesNoBitWhenNeutral) {
  const auto in = noise(2000, 1);
  EXPECT_EQ(Strip(Values{}).run(in, 0), in);
  EXPECT_EQ(Strip(Values{}).run(in, 1), in);
}

TEST(InputStage, TrimsTurnsOverAndDelays) {
  const auto in = noise(2000, 2);
  const auto expect = [&](const Values& values, float left, float right, std::size_t late) {
    for (std::size_t lane = 0; lane < 2; ++lane) {
      const auto out = Strip(values).run(in, lane);
      for (std::size_t f = 0; f < out.size(); ++f)
        ASSERT_NEAR(out[f], f < late ? 0.0F : in[f - late] * (lane == 0 ? left : right), 1e-6);
    }
  };
  expect({6.0206F, 0, 0, 0}, 2.0F, 2.0F, 0);
  expect({0, 1, 0, 0}, -1, 1, 0);
  expect({0, 2, 0, 0}, 1, -1, 0);
  expect({-6.0206F, 3, 0, 5}, -0.5F, -0.5F, 240);
}

/// Against |H| of a second-order Butterworth high-pass.
TEST(InputStage, PassesHighFrequenciesAtTwelveDecibelsAnOctave) {
  for (const double cut : {20.0, 80.0, 400.0, 1000.0}) {
    Strip strip({0, 0, static_cast<float>(cut), 0});
    std::vector<float> impulse(48000, 0.0F);
    impulse[0] = 1;
    const auto response = strip.run(impulse, 0);
    for (const double hertz : {cut / 4, cut / 2, cut, cut * 2, 8000.0}) {
      std::complex<double> sum = 0;
      for (std::size_t f = 0; f < response.size(); ++f)
        sum += static_cast<double>(response[f]) *
               std::polar(1.0, -2 * std::numbers::pi * hertz * static_cast<double>(f) / kRate);
      const double ratio = std::pow(cut / hertz, 4);
      EXPECT_NEAR(20 * std::log10(std::abs(sum)), -10 * std::log10(1 + ratio), 0.1) << cut << " " << hertz;
    }
  }
}

TEST(InputStage, GivesTheSameSamplesHoweverTheBlockIsCut) {
  const auto in = noise(1024, 3);
  const auto play = [&](const std::vector<std::uint32_t>& cut) {
    Strip strip({3, 2, 100, 1});
    auto out = strip.run(in, 1, cut);
    strip.stage->set({.first = 0, .width = 2}, parameter::kTrim, -12);
    strip.stage->set({.first = 0, .width = 2}, parameter::kHighPass, 0);
    strip.stage->set({.first = 0, .width = 2}, parameter::kDelay, 4);
    const auto more = strip.run(in, 1, cut);
    out.insert(out.end(), more.begin(), more.end());
    return out;
  };
  const auto whole = play({256});
  for (const auto& cut : dsp::test::kCuts) EXPECT_EQ(play(cut), whole);
}

TEST(InputStage, MovesWithItsStripToOtherLanes) {
  const auto in = noise(512, 4);
  Strip first({3, 2, 100, 1}), second(Values{});
  first.run(in, 0);
  second.stage->move_from(*first.stage, {.first = 0, .width = 2}, {.first = 0, .width = 2});
  EXPECT_EQ(second.run(in, 1), first.run(in, 1));
}

TEST(InputStage, BypassesToTheBit) {
  const auto in = noise(2000, 5);
  Strip strip({12, 3, 200, 0});
  strip.stage->set({.first = 0, .width = 2}, kBypass, 1);
  strip.run(in, 0);
  EXPECT_EQ(strip.run(in, 0), in);
}

}  // namespace
}  // namespace corelogic::effects
