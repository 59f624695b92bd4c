// effect_catalogue_test.cpp: the catalogue is right in itself, whatever is added to it.
#include "schema/vocabulary/effect_catalogue.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

namespace corelogic::vocabulary {
namespace {

TEST(EffectCatalogue, HasEachNameOnce) {
  std::set<std::string_view> names;
  for (const auto& effect : kEffects) EXPECT_TRUE(names.insert(effect.name).second) << effect.name;
  for (const auto& effect : kEffects) EXPECT_EQ(find_effect(effect.name), &effect);
  EXPECT_EQ(find_effect("kazoo"), nullptr);
  EXPECT_EQ(find_effect(""), nullptr);
}

TEST(EffectCatalogue, FindsParametersByName) {
  for (const auto& effect : kEffects) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < effect.parameters.size(); ++i) {
      EXPECT_TRUE(names.insert(effect.parameters[i].name).second)
          << effect.name << "." << effect.parameters[i].name;
      EXPECT_EQ(effect.find(effect.parameters[i].name), i);
    }
    EXPECT_FALSE(effect.find("nothing of the kind"));
  }
}

TEST(EffectCatalogue, StartsInsideEachRange) {
  for (const auto& effect : kEffects)
    for (const auto& parameter : effect.parameters) {
      const std::string name = std::string(effect.name) + "." + std::string(parameter.name);
      EXPECT_LT(parameter.least, parameter.most) << name;
      EXPECT_GE(parameter.initial, parameter.least) << name;
      EXPECT_LE(parameter.initial, parameter.most) << name;
      EXPECT_TRUE(std::isfinite(parameter.most)) << name;
      EXPECT_TRUE(parameter.scale == Scale::kDecibels || std::isfinite(parameter.initial))
          << name;  // -inf: off
      EXPECT_TRUE(parameter.scale != Scale::kLogarithmic || parameter.least > 0) << name;
      EXPECT_TRUE(parameter.scale == Scale::kDecibels || std::isfinite(parameter.least)) << name;
    }
}

// Words are steps; what is counted has whole steps to the end of its range, and a comparison tells them.
TEST(EffectCatalogue, CountsInStepsThatFitEachRange) {
  for (const auto& effect : kEffects)
    for (const auto& parameter : effect.parameters) {
      const std::string name = std::string(effect.name) + "." + std::string(parameter.name);
      const bool words = parameter.scale == Scale::kSwitch || parameter.scale == Scale::kChoice;
      EXPECT_GE(parameter.step, 0) << name;
      EXPECT_TRUE(!words || parameter.step == 1) << name;
      if (parameter.step == 0) continue;
      EXPECT_TRUE(std::isfinite(parameter.least)) << name;
      EXPECT_EQ(std::exp2(std::round(std::log2(parameter.step))), parameter.step) << name;
      EXPECT_EQ(parameter.on_step(parameter.most), parameter.most) << name;
      EXPECT_EQ(parameter.on_step(parameter.initial), parameter.initial) << name;
    }
  const auto& utility = *find_effect("utility");
  EXPECT_EQ(utility.parameters[utility::kDelay].step, 1);
  EXPECT_EQ(utility.parameters[utility::kDelay].unit, "frames");
}

TEST(EffectCatalogue, GoesToTheNearestStepAndLeavesWhatIsNoneOfItsValues) {
  const ParameterDescription delay = counted("delay", "frames", 0, 4800, 0);
  for (const auto& [value, step] : std::initializer_list<std::pair<double, double>>{
           {10, 10}, {10.49, 10}, {10.5, 11}, {0.2, 0}, {4799.6, 4800}, {4800.4, 4800.4}, {-0.2, -0.2}})
    EXPECT_EQ(delay.on_step(value), step) << value;
  EXPECT_TRUE(std::isnan(delay.on_step(std::nan(""))));
  const ParameterDescription from_odd{
      .name = "x", .unit = "", .least = -1, .most = 12, .initial = 0, .step = 0.5};
  EXPECT_EQ(from_odd.on_step(-0.8), -1);
  EXPECT_EQ(from_odd.on_step(0.3), 0.5);
  EXPECT_EQ(on_off("x", false).on_step(0.4), 0);
  const ParameterDescription free{.name = "x", .unit = "", .least = 0, .most = 1, .initial = 0};
  EXPECT_EQ(free.on_step(0.123), 0.123);
}

TEST(EffectCatalogue, TakesOneTo64Channels) {
  for (const auto& effect : kEffects) {
    EXPECT_GE(effect.most_channels, 1) << effect.name;
    EXPECT_LE(effect.most_channels, 64) << effect.name;
    EXPECT_FALSE(effect.title.empty()) << effect.name;
  }
}

TEST(EffectCatalogue, LetsPeopleInsertWhatIsMeantForThem) {
  EXPECT_TRUE(find_effect("compressor")->insertable);
  EXPECT_TRUE(find_effect("reverb")->insertable);
  EXPECT_FALSE(find_effect("fader")->insertable);
  EXPECT_FALSE(find_effect("pan")->insertable);
  EXPECT_FALSE(find_effect("output")->insertable);
}

TEST(EffectCatalogue, SaysWhichEffectsPlayAFile) {
  EXPECT_TRUE(find_effect("convolution")->plays_file);
  EXPECT_FALSE(find_effect("reverb")->plays_file);
}

TEST(EffectCatalogue, KeepsTheOrderOfItsNumbers) {
  EXPECT_EQ(find_effect("fader")->find("mute"), std::size_t{fader::kMute});
  EXPECT_EQ(find_effect("pan")->find("pan"), std::size_t{pan::kPan});
  EXPECT_EQ(find_effect("output")->find("monitorLevel"), std::size_t{output::kMonitorLevel});
  EXPECT_EQ(find_effect("compressor")->find("makeup"), std::size_t{compressor::kMakeup});
  EXPECT_EQ(find_effect("reverb")->find("mix"), std::size_t{reverb::kMix});
  EXPECT_EQ(find_effect("reverb")->find("lowCut"), std::size_t{reverb::kLowCut});
  EXPECT_EQ(find_effect("convolution")->find("normalise"), std::size_t{convolution::kNormalise});
}

}  // namespace
}  // namespace corelogic::vocabulary
