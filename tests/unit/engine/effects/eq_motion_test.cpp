// eq_motion_test.cpp: the equaliser while knobs turn: no click, no burst, and it arrives where it should.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/engine/effects/eq_rack.h"

namespace corelogic::effects {
namespace {

namespace eq = vocabulary::eq;
using dsp::test::LaneBuffer;
using test::eq_index;
using test::EqRack;
using test::EqValues;

constexpr double kRate = 48000;
constexpr std::uint32_t kLength = 8192;
constexpr std::uint32_t kTurn = kLength / 2;  ///< when the knob turns

/// One lane a way to turn a knob.
struct Turn {
  const char* name;
  EqBand before;
  std::uint16_t parameter;
  double value;
};

std::vector<Turn> turns() {
  const EqBand bell{eq::kBell, 1000, 6, 1, 2}, pass{eq::kHighPass, 200, 0, 0.7071, 2};
  return {{"gain", bell, eq::kGain, -24},
          {"gain to zero", bell, eq::kGain, 0},
          {"frequency", bell, eq::kFrequency, 100},
          {"frequency up", bell, eq::kFrequency, 15000},
          {"Q", bell, eq::kQ, 30},
          {"off", bell, eq::kOn, 0},
          {"bell to low pass", {eq::kBell, 3000, 12, 1, 2}, eq::kType, eq::kLowPass},
          {"bell to low shelf", bell, eq::kType, eq::kLowShelf},
          {"notch to band pass", {eq::kNotch, 300, 0, 2, 2}, eq::kType, eq::kBandPass},
          {"high to low pass", pass, eq::kType, eq::kLowPass},
          {"slope up", pass, eq::kSlope, 5},
          {"slope down", {eq::kHighPass, 200, 0, 0.7071, 8}, eq::kSlope, 0},
          {"output", bell, eq::kOutput, -24},
          {"bypass", {eq::kBell, 440, -24, 1, 2}, kBypass, 1},
          {"low shelf", {eq::kLowShelf, 300, 12, 0.7071, 2}, eq::kFrequency, 4000},
          {"high shelf", {eq::kHighShelf, 300, -12, 0.7071, 2}, eq::kGain, 12}};
}

EqValues values_of(const EqBand& band) {
  EqValues values = test::eq_defaults();
  test::put_band(values, 0, band);
  return values;
}

TEST(EqualiserInMotion, TurnsEveryKnobWithoutAClick) {
  const auto all = turns();
  EqRack rack;
  LaneBuffer sound(kLength);
  for (std::size_t l = 0; l < kLanes; ++l) {
    rack.begin(l, values_of(all[l].before));
    for (std::uint32_t f = 0; f < kLength; ++f)
      sound[f][l] = static_cast<float>(0.25 * std::sin(2 * std::numbers::pi * 440 * f / kRate));
  }
  rack.run(sound.get(), sound.get(), kTurn);
  for (std::size_t l = 0; l < kLanes; ++l) rack.set(l, all[l].parameter, all[l].value);
  rack.run(sound.get() + kTurn, sound.get() + kTurn, kTurn);
  for (std::size_t l = 0; l < kLanes; ++l)
    EXPECT_LT(test::treble(sound, l, kTurn + 240, kRate), -80) << all[l].name;
}

TEST(EqualiserInMotion, TurnsABandOnWithoutAClick) {
  EqRack rack;
  LaneBuffer sound(kLength);
  const auto all = turns();
  for (std::size_t l = 0; l < kLanes; ++l) {
    EqValues values = values_of(all[l].before);
    values[eq::kOn] = 0;
    rack.begin(l, values);
    for (std::uint32_t f = 0; f < kLength; ++f)
      sound[f][l] = static_cast<float>(0.25 * std::sin(2 * std::numbers::pi * 440 * f / kRate));
  }
  rack.run(sound.get(), sound.get(), kTurn);
  for (std::size_t l = 0; l < kLanes; ++l) rack.set(l, eq::kOn, 1);
  rack.run(sound.get() + kTurn, sound.get() + kTurn, kTurn);
  for (std::size_t l = 0; l < kLanes; ++l)
    EXPECT_LT(test::treble(sound, l, kTurn + 240, kRate), -80) << all[l].name;
}

TEST(EqualiserInMotion, ArrivesWhereOneThatBeganThereIs) {
  constexpr std::uint32_t kFrames = 48000;
  LaneBuffer in(kFrames), turned(kFrames), begun(kFrames);
  const auto sound = dsp::test::noise(kFrames * kLanes, 7, 0.25F);
  std::copy(sound.begin(), sound.end(), in[0]);
  EqRack a, b;
  const auto all = turns();
  for (std::size_t l = 0; l < kLanes; ++l) {
    EqValues values = values_of(all[l].before);
    a.begin(l, values);
    const bool bypass = all[l].parameter == kBypass;
    if (!bypass) values[all[l].parameter] = static_cast<float>(all[l].value);
    b.begin(l, values, bypass);
    a.set(l, all[l].parameter, all[l].value);
  }
  a.run(in.get(), turned.get(), kFrames);
  b.run(in.get(), begun.get(), kFrames);
  for (std::uint32_t f = kFrames - 4800; f < kFrames; ++f)
    for (std::size_t l = 0; l < kLanes; ++l)
      ASSERT_NEAR(turned[f][l], begun[f][l], 3e-6) << all[l].name << " frame " << f;
}

/// Throws the frequency from one end to the other every `hold` frames. Even lanes hear noise, odd ones a
/// sine; after the first half all is silent.
void sweep(LaneBuffer& sound, std::uint32_t frames, std::uint32_t hold, const EqBand& band) {
  EqRack rack;
  for (std::size_t l = 0; l < kLanes; ++l) rack.begin(l, values_of(band));
  const auto noise = dsp::test::noise(frames * kLanes, 11);
  for (std::uint32_t f = 0; f < frames / 2; ++f)
    for (std::size_t l = 0; l + 2 < kLanes; ++l)  // two lanes are always silent
      sound[f][l] = l % 2 == 0 ? noise[f * kLanes + l]
                               : static_cast<float>(std::sin(0.02 * f * static_cast<double>(l)));
  for (std::uint32_t f = 0, turn = 0; f < frames; f += hold, ++turn) {
    for (std::size_t l = 0; l < kLanes; ++l)
      rack.set(l, eq::kFrequency,
               (turn + l) % 2 == 0 ? 20.0 : 20000.0 / (1.0 + static_cast<double>(turn % 7)));
    rack.unit.process(sound.get() + f, nullptr, sound.get() + f, {hold, 120}, LaneLink::kOne);
  }
}

double loudest(LaneBuffer& sound, std::size_t lane, std::uint32_t from, std::uint32_t to) {
  double most = 0;
  for (std::uint32_t f = from; f < to; ++f)
    most = std::max(most, std::abs(static_cast<double>(sound[f][lane])));
  return most;
}

TEST(EqualiserInMotion, StaysBoundedInSweepsOfMillisecondsAndSilentOnSilence) {
  constexpr std::uint32_t kFrames = 48000;
  for (const std::uint32_t hold : {48U, 250U})
    for (const EqBand& band : {EqBand{eq::kBell, 1000, 24, 30, 2}, EqBand{eq::kLowPass, 1000, 0, 30, 2},
                               EqBand{eq::kBell, 1000, -24, 30, 2}, EqBand{eq::kBandPass, 1000, 0, 30, 2}}) {
      LaneBuffer sound(kFrames);
      sweep(sound, kFrames, hold, band);
      for (std::size_t l = 0; l < kLanes; ++l) {
        const double during = loudest(sound, l, 0, kFrames / 2);
        // At rest a sine at the band's frequency would come to 16 (bell) or 30 (low pass).
        EXPECT_LT(during, 30.0) << hold << " lane " << l << " type " << band.type;
        EXPECT_EQ(during == 0.0, l + 2 >= kLanes);
        if (l + 2 >= kLanes) {
          EXPECT_EQ(loudest(sound, l, kFrames / 2, kFrames), 0.0);
        }
        // What rings on gains nothing, however the frequency is thrown about.
        EXPECT_LE(loudest(sound, l, kFrames / 2, kFrames), std::max(during, 1.0)) << hold << " lane " << l;
      }
    }
}

TEST(EqualiserInMotion, FollowsAnAutomatedSweepOfASineWithoutNoise) {
  constexpr std::uint32_t kFrames = 24000;
  LaneBuffer sound(kFrames);
  EqRack rack;
  for (std::size_t l = 0; l < kLanes; ++l) {
    rack.begin(l, values_of({eq::kBell, 100, 12, 1.0 + static_cast<double>(l), 2}));
    for (std::uint32_t f = 0; f < kFrames; ++f)
      sound[f][l] = static_cast<float>(0.1 * std::sin(2 * std::numbers::pi * 440 * f / kRate));
  }
  for (std::uint32_t f = 0; f + 64 <= kFrames; f += 64) {
    for (std::size_t l = 0; l < kLanes; ++l) rack.set(l, eq::kFrequency, 100 * std::pow(40.0, f / 24000.0));
    rack.unit.process(sound.get() + f, nullptr, sound.get() + f, {64, 120}, LaneLink::kOne);
  }
  for (std::size_t l = 0; l < kLanes; ++l)
    for (const std::uint32_t middle : {4096U, 9000U, 14000U})
      EXPECT_LT(test::treble(sound, l, middle, kRate), -80) << l << " " << middle;
}

}  // namespace
}  // namespace corelogic::effects
