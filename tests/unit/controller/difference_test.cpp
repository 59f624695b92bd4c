// difference_test.cpp: from any state of a random history to any other, there and back, by changes that each
// hold where they stand.
#include "controller/project/difference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "controller/commands/check_change.h"
#include "controller/commands/dispatch.h"
#include "controller/project/apply_change.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/random_commands.h"

namespace corelogic::project {
namespace {

using namespace corelogic::testing;

/// Next ids are never given back, and nobody orders sends.
messages::Project comparable(const Project& project) {
  messages::Project document = project.to_message();
  document.next_id = 0;
  for (Track& track : document.tracks) std::ranges::sort(track.sends, {}, &Send::id);
  return document;
}

Project apply_checked(Project state, const Changes& changes) {
  for (const Change& change : changes) {
    const auto good = commands::check_change(state, change);
    EXPECT_TRUE(good) << "change " << change.index() << ": " << (good ? "" : good.refusal().sentence);
    apply(state, change);
  }
  return state;
}

class Difference : public ::testing::TestWithParam<unsigned> {};

TEST_P(Difference, LeadsFromAnyStateToAnyOtherAndBackThroughValidOnes) {
  RandomCommands random(GetParam());
  std::mt19937 dice(GetParam());
  Project project = demo();
  std::vector<Project> states{project};
  for (int step = 0; step < 300; ++step) {
    const auto validated = commands::validate(project, random.next(project));
    if (!validated) continue;
    apply(project, validated->changes);
    if (step % 10 == 0) states.push_back(project);
  }
  for (int trial = 0; trial < 60; ++trial) {
    SCOPED_TRACE(trial);
    const Project& now = states[dice() % states.size()];
    const Project& wanted = states[dice() % states.size()];
    const auto changes = difference(now.to_message(), wanted.to_message());
    ASSERT_TRUE(changes);
    const Project there = apply_checked(now, *changes);
    EXPECT_EQ(comparable(there), comparable(wanted));
    const Project back = apply_checked(there, invert(now, *changes));
    EXPECT_EQ(comparable(back), comparable(now));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Difference, ::testing::Range(1U, 13U));

TEST(Difference, OfEqualProjectsIsNothing) {
  const auto changes = difference(demo_document(), demo_document());
  ASSERT_TRUE(changes);
  EXPECT_TRUE(changes->empty());
}

TEST(Difference, SwapsTwoNamesByWayOfAThird) {
  messages::Project wanted = demo_document();
  std::swap(track_in(wanted, kGuitar).name, track_in(wanted, kDrums).name);
  const auto changes = difference(demo_document(), wanted);
  ASSERT_TRUE(changes);
  wanted.next_id = 0;
  EXPECT_EQ(comparable(apply_checked(demo(), *changes)), wanted);
}

TEST(Difference, SaysWhenNoChangeCanDoIt) {
  messages::Project rate = demo_document();
  rate.sample_rate = 96'000;
  EXPECT_FALSE(difference(demo_document(), rate));
  messages::Project width = demo_document();
  track_in(width, kDrums).channels = 1;
  EXPECT_FALSE(difference(demo_document(), width));
}

TEST(Difference, CarriesScenesGroupsWiresAndTheRestOfTheDesk) {
  messages::Project wanted = demo_document();
  wanted.next_id = 20;
  wanted.mute_groups = {{MuteGroupId{10}, "Band", true}};
  track_in(wanted, kGuitar).mute_groups = {MuteGroupId{10}};
  track_in(wanted, kGuitar).safe = {"volume"};
  Scene verse;
  verse.id = SceneId{11};
  verse.name = "Verse";
  verse.tracks = demo_document().tracks;
  Scene chorus = verse;
  chorus.id = SceneId{12};
  chorus.name = "Chorus";
  wanted.scenes = {chorus, verse};
  wanted.wires = {{"in_1", "system:capture_2"}};
  wanted.custom_wiring = true;
  wanted.solo.exclusive = true;
  wanted.tempo = 90;
  const auto changes = difference(demo_document(), wanted);
  ASSERT_TRUE(changes);
  Project there = apply_checked(demo(), *changes);
  apply(there, IdsTaken{20});
  EXPECT_EQ(there.to_message(), wanted);
  const auto back = difference(there.to_message(), demo_document());
  ASSERT_TRUE(back);
  EXPECT_EQ(comparable(apply_checked(there, *back)), comparable(demo()));
}

}  // namespace
}  // namespace corelogic::project
