// convolution_test.cpp: against direct convolution in double, with impulses, cut in every way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/engine/effects/convolution_hall.h"

namespace corelogic::effects {
namespace {

using namespace convolution_test;

/// Frame `at` of x convolved with h.
double convolved(const Sound& x, const Sound& h, std::size_t at) {
  double sum = 0;
  for (std::size_t k = 0; k < h.size() && k <= at; ++k) sum += static_cast<double>(h[k]) * x[at - k];
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

}  // namespace
}  // namespace corelogic::effects
