// data_directory_test.cpp: one controller a directory, names that are folders, and what was open last.
#include "controller/store/data_directory.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "tests/support/process.h"
#include "tests/unit/controller/store/examples.h"

namespace corelogic::store {
namespace {

using ::testing::ElementsAre;
using vocabulary::RefusalCode;

TEST(DataDirectory, IsHeldByOneControllerAtATime) {
  const support::ScratchDirectory scratch;
  {
    const auto first = DataDirectory::lock(scratch.path());
    ASSERT_TRUE(first);
    const auto second = DataDirectory::lock(scratch.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.refusal().code, RefusalCode::kConflict);
  }
  EXPECT_TRUE(DataDirectory::lock(scratch.path()));
  EXPECT_EQ(DataDirectory::lock(scratch.file("none")).refusal().code, RefusalCode::kStorage);
}

TEST(DataDirectory, JudgesNamesThatBecomeFolders) {
  for (const std::string good : {"a", "Tuesday session", "Über", "a.b", "-x"})
    EXPECT_TRUE(DataDirectory::check_name(good)) << good;
  EXPECT_TRUE(DataDirectory::check_name(std::string(64, 'a')));
  for (const std::string& bad : {std::string(), std::string("."), std::string(".."), std::string(".hidden"),
                                 std::string("a/b"), std::string("a\nb"), std::string(65, 'a')}) {
    const auto refused = DataDirectory::check_name(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.refusal().code, RefusalCode::kInvalid);
  }
}

TEST(DataDirectory, ListsProjectsInOrderAndNothingElse) {
  const support::ScratchDirectory scratch;
  const auto directory = DataDirectory::lock(scratch.path());
  ASSERT_TRUE(directory);
  for (const std::string name : {"b", "a"})
    ASSERT_TRUE(ProjectStore::create(directory->folder_of(name), testing::empty_document(name)));
  std::filesystem::create_directory(directory->folder_of("not one"));
  EXPECT_THAT(directory->names(), ElementsAre("a", "b"));
}

TEST(DataDirectory, RemembersWhatWasOpenAndTheHighestEpoch) {
  const support::ScratchDirectory scratch;
  const auto directory = DataDirectory::lock(scratch.path());
  ASSERT_TRUE(directory);
  EXPECT_EQ(directory->last_open().name, "");
  ASSERT_TRUE(directory->remember_open({"one", 42}));
  EXPECT_EQ(directory->last_open().name, "one");
  EXPECT_EQ(directory->last_open().epoch, 42U);
}

}  // namespace
}  // namespace corelogic::store
