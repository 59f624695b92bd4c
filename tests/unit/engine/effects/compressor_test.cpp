// compressor_test.cpp: against the paper's equations in double, against closed forms, and cut in every way.
#include "engine/effects/compressor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/unit/engine/dsp/sound.h"

namespace corelogic::effects {
namespace {

constexpr double kRate = 48000;
namespace parameter = vocabulary::compressor;

/// The classic six; the rest as in the catalogue.
struct Settings {
  float threshold_db = -18.0F, ratio = 3.0F, knee_db = 6.0F, attack_ms = 10.0F, release_ms = 120.0F;
  float makeup_db = 0.0F;
  bool bypass = false;

  [[nodiscard]] std::vector<float> values() const {
    std::vector<float> all;
    for (const auto& p : parameter::kParameters) all.push_back(static_cast<float>(p.initial));
    const float six[] = {threshold_db, ratio, knee_db, attack_ms, release_ms, makeup_db};
    std::copy_n(six, 6, all.begin());
    return all;
  }
};

double decibels(double x) {
  return 20.0 * std::log10(x);
}

/// Eq. 4 of the paper, written as there: output level for an input level.
double static_curve(double level, const Settings& s) {
  const double over = level - s.threshold_db;
  if (2 * over < -s.knee_db) return level;
  if (2 * std::abs(over) <= s.knee_db && s.knee_db > 0)
    return level + (1 / s.ratio - 1) * std::pow(over + s.knee_db / 2, 2) / (2 * s.knee_db);
  return s.threshold_db + over / s.ratio;
}

/// Equations 4 and 17 in double, sample by sample; the detector hears `key`.
struct Reference {
  double y1 = 0, y = 0;
  double step(double x, double key, const Settings& s) {
    const double level = decibels(std::max(1e-10, std::abs(key)));
    const double wanted = level - static_curve(level, s);
    const double release = std::exp(-1000 / (s.release_ms * kRate));
    const double attack = std::exp(-1000 / (s.attack_ms * kRate));
    y1 = std::max(wanted, release * y1 + (1 - release) * wanted);
    y = attack * y + (1 - attack) * y1;
    return x * std::pow(10, (s.makeup_db - y) / 20);
  }
};

/// Sixteen strips of one lane.
struct Rack {
  explicit Rack(const Settings& s) {
    for (std::size_t l = 0; l < kLanes; ++l) begin(l, s);
  }
  static LaneStrip strip(std::size_t lane) { return {static_cast<std::uint16_t>(lane), 1}; }
  void begin(std::size_t lane, const Settings& s) { unit.begin(strip(lane), s.values().data(), s.bypass); }
  void set(std::size_t lane, const Settings& s) {
    const auto values = s.values();
    for (std::uint16_t i = 0; i < values.size(); ++i) unit.set(strip(lane), i, values[i]);
    unit.set(strip(lane), kBypass, s.bypass ? 1.0F : 0.0F);
  }
  void run(dsp::test::LaneBuffer& in, dsp::test::LaneBuffer& out, std::uint32_t frames,
           LaneLink link = LaneLink::kOne) {
    for (std::uint32_t done = 0; done < frames; done += kMaxFrames)
      unit.process(in.get() + done, nullptr, out.get() + done, {std::min(frames - done, kMaxFrames)}, link);
  }
  float reduction(std::size_t lane) { return unit.take_gain_reduction(strip(lane)); }
  Compressor unit{kRate};
};

void fill(dsp::test::LaneBuffer& buffer, std::uint32_t frames, std::uint32_t seed) {
  const auto sound = dsp::test::noise(frames * kLanes, seed);
  for (std::uint32_t f = 0; f < frames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l)  // louder and softer, so that attack and release both work
      buffer[f][l] = sound[f * kLanes + l] *
                     static_cast<float>(0.55 + 0.45 * std::sin(f * 0.002 + static_cast<double>(l)));
}

class CompressorTest : public ::testing::Test {
 protected:
  void TearDown() override { dsp::force_target(""); }
};

TEST_F(CompressorTest, FollowsTheEquationsOfThePaperInDouble) {
  constexpr std::uint32_t kFrames = 24000;
  dsp::test::LaneBuffer in(kFrames), out(kFrames);
  fill(in, kFrames, 1);
  for (const Settings& s :
       {Settings{}, Settings{-40, 20, 0, 0.1F, 5, 6}, Settings{-30, 4, 24, 200, 2000, -12},
        Settings{-60, 1.5F, 12, 1, 50, 24}, Settings{0, 1, 6, 10, 100, 0}}) {
    Rack rack(s);
    rack.run(in, out, kFrames);
    std::array<Reference, kLanes> reference;
    double worst = 0, worst_decibels = 0;
    for (std::uint32_t f = 0; f < kFrames; ++f)
      for (std::size_t l = 0; l < kLanes; ++l) {
        const double wanted = reference[l].step(in[f][l], in[f][l], s);
        worst = std::max(worst, std::abs(out[f][l] - wanted) / std::max(1.0, std::abs(wanted)));
        if (std::abs(in[f][l]) > 1e-3)
          worst_decibels = std::max(worst_decibels, std::abs(decibels(out[f][l] / wanted)));
      }
    EXPECT_LT(worst, 1e-4) << "threshold " << s.threshold_db;
    EXPECT_LT(worst_decibels, 1e-3) << "threshold " << s.threshold_db;
  }
}

TEST_F(CompressorTest, ReachesTheStaticCurveForEveryLevelRatioAndKnee) {
  for (const float ratio : {1.0F, 1.5F, 4.0F, 20.0F})
    for (const float knee : {0.0F, 6.0F, 24.0F}) {
      const Settings s{-24, ratio, knee, 0.1F, 5, 0};
      for (double base = -80; base < 12; base += 16) {
        constexpr std::uint32_t kFrames = 4800;
        dsp::test::LaneBuffer in(kFrames), out(kFrames);
        for (std::uint32_t f = 0; f < kFrames; ++f)
          for (std::size_t l = 0; l < kLanes; ++l)
            in[f][l] = static_cast<float>(std::pow(10, (base + static_cast<double>(l)) / 20));
        Rack rack(s);
        rack.run(in, out, kFrames);
        for (std::size_t l = 0; l < kLanes; ++l) {
          const double level = base + static_cast<double>(l);
          EXPECT_NEAR(decibels(out[kFrames - 1][l]), static_curve(level, s), 1e-3)
              << ratio << ":1, knee " << knee << ", " << level << " dB";
        }
      }
    }
}

/// Frames until the reduction of a step has come within 1/e of where it goes. `from`, `to`: amplitudes.
double time_constant(const Settings& s, float from, float to) {
  constexpr std::uint32_t kFrames = 96000;
  dsp::test::LaneBuffer in(kFrames), out(kFrames);
  for (std::uint32_t f = 0; f < kFrames; ++f) std::fill_n(in[f], kLanes, f < kFrames / 2 ? from : to);
  Rack rack(s);
  rack.run(in, out, kFrames);
  const auto reduction = [&](std::uint32_t f) { return decibels(out[f][3] / in[f][3]); };
  const double start = reduction(kFrames / 2 - 1), goal = static_curve(decibels(to), s) - decibels(to);
  std::uint32_t f = kFrames / 2;
  while (f < kFrames && std::abs(reduction(f) - goal) > std::abs(start - goal) * std::exp(-1)) ++f;
  return f - kFrames / 2 + 1;
}

TEST_F(CompressorTest, AttacksAndReleasesWithTheSetTimeConstants) {
  const Settings quick_release{-30, 4, 0, 20, 5, 0};
  EXPECT_NEAR(time_constant(quick_release, 0.001F, 0.5F), 0.020 * kRate, 2);
  const Settings quick_attack{-30, 4, 0, 0.1F, 150, 0};
  // The attack filter follows the release and delays it by its own 0.1 ms.
  EXPECT_NEAR(time_constant(quick_attack, 0.5F, 0.001F), 0.150 * kRate, 0.002 * kRate);
}

TEST_F(CompressorTest, LinksNeighboursToTheLoudestOfThem) {
  constexpr std::uint32_t kFrames = 3000;
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    for (const LaneLink link :
         {LaneLink::kOne, LaneLink::kTwo, LaneLink::kFour, LaneLink::kEight, LaneLink::kSixteen}) {
      const auto width = static_cast<std::size_t>(link);
      dsp::test::LaneBuffer in(kFrames), out(kFrames);
      fill(in, kFrames, 5);
      const Settings s{-30, 8, 6, 1, 20, 3};
      Rack rack(s);
      rack.run(in, out, kFrames, link);
      std::array<Reference, kLanes> reference;
      for (std::uint32_t f = 0; f < kFrames; ++f)
        for (std::size_t l = 0; l < kLanes; ++l) {
          double key = 0;
          for (std::size_t k = l / width * width; k < (l / width + 1) * width; ++k)
            key = std::max(key, std::abs(static_cast<double>(in[f][k])));
          ASSERT_NEAR(out[f][l], reference[l].step(in[f][l], key, s), 1e-4) << name << " link " << width;
        }
    }
  }
}

/// Sound and turning knobs: at fixed frames some lanes get new settings, softly.
std::vector<float> turn_knobs(const std::vector<std::uint32_t>& cuts, LaneLink link) {
  dsp::test::LaneBuffer in(kMaxFrames * 4), out(kMaxFrames * 4);
  fill(in, kMaxFrames * 4, 9);
  Rack rack(Settings{-30, 4, 6, 2, 30, 0});
  std::uint32_t done = 0;
  for (int round = 0; round < 4; ++round) {
    if (round < 2)
      for (std::size_t l = 0; l < 7; ++l) {
        const Settings moved{-20.0F - static_cast<float>(l), 8, 0, 5, 60, 4, l == 2};
        if (l == 6)
          rack.begin(l, moved);
        else
          rack.set(l, moved);
      }
    for (const std::uint32_t frames : cuts) {
      rack.unit.process(in.get() + done, nullptr, out.get() + done, {frames}, link);
      done += frames;
    }
  }
  return {out[0], out[0] + std::size_t{done} * kLanes};
}

TEST_F(CompressorTest, GivesTheSameBitsHoweverTheBlockIsCut) {
  for (const LaneLink link : {LaneLink::kTwo, LaneLink::kSixteen})
    for (const std::string& name : dsp::test::targets()) {
      dsp::force_target(name.c_str());
      const auto whole = turn_knobs({256}, link);
      for (const auto& cuts : dsp::test::kCuts) EXPECT_EQ(turn_knobs(cuts, link), whole) << name;
    }
}

TEST_F(CompressorTest, GivesTheSameSoundOnEveryInstructionSet) {
  const auto best = turn_knobs({256}, LaneLink::kTwo);
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    const auto heard = turn_knobs({256}, LaneLink::kTwo);
    const bool fused = name == "AVX2" || name == "AVX3";
    if (fused) {
      EXPECT_EQ(heard, best) << name;
    }
    for (std::size_t i = 0; i < best.size(); ++i) ASSERT_NEAR(heard[i], best[i], 1e-6F) << name;
  }
}

TEST_F(CompressorTest, KeepsSilenceSilentAndAppliesMakeupExactly) {
  dsp::test::LaneBuffer in(kMaxFrames), out(kMaxFrames);
  for (const float makeup : {-12.0F, 0.0F, 6.0F, 24.0F}) {
    Rack rack(Settings{0, 4, 0, 10, 100, makeup});
    rack.run(in, out, kMaxFrames);
    for (std::uint32_t f = 0; f < kMaxFrames; ++f) ASSERT_EQ(out[f][0], 0.0F);
    dsp::test::LaneBuffer soft(kMaxFrames);
    for (std::uint32_t f = 0; f < kMaxFrames; ++f) std::fill_n(soft[f], kLanes, 0.125F);
    rack.run(soft, out, kMaxFrames);
    const double wanted = 0.125 * std::pow(10, makeup / 20);
    EXPECT_NEAR(out[200][4] / wanted, 1.0, 1e-6);
    EXPECT_EQ(rack.reduction(4), 0.0F);
  }
}

TEST_F(CompressorTest, BypassedPassesTheInputBitForBitAndFadesThereWithoutAStep) {
  constexpr std::uint32_t kFrames = 1024;
  dsp::test::LaneBuffer in(kFrames), out(kFrames);
  for (std::uint32_t f = 0; f < kFrames; ++f) std::fill_n(in[f], kLanes, 0.9F);
  Settings s{-40, 10, 0, 0.1F, 50, 0};
  Rack rack(s);
  rack.run(in, out, kFrames);
  s.bypass = true;
  rack.set(2, s);
  dsp::test::LaneBuffer after(kFrames);
  rack.run(in, after, kFrames);
  EXPECT_EQ(after[kFrames - 1][2], 0.9F);
  EXPECT_LT(after[kFrames - 1][3], 0.1F);
  for (std::uint32_t f = 1; f < kFrames; ++f) ASSERT_LT(std::abs(after[f][2] - after[f - 1][2]), 0.9F / 400);
  EXPECT_NEAR(after[0][2], out[kFrames - 1][2], 0.9F / 400);
}

TEST_F(CompressorTest, TellsTheGreatestReductionOnce) {
  dsp::test::LaneBuffer in(kMaxFrames * 8), out(kMaxFrames * 8);
  for (std::uint32_t f = 0; f < kMaxFrames * 8; ++f) std::fill_n(in[f], kLanes, 1.0F);
  Rack rack(Settings{-20, 2, 0, 0.1F, 50, 0});
  rack.run(in, out, kMaxFrames * 8);
  EXPECT_NEAR(rack.reduction(7), -10.0F, 0.01F);
  EXPECT_EQ(rack.reduction(7), 0.0F);
}

TEST_F(CompressorTest, SurvivesNanAndInfinityAtTheInput) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    constexpr std::uint32_t kFrames = 48000;
    dsp::test::LaneBuffer in(kFrames), out(kFrames);
    for (std::uint32_t f = 0; f < kFrames; ++f) std::fill_n(in[f], kLanes, 0.01F);
    in[10][1] = nan;
    in[10][4] = std::numeric_limits<float>::infinity();
    Rack rack(Settings{-20, 4, 6, 1, 20, 0});
    rack.run(in, out, kFrames, LaneLink::kTwo);
    EXPECT_TRUE(std::isnan(out[10][1]));
    EXPECT_EQ(out[11][1], out[9][1]) << name;  // the detector did not hear it
    EXPECT_EQ(out[11][0], out[9][0]) << name;
    EXPECT_NEAR(out[kFrames - 1][4], out[9][4], 1e-6) << name;  // it heard infinity, and recovers
  }
}

TEST_F(CompressorTest, AnUnsetLanePassesAndAMovedLaneGoesOnAsIfNothingHappened) {
  dsp::test::LaneBuffer in(kMaxFrames * 2), out(kMaxFrames * 2), moved(kMaxFrames * 2);
  fill(in, kMaxFrames * 2, 3);
  for (std::uint32_t f = 0; f < kMaxFrames * 2; ++f) in[f][9] = in[f][2];
  Compressor a(kRate), b(kRate);
  a.begin({2, 1}, Settings{-40, 4, 6, 1, 50, 0}.values().data(), false);
  a.process(in.get(), nullptr, out.get(), {kMaxFrames}, LaneLink::kOne);
  for (std::uint32_t f = 0; f < kMaxFrames; ++f) ASSERT_EQ(out[f][5], in[f][5]);
  a.set({2, 1}, parameter::kThreshold, -30);
  b.move_from(a, {2, 1}, {9, 1});
  a.process(in.get() + kMaxFrames, nullptr, out.get() + kMaxFrames, {kMaxFrames}, LaneLink::kOne);
  b.process(in.get() + kMaxFrames, nullptr, moved.get() + kMaxFrames, {kMaxFrames}, LaneLink::kOne);
  for (std::uint32_t f = kMaxFrames; f < kMaxFrames * 2; ++f) ASSERT_EQ(moved[f][9], out[f][2]);
  EXPECT_EQ(a.take_gain_reduction({2, 1}), b.take_gain_reduction({9, 1}));
  b.begin({9, 1}, Settings{0, 1, 0, 1, 50, 0}.values().data(), false);
  b.process(in.get(), nullptr, moved.get(), {1}, LaneLink::kOne);
  EXPECT_EQ(moved[0][9], in[0][9]);
}

}  // namespace
}  // namespace corelogic::effects
