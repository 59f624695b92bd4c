// project_store_test.cpp: what was appended is there again; what was not is not; what is newer is left alone.
#include "controller/store/project_store.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "controller/store/migrations.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/unit/controller/store/examples.h"

namespace corelogic::store {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
}

class ProjectStoreTest : public ::testing::Test {
 protected:
  support::ScratchDirectory scratch_;
  std::string folder_ = scratch_.file("one");
};

TEST_F(ProjectStoreTest, GivesBackEveryAppendedEditAfterReopening) {
  std::vector<std::shared_ptr<const Edit>> written;
  project::Project last = project::make_empty("x", 48000);
  {
    ProjectStore store = fresh(folder_);
    Author author(store.take_opened());
    for (int i = 0; i < 20; ++i) written.push_back(author.volume());
    ASSERT_TRUE(append(store, written));
    last = author.project;
  }
  auto again = ProjectStore::open(folder_, "one", 0);
  ASSERT_TRUE(again);
  const Opened opened = again->take_opened();
  EXPECT_EQ(opened.project, last);
  EXPECT_EQ(opened.revision.number, 20U);
  ASSERT_EQ(opened.newest.size(), 20U);
  for (std::size_t i = 0; i < written.size(); ++i) EXPECT_EQ(opened.newest[i], *written[i]);
}

TEST_F(ProjectStoreTest, TakesAHigherEvenEpochEachTimeItOpens) {
  ProjectStore store = fresh(folder_);
  EXPECT_EQ(store.take_opened().revision.epoch, 2U);
  EXPECT_EQ(ProjectStore::open(folder_, "one", 0)->take_opened().revision.epoch, 4U);
  EXPECT_EQ(ProjectStore::open(folder_, "one", 9)->take_opened().revision.epoch, 10U);
  EXPECT_EQ(ProjectStore::open(folder_, "one", 0)->take_opened().revision.epoch, 12U);
}

TEST_F(ProjectStoreTest, ReplaysOnlyWhatLiesBehindTheCheckpointAndKeepsTheJournal) {
  project::Project last = project::make_empty("x", 48000);
  {
    ProjectStore store = fresh(folder_);
    Author author(store.take_opened());
    ASSERT_TRUE(append(store, {author.volume(), author.volume()}));
    ASSERT_TRUE(store.checkpoint(2, author.project.to_message()));
    ASSERT_TRUE(append(store, {author.volume()}));
    last = author.project;
  }
  const Opened opened = ProjectStore::open(folder_, "one", 0)->take_opened();
  EXPECT_EQ(opened.edits_behind_checkpoint, 1U);
  EXPECT_EQ(opened.newest.size(), 3U);
  EXPECT_EQ(opened.project, last);
}

TEST_F(ProjectStoreTest, FindsTheReplyOfAClientAndOfEachMoveOfAGesture) {
  ProjectStore store = fresh(folder_);
  Author author(store.take_opened());
  Edit gesture = *author.volume();
  gesture.set.sequence = 9;
  gesture.first_sequence = 5;
  ASSERT_TRUE(append(store, {std::make_shared<const Edit>(gesture)}));
  const auto client = messages::ClientId{7};
  EXPECT_FALSE(*store.find(client, 4));
  for (std::uint64_t sequence = 5; sequence <= 9; ++sequence) {
    const auto found = store.find(client, sequence);
    ASSERT_TRUE(found && *found) << sequence;
    EXPECT_EQ((*found)->revision.number, 1U);
    EXPECT_EQ((*found)->done.ids, gesture.done.ids);
  }
  EXPECT_FALSE(*store.find(client, 10));
  EXPECT_FALSE(*store.find(messages::ClientId{8}, 7));
}

TEST_F(ProjectStoreTest, KnowsTheHighestSequenceOfEveryClient) {
  {
    ProjectStore store = fresh(folder_);
    Author author(store.take_opened());
    const messages::VolumeSet change{kMaster, {-1}};
    ASSERT_TRUE(append(store, {author.edit(change, 7), author.edit(change, 8), author.edit(change, 7),
                               author.edit(change, 0)}));
  }
  const Opened opened = ProjectStore::open(folder_, "one", 0)->take_opened();
  EXPECT_THAT(opened.highest_sequences,
              ::testing::UnorderedElementsAre(std::pair{messages::ClientId{7}, std::uint64_t{3}},
                                              std::pair{messages::ClientId{8}, std::uint64_t{2}}));
}

TEST_F(ProjectStoreTest, RefusesTheSameSequenceOfAClientTwiceAndIsSuspectThen) {
  ProjectStore store = fresh(folder_);
  Author author(store.take_opened());
  const auto first = author.volume();
  ASSERT_TRUE(append(store, {first}));
  Edit second = *author.volume();
  second.set.sequence = first->set.sequence;
  const auto refused = append(store, {std::make_shared<const Edit>(second)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, RefusalCode::kStorage);
  EXPECT_TRUE(store.suspect());
  EXPECT_EQ(append(store, {author.volume()}).refusal().code, RefusalCode::kStorage);
  ASSERT_TRUE(store.recover(2));
  const Opened opened = store.take_opened();
  EXPECT_EQ(opened.revision, (vocabulary::Revision{4, 1}));
  EXPECT_TRUE(append(store, {Author(opened).volume()}));
}

// Its journal adds a compressor and a reverb with the parameters there were then, and removes the
// compressor's track.
TEST_F(ProjectStoreTest, OpensAProjectOfTheFirstVersionAndMakesItOneOfThis) {
  std::filesystem::create_directories(folder_);
  run_sql(folder_ + "/project.db",
          bytes_of(support::source_directory() + "/tests/golden/version_1/project.sql"));
  auto store = ProjectStore::open(folder_, "one", 0);
  ASSERT_TRUE(store) << store.refusal().sentence;
  const Opened opened = store->take_opened();
  EXPECT_EQ(opened.revision.number, 7U);
  ASSERT_EQ(opened.project.tracks().size(), 2U);
  const messages::Insert& reverb = opened.project.tracks()[0].inserts.at(0);
  EXPECT_EQ(reverb.parameters.size(), vocabulary::find_effect("reverb")->parameters.size());
  EXPECT_EQ(reverb.parameters[1], (messages::NamedValue{"decay", 3.5}));
  EXPECT_EQ(opened.project.tempo(), 120);
  const auto again = project::Project::from_message(opened.project.to_message());
  ASSERT_TRUE(again) << again.refusal().sentence;
  EXPECT_EQ(*again, opened.project);

  project::Project undone = opened.project;
  project::apply(undone, opened.newest.back().inverse);
  EXPECT_TRUE(project::Project::from_message(undone.to_message()));
  EXPECT_EQ(undone.tracks().size(), 3U);

  ASSERT_TRUE(append(*store, {Author(opened).edit(messages::TempoSet{90})}));
  auto reopened = ProjectStore::open(folder_, "one", 0);
  ASSERT_TRUE(reopened) << reopened.refusal().sentence;
  EXPECT_EQ(reopened->take_opened().project.tempo(), 90);
}

// 25 revisions, among them a gesture in one row and its undo.
TEST_F(ProjectStoreTest, OpensAJournalOfTheThirdVersion) {
  std::filesystem::create_directories(folder_);
  run_sql(folder_ + "/project.db",
          bytes_of(support::source_directory() + "/tests/golden/version_3/project.sql"));
  auto store = ProjectStore::open(folder_, "Second", 0);
  ASSERT_TRUE(store) << store.refusal().sentence;
  const Opened opened = store->take_opened();
  EXPECT_EQ(opened.revision.number, 25U);
  EXPECT_EQ(opened.project.tempo(), 98.5);
  EXPECT_EQ(opened.project.tracks().find_name("Guitar")->volume.value, -3.25);
  ASSERT_FALSE(opened.newest.empty());
  EXPECT_EQ(opened.newest.back().kind, EditKind::kUndo);
  const auto stored = store->find(messages::ClientId{12519678731321098163U}, 28);
  ASSERT_TRUE(stored && *stored);
  EXPECT_EQ((*stored)->revision.number, 25U);
}

TEST_F(ProjectStoreTest, RefusesAProjectOfANewerVersionAndChangesNoByteOfIt) {
  { ProjectStore store = fresh(folder_); }
  run_sql(folder_ + "/project.db", "PRAGMA user_version=" + std::to_string(kSchemaVersion + 1));
  run_sql(folder_ + "/project.db", "PRAGMA journal_mode=DELETE");
  const std::string before = bytes_of(folder_ + "/project.db");
  const auto refused = ProjectStore::open(folder_, "one", 0);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, RefusalCode::kUnsupported);
  EXPECT_THAT(refused.refusal().sentence, HasSubstr("newer CoreLogic Studio"));
  EXPECT_EQ(bytes_of(folder_ + "/project.db"), before);
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/project.db-wal"));
}

TEST_F(ProjectStoreTest, RefusesAFileThatIsNoProject) {
  std::filesystem::create_directories(folder_);
  std::ofstream(folder_ + "/project.db") << std::string(4096, 'x');
  EXPECT_EQ(ProjectStore::open(folder_, "one", 0).refusal().code, RefusalCode::kInvalid);
  EXPECT_EQ(ProjectStore::open(scratch_.file("none"), "none", 0).refusal().code, RefusalCode::kNotFound);
}

TEST_F(ProjectStoreTest, SaysThatADamagedProjectIsDamaged) {
  {
    ProjectStore store = fresh(folder_);
    Author author(store.take_opened());
    ASSERT_TRUE(append(store, {author.volume()}));
  }
  run_sql(folder_ + "/project.db", "UPDATE edits SET changes = x'00112233'");
  EXPECT_EQ(ProjectStore::open(folder_, "one", 0).refusal().code, RefusalCode::kStorage);
  run_sql(folder_ + "/project.db", "DELETE FROM checkpoint");
  EXPECT_THAT(ProjectStore::open(folder_, "one", 0).refusal().sentence, HasSubstr("no checkpoint"));
}

TEST_F(ProjectStoreTest, CopiesProjectJournalAndSoundsUnderANewName) {
  ProjectStore store = fresh(folder_);
  Author author(store.take_opened());
  ASSERT_TRUE(append(store, {author.volume()}));
  std::ofstream(folder_ + "/audio/take1.wav") << "sound";
  ASSERT_TRUE(store.copy_to(scratch_.file("two")));
  EXPECT_EQ(store.copy_to(scratch_.file("two")).refusal().code, RefusalCode::kDuplicate);
  const Opened copy = ProjectStore::open(scratch_.file("two"), "two", 0)->take_opened();
  EXPECT_EQ(copy.project.name(), "two");
  EXPECT_EQ(copy.project.tracks(), author.project.tracks());
  EXPECT_EQ(bytes_of(scratch_.file("two") + "/audio/take1.wav"), "sound");
}

TEST_F(ProjectStoreTest, LeavesNoHalfProjectWhenItCannotBeMade) {
  EXPECT_EQ(ProjectStore::create(scratch_.file("no/where"), empty_document("x")).refusal().code,
            RefusalCode::kStorage);
  ASSERT_TRUE(ProjectStore::create(folder_, empty_document("one")));
  EXPECT_EQ(ProjectStore::create(folder_, empty_document("one")).refusal().code, RefusalCode::kDuplicate);
  const auto entries = std::filesystem::directory_iterator(scratch_.path());
  EXPECT_EQ(std::distance(begin(entries), end(entries)), 1);
}

}  // namespace
}  // namespace corelogic::store
