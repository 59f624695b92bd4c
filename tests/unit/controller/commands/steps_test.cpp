// steps_test.cpp: a parameter that is counted: what people say between two steps is refused; what lies there
// by itself (halfway, in a document, a journal or an undo of older days) is on the nearer one.  Side: test.
#include <gmock/gmock.h>

#include "controller/commands/undo.h"
#include "controller/project/apply_change.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace testing;
using namespace corelogic::testing;

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr InsertId kUtility{8};  // the next id of the demo

Project with_delay(double frames) {
  return after(demo(), AddInsert{kDrums, "utility", 0, {{"delay", frames}}, false});
}
double delay_in(const std::vector<NamedValue>& values) {
  for (const NamedValue& value : values)
    if (value.name == "delay") return value.value;
  ADD_FAILURE() << "no delay";
  return 0;
}
double delay_of(const Project& project) {
  return delay_in(project.tracks().find(kUtility)->parameters);
}
double delay_in_scene(const Scene& scene) {
  for (const Track& track : scene.tracks)
    for (const Insert& insert : track.inserts)
      if (insert.id == kUtility) return delay_in(insert.parameters);
  ADD_FAILURE() << "no utility";
  return 0;
}
/// The utility as it lay in a file before its delay was counted.
Insert old_utility(const Project& project, double frames) {
  Insert insert = *project.tracks().find(kUtility);
  for (NamedValue& value : insert.parameters)
    if (value.name == "delay") value.value = frames;
  return insert;
}
Project demo_with(messages::Project document) {
  auto project = Project::from_message(document);
  EXPECT_TRUE(project) << project.refusal().sentence;
  return project ? *std::move(project) : demo();
}

TEST(Steps, AreWhatACommandMaySay) {
  const Project project = with_delay(10);
  EXPECT_EQ(delay_of(after(project, SetParameter{kUtility, "delay", 11})), 11);
  const auto between = refused(project, SetParameter{kUtility, "delay", 10.5});
  EXPECT_EQ(between.code, vocabulary::RefusalCode::kInvalid);
  EXPECT_EQ(between.subject, "setParameter.value");
  EXPECT_EQ(between.sentence, "The utility's delay takes whole numbers: 10 or 11 frames, not 10.5.");
  const auto added = refused(demo(), AddInsert{kDrums, "utility", 0, {{"delay", 0.25}}, false});
  EXPECT_EQ(added.subject, "addInsert.parameters");
  EXPECT_EQ(added.sentence, "The utility's delay takes whole numbers: 0 or 1 frames, not 0.25.");
  EXPECT_EQ(refused(project, SetParameter{kUtility, "delay", 5000}).sentence,
            "The utility's delay cannot be 5000; its range is 0 to 4800 frames.");
}

TEST(Steps, AreWhereAMorphGoes) {
  Project project = after(with_delay(10), StoreScene{{}, "Near"});
  project = after(project, SetParameter{kUtility, "delay", 13});
  project = after(project, StoreScene{{}, "Far"});
  const auto at = [&](double amount) {
    return delay_of(after(project, MorphScenes{SceneId{9}, SceneId{10}, amount}));
  };
  EXPECT_EQ(at(0), 10);
  EXPECT_EQ(at(0.1), 10);
  EXPECT_EQ(at(0.3), 11);
  EXPECT_EQ(at(0.5), 12) << "11.5: the upper one, as it was played";
  EXPECT_EQ(at(0.9), 13);
}

TEST(Steps, AreWhereAnOldDocumentGoesWithItsOtherSideAndItsScenes) {
  const Project project = after(with_delay(10), StoreScene{{}, "Near"});
  messages::Project document = project.to_message();
  const auto age = [&](Track& track) {
    for (Insert& insert : track.inserts)
      if (insert.id == kUtility) {
        insert.other = old_utility(project, 3.2).parameters;
        insert.parameters = old_utility(project, 10.5).parameters;
      }
  };
  for (Track& track : document.tracks) age(track);
  for (Track& track : document.scenes.at(0).tracks) age(track);
  const Project opened = demo_with(document);
  EXPECT_EQ(delay_of(opened), 11);
  EXPECT_EQ(delay_in(opened.tracks().find(kUtility)->other), 3);
  EXPECT_EQ(delay_in_scene(opened.scenes().at(0)), 11);
  const Project recalled = after(after(opened, SetParameter{kUtility, "delay", 0}), RecallScene{SceneId{9}});
  EXPECT_EQ(delay_of(recalled), 11);
  EXPECT_EQ(demo_with(opened.to_message()), opened);
}

TEST(Steps, OfWordsAreNotRoundedInADocument) {
  messages::Project document = with_delay(0).to_message();
  for (Track& track : document.tracks)
    for (Insert& insert : track.inserts)
      for (NamedValue& value : insert.parameters)
        if (insert.id == kUtility && value.name == "mode") value.value = 0.5;
  const auto opened = Project::from_message(document);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.refusal().sentence, HasSubstr("0.5 lies between"));
}

TEST(Steps, AreWhereAnOldJournalGoes) {
  Project project = after(with_delay(4), StoreScene{{}, "Near"});
  project::apply(project, Change{ParameterSet{kUtility, "delay", 10.5}});
  EXPECT_EQ(delay_of(project), 11);
  const Insert old = old_utility(project, 20.4);
  project::apply(project, Change{InsertValuesSet{kUtility, old.parameters, old.parameters, false}});
  EXPECT_EQ(delay_of(project), 20);
  EXPECT_EQ(delay_in(project.tracks().find(kUtility)->other), 20);
  const Insert back = old_utility(project, 1.5);
  project::apply(project, Changes{InsertRemoved{kUtility}, InsertAdded{kDrums, back, 0}});
  EXPECT_EQ(delay_of(project), 2);
  Scene scene = project.scenes()[0];
  for (Track& track : scene.tracks)
    for (Insert& insert : track.inserts)
      if (insert.id == kUtility) insert = old;
  project::apply(project, Change{SceneStored{scene}});
  EXPECT_EQ(delay_in_scene(project.scenes()[0]), 20);
  project::apply(project, Changes{SceneRemoved{scene.id}, SceneAdded{scene, 0}});
  EXPECT_EQ(delay_in_scene(project.scenes()[0]), 20);
}

// The step was taken in the days before: its way back says 10.5. Who follows the changes is to get what is
// kept.
TEST(Steps, AreWhatAnOldUndoSaysToAll) {
  const Project project = with_delay(4);
  const Insert old = old_utility(project, 10.5);
  const auto value = plan_undo(project, {ParameterSet{kUtility, "delay", 10.5}}, {});
  ASSERT_TRUE(value);
  EXPECT_THAT(value->changes, ElementsAre(Change{ParameterSet{kUtility, "delay", 11}}));
  const auto side = plan_undo(project, {InsertValuesSet{kUtility, old.parameters, old.parameters, true}}, {});
  ASSERT_TRUE(side);
  ASSERT_EQ(side->changes.size(), 1U);
  const auto& values = std::get<InsertValuesSet>(side->changes[0]);
  EXPECT_EQ(delay_in(values.parameters), 11);
  EXPECT_EQ(delay_in(values.other), 11);
  EXPECT_TRUE(values.side_b);
  const auto scene = after(project, StoreScene{{}, "Near"}).scenes()[0];
  Scene aged = scene;
  for (Track& track : aged.tracks)
    for (Insert& insert : track.inserts)
      if (insert.id == kUtility) insert.parameters = old.parameters;
  const auto stored = plan_undo(after(project, StoreScene{{}, "Near"}), {SceneStored{aged}}, {});
  ASSERT_TRUE(stored);
  EXPECT_EQ(delay_in_scene(std::get<SceneStored>(stored->changes.at(0)).scene), 11);
}

}  // namespace
}  // namespace corelogic::commands
