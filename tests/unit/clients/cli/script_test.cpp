// script_test.cpp: lines split as a shell does, what a batch foresees, and what may stand at a cursor.  Side:
// test.
#include "clients/cli/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/completion.h"
#include "clients/cpp/names.h"
#include "tests/unit/clients/cpp/fake_controller.h"

namespace corelogic::cli {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(SplitLine, PartsAtBlanksAndKeepsWhatIsQuoted) {
  EXPECT_THAT(split_line("  track add\tGuitar ").words, ElementsAre("track", "add", "Guitar"));
  EXPECT_THAT(split_line("track add 'Lead guitar' \"a 'b'\" c\\ d").words,
              ElementsAre("track", "add", "Lead guitar", "a 'b'", "c d"));
  EXPECT_THAT(split_line("x '' y").words, ElementsAre("x", "", "y"));
}

TEST(SplitLine, LeavesCommentsOutButNotNumbers) {
  EXPECT_THAT(split_line("undo # what I did").words, ElementsAre("undo"));
  EXPECT_THAT(split_line("# nothing").words, IsEmpty());
  EXPECT_THAT(split_line("track set #2 mute on").words, ElementsAre("track", "set", "#2", "mute", "on"));
  EXPECT_THAT(split_line("track set A#1 colour '#ffffff'").words,
              ElementsAre("track", "set", "A#1", "colour", "#ffffff"));
}

TEST(SplitLine, TellsWhetherItsLastWordGoesOn) {
  EXPECT_TRUE(split_line("track ad").open_word);
  EXPECT_FALSE(split_line("track ").open_word);
  EXPECT_TRUE(split_line("track add 'Lead ").open_quote);
}

TEST(Foresight, KnowsNamesAndIdsOfWhatABatchMakes) {
  using namespace messages;
  Project project = client::FakeController::studio();
  AddTrack add;
  add.name = "Bass";
  foresee(project, {add});
  EXPECT_EQ(client::find_track(project, "Bass")->value, 8U);
  AddInsert effect;
  effect.track = TrackId{8};
  effect.effect = "compressor";
  foresee(project, {effect});
  EXPECT_EQ(client::find_insert(project, "Bass/compressor")->value, 9U);
  foresee(project, {AddSend{TrackId{8}, TrackId{4}, {0.0}, 0, false}});
  EXPECT_EQ(client::find_send(project, "Bass->Reverb")->value, 10U);
  foresee(project, {RenameTrack{TrackId{8}, "Double bass"}});
  EXPECT_TRUE(client::find_track(project, "Double bass"));
  foresee(project, {AddMuteGroup{"Band"}});
  EXPECT_EQ(client::find_mute_group(project, "Band")->value, 11U);
  foresee(project, {SetLook{TrackId{8}, "#ffffff", "bass", ""}});
  EXPECT_EQ(client::track_of(project, TrackId{8})->icon, "bass");
  foresee(project, {RemoveTrack{TrackId{8}}});
  EXPECT_FALSE(client::find_track(project, "Double bass"));
}

std::vector<std::string> at(const std::string& line) {
  const NameSource names{[] { return std::optional(client::FakeController::studio()); },
                         [] {
                           return std::vector<std::string>{"Monday", "Monday late"};
                         }};
  return complete(line, names).words;
}

TEST(Completion, OffersVerbsAndOptions) {
  EXPECT_THAT(at("tra"), ElementsAre("track"));
  EXPECT_THAT(at("track a"), ElementsAre("add"));
  EXPECT_THAT(at(""), Contains("undo"));
  EXPECT_THAT(at(""), Not(Contains("manual")));
  EXPECT_THAT(at("track add --ki"), ElementsAre("--kind"));
  EXPECT_THAT(at("undo --js"), ElementsAre("--json"));
}

TEST(Completion, OffersWhatTheControllerKnows) {
  EXPECT_THAT(at("track set G"), ElementsAre("Guitar"));
  EXPECT_THAT(at("track remove "), ElementsAre("Drums", "Guitar", "Master", "Reverb"));
  EXPECT_THAT(at("insert bypass "), ElementsAre("Guitar/compressor"));
  EXPECT_THAT(at("send remove Guitar-"), ElementsAre("Guitar->Reverb"));
  EXPECT_THAT(at("project open Mon"), ElementsAre("Monday", "Monday late"));
  EXPECT_THAT(at("--timeout 1 track set G"), ElementsAre("Guitar"));
}

TEST(Completion, OffersEffectsParametersAndTheirWords) {
  EXPECT_THAT(at("insert add Guitar comp"), ElementsAre("compressor"));
  EXPECT_THAT(at("insert set Guitar/compressor thr"), ElementsAre("threshold="));
  EXPECT_TRUE(complete("insert set Guitar/compressor thr",
                       {[] { return std::optional(client::FakeController::studio()); }, {}})
                  .unfinished);
  EXPECT_THAT(at("insert add Guitar eq band1Type=b"), Contains("band1Type=bell"));
}

TEST(Completion, OffersWordsOfAValueByItsName) {
  EXPECT_THAT(at("track set Guitar vol"), ElementsAre("volume"));
  EXPECT_THAT(at("track set Guitar mute o"), ElementsAre("off", "on"));
  EXPECT_THAT(at("track set Guitar output R"), ElementsAre("Reverb"));
  EXPECT_THAT(at("send set Guitar Reverb le"), ElementsAre("level"));
  EXPECT_THAT(at("track add X --kind v"), ElementsAre("vca"));
}

TEST(Completion, AsksForFilesAndForNothingWhereNobodyAnswers) {
  const NameSource nobody{[] { return std::optional<messages::Project>(); },
                          [] { return std::vector<std::string>(); }};
  EXPECT_TRUE(complete("run ", nobody).files);
  EXPECT_THAT(complete("track set ", nobody).words, IsEmpty());
  EXPECT_EQ(complete("track set 'Lead gu", nobody).typed, "Lead gu");
}

TEST(Completion, QuotesWhatAShellWouldPart) {
  EXPECT_EQ(quoted_word("Guitar/compressor"), "Guitar/compressor");
  EXPECT_EQ(quoted_word("Lead guitar"), "'Lead guitar'");
  EXPECT_EQ(quoted_word("Guitar->Reverb"), "'Guitar->Reverb'");
  EXPECT_THAT(split_line(quoted_word("it's")).words, ElementsAre("it's"));
}

}  // namespace
}  // namespace corelogic::cli
