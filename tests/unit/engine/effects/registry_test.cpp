// registry_test.cpp: what the catalogue offers can be made, and keeps the promises that need no ear.
#include "engine/effects/registry.h"

#include <gtest/gtest.h>

#include "schema/vocabulary/effect_catalogue.h"
#include "tests/unit/engine/effects/rack.h"

namespace corelogic::effects {
namespace {

using test::kRate;
using test::Sound;
using test::Values;
using vocabulary::EffectDescription;

/// The sound after the effect with these values, on two channels.
Sound through(const EffectDescription& effect, const Values& values, bool bypass, const Sound& in) {
  const EffectMaker* maker = find_maker(effect.name);
  if (maker->lanes != nullptr) {
    const auto lanes = maker->lanes(kRate);
    return test::LaneRack(*lanes, 2, values, 4, bypass).run(in);
  }
  const auto planar = maker->planar(
      {.sample_rate = kRate, .channels = 2, .values = values.data(), .bypass = bypass, .sound = {}});
  return test::PlanarRack(*planar).run(in);
}

TEST(Registry, MakesEachEffectThatPeopleMayInsertInOneShape) {
  for (const EffectDescription& effect : vocabulary::kEffects) {
    const EffectMaker* maker = find_maker(effect.name);
    if (!effect.insertable) continue;
    ASSERT_NE(maker, nullptr) << effect.name;
    EXPECT_NE(maker->lanes != nullptr, maker->planar != nullptr) << effect.name;
  }
  EXPECT_EQ(find_maker("kazoo"), nullptr);
  EXPECT_EQ(find_maker("fader"), nullptr);
}

TEST(Registry, BypassedEachIsTheInputLateByJustItsLatency) {
  const Sound in = test::stereo_noise(8192, 11);
  for (const EffectDescription& effect : vocabulary::kEffects) {
    if (!effect.insertable) continue;
    const Values values = test::initial(effect.parameters);
    const std::vector<double> exact(values.begin(), values.end());
    const std::uint32_t late = effect.latency_frames(exact, kRate);
    const Sound out = through(effect, values, true, in);
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t f = late; f < 8192; ++f)
        ASSERT_EQ(out[c][f], in[c][f - late]) << effect.name << " " << f;
  }
}

TEST(Registry, EachKeepsSilenceSilentAsItIsBorn) {
  const Sound in{std::vector<float>(8192, 0.0F), std::vector<float>(8192, 0.0F)};
  for (const EffectDescription& effect : vocabulary::kEffects) {
    if (!effect.insertable) continue;
    const Sound out = through(effect, test::initial(effect.parameters), false, in);
    for (const auto& channel : out)
      for (const float x : channel) ASSERT_EQ(x, 0.0F) << effect.name;
  }
}

}  // namespace
}  // namespace corelogic::effects
