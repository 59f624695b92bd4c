// utility_wide_test.cpp: mono of strips wider than stereo is the average of all channels, in closed form,
// without a click, and nobody's but the strip's own.  Side: test.
#include <gtest/gtest.h>

#include <limits>

#include "engine/effects/utility.h"
#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

namespace parameter = vocabulary::utility;
using test::kRate;
using test::Move;
using test::Sound;
using test::Values;

const Values kInitial = test::initial(parameter::kParameters);
const Values kMono = test::with(kInitial, {{parameter::kMono, 1}});
constexpr std::uint16_t kSurround = 6;    // 5.1
constexpr std::uint16_t kImmersive = 12;  // 7.1.4

Sound noises(std::uint16_t channels, std::size_t frames) {
  Sound sound;
  for (std::uint32_t c = 0; c < channels; ++c) sound.push_back(dsp::test::noise(frames, 11 + c));
  return sound;
}

Sound play(const Values& values, const Sound& in, const std::vector<Move>& moves = {}) {
  Utility effect(kRate);
  test::LaneRack rack(effect, static_cast<std::uint16_t>(in.size()), values);
  return rack.run(in, moves);
}

double average(const Sound& in, std::size_t frame) {
  double sum = 0;
  for (const auto& channel : in) sum += static_cast<double>(channel[frame]);
  return sum / static_cast<double>(in.size());
}

TEST(UtilityWide, MonoIsTheAverageOfAllChannelsInEachOfThem) {
  for (const std::uint16_t channels : {std::uint16_t{3}, kSurround, kImmersive, std::uint16_t{16}}) {
    const Sound in = noises(channels, 1024), out = play(kMono, in);
    for (std::size_t f = 0; f < 1024; ++f)
      for (std::size_t c = 0; c < channels; ++c)
        ASSERT_NEAR(out[c][f], average(in, f), 3e-7) << channels << " channels, channel " << c;
  }
}

// The row of ones with R = -1, of which the centre, the LFE and the surrounds once stayed as they were.
TEST(UtilityWide, MonoOfAFrontPairOutOfPhaseLeavesTheOthersShare) {
  Sound in(kSurround, std::vector<float>(8, 1.0F));
  in[1].assign(8, -1.0F);
  for (const auto& channel : play(kMono, in)) EXPECT_NEAR(channel[7], 4.0 / 6.0, 1e-7);
}

// 1, 10 in front become what mode and width make of them before the average is taken; the gain comes last.
TEST(UtilityWide, MonoComesAfterPolarityModeAndWidthAndBeforeTheGain) {
  const Sound in{std::vector<float>(8, 1.0F), std::vector<float>(8, 10.0F), std::vector<float>(8, 100.0F),
                 std::vector<float>(8, 1000.0F)};
  const auto mono = [&](std::vector<std::pair<std::size_t, double>> values) {
    const Sound out = play(test::with(kMono, std::move(values)), in);
    for (const auto& channel : out) EXPECT_EQ(channel[7], out[0][7]);
    return static_cast<double>(out[0][7]);
  };
  EXPECT_NEAR(mono({}), 1111 / 4.0, 1e-4);
  EXPECT_NEAR(mono({{parameter::kPolarity, parameter::kLeft}}), 1109 / 4.0, 1e-4);
  EXPECT_NEAR(mono({{parameter::kPolarity, parameter::kRight}}), 1091 / 4.0, 1e-4);
  EXPECT_NEAR(mono({{parameter::kPolarity, parameter::kBoth}}), -1111 / 4.0, 1e-4);
  EXPECT_NEAR(mono({{parameter::kMode, parameter::kMidSideEncode}}), (5.5 - 4.5 + 1100) / 4, 1e-4);
  EXPECT_NEAR(mono({{parameter::kMode, parameter::kMidSideDecode}}), (11 - 9 + 1100) / 4.0, 1e-4);
  EXPECT_NEAR(mono({{parameter::kMode, parameter::kRightOnly}}), 1120 / 4.0, 1e-4);
  for (const double width : {0.0, 50.0, 200.0})  // the sum of the two does not know their side
    EXPECT_NEAR(mono({{parameter::kWidth, width}}), 1111 / 4.0, 1e-4);
  EXPECT_NEAR(mono({{parameter::kGain, -6}}), std::pow(10, -6 / 20.0) * 1111 / 4, 1e-4);
  EXPECT_EQ(mono({{parameter::kGain, vocabulary::kMinusInfinity}}), 0.0);
}

TEST(UtilityWide, WithoutMonoWidthAndModeAreOfTheFirstTwoOnly) {
  const Sound in = noises(kSurround, 256);
  const Sound out =
      play(test::with(kInitial, {{parameter::kMode, parameter::kSwap}, {parameter::kWidth, 0}}), in);
  for (std::size_t f = 0; f < 256; ++f)
    for (std::size_t c = 0; c < 2; ++c) ASSERT_NEAR(out[c][f], (in[0][f] + in[1][f]) / 2, 1.2e-7F);
  for (std::size_t c = 2; c < kSurround; ++c) EXPECT_EQ(out[c], in[c]) << c;
}

// Over 10 ms on a straight line from what it is to the average, and back to the bit.
TEST(UtilityWide, MonoComesAndGoesOnAStraightLine) {
  for (const std::uint16_t channels : {kSurround, kImmersive}) {
    const Sound in = noises(channels, 4096);
    const Sound out = play(kInitial, in, {{1024, parameter::kMono, 1}, {2560, parameter::kMono, 0}});
    for (std::size_t f = 0; f < 4096; ++f) {
      const auto ramp = [&](double begun) {
        return std::clamp((static_cast<double>(f) - begun + 1) / 480, 0.0, 1.0);
      };
      const double share = ramp(1024) - ramp(2560);
      for (std::size_t c = 0; c < channels; ++c) {
        const double own = static_cast<double>(in[c][f]);
        ASSERT_NEAR(out[c][f], own + share * (average(in, f) - own), 1e-6) << f << ' ' << c;
        if (f < 1024 || f >= 2560 + 480) {
          ASSERT_EQ(out[c][f], in[c][f]) << f << ' ' << c;
        }
      }
    }
  }
}

TEST(UtilityWide, NothingClicksWhenMonoIsSwitched) {
  Sound in;
  for (std::size_t c = 0; c < kSurround; ++c) in.push_back(test::sine(8192, 100, c % 3 == 0 ? 0.5 : -0.5));
  for (const auto& channel : play(kInitial, in, {{2048, parameter::kMono, 1}, {4096, parameter::kMono, 0}}))
    EXPECT_LT(test::greatest_step(channel), test::greatest_step(in[0]) + 0.7F / 480 + 1e-4F);
}

TEST(UtilityWide, GivesTheSameHoweverCutAndOnEveryInstructionSet) {
  const Sound in = noises(kImmersive, 2048);
  test::expect_same_however([&](const std::vector<std::uint32_t>& cuts) {
    Utility effect(kRate);
    test::LaneRack rack(effect, kImmersive, test::with(kInitial, {{parameter::kDcFilter, 1}}));
    return rack.run(in,
                    {{256, parameter::kMono, 1},
                     {512, parameter::kGain, -3},
                     {768, kBypass, 1},
                     {1280, kBypass, 0},
                     {1536, parameter::kMono, 0}},
                    cuts);
  });
}

// Four strips of four in one block: the second is mono, the third has a NaN.
TEST(UtilityWide, NeighboursDoNotHearEachOther) {
  Utility effect(kRate);
  for (std::uint16_t first = 0; first < kLanes; first += 4)
    effect.begin({first, 4}, first == 4 ? kMono.data() : kInitial.data(), false);
  const Sound in = noises(kLanes, 64);
  dsp::test::LaneBuffer sound(64);
  for (std::uint32_t f = 0; f < 64; ++f)
    for (std::size_t l = 0; l < kLanes; ++l)
      sound[f][l] = l == 8 ? std::numeric_limits<float>::quiet_NaN() : in[l][f];
  effect.process(sound.get(), nullptr, sound.get(), {64, 120}, LaneLink::kFour);
  for (std::uint32_t f = 0; f < 64; ++f)
    for (std::size_t l = 0; l < kLanes; ++l) {
      const double mono = average({in[4], in[5], in[6], in[7]}, f);
      if (l / 4 == 1) {
        ASSERT_NEAR(sound[f][l], mono, 3e-7) << l;
      } else if (l != 8) {
        ASSERT_EQ(sound[f][l], in[l][f]) << l;
      }
    }
}

TEST(UtilityWide, AMovedStripGoesOnAndWhatTakesItsPlaceIsItsOwn) {
  const Sound in = noises(kSurround, 1024), three = noises(3, 256);
  Utility a(kRate), b(kRate);
  test::LaneRack stays(a, kSurround, kInitial, 0), goes(b, kSurround, kInitial, 8);
  (void)stays.run(in, {{1024 - 256, parameter::kMono, 1}});
  b.move_from(a, {0, kSurround}, {8, kSurround});
  EXPECT_EQ(goes.run(in), stays.run(in));
  test::LaneRack next(a, 3, kInitial, 0);  // where lanes once gave to six
  EXPECT_EQ(next.run(three), three);
  a.set({0, 3}, parameter::kMono, 1);
  (void)next.run(noises(3, 512));
  const Sound out = next.run(three);
  for (std::size_t f = 0; f < 256; ++f) ASSERT_NEAR(out[2][f], average(three, f), 3e-7);
}

}  // namespace
}  // namespace corelogic::effects
