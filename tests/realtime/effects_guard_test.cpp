// effects_guard_test.cpp: every effect of the catalogue under the guard: newborn in a running studio, each of
// its values from end to end, bypassed, with a key, later and earlier, moved among other lanes, and gone.
#include <gmock/gmock.h>

#include "schema/vocabulary/effect_catalogue.h"
#include "tests/realtime/guarded_stage.h"

namespace corelogic {
namespace {

using messages::Project;
using testing::demo_document;
using testing::effect;
using testing::track_in;

constexpr std::uint32_t kInsert = 500;

std::vector<std::string> insertable() {
  std::vector<std::string> names;
  for (const auto& effect : vocabulary::kEffects)
    if (effect.insertable) names.emplace_back(effect.name);
  return names;
}

/// The demo with the effect before and after the guitar's compressor, so that its lanes have to move.
Project with_effect(const std::string& name, bool behind) {
  Project project = demo_document();
  auto& inserts = track_in(project, testing::kGuitar).inserts;
  auto insert = effect(kInsert, name);
  if (vocabulary::find_effect(name)->keyed) insert.key = {testing::kDrums, true};
  inserts.insert(behind ? inserts.end() : inserts.begin(), insert);
  project.next_id = kInsert + 1;
  return project;
}

void set(GuardedStage& stage, std::uint16_t parameter, double to) {
  stage.keeper().set({.revision = {1, stage.revision()},
                      .values = {{.node = vocabulary::make_node_id(kInsert, vocabulary::NodeRole::kInsert),
                                  .edge = {},
                                  .parameter = parameter,
                                  .value = to}}});
}

std::vector<double> ends_of(const vocabulary::ParameterDescription& parameter) {
  std::vector<double> ends{parameter.least, parameter.most, parameter.initial};
  if (parameter.scale == vocabulary::Scale::kChoice)
    for (double word = parameter.least; word <= parameter.most; ++word) ends.push_back(word);
  return ends;
}

void live_through(GuardedStage& stage, const std::string& name) {
  const auto& described = *vocabulary::find_effect(name);
  stage.order(messages::TransportPlay{});
  stage.play(demo_document());
  stage.play(with_effect(name, false));
  for (std::uint16_t p = 0; p < described.parameters.size(); ++p) {
    for (const double to : ends_of(described.parameters[p])) {
      set(stage, p, to);
      stage.run(8);
    }
  }
  for (const double bypass : {1.0, 0.0}) {
    set(stage, messages::kBypassParameter, bypass);
    stage.run(8);
  }
  stage.play(with_effect(name, true));
  stage.play(with_effect(name, false));
  stage.play(demo_document());
}

class GuardedEffectTest : public ::testing::TestWithParam<std::string> {};

TEST_P(GuardedEffectTest, LivesWithoutAskingTheSystemForAnything) {
  {
    GuardedStage first(1);  // to meet the code
    live_through(first, GetParam());
  }
  GuardedStage second(1);
  guard::forget();
  live_through(second, GetParam());
  const guard::Report seen = guard::report();
  EXPECT_TRUE(seen.clean()) << seen.text();
  EXPECT_GT(seen.scopes, 0U);
}

/// True peak, VU, correlation, and the feed of the loudness meters, on every strip.
TEST(GuardedMeters, MeasureInFullWithoutAskingTheSystemForAnything) {
  Project full = demo_document();
  for (auto& track : full.tracks)
    track.meter = {messages::MeterPoint::kPostFader, messages::MeterDetail::kFull};
  Project before = full;
  for (auto& track : before.tracks) track.meter.point = messages::MeterPoint::kPreFader;
  const auto live = [&](GuardedStage& stage) {
    stage.order(messages::TransportPlay{});
    for (const Project& project : {demo_document(), full, before, full, demo_document()}) {
      stage.play(project);
      stage.run(400);
      EXPECT_TRUE(stage.took_meters());
    }
  };
  {
    GuardedStage first(2);
    live(first);
  }
  GuardedStage second(2);
  guard::forget();
  live(second);
  const guard::Report seen = guard::report();
  EXPECT_TRUE(seen.clean()) << seen.text();
  EXPECT_GT(seen.scopes, 0U);
}

INSTANTIATE_TEST_SUITE_P(Each, GuardedEffectTest, ::testing::ValuesIn(insertable()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace corelogic
