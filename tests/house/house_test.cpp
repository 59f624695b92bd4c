// house_test.cpp: this tree keeps the rules of the house.
#include <gtest/gtest.h>

#include "tests/house/house_check.h"
#include "tests/support/places.h"

namespace corelogic::house {
namespace {

const Tree& tree() {
  static const Tree read = read_tree(support::source_directory());
  return read;
}

TEST(House, HasSourcesToLookAt) {
  EXPECT_GT(tree().files.size(), 50U);
}

TEST(House, IncludesOnlyWhatTheTableAllows) {
  EXPECT_EQ(text(includes_outside_the_table(tree())), "");
}

TEST(House, KeepsEachForeignHeaderInItsRoom) {
  EXPECT_EQ(text(foreign_headers_outside_their_room(tree())), "");
}

TEST(House, LetsNothingWaitInARealtimeRoom) {
  EXPECT_EQ(text(waiting_headers_in_realtime_rooms(tree())), "");
}

TEST(House, HasAReadmeInEachFolder) {
  EXPECT_EQ(text(folders_without_readme(tree())), "");
}

TEST(House, OpensEachFileWithItsNameAndPurpose) {
  EXPECT_EQ(text(files_without_opening_comment(tree())), "");
}

TEST(House, KeepsFilesShort) {
  EXPECT_EQ(text(files_too_long(tree())), "");
}

TEST(House, PromisesNothingForLater) {
  EXPECT_EQ(text(words_that_promise_later(tree())), "");
}

TEST(House, NamesNoPathOfOneMachine) {
  EXPECT_EQ(text(paths_of_one_machine(tree())), "");
}

TEST(House, HasItsFixedTopLevel) {
  EXPECT_EQ(text(strangers_at_top_level(tree())), "");
}

}  // namespace
}  // namespace corelogic::house
