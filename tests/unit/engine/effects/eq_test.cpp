// eq_test.cpp: the equaliser as it sounds: against its design, cut in every way, on every instruction set.
#include "engine/effects/eq.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/effects/registry.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/eq_rack.h"

namespace corelogic::effects {
namespace {

namespace eq = vocabulary::eq;
using dsp::test::LaneBuffer;
using test::eq_index;
using test::EqRack;
using test::EqValues;

constexpr double kRate = 48000;

class Equaliser : public ::testing::Test {
 protected:
  void TearDown() override { dsp::force_target(""); }
};

void fill(LaneBuffer& buffer, std::uint32_t frames, std::uint32_t seed) {
  const auto sound = dsp::test::noise(frames * kLanes, seed);
  std::copy(sound.begin(), sound.end(), buffer[0]);
}

bool same(LaneBuffer& a, LaneBuffer& b, std::uint32_t frames) {
  return std::equal(a[0], a[0] + frames * kLanes, b[0]);
}

TEST_F(Equaliser, IsFoundByItsNameAndTransparentToTheBitWhenNew) {
  const auto* description = vocabulary::find_effect("eq");
  ASSERT_NE(description, nullptr);
  EXPECT_EQ(description->parameters.size(), 50U);
  EXPECT_EQ(description->latency, nullptr);
  const EffectMaker* maker = find_maker("eq");
  ASSERT_NE(maker, nullptr);
  const auto unit = maker->lanes(kRate);
  unit->begin({0, 16}, test::eq_defaults().data(), false);
  LaneBuffer in(kMaxFrames), out(kMaxFrames);
  fill(in, kMaxFrames, 1);
  in[7][3] = std::numeric_limits<float>::infinity();
  unit->process(in.get(), nullptr, out.get(), {kMaxFrames, 120}, LaneLink::kTwo);
  EXPECT_TRUE(same(in, out, kMaxFrames));
}

TEST_F(Equaliser, PassesAnOffLaneToTheBitBesideOneThatIsOn) {
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    EqRack rack;
    EqValues values = test::eq_defaults();
    test::put_band(values, 1, {eq::kBell, 500, 12, 1, 2});
    test::put_band(values, 5, {eq::kLowPass, 5000, 0, 1, 8});
    rack.begin(3, values);
    LaneBuffer in(kMaxFrames), out(kMaxFrames);
    fill(in, kMaxFrames, 2);
    rack.set(4, eq_index(2, eq::kGain), 5);  // of a band that is off
    rack.run(in.get(), out.get(), kMaxFrames);
    for (std::uint32_t f = 0; f < kMaxFrames; ++f)
      for (std::size_t l = 0; l < kLanes; ++l)
        if (l != 3) {
          ASSERT_EQ(out[f][l], in[f][l]) << name;
        }
  }
}

/// Sixteen lanes of bands, from the deepest to the highest.
std::vector<std::vector<EqBand>> settings() {
  using enum eq::Type;
  return {{{kBell, 20, 24, 4, 2}},
          {{kBell, 20, -24, 0.1, 2}},
          {{kBell, 31, -18, 10, 2}, {kBell, 40, 12, 8, 2}},
          {{kLowShelf, 25, 12, 0.7071, 2}},
          {{kHighShelf, 20000, -24, 0.7071, 2}},
          {{kLowPass, 20000, 0, 0.7071, 2}},
          {{kLowPass, 300, 0, 0.7071, 4}},
          {{kHighPass, 20, 0, 0.7071, 8}},
          {{kHighPass, 150, 0, 3, 3}, {kLowPass, 3000, 0, 2, 6}},
          {{kNotch, 50, 0, 20, 2}, {kNotch, 1000, 0, 1, 2}},
          {{kBandPass, 40, 0, 4, 2}},
          {{kHighPass, 12000, 0, 0.7071, 1}, {kLowPass, 15000, 0, 0.7071, 1}},
          {{kBell, 20000, 24, 30, 2}, {kBell, 15000, -12, 0.3, 2}},
          {{kBell, 60, 3, 1, 2},
           {kBell, 200, -3, 1, 2},
           {kBell, 500, 6, 2, 2},
           {kBell, 1000, -6, 2, 2},
           {kBell, 2000, 9, 3, 2},
           {kBell, 4000, -9, 3, 2},
           {kBell, 8000, 12, 4, 2},
           {kBell, 16000, -12, 4, 2}},
          {{kLowShelf, 200, -24, 1, 2}, {kHighShelf, 3000, 24, 1, 2}},
          {{kLowPass, 20, 0, 0.7071, 1}}};
}

EqValues values_of(const std::vector<EqBand>& bands) {
  EqValues values = test::eq_defaults();
  for (std::size_t b = 0; b < bands.size(); ++b) test::put_band(values, b, bands[b]);
  return values;
}

TEST_F(Equaliser, HasTheResponseOfItsDesignWithinATenthOfADecibel) {
  constexpr std::uint32_t kFrames = 96000;  // the longest ring falls by 70 dB in them
  const auto bands = settings();
  const auto names = dsp::test::targets();
  for (const std::string& name : names) {
    dsp::force_target(name.c_str());
    EqRack rack;
    for (std::size_t l = 0; l < kLanes; ++l) rack.begin(l, values_of(bands[l]));
    LaneBuffer in(kFrames), out(kFrames);
    std::fill_n(in[0], kLanes, 1.0F);
    rack.run(in.get(), out.get(), kFrames);
    for (std::size_t l = 0; l < kLanes; ++l)
      for (const double hz : test::audible(name == names.back() ? 25 : 2)) {
        test::Complex wanted = 1.0;
        for (const EqBand& band : bands[l]) wanted *= test::designed(band, hz, kRate);
        const test::Complex heard = test::spectrum(out, l, kFrames, hz, kRate);
        ASSERT_LT(std::abs(heard - wanted), 0.0115 * std::abs(wanted) + 3e-6)
            << name << " " << l << " " << hz;
      }
  }
}

TEST_F(Equaliser, KeepsTheLowestTonesCleanInFloat) {
  constexpr std::uint32_t kFrames = 96000;
  EqRack rack(kRate);
  LaneBuffer in(kFrames), out(kFrames);
  std::vector<EqBand> bands;
  for (std::size_t l = 0; l < kLanes; ++l) {
    const double hz = 20.0 + static_cast<double>(l) * 1.3;
    bands.push_back({l % 4 == 3 ? eq::kLowShelf : eq::kBell, hz, l % 2 == 0 ? 12.0 : -12.0,
                     l % 4 == 3 ? 0.7 : 1.0 + 2.0 * static_cast<double>(l), 2});
    bands[l].frequency = static_cast<double>(static_cast<float>(bands[l].frequency));
    bands[l].q = static_cast<double>(static_cast<float>(bands[l].q));
    rack.begin(l, values_of({bands[l]}));
    for (std::uint32_t f = 0; f < kFrames; ++f)
      in[f][l] = static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * hz * f / kRate) +
                                    0.2 * std::sin(2 * std::numbers::pi * 3000 * f / kRate));
  }
  rack.run(in.get(), out.get(), kFrames);
  for (std::size_t l = 0; l < kLanes; ++l) {
    test::ReferenceSection reference;
    design_band(bands[l], kRate, &reference.f);
    test::DirectForm direct(reference.f);
    double ours = 0, theirs = 0, power = 0;
    for (std::uint32_t f = 0; f < kFrames; ++f) {
      const double wanted = reference.step(static_cast<double>(in[f][l]));
      ours += std::pow(out[f][l] - wanted, 2);
      theirs += std::pow(direct.step(in[f][l]) - wanted, 2);
      power += wanted * wanted;
    }
    EXPECT_LT(10 * std::log10(ours / power), -70) << l << ": " << bands[l].frequency << " Hz";
    EXPECT_LT(ours, 0.01 * theirs) << l << ": " << bands[l].frequency << " Hz";
  }
}

/// Sound and turning knobs at fixed frames.
std::vector<float> turn_knobs(const std::vector<std::uint32_t>& cuts) {
  LaneBuffer in(kMaxFrames * 6), out(kMaxFrames * 6);
  fill(in, kMaxFrames * 6, 9);
  EqRack rack;
  const auto bands = settings();
  for (std::size_t l = 0; l < kLanes; ++l) rack.begin(l, values_of(bands[l]));
  std::uint32_t done = 0;
  for (std::size_t round = 0; round < 6; ++round) {
    if (round < 3)
      for (std::size_t l = round; l < kLanes; l += 3) {
        rack.set(l, eq_index(0, eq::kFrequency), 100.0 + 900.0 * static_cast<double>(l));
        rack.set(l, eq_index(round, eq::kOn), l % 2 == 0 ? 1 : 0);
        rack.set(l, eq_index(3, eq::kSlope), 5);
      }
    if (round == 1) rack.set(6, kBypass, 1);
    if (round == 1) rack.set(7, eq::kOutput, -12);
    if (round == 2) rack.set(0, eq_index(0, eq::kType), eq::kLowPass);
    for (const std::uint32_t frames : cuts) {
      rack.unit.process(in.get() + done, nullptr, out.get() + done, {frames, 120}, LaneLink::kTwo);
      done += frames;
    }
  }
  return {out[0], out[0] + std::size_t{done} * kLanes};
}

TEST_F(Equaliser, GivesTheSameBitsHoweverTheBlockIsCut) {
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    const auto whole = turn_knobs({256});
    for (const auto& cuts : dsp::test::kCuts) EXPECT_EQ(turn_knobs(cuts), whole) << name;
  }
}

TEST_F(Equaliser, GivesTheSameSoundOnEveryInstructionSet) {
  const auto best = turn_knobs({256});
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    const auto heard = turn_knobs({256});
    if (name == "AVX2" || name == "AVX3") {
      EXPECT_EQ(heard, best) << name;
    }
    for (std::size_t i = 0; i < best.size(); ++i)  // rounded twice where others round once, and it rings
      ASSERT_NEAR(heard[i], best[i], 2e-5F) << name << " lane " << i % kLanes;
  }
}

TEST_F(Equaliser, DoesNotLetALaneHearAnothersKnobs) {
  constexpr std::uint32_t kFrames = 1024;
  LaneBuffer in(kFrames), alone(kFrames), beside(kFrames);
  fill(in, kFrames, 4);
  const auto bands = settings();
  for (const bool turned : {false, true}) {
    EqRack rack;
    for (std::size_t l = 0; l < kLanes; ++l) rack.begin(l, values_of(bands[l]));
    for (std::uint32_t f = 0; f < kFrames; f += 64) {
      if (turned) {
        rack.set(3, eq_index(0, eq::kFrequency), 30 + f);
        rack.set(3, eq_index(4, eq::kOn), f % 128 == 0 ? 1 : 0);
        rack.set(3, eq::kOutput, f % 100 == 0 ? 6 : 0);
      }
      rack.unit.process(in.get() + f, nullptr, (turned ? beside : alone).get() + f, {64, 120},
                        LaneLink::kOne);
    }
  }
  for (std::uint32_t f = 0; f < kFrames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l)
      if (l != 3) {
        ASSERT_EQ(alone[f][l], beside[f][l]) << f << " " << l;
      }
}

TEST_F(Equaliser, ForgetsNanAndInfinity) {
  constexpr std::uint32_t kFrames = 96000;
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    LaneBuffer in(kFrames), clean(kFrames), out(kFrames);
    fill(in, kFrames, 5);
    const auto bands = settings();
    EqRack rack, other;
    for (std::size_t l = 0; l < kLanes; ++l) {
      rack.begin(l, values_of(bands[l]));
      other.begin(l, values_of(bands[l]));
    }
    rack.run(in.get(), clean.get(), kFrames);
    for (std::size_t l = 0; l < kLanes; l += 2) {
      in[100][l] = std::numeric_limits<float>::quiet_NaN();
      in[101][l] = std::numeric_limits<float>::infinity();
      in[102][l] = -3e38F;
    }
    other.set(8, eq_index(0, eq::kFrequency), 500);
    rack.begin(8, values_of(bands[8]));
    other.run(in.get(), out.get(), kFrames);
    for (std::uint32_t f = 0; f < kFrames; ++f)
      for (std::size_t l = 0; l < kLanes; ++l) {
        if (l % 2 == 1) {
          ASSERT_EQ(out[f][l], clean[f][l]);
        }
        ASSERT_LT(std::abs(out[f][l]), 100.0F) << name << " " << l << " frame " << f;
      }
    EXPECT_NEAR(out[kFrames - 1][14], clean[kFrames - 1][14], 1e-5);
  }
}

TEST_F(Equaliser, GoesOnInAnotherBlockAsIfNothingHappened) {
  LaneBuffer in(kMaxFrames * 3), out(kMaxFrames * 3), moved(kMaxFrames * 3);
  fill(in, kMaxFrames * 3, 3);
  for (std::uint32_t f = 0; f < kMaxFrames * 3; ++f) in[f][9] = in[f][2];
  EqRack a, b;
  a.begin(2, values_of(settings()[13]));
  b.begin(9, values_of(settings()[8]));
  a.run(in.get(), out.get(), kMaxFrames);
  a.set(2, eq_index(1, eq::kGain), 9);
  a.set(2, eq::kOutput, 3);
  a.set(2, kBypass, 1);
  b.unit.move_from(a.unit, {2, 1}, {9, 1});
  a.set(2, eq_index(4, eq::kFrequency), 900);
  b.set(9, eq_index(4, eq::kFrequency), 900);
  a.run(in.get() + kMaxFrames, out.get() + kMaxFrames, kMaxFrames * 2);
  b.run(in.get() + kMaxFrames, moved.get() + kMaxFrames, kMaxFrames * 2);
  for (std::uint32_t f = kMaxFrames; f < kMaxFrames * 3; ++f) ASSERT_EQ(moved[f][9], out[f][2]);
}

TEST_F(Equaliser, BypassedIsTheInputToTheBitAndOutputIsAGain) {
  constexpr std::uint32_t kFrames = 2048;
  LaneBuffer in(kFrames), out(kFrames);
  fill(in, kFrames, 6);
  EqRack rack;
  rack.begin(0, values_of(settings()[13]), true);
  rack.begin(1, values_of(settings()[13]));
  EqValues values = test::eq_defaults();
  values[eq::kOutput] = -6.0F;
  rack.begin(2, values);
  rack.set(1, kBypass, 1);
  rack.set(3, eq::kOutput, 12);
  rack.run(in.get(), out.get(), kFrames);
  for (std::uint32_t f = 0; f < kFrames; ++f) {
    ASSERT_EQ(out[f][0], in[f][0]);
    ASSERT_NEAR(out[f][2], in[f][2] * std::pow(10.0, -0.3), 1e-6);
    if (f < 480) continue;
    ASSERT_EQ(out[f][1], in[f][1]);
    ASSERT_NEAR(out[f][3], in[f][3] * std::pow(10.0, 0.6), 4e-6);
  }
}

}  // namespace
}  // namespace corelogic::effects
