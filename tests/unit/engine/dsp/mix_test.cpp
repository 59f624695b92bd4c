// mix_test.cpp: sums, ramps, peaks and broken sources, against sums in double and cut in every way.
#include "engine/dsp/mix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::dsp {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

float loudest(const PeakHold& peak) {
  return *std::max_element(std::begin(peak.partial), std::end(peak.partial));
}

/// Some channels with their gains: every third at rest, the others under way for 0 … 300 frames.
class Desk {
 public:
  Desk(std::size_t count, std::uint32_t frames)
      : ramps(count), peaks(new PeakHold[count]), faults(new FaultBits[count]()), slots(count) {
    for (std::size_t i = 0; i < count; ++i) {
      sounds.push_back(test::noise(frames + 1, static_cast<std::uint32_t>(i + 1), 0.5F));
      ramps[i].target = 0.1F * static_cast<float>(i % 7);
      if (i % 3 != 0)
        ramps[i].move_to(0.9F - 0.1F * static_cast<float>(i % 5), static_cast<float>((37 * i) % 300 + 1));
      paths.push_back({&slots[i], &ramps[i], &peaks[i], &faults[i]});
    }
    start = ramps;
  }

  /// The gain of frame `f`, counted from the beginning.
  [[nodiscard]] double gain(std::size_t i, std::uint32_t f) const {
    const double remain = std::max(0.0, static_cast<double>(start[i].left) - 1.0 - f);
    return static_cast<double>(start[i].target) - static_cast<double>(start[i].step) * remain;
  }

  /// Mixes frame 0 ... in blocks of the given sizes. The sources begin one float off any alignment.
  std::vector<float> mix(const std::vector<std::uint32_t>& cuts) {
    std::vector<float> out;
    for (const std::uint32_t frames : cuts) {
      const std::size_t done = out.size();
      for (std::size_t i = 0; i < slots.size(); ++i) slots[i] = sounds[i].data() + 1 + done;
      out.resize(done + frames, 77.0F);
      mix_planar(paths.data(), paths.size(), out.data() + done, false, frames);
    }
    return out;
  }

  std::vector<GainRamp> ramps, start;
  std::unique_ptr<PeakHold[]> peaks;
  std::unique_ptr<FaultBits[]> faults;
  std::vector<const float*> slots;
  std::vector<std::vector<float>> sounds;
  std::vector<PlanarPath> paths;
};

double sum_of_squares(const PeakHold& hold) {
  double sum = 0;
  for (const float part : hold.squares) sum += static_cast<double>(part);
  return sum;
}

std::uint32_t clips(const PeakHold& hold) {
  std::uint32_t sum = 0;
  for (const std::uint32_t part : hold.clips) sum += part;
  return sum;
}

class Mix : public ::testing::Test {
 protected:
  void TearDown() override { force_target(""); }
};

TEST_F(Mix, IsTheSumOfSourceTimesGainWithTheGreatestMagnitudeHeld) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    Desk desk(20, 256);
    const auto out = desk.mix({256});
    std::vector<double> peak(20, 0.0);
    for (std::uint32_t f = 0; f < 256; ++f) {
      double sum = 0;
      for (std::size_t i = 0; i < 20; ++i) {
        const double x = static_cast<double>(desk.sounds[i][f + 1]) * desk.gain(i, f);
        peak[i] = std::max(peak[i], std::abs(x));
        sum += x;
      }
      ASSERT_NEAR(out[f], sum, 2e-6) << name << " frame " << f;
    }
    for (std::size_t i = 0; i < 20; ++i) EXPECT_NEAR(loudest(desk.peaks[i]), peak[i], 1e-6) << name;
  }
}

TEST_F(Mix, GivesTheSameBitsHoweverTheBlockIsCutAndNearlyTheSameOnEveryInstructionSet) {
  Desk best(20, 256);
  const auto near = best.mix({256});
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    Desk whole(20, 256);
    const auto expected = whole.mix({256});
    // A ramp takes one rounding less where multiply and add are fused.
    EXPECT_THAT(expected, testing::Pointwise(testing::FloatNear(1e-6F), near)) << name;
    for (const auto& cuts : test::kCuts) {
      Desk desk(20, 256);
      EXPECT_EQ(desk.mix(cuts), expected) << name;
      for (std::size_t i = 0; i < 20; ++i) {
        EXPECT_EQ(loudest(desk.peaks[i]), loudest(whole.peaks[i]));
        EXPECT_EQ(desk.ramps[i].left, whole.ramps[i].left);
        EXPECT_EQ(desk.ramps[i].current(), whole.ramps[i].current());
      }
    }
  }
}

TEST_F(Mix, SumsTheSquaresAndCountsWhatIsAtOrAboveFullScale) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const auto& cuts : test::kCuts) {
      Desk desk(20, 256);
      for (std::size_t i = 0; i < 20; ++i)
        desk.sounds[i][100 + i] = 3.0F;  // clips where the gain is above 1/3
      desk.mix(cuts);
      for (std::size_t i = 0; i < 20; ++i) {
        double squares = 0;
        std::uint32_t above = 0;
        for (std::uint32_t f = 0; f < 256; ++f) {
          const double x = static_cast<double>(desk.sounds[i][f + 1]) * desk.gain(i, f);
          squares += x * x;
          above += std::abs(x) >= 1.0 ? 1 : 0;
        }
        EXPECT_NEAR(sum_of_squares(desk.peaks[i]), squares, 1e-5 * squares + 1e-9) << name;
        EXPECT_EQ(clips(desk.peaks[i]), above) << name << " " << i;
      }
    }
  }
}

TEST_F(Mix, ReadsTheRmsOfASine) {
  std::vector<float> sine(4800), out(256);
  for (std::size_t f = 0; f < sine.size(); ++f)
    sine[f] =
        static_cast<float>(std::sin(2.0 * std::numbers::pi * 1000.0 * static_cast<double>(f) / 48000.0));
  const float* slot = nullptr;
  GainRamp ramp{.target = 0.5F};
  PeakHold hold;
  const PlanarPath path{&slot, &ramp, &hold};
  for (std::size_t f = 0; f < sine.size(); f += 64) {
    slot = sine.data() + f;
    mix_planar(&path, 1, out.data(), false, 64);
  }
  EXPECT_NEAR(std::sqrt(sum_of_squares(hold) / 4800.0), 0.5 / std::numbers::sqrt2, 1e-6);
  EXPECT_EQ(clips(hold), 0U);
}

TEST_F(Mix, CountsFullScaleItselfAsAClip) {
  std::vector<float> ones(70, 1.0F);
  ones[3] = -1.0F;
  ones[4] = 0.99999994F;
  const float* slot = ones.data();
  GainRamp ramp{.target = 1.0F};
  PeakHold hold;
  const PlanarPath path{&slot, &ramp, &hold};
  mix_planar(&path, 1, nullptr, false, 70);
  EXPECT_EQ(clips(hold), 69U);
}

TEST_F(Mix, ReachesTheTargetExactlyOnTheLastFrameOfARamp) {
  std::vector<float> ones(64, 1.0F), out(64);
  const float* slot = ones.data();
  GainRamp ramp{.target = 0.25F};
  ramp.move_to(0.75F, 40);
  const PlanarPath path{&slot, &ramp, nullptr};
  mix_planar(&path, 1, out.data(), false, 64);
  EXPECT_NEAR(out[0], 0.25F + 0.5F / 40, 1e-6F);
  EXPECT_LT(out[38], 0.75F);
  for (std::size_t f = 39; f < 64; ++f) EXPECT_EQ(out[f], 0.75F);
  EXPECT_EQ(ramp.left, 0.0F);
  EXPECT_EQ(ramp.current(), 0.75F);
}

TEST_F(Mix, AccumulatesMetersOnlyAndIsSilentWithoutPaths) {
  Desk desk(3, 100), twin(3, 100);
  std::vector<float> silence(100, 5.0F);
  mix_planar(nullptr, 0, silence.data(), false, 100);
  EXPECT_THAT(silence, testing::Each(0.0F));

  const auto alone = twin.mix({100});
  for (std::size_t i = 0; i < 3; ++i) desk.slots[i] = desk.sounds[i].data() + 1;
  std::vector<float> out(100, 2.0F);
  mix_planar(desk.paths.data(), 3, out.data(), true, 100);
  for (std::size_t f = 0; f < 100; ++f) EXPECT_NEAR(out[f], 2.0F + alone[f], 1e-6F);

  Desk meter(3, 100);
  for (std::size_t i = 0; i < 3; ++i) meter.slots[i] = meter.sounds[i].data() + 1;
  mix_planar(meter.paths.data(), 3, nullptr, false, 100);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(loudest(meter.peaks[i]), loudest(twin.peaks[i]));
    EXPECT_EQ(meter.ramps[i].left, twin.ramps[i].left);
  }
}

TEST_F(Mix, LeavesABrokenPathOutAndMarksItsPeakWhateverItsGain) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const float broken : {kNan, -kNan, kInfinity, -kInfinity})
      for (const float gain : {0.0F, 1.0F, -0.5F})
        for (const std::uint32_t at : {0U, 1U, 15U, 63U}) {
          Desk desk(4, 64), without(4, 64);
          without.sounds[2].assign(65, 0.0F);
          desk.sounds[2][at + 1] = broken;
          if (gain != -0.5F) desk.ramps[2] = {.target = gain};  // else it stays under way
          const auto out = desk.mix({64});
          EXPECT_EQ(out, without.mix({64})) << name << " " << broken << " * " << gain << " at " << at;
          EXPECT_EQ(loudest(desk.peaks[2]), kInfinity);
          EXPECT_EQ(loudest(desk.peaks[1]), loudest(without.peaks[1]));
          EXPECT_EQ(sum_of_squares(desk.peaks[2]), 0.0);
          EXPECT_EQ(sum_of_squares(desk.peaks[1]), sum_of_squares(without.peaks[1]));
          EXPECT_EQ(desk.faults[2], 1U);
          EXPECT_EQ(desk.faults[1], 0U);
        }
  }
}

TEST_F(Mix, LeavesTwoInfinitiesOutThatWouldCancelIntoNothing) {
  Desk desk(4, 64);
  desk.sounds[1][5] = kInfinity;
  desk.sounds[2][5] = -kInfinity;
  for (const float x : desk.mix({64})) EXPECT_TRUE(std::isfinite(x));
  EXPECT_EQ(loudest(desk.peaks[1]), kInfinity);
  EXPECT_EQ(loudest(desk.peaks[2]), kInfinity);
  EXPECT_LT(loudest(desk.peaks[3]), 1.0F);
}

/// Lane blocks with gains at rest and under way, as Desk has them.
struct LaneDesk {
  static constexpr std::size_t kCount = 3;

  LaneDesk() {
    for (std::size_t p = 0; p < kCount; ++p) {
      blocks.push_back(std::make_unique<test::LaneBuffer>(kMaxFrames));
      const auto sound = test::noise(kMaxFrames * kLanes, static_cast<std::uint32_t>(p + 40), 0.5F);
      for (std::size_t i = 0; i < sound.size(); ++i) (*blocks[p])[i / kLanes][i % kLanes] = sound[i];
      for (std::size_t l = 0; l < kLanes; ++l) {
        ramps[p].target[l] = 0.05F * static_cast<float>(l);
        if (p != 1 && l % 3 == 1) ramps[p].move_to(l, 0.8F, static_cast<float>(30 * l + 1));
      }
    }
    for (std::size_t p = 0; p < kCount; ++p) start[p] = ramps[p];
  }

  void mix(const std::vector<std::uint32_t>& cuts) {
    std::uint32_t done = 0;
    for (const std::uint32_t frames : cuts) {
      std::vector<LanePath> paths;
      for (std::size_t p = 0; p < kCount; ++p)
        paths.push_back({blocks[p]->get() + done, &ramps[p], &peaks[p], &faults[p]});
      mix_lanes(paths.data(), kCount, out.get() + done, frames);
      done += frames;
    }
  }

  [[nodiscard]] double gain(std::size_t p, std::size_t l, std::uint32_t f) const {
    const double remain = std::max(0.0, static_cast<double>(start[p].left[l]) - 1.0 - f);
    return static_cast<double>(start[p].target[l]) - static_cast<double>(start[p].step[l]) * remain;
  }

  std::vector<std::unique_ptr<test::LaneBuffer>> blocks;
  LaneRamp ramps[kCount], start[kCount];
  PeakHold peaks[kCount];
  FaultBits faults[kCount] = {};
  test::LaneBuffer out{kMaxFrames};
};

TEST_F(Mix, SumsLanesWithAGainForEach) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    LaneDesk desk;
    desk.mix({256});
    double peak[LaneDesk::kCount][kLanes] = {}, squares[LaneDesk::kCount][kLanes] = {};
    for (std::uint32_t f = 0; f < 256; ++f)
      for (std::size_t l = 0; l < kLanes; ++l) {
        double sum = 0;
        for (std::size_t p = 0; p < LaneDesk::kCount; ++p) {
          const double x = static_cast<double>((*desk.blocks[p])[f][l]) * desk.gain(p, l, f);
          peak[p][l] = std::max(peak[p][l], std::abs(x));
          squares[p][l] += x * x;
          sum += x;
        }
        ASSERT_NEAR(desk.out[f][l], sum, 1e-6) << name << " frame " << f << " lane " << l;
      }
    for (std::size_t p = 0; p < LaneDesk::kCount; ++p)
      for (std::size_t l = 0; l < kLanes; ++l) {
        EXPECT_NEAR(desk.peaks[p].partial[l], peak[p][l], 1e-6);
        EXPECT_NEAR(desk.peaks[p].squares[l], squares[p][l], 1e-4);
        EXPECT_EQ(desk.peaks[p].clips[l], 0U);
      }
  }
}

TEST_F(Mix, GivesTheSameBitsInLanesHoweverTheBlockIsCut) {
  LaneDesk whole;
  whole.mix({256});
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const auto& cuts : test::kCuts) {
      LaneDesk desk;
      desk.mix(cuts);
      for (std::uint32_t f = 0; f < 256; ++f)
        for (std::size_t l = 0; l < kLanes; ++l) ASSERT_EQ(desk.out[f][l], whole.out[f][l]) << name;
      for (std::size_t l = 0; l < kLanes; ++l) {
        EXPECT_EQ(desk.peaks[0].partial[l], whole.peaks[0].partial[l]);
        EXPECT_EQ(desk.ramps[0].left[l], whole.ramps[0].left[l]);
        EXPECT_EQ(desk.ramps[0].step[l], whole.ramps[0].step[l]);
      }
    }
  }
}

TEST_F(Mix, CountsClipsLaneByLane) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    LaneDesk desk;
    (*desk.blocks[1])[10][15] = 4.0F;  // at 0.75
    (*desk.blocks[1])[200][15] = -2.0F;
    (*desk.blocks[1])[201][15] = 1.0F;
    (*desk.blocks[1])[201][2] = 5.0F;  // at 0.1
    desk.mix({64, 192});
    for (std::size_t l = 0; l < kLanes; ++l) EXPECT_EQ(desk.peaks[1].clips[l], l == 15 ? 2U : 0U) << name;
  }
}

TEST_F(Mix, LeavesABrokenLaneOutAndItsNeighboursAlone) {
  for (const std::string& name : test::targets()) {
    force_target(name.c_str());
    for (const float broken : {kNan, kInfinity})
      for (const std::size_t path : {0U, 1U, 2U}) {
        LaneDesk desk, without;
        (*desk.blocks[path])[9][6] = broken;
        (*desk.blocks[path])[40][7] = broken;
        for (std::uint32_t f = 0; f < 64; ++f)
          (*without.blocks[path])[f][6] = (*without.blocks[path])[f][7] = 0.0F;
        desk.ramps[path].target[6] = 0.0F;  // even a closed fader
        desk.ramps[path].step[6] = desk.ramps[path].left[6] = 0.0F;
        desk.mix({64});
        without.mix({64});
        for (std::uint32_t f = 0; f < 64; ++f)
          for (std::size_t l = 0; l < kLanes; ++l)
            ASSERT_EQ(desk.out[f][l], without.out[f][l]) << name << " " << l;
        EXPECT_EQ(desk.peaks[path].partial[6], kInfinity);
        EXPECT_EQ(desk.peaks[path].partial[7], kInfinity);
        EXPECT_EQ(desk.peaks[path].partial[5], without.peaks[path].partial[5]);
        EXPECT_EQ(desk.peaks[path].squares[6], 0.0F);
        EXPECT_EQ(desk.peaks[path].squares[5], without.peaks[path].squares[5]);
        EXPECT_EQ(desk.faults[path], (1U << 6) | (1U << 7));
        EXPECT_EQ(desk.faults[(path + 1) % LaneDesk::kCount], 0U);
      }
  }
}

}  // namespace
}  // namespace corelogic::dsp
