// command_reader_test.cpp: which words of the controller still count, and which warnings hold.  Side: test.
#include "engine/control/command_reader.h"

#include <gtest/gtest.h>

#include "engine/control/plan_warnings.h"

namespace corelogic::control {
namespace {

messages::GraphSnapshot snapshot(std::uint32_t epoch, std::uint64_t number) {
  messages::GraphSnapshot graph;
  graph.revision = {epoch, number};
  return graph;
}
messages::SetParameters values(std::uint32_t epoch, std::uint64_t number) {
  messages::SetParameters set;
  set.revision = {epoch, number};
  return set;
}

TEST(CommandReader, TakesSnapshotsInOrderAndTheSameOneAgain) {
  CommandReader reader;
  EXPECT_TRUE(reader.counts(snapshot(1, 5)));
  EXPECT_TRUE(reader.counts(snapshot(1, 7)));
  EXPECT_TRUE(reader.counts(snapshot(1, 7))) << "asked for again";
  EXPECT_FALSE(reader.counts(snapshot(1, 6)));
  EXPECT_EQ(reader.last(), (vocabulary::Revision{1, 7}));
}

TEST(CommandReader, BeginsANewLifeWithANewEpochAndEndsTheFormer) {
  CommandReader reader;
  EXPECT_TRUE(reader.counts(snapshot(4, 90)));
  EXPECT_TRUE(reader.counts(snapshot(9, 1))) << "numbers begin again";
  EXPECT_FALSE(reader.counts(snapshot(4, 91))) << "a paused controller that wakes up late";
  EXPECT_FALSE(reader.counts(values(4, 91)));
  EXPECT_TRUE(reader.counts(snapshot(2, 1))) << "an epoch need not be greater, only new";
  EXPECT_FALSE(reader.counts(snapshot(9, 2)));
}

TEST(CommandReader, TakesValuesOfThePresentLifeOnly) {
  CommandReader reader;
  EXPECT_FALSE(reader.counts(values(1, 1))) << "no graph yet";
  EXPECT_TRUE(reader.counts(snapshot(1, 1)));
  EXPECT_TRUE(reader.counts(values(1, 2)));
  EXPECT_FALSE(reader.counts(values(2, 3)));
}

TEST(PlanWarnings, HoldFromTheHearingOfAPlanToTheNext) {
  PlanWarnings warnings;
  warnings.expect();
  warnings.hear({"a.wav is missing"}, false, false);
  EXPECT_TRUE(warnings.present().empty()) << "not heard yet";
  warnings.hear({}, true, false);
  EXPECT_EQ(warnings.present(), std::vector<std::string>{"a.wav is missing"});
  warnings.hear({"no channel 9", "no channel 9"}, false, false);
  EXPECT_EQ(warnings.present(), (std::vector<std::string>{"a.wav is missing", "no channel 9"}))
      << "of the same plan";
  warnings.expect();
  warnings.hear({}, true, false);
  EXPECT_TRUE(warnings.present().empty());
}

TEST(PlanWarnings, OfARefusedSnapshotAreForgotten) {
  PlanWarnings warnings;
  warnings.expect();
  warnings.hear({"a.wav is missing"}, false, true);
  warnings.expect();
  warnings.hear({}, true, false);
  EXPECT_TRUE(warnings.present().empty());
}

}  // namespace
}  // namespace corelogic::control
