// migrations_test.cpp: a project.db of version 3 becomes one of today with everything it held.
#include "controller/store/migrations.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/unit/controller/store/examples.h"

namespace corelogic::store {
namespace {

using namespace testing;

class Version3 : public ::testing::Test {
 protected:
  /// A project as version 3 left it: edits of somebody, a milestone, a named version; no transport, no role.
  void SetUp() override {
    {
      ProjectStore store = fresh(folder_);
      Author author(store.take_opened());
      Edit edit = *author.volume();
      edit.set.user = "anna";
      edit.set.time_ms = 1'700'000'000'123;
      ASSERT_TRUE(append(store, {std::make_shared<const Edit>(edit), author.volume(), author.volume()}));
      ASSERT_TRUE(store.keep_version({"soundcheck", 2, 1'700'000'000'000, "anna"}));
      last_ = author.project;
    }
    run("ALTER TABLE edits DROP COLUMN transport; ALTER TABLE edits DROP COLUMN least_role; PRAGMA "
        "user_version=3;");
    ASSERT_EQ(
        ask("SELECT count(*) FROM pragma_table_info('edits') WHERE name IN ('transport', 'least_role')"), 0);
  }

  void run(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  int ask(const std::string& sql) {
    sqlite3* database = nullptr;
    sqlite3_stmt* question = nullptr;
    EXPECT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_prepare_v2(database, sql.c_str(), -1, &question, nullptr), SQLITE_OK);
    EXPECT_EQ(sqlite3_step(question), SQLITE_ROW);
    const int answer = sqlite3_column_int(question, 0);
    sqlite3_finalize(question);
    sqlite3_close(database);
    return answer;
  }

  support::ScratchDirectory scratch_;
  std::string folder_ = scratch_.file("one");
  std::string path_ = folder_ + "/project.db";
  project::Project last_ = project::make_empty("one", 48'000);
};

TEST_F(Version3, IsOpenedWithAllThatWasInIt) {
  auto store = ProjectStore::open(folder_, "one", 0);
  ASSERT_TRUE(store) << store.refusal().sentence;
  EXPECT_EQ(ask("PRAGMA user_version"), kSchemaVersion);
  const Opened opened = store->take_opened();
  EXPECT_EQ(opened.project, last_);
  ASSERT_EQ(opened.newest.size(), 3U);
  EXPECT_EQ(opened.newest[0].set.user, "anna");
  EXPECT_EQ(opened.newest[0].transport, "");
  EXPECT_EQ(opened.newest[0].least, messages::Role::kEditor) << "nobody wrote down who may take it back";
  EXPECT_EQ(store->versions()->at(0).name, "soundcheck");
  EXPECT_EQ(ProjectStore::look_back(folder_, "one", 2)->revision, 2U);
  const auto audit = store->audit(10, "anna");
  ASSERT_TRUE(audit);
  ASSERT_EQ(audit->size(), 1U);
  EXPECT_EQ(audit->at(0).transport, "");
}

TEST_F(Version3, SaysFromThenOnHowAnEditCameAndWhoMayTakeItBack) {
  auto store = ProjectStore::open(folder_, "one", 0);
  ASSERT_TRUE(store) << store.refusal().sentence;
  Author author(store->take_opened());
  Edit edit = *author.volume();
  edit.set.user = "ben";
  edit.transport = "tcp";
  edit.least = messages::Role::kMusician;
  ASSERT_TRUE(append(*store, {std::make_shared<const Edit>(edit)}));
  EXPECT_EQ(store->audit(10, "ben")->at(0).transport, "tcp");
  EXPECT_EQ(ask("SELECT least_role FROM edits ORDER BY revision DESC LIMIT 1"), 2);
}

TEST_F(Version3, StaysAsItWasWhenItCannotBeMoved) {
  run("CREATE TABLE other(x); ALTER TABLE edits ADD COLUMN transport TEXT;");  // nobody's version 3
  const auto store = ProjectStore::open(folder_, "one", 0);
  ASSERT_FALSE(store);
  EXPECT_EQ(ask("PRAGMA user_version"), 3);
}

}  // namespace
}  // namespace corelogic::store
