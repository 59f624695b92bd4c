// reverb_extras_test.cpp: the reverb's early reflections, modulation, freeze and low cut, and that no knob
// clicks.
#include <gtest/gtest.h>

#include <functional>

#include "engine/effects/early_reflections.h"
#include "tests/unit/engine/dsp/sound.h"
#include "tests/unit/engine/effects/reverb_room.h"

namespace corelogic::effects {
namespace {

using namespace reverb_test;

double decibels(double power) {
  return 10 * std::log10(power);
}

TEST(ReverbExtras, KeepTheDecayTimeWithinTenPercentWhileModulated) {
  for (const float decay : {0.3F, 1.8F, 10.0F})
    for (const float size : {0.2F, 0.5F, 1.0F})
      for (const float hz : {0.3F, 5.0F}) {
        const Settings s{.pre_delay_ms = 0,
                         .decay_s = decay,
                         .damping_hz = 20000,
                         .size = size,
                         .modulation = 100,
                         .modulation_hz = hz};
        const auto heard = impulse_response(s, decay * 1.2 + 0.3);
        EXPECT_NEAR(decay_time(middle_octave(heard.left)) / decay, 1.0, 0.1) << decay << ", size " << size;
        EXPECT_NEAR(decay_time(middle_octave(heard.right)) / decay, 1.0, 0.1) << decay << ", size " << size;
      }
}

TEST(ReverbExtras, ModulationBendsThePitchOfAHeldToneAndNoneDoesNot) {
  // The power that leaves the tone's own bin in the last second of a steady 1 kHz.
  const auto away = [](float depth) {
    const Settings s{.decay_s = 0.5F, .modulation = depth, .modulation_hz = 2};
    Sound tone(144000);
    for (std::size_t f = 0; f < tone.size(); ++f)
      tone[f] = static_cast<float>(std::sin(2 * M_PI * 1000 * static_cast<double>(f) / kRate));
    const auto heard = Room(s).render(tone, tone);
    double re = 0, im = 0;
    for (std::size_t f = 96000; f < 144000; ++f) {
      re += heard.left[f] * std::cos(2 * M_PI * 1000 * static_cast<double>(f) / kRate);
      im += heard.left[f] * std::sin(2 * M_PI * 1000 * static_cast<double>(f) / kRate);
    }
    const double own = 2 * (re * re + im * im) / 48000;
    return decibels(std::max(1e-12, 1 - own / energy(heard.left, 96000)));
  };
  EXPECT_LT(away(0), -60);
  EXPECT_GT(away(100), -10);
}

TEST(ReverbExtras, FreezeHoldsTheEnergyWithinHalfADecibelForAMinute) {
  for (const float modulation : {0.0F, 80.0F}) {
    Settings s{.decay_s = 1, .damping_hz = 3000, .size = 0.6F, .early_db = 0, .modulation = modulation};
    Room room(s);
    const auto left = dsp::test::noise(48000, 1), right = dsp::test::noise(48000, 2);
    room.render(left, right);
    s.freeze = 1;
    s.decay_s = 0.2F;  // and what is set meanwhile waits
    s.size = 0.2F;
    s.damping_hz = 1000;
    room.set(s);
    const auto held = room.render(left, right);  // new sound is not taken in
    const Sound silence(std::size_t{58} * 48000, 0.0F);
    const auto later = room.render(silence, silence);
    const double before = energy(held.left, 9600) + energy(held.right, 9600);
    const std::size_t from = silence.size() - 38400;
    EXPECT_NEAR(decibels((energy(later.left, from) + energy(later.right, from)) / before), 0, 0.5);
    s.freeze = 0;
    room.set(s);
    const auto thawed = room.render(Sound(48000, 0.0F), Sound(48000, 0.0F));
    EXPECT_LT(energy(thawed.left, 24000), 1e-6 * energy(thawed.left, 0, 4800));
  }
}

TEST(ReverbExtras, ABornFrozenReverbIsSilent) {
  const auto noise = dsp::test::noise(48000, 1);
  EXPECT_EQ(energy(Room({.early_db = 0, .freeze = 1}).render(noise, noise).left), 0.0);
}

TEST(ReverbExtras, EarlyReflectionsComeWhenAndAsLoudAsTheTableSays) {
  const auto table = early_reflections();
  for (const float size : {0.25F, 1.0F}) {
    // The impulse is on the left only; size 0.25 has its first late echo after 7.7 ms, at size 1 after 31.
    Sound left(24000, 0.0F), right = left;
    left[0] = 1;
    Settings s{.pre_delay_ms = 10, .size = size};
    const auto without = Room(s).render(left, right);
    s.early_db = -6;
    const auto with = Room(s).render(left, right);
    for (std::size_t ear = 0; ear < 2; ++ear) {
      Sound wanted(24000, 0.0F);
      for (std::size_t i = 0; i < kTapsOfAPath; ++i) {
        const EarlyTap& tap = table[ear][i + (ear == 0 ? 0 : kTapsOfAPath)];
        wanted[480 + static_cast<std::size_t>(tap.seconds * static_cast<double>(size) * kRate)] +=
            tap.gain * std::pow(10.0F, -6.0F / 20);
      }
      const Sound& a = ear == 0 ? with.left : with.right;
      const Sound& b = ear == 0 ? without.left : without.right;
      for (std::size_t f = 0; f < wanted.size(); ++f) ASSERT_NEAR(a[f] - b[f], wanted[f], 1e-5) << f;
    }
  }
}

TEST(ReverbExtras, EarlyReflectionsAreAsLoudAsTheInputAndWide) {
  const auto noise = dsp::test::noise(96000, 1);
  const auto left = dsp::test::noise(96000, 2), right = dsp::test::noise(96000, 3);
  // Frozen from the start would mute them; so the late sound is taken away by a difference.
  const auto early = [](const Sound& a, const Sound& b) {
    auto with = Room({.early_db = 0}).render(a, b), without = Room({}).render(a, b);
    for (std::size_t f = 0; f < a.size(); ++f) {
      with.left[f] -= without.left[f];
      with.right[f] -= without.right[f];
    }
    return with;
  };
  const auto heard = early(left, right);
  EXPECT_NEAR(decibels(energy(heard.left, 9600) / energy(left, 9600)), 0, 1);
  EXPECT_NEAR(decibels(energy(heard.right, 9600) / energy(right, 9600)), 0, 1);
  const auto middle = early(noise, noise);
  double both = 0;
  for (std::size_t f = 0; f < noise.size(); ++f)
    both += static_cast<double>(middle.left[f]) * middle.right[f];
  EXPECT_LT(std::abs(both) / std::sqrt(energy(middle.left) * energy(middle.right)), 0.5);
}

TEST(ReverbExtras, TheLowCutFollowsButterworth) {
  // The wet sound with and without it, each bin of the decaying tail compared.
  const auto power = [](const Sound& x, double hz) {
    double re = 0, im = 0;
    for (std::size_t f = 0; f < x.size(); ++f) {
      re += x[f] * std::cos(2 * M_PI * hz * static_cast<double>(f) / kRate);
      im += x[f] * std::sin(2 * M_PI * hz * static_cast<double>(f) / kRate);
    }
    return re * re + im * im;
  };
  const auto all = impulse_response({.decay_s = 0.3F}, 1);
  const auto cut = impulse_response({.decay_s = 0.3F, .low_cut_hz = 400}, 1);
  for (const double hz : {50.0, 100.0, 200.0, 400.0, 1000.0, 5000.0}) {
    const double r = std::pow(std::tan(M_PI * 400 / kRate) / std::tan(M_PI * hz / kRate), 4);
    EXPECT_NEAR(decibels(power(cut.left, hz) / power(all.left, hz)), -decibels(1 + r), 0.1) << hz;
  }
}

/// Steepest step of a steady low tone's reverberation while `turn` sets things every tenth of a second, as a
/// part of the loudest sample. 100 Hz itself has 0.013.
float steepest(const std::function<void(Settings&, bool odd)>& turn) {
  constexpr std::size_t kFrames = 96000;
  Sound tone(kFrames), out(kFrames), unused(kFrames);
  for (std::size_t f = 0; f < kFrames; ++f)
    tone[f] = static_cast<float>(std::sin(2 * M_PI * 100 * static_cast<double>(f) / kRate));
  Settings s{.decay_s = 1, .early_db = -6};
  Room room(s);
  for (std::size_t at = 0; at < kFrames; at += 64) {
    if (at >= 48000 && at % 4800 == 0) turn(s, at / 4800 % 2 == 1);
    room.set(s);
    room.process(&tone[at], &tone[at], &out[at], &unused[at], 64);
  }
  float most = 0, loudest = 0;
  for (std::size_t f = 4800; f < kFrames; ++f) {
    most = std::max(most, std::abs(out[f] - out[f - 1]));
    loudest = std::max(loudest, std::abs(out[f]));
  }
  return most / loudest;
}

TEST(ReverbExtras, NoKnobClicks) {
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.size = odd ? 0.3F : 0.9F; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.pre_delay_ms = odd ? 3 : 90; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.early_db = odd ? 0 : kOff; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.modulation = odd ? 100 : 0; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.modulation = 100, s.modulation_hz = odd ? 5 : 1; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.freeze = odd; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.low_cut_hz = odd ? 300 : 20; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.mix = odd ? 100 : 30; }), 0.02);
  EXPECT_LT(steepest([](Settings& s, bool odd) { s.bypass = odd; }), 0.02);
}

}  // namespace
}  // namespace corelogic::effects
