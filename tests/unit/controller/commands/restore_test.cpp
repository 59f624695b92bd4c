// restore_test.cpp: back to what it was by a change of its own, and differences told as sentences.
#include "controller/commands/restore.h"

#include <gmock/gmock.h>

#include "controller/commands/change_text.h"
#include "controller/commands/undo.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace testing;
using namespace corelogic::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Project worked_on() {
  Project project = after(demo(), SetVolume{kGuitar, {-12}});
  project = after(project, RemoveTrack{kReverb});
  project = after(project, AddTrack{TrackKind::kAudio, "Voice", 1});
  project = after(project, RenameTrack{kDrums, "Kit"});
  return after(project, StoreScene{{}, "Verse"});
}

TEST(Restore, GivesOnlyWhatDiffersKeepsIdsAndIsTakenBackByItsInverse) {
  const Project now = worked_on();
  const Validated restored = restore(now, demo(), 0);
  EXPECT_EQ(restored.label, "restore revision 0");
  EXPECT_TRUE(restored.notes.empty());
  Project there = now;
  project::apply(there, restored.changes);
  auto document = there.to_message();
  document.next_id = demo_document().next_id;
  EXPECT_EQ(document, demo().to_message());
  for (const Change& change : restored.changes) EXPECT_FALSE(std::holds_alternative<ProjectReplaced>(change));
  const auto undone = plan_undo(there, project::invert(now, restored.changes), {});
  ASSERT_TRUE(undone);
  EXPECT_THAT(undone->notes, IsEmpty());
  project::apply(there, undone->changes);
  EXPECT_EQ(there, now);
}

TEST(Restore, OfWhatIsSoAlreadySaysSo) {
  const Validated restored = restore(demo(), demo(), 7);
  EXPECT_TRUE(restored.changes.empty());
  EXPECT_THAT(restored.notes, ElementsAre("Everything is as it was at revision 7."));
}

TEST(Restore, ReplacesTheWholeWhereNoChangeLeads) {
  messages::Project other = demo_document();
  other.sample_rate = 96'000;
  other.name = "Another";
  const Validated restored = restore(demo(), *Project::from_message(other), 3);
  ASSERT_EQ(restored.changes.size(), 1U);
  const auto& replaced = std::get<ProjectReplaced>(restored.changes[0]);
  EXPECT_EQ(replaced.project.sample_rate, 96'000U);
  EXPECT_EQ(replaced.project.name, "Demo");
}

TEST(Differences, AreSentencesWithBothValues) {
  Project to = after(demo(), SetVolume{kGuitar, {-12}});
  to = after(to, SetMute{kDrums, true});
  to = after(to, SetParameter{kCompressor, "threshold", -30});
  to = after(to, SetOutput{kDrums, TrackOutput{kReverb}, {}});
  to = after(to, SetSendLevel{kGuitarSend, {-20}});
  EXPECT_THAT(differences(demo(), to),
              UnorderedElementsAre(
                  "The volume of Guitar: -3.0 dB, then -12.0 dB.", "The mute of Drums: off, then on.",
                  "The threshold of the compressor of Guitar: " + std::string("-18 dB, then -30 dB."),
                  "The output of Drums: Master, then Reverb.",
                  "The send level of the send from Guitar to Reverb: -6.0 dB, then -20.0 dB."));
  EXPECT_THAT(differences(demo(), demo()), IsEmpty());
}

TEST(Differences, TellWhatCameAndWentOnceEach) {
  const auto lines = differences(demo(), worked_on());
  EXPECT_THAT(lines, ::testing::Contains("The track Reverb is gone."));
  EXPECT_THAT(lines, ::testing::Contains("The track Voice is new."));
  EXPECT_THAT(lines, ::testing::Contains("The name of Kit: Drums, then Kit."));
  EXPECT_THAT(lines, ::testing::Contains("The scene Verse is new."));
  EXPECT_THAT(lines, ::testing::Contains("The send from Guitar to Reverb is gone."));
}

}  // namespace
}  // namespace corelogic::commands
