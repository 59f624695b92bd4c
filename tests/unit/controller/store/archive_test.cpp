// archive_test.cpp: any revision back to a project's creation is what it was; names stay with their
// revisions.
#include "controller/store/archive.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/unit/controller/store/examples.h"

namespace corelogic::store {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

class ArchiveTest : public ::testing::Test {
 protected:
  /// `count` edits with a checkpoint now and then; what the project was after each.
  std::vector<project::Project> live(ProjectStore& store, int count) {
    Author author(store.take_opened());
    std::vector<project::Project> states{author.project};
    for (int i = 0; i < count; ++i) {
      EXPECT_TRUE(append(store, {author.volume()}));
      states.push_back(author.project);
      if (i % 7 == 6) {
        EXPECT_TRUE(store.checkpoint(author.revision.number, author.project.to_message()));
      }
    }
    return states;
  }

  /// On a connection of its own, beside the store that writes.
  [[nodiscard]] vocabulary::Result<Past> look(std::uint64_t revision) const {
    return ProjectStore::look_back(folder_, "one", revision);
  }

  support::ScratchDirectory scratch_;
  std::string folder_ = scratch_.file("one");
};

TEST_F(ArchiveTest, ShowsEveryRevisionBackToTheCreation) {
  ProjectStore store = fresh(folder_);
  const auto states = live(store, 30);
  for (std::uint64_t revision = 0; revision < states.size(); ++revision) {
    const auto past = look(revision);
    ASSERT_TRUE(past) << past.refusal().sentence;
    EXPECT_EQ(past->project, states[revision]) << revision;
    EXPECT_EQ(past->revision, revision);
  }
  const auto future = look(31);
  ASSERT_FALSE(future);
  EXPECT_EQ(future.refusal().code, RefusalCode::kInvalid);
  EXPECT_THAT(future.refusal().sentence, HasSubstr("the last is 30"));
}

TEST_F(ArchiveTest, GoesBackwardsByTheInversesWhereNothingWholeLiesBefore) {
  std::vector<project::Project> states;
  {
    ProjectStore store = fresh(folder_);
    states = live(store, 30);
  }
  run_sql(folder_ + "/project.db", "DELETE FROM milestones");  // as a file of version 2 comes
  const auto store = ProjectStore::open(folder_, "one", 0);
  ASSERT_TRUE(store);
  for (const std::uint64_t revision : {0U, 1U, 13U, 27U, 28U, 30U}) {
    const auto past = look(revision);
    ASSERT_TRUE(past) << past.refusal().sentence;
    EXPECT_EQ(past->project, states[revision]) << revision;
    EXPECT_EQ(past->revision, revision);
  }
  run_sql(folder_ + "/project.db", "DELETE FROM edits WHERE revision <= 10");
  EXPECT_EQ(look(10)->project, states[10]);
  const auto lost = look(9);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.refusal().code, RefusalCode::kNotFound);
  EXPECT_THAT(lost.refusal().sentence, HasSubstr("the oldest that can be seen is 10"));
}

TEST_F(ArchiveTest, SeesTheMiddleOfAGestureAsBeforeIt) {
  ProjectStore store = fresh(folder_);
  Author author(store.take_opened());
  ASSERT_TRUE(append(store, {author.volume()}));
  const project::Project before = author.project;
  Edit gesture = *author.volume();
  gesture.set.revision.number = 6;
  author.revision.number = 6;
  ASSERT_TRUE(append(store, {std::make_shared<const Edit>(gesture)}));
  for (const std::uint64_t revision : {1U, 2U, 5U}) {
    EXPECT_EQ(look(revision)->project, before);
    EXPECT_EQ(look(revision)->revision, 1U);
  }
  EXPECT_EQ(look(6)->project, author.project);
}

TEST_F(ArchiveTest, KeepsAMilestoneOnceSoMuchHasHappened) {
  {
    ProjectStore store = fresh(folder_);
    Author author(store.take_opened());
    std::vector<std::shared_ptr<const Edit>> edits;
    for (std::uint64_t i = 0; i < kEditsToMilestone; ++i) edits.push_back(author.volume());
    ASSERT_TRUE(store.append(edits));
    ASSERT_TRUE(store.checkpoint(author.revision.number, author.project.to_message()));
    ASSERT_TRUE(append(store, {author.volume()}));
    ASSERT_TRUE(store.checkpoint(author.revision.number, author.project.to_message()));
  }
  // Without the rows before it, what lies behind it is seen all the same.
  run_sql(folder_ + "/project.db", "DELETE FROM edits WHERE revision <= 2000");
  const auto store = ProjectStore::open(folder_, "one", 0);
  ASSERT_TRUE(store);
  const auto past = look(kEditsToMilestone);
  ASSERT_TRUE(past);
  EXPECT_EQ(past->revision, kEditsToMilestone);
  EXPECT_EQ(past->project.tracks().master().volume.value, -200);
}

TEST_F(ArchiveTest, NamesRevisionsOnceAndCopiesTheNamesAlong) {
  ProjectStore store = fresh(folder_);
  (void)live(store, 3);
  ASSERT_TRUE(store.keep_version({"soundcheck", 2, 1'700'000'000'123, "anna"}));
  ASSERT_TRUE(store.keep_version({"before", 1, 1'700'000'000'000, ""}));
  EXPECT_TRUE(store.keep_version({"before", 1, 1'700'000'000'999, ""})) << "asked twice, kept once";
  EXPECT_FALSE(store.keep_version({"before", 1, 0, "anna"}));
  const auto again = store.keep_version({"before", 3, 0, ""});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.refusal().code, RefusalCode::kDuplicate);
  EXPECT_THAT(again.refusal().sentence, HasSubstr("of revision 1"));
  EXPECT_FALSE(store.suspect());
  const std::vector<messages::Version> expected{{"before", 1, 1'700'000'000'000, ""},
                                                {"soundcheck", 2, 1'700'000'000'123, "anna"}};
  EXPECT_EQ(*store.versions(), expected);
  ASSERT_TRUE(store.copy_to(scratch_.file("two")));
  const auto copy = ProjectStore::open(scratch_.file("two"), "two", 0);
  EXPECT_EQ(*copy->versions(), expected);
  EXPECT_EQ(ProjectStore::look_back(scratch_.file("two"), "two", 2)->project.name(), "two");
}

// The journal of the first version has seven rows and no milestone.
TEST_F(ArchiveTest, LooksBackIntoAProjectOfTheFirstVersion) {
  std::filesystem::create_directories(folder_);
  std::ifstream dump(support::source_directory() + "/tests/golden/version_1/project.sql", std::ios::binary);
  run_sql(folder_ + "/project.db", {std::istreambuf_iterator<char>(dump), {}});
  const auto store = ProjectStore::open(folder_, "one", 0);
  ASSERT_TRUE(store) << store.refusal().sentence;
  const auto first = look(0);
  ASSERT_TRUE(first) << first.refusal().sentence;
  EXPECT_LT(first->project.tracks().size(), look(6)->project.tracks().size());
  EXPECT_EQ(look(6)->project.tracks().size(), 3U);
}

TEST_F(ArchiveTest, WritesWhoAndWhenBesideTheChanges) {
  ProjectStore store = fresh(folder_);
  Author author(store.take_opened());
  Edit edit = *author.volume();
  edit.set.user = "anna";
  edit.set.time_ms = 1'700'000'000'123;
  edit.set.fade_ms = 500;
  ASSERT_TRUE(append(store, {std::make_shared<const Edit>(edit)}));
  const auto history = store.history(1);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->at(0), edit.set);
}

TEST_F(ArchiveTest, ReadsTheLastStateOfAProjectThatIsNotOpen) {
  project::Project last = project::make_empty("x", 48000);
  {
    ProjectStore store = fresh(folder_);
    last = live(store, 10).back();
  }
  const auto state = ProjectStore::last_state(folder_, "one");
  ASSERT_TRUE(state);
  EXPECT_EQ(*state, last);
  EXPECT_EQ(ProjectStore::open(folder_, "one", 0)->take_opened().revision.epoch, 4U);  // none was taken
  EXPECT_EQ(ProjectStore::last_state(scratch_.file("no"), "no").refusal().code, RefusalCode::kNotFound);
}

}  // namespace
}  // namespace corelogic::store
