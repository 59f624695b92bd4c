// send_commands_test.cpp: how many sends there may be, and that they are counted together.
#include <gmock/gmock.h>

#include "controller/commands/undo.h"
#include "controller/project/invert_change.h"
#include "controller/tracks/strip_rules.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::commands {
namespace {

using namespace corelogic::testing;
using namespace testing;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

/// `count` sends of Drums to Reverb, besides the one of Guitar.
messages::Project with_sends(std::uint32_t count) {
  auto document = demo_document();
  document.next_id = 100'000;
  for (std::uint32_t id = 100; id < 100 + count; ++id)
    track_in(document, kDrums).sends.push_back({SendId{id}, kReverb, {}, 0, false});
  return document;
}

TEST(SendCommands, HaveNoLimitInAStripButTheProjects) {
  const auto most = static_cast<std::uint32_t>(tracks::kMostSends);
  const Project nearly = *Project::from_message(with_sends(most - 2));
  const Project full = after(nearly, AddSend{kDrums, kReverb});
  EXPECT_EQ(full.tracks().find(kDrums)->sends.size(), most - 1);
  const auto no = refused(full, AddSend{kGuitar, kReverb});
  EXPECT_EQ(no.code, RefusalCode::kInvalid);
  EXPECT_EQ(no.subject, "addSend");
  EXPECT_THAT(no.sentence, HasSubstr("at most 32768 sends, all strips together"));
  EXPECT_TRUE(ask(after(full, RemoveSend{kGuitarSend}), AddSend{kGuitar, kReverb}));
}

TEST(SendCommands, ComeBackByUndoOnlyWhileThereIsRoom) {
  const auto most = static_cast<std::uint32_t>(tracks::kMostSends);
  const Project full = *Project::from_message(with_sends(most - 1));
  const auto removed = accepted(full, RemoveTrack{kGuitar});
  const Changes inverse = project::invert(full, removed.changes);
  Project now = full;
  project::apply(now, removed.changes);
  EXPECT_TRUE(plan_undo(now, inverse, {})->notes.empty());
  const Project crowded = after(now, AddSend{kDrums, kReverb});  // somebody took its place
  const auto plan = plan_undo(crowded, inverse, {});
  ASSERT_TRUE(plan);
  EXPECT_THAT(plan->notes, ::testing::Contains(HasSubstr("the project has 32768 sends")));
}

}  // namespace
}  // namespace corelogic::commands
