// broken_sample_test.cpp: one sample that is no sound (an infinity, a NaN, +600 dB), in the own sound or in
// the key, and effects with the longest releases: they go on as if it had been silence.  Side: test.
#include <gtest/gtest.h>

#include <limits>

#include "engine/effects/registry.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/dynamics_rack.h"

namespace corelogic::effects {
namespace {

using namespace test;

constexpr std::size_t kBroken = 2000;  ///< the frame
constexpr std::size_t kFrames = 8000;
constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNoSounds[] = {kInfinity, -kInfinity, std::numeric_limits<float>::quiet_NaN(),
                               1e30F,     -3e38F,     1e6F};

struct Case {
  std::string_view effect;
  std::vector<std::pair<std::string_view, double>> values;
};
/// The longest releases; thresholds below the sound, but for the gate that it does not open.
const Case kCases[] = {
    {"compressor", {{"threshold", -20}, {"ratio", 20}, {"release", 2000}}},
    {"compressor", {{"threshold", -20}, {"ratio", 20}, {"release", 2000}, {"hold", 500}, {"lookahead", 20}}},
    {"compressor",
     {{"threshold", -20}, {"ratio", 20}, {"release", 2000}, {"detector", 1}, {"rmsWindow", 300}}},
    {"compressor", {{"threshold", -20}, {"ratio", 20}, {"release", 2000}, {"keyHighPass", 50}}},
    {"gate", {{"threshold", 0}, {"release", 4000}, {"hold", 2000}, {"range", 100}}},
    {"gate", {{"threshold", -40}, {"release", 4000}, {"hold", 0}, {"lookahead", 10}}},
    {"limiter", {{"release", 1000}, {"autoRelease", 0}}},
    {"limiter", {{"release", 1000}, {"lookahead", 10}, {"ceiling", -12}}},
    {"limiter", {{"release", 1000}, {"autoRelease", 0}, {"truePeak", 0}}},
    {"deesser", {{"release", 500}, {"threshold", -40}, {"mode", 1}}},
};

class BrokenSample : public ::testing::Test {
 protected:
  void TearDown() override { dsp::force_target(""); }
};

struct Heard {
  Sound sound;
  float key_peak, level;
  std::uint32_t late;
};

Heard play(const Case& one, const Sound& in, const Sound& key) {
  const auto& description = *vocabulary::find_effect(one.effect);
  Values values = initial(description.parameters);
  for (const auto& [name, value] : one.values)
    for (std::size_t p = 0; p < values.size(); ++p)
      if (description.parameters[p].name == name) values[p] = static_cast<float>(value);
  const std::vector<double> exact(values.begin(), values.end());
  const auto effect = find_maker(one.effect)->lanes(kRate);
  const auto width = static_cast<std::uint16_t>(in.size());
  KeyedRack rack(*effect, values, width, width == 16 ? 0 : 4);
  Sound out = rack.run(in, {}, {kMaxFrames}, key);
  return {std::move(out), rack.key_peak(), rack.detector_level(), description.latency_frames(exact, kRate)};
}

/// Sines that are 0 in the frame that will be broken.
Sound channels(std::size_t count, double hz) {
  Sound sound(count, std::vector<float>(kFrames));
  for (std::size_t c = 0; c < count; ++c) {
    const double turn = 2 * std::numbers::pi * hz * (1 + 0.1 * static_cast<double>(c)) / kRate;
    for (std::size_t f = 0; f < kFrames; ++f)
      sound[c][f] = static_cast<float>(0.5 * std::sin(turn * (static_cast<double>(f) - kBroken)));
  }
  return sound;
}

/// The first frame that is not the same to the bit, but for where the sample itself comes out.
std::size_t first_difference(const Heard& clean, const Heard& heard) {
  std::size_t first = kFrames;
  for (std::size_t c = 0; c < clean.sound.size(); ++c)
    for (std::size_t f = 0; f < kFrames; ++f)
      if (f != kBroken + clean.late && heard.sound[c][f] != clean.sound[c][f]) first = std::min(first, f);
  return first;
}

TEST_F(BrokenSample, InTheOwnSoundIsSilence) {
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    for (const Case& one : kCases)
      for (const std::size_t count : {1U, 2U, 4U, 16U}) {
        Sound in = channels(count, 997);
        const Heard clean = play(one, in, {});
        for (const float broken : kNoSounds) {
          in.back()[kBroken] = broken;
          const Heard heard = play(one, in, {});
          EXPECT_EQ(first_difference(clean, heard), kFrames)
              << name << " " << one.effect << " " << count << " " << broken;
          EXPECT_LT(heard.level, 1.0F) << one.effect << " " << broken;
        }
      }
  }
}

TEST_F(BrokenSample, InTheKeyIsSilence) {
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    for (const Case& one : kCases)
      for (const std::size_t count : {1U, 2U, 4U, 16U}) {
        const Sound in = channels(count, 997);
        Sound key = channels(count, 1499);
        const Heard clean = play(one, in, key);
        for (const float broken : kNoSounds) {
          key.back()[kBroken] = broken;
          const Heard heard = play(one, in, key);
          EXPECT_EQ(first_difference(clean, heard), kFrames)
              << name << " " << one.effect << " " << count << " " << broken;
          EXPECT_LT(heard.key_peak, 1.0F) << one.effect << " " << broken;
        }
      }
  }
}

TEST_F(BrokenSample, NeverComesOutOfALimiter) {
  const float ceiling = std::pow(10.0F, -12.0F / 20.0F);
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    for (const double true_peak : {0.0, 1.0})
      for (const float broken : kNoSounds) {
        Sound in = channels(2, 997);
        in[0][kBroken] = broken;
        const Case one{"limiter", {{"ceiling", -12}, {"truePeak", true_peak}, {"release", 1000}}};
        for (const auto& channel : play(one, in, {}).sound)
          for (const float x : channel)
            ASSERT_TRUE(std::abs(x) <= ceiling) << name << " " << broken << " " << x;
      }
  }
}

/// Just below what counts as broken a sound is one, and between its samples it is louder still.
TEST_F(BrokenSample, IsNotWhatIsLoudAndALimiterHoldsThat) {
  for (const std::string& name : dsp::test::targets()) {
    dsp::force_target(name.c_str());
    Sound in{constant(kFrames, 0.1F)};
    in[0][kBroken] = in[0][kBroken + 1] = 9.9e5F;
    const Case one{"limiter", {{"ceiling", -12}, {"release", 1}, {"autoRelease", 0}}};
    const Heard heard = play(one, in, {});
    for (const float x : heard.sound[0]) ASSERT_LE(std::abs(x), 0.2512F) << name;
    EXPECT_GT(heard.level, 9.9e5F);
  }
}

}  // namespace
}  // namespace corelogic::effects
