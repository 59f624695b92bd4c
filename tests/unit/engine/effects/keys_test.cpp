// keys_test.cpp: limiter and de-esser listening to another sound; and to their own, as if it were another.
// Side: test.
#include <gtest/gtest.h>

#include "engine/effects/deesser.h"
#include "engine/effects/limiter.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/dynamics_rack.h"

namespace corelogic::effects {
namespace {

using namespace test;
namespace deesser = vocabulary::deesser;
namespace limiter = vocabulary::limiter;

constexpr std::size_t kFrames = 48000;

float peak_after(const std::vector<float>& sound, std::size_t from) {
  float most = 0;
  for (std::size_t f = from; f < sound.size(); ++f) most = std::max(most, std::abs(sound[f]));
  return most;
}

TEST(KeyedDeEsser, TakesFromTheSoundWhatTheKeyAsksFor) {
  const Sound voice{sine(kFrames, 1000, 0.5)}, sharp{sine(kFrames, 9000, 0.5)};
  const Values values = with(initial(deesser::kParameters), {{deesser::kMode, 1}});
  DeEsser alone(kRate), keyed(kRate);
  KeyedRack without(alone, values), beside(keyed, values);
  EXPECT_NEAR(peak_after(without.run(voice)[0], 24000), 0.5, 1e-3);
  EXPECT_EQ(without.key_peak(), 0.0F);
  const auto out = beside.run(voice, {}, {kMaxFrames}, sharp)[0];
  // All of the key is above 6 kHz: its share exceeds the threshold by nearly 12 dB, all the range.
  const double share = 20 * std::log10(butterworth(9000, 6000, true));
  EXPECT_NEAR(20 * std::log10(peak_after(out, 24000) / 0.5), -(12 + share), 0.1);
  EXPECT_NEAR(beside.gain_reduction(), -(12 + share), 0.1);
  EXPECT_NEAR(beside.key_peak(), 0.5 / std::numbers::sqrt2 * butterworth(9000, 6000, true), 0.01);
  EXPECT_EQ(beside.key_peak(), 0.0F);
}

TEST(KeyedDeEsser, LetsHearTheKeyWhenListening) {
  const Sound voice{sine(kFrames, 1000, 0.5)}, sharp{sine(kFrames, 9000, 0.25)};
  DeEsser effect(kRate);
  KeyedRack rack(effect, with(initial(deesser::kParameters), {{deesser::kListen, 1}}));
  const auto out = rack.run(voice, {}, {kMaxFrames}, sharp)[0];
  // Samples of 9 kHz miss its crest by up to 2 %.
  EXPECT_NEAR(peak_after(out, 24000), 0.25 * butterworth(9000, 6000, true), 0.005);
}

TEST(KeyedLimiter, HoldsTheKeyBelowTheCeilingAndTheSoundWithIt) {
  const Sound quiet{sine(kFrames, 1000, 0.1)}, loud{sine(kFrames, 500, 1.0)};
  Limiter effect(kRate);
  KeyedRack rack(effect, with(initial(limiter::kParameters), {{limiter::kCeiling, -12}}));
  const auto out = rack.run(quiet, {}, {kMaxFrames}, loud)[0];
  EXPECT_NEAR(20 * std::log10(peak_after(out, 24000) / 0.1), -12, 0.5);
  EXPECT_NEAR(rack.gain_reduction(), -12, 0.2);
  EXPECT_NEAR(rack.key_peak(), 1.0, 0.01);
  EXPECT_EQ(rack.key_peak(), 0.0F);
  Limiter other(kRate);
  KeyedRack reverse(other, with(initial(limiter::kParameters), {{limiter::kCeiling, -12}}));
  const auto untouched = reverse.run(loud, {}, {kMaxFrames}, quiet)[0];
  EXPECT_NEAR(peak_after(untouched, 24000), 1.0, 1e-4) << "its own loudness is not what it listens to";
}

/// A block beside another strip's key: who has none hears itself, to the bit as without.
template <class Effect>
void expect_same_as_its_own_key(const Values& values) {
  const Sound in{swelling(256 * 60, 21), swelling(256 * 60, 22, 700)};
  Effect plain(kRate), keyed(kRate);
  KeyedRack without(plain, values, 2, 4), with_own(keyed, values, 2, 4);
  EXPECT_EQ(without.run(in), with_own.run(in, {}, {kMaxFrames}, in));
  // And when the other strip's key comes only now.
  EXPECT_EQ(without.run(in), with_own.run(in));
  EXPECT_EQ(without.run(in), with_own.run(in, {}, {64}, in));
}

TEST(KeyedDeEsser, HearsItselfInABlockOfKeys) {
  expect_same_as_its_own_key<DeEsser>(with(initial(deesser::kParameters), {{deesser::kThreshold, -20}}));
}
TEST(KeyedLimiter, HearsItselfInABlockOfKeys) {
  expect_same_as_its_own_key<Limiter>(with(initial(limiter::kParameters), {{limiter::kCeiling, -9}}));
}

}  // namespace
}  // namespace corelogic::effects
