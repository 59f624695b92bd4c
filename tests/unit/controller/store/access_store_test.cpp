// access_store_test.cpp: the access list on disk: kept, closed to others, and empty when it cannot be
// trusted.
#include "controller/store/access_store.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/support/process.h"

namespace corelogic::store {
namespace {

namespace m = messages;
using vocabulary::RefusalCode;

m::AccessEntry anna() {
  m::AccessEntry entry;
  entry.user = "anna";
  entry.role = m::Role::kMusician;
  entry.strips = {m::TrackId{4}, m::TrackId{7}};
  return entry;
}
m::AuditEntry row(const std::string& user, const std::string& label) {
  m::AuditEntry entry;
  entry.time_ms = 1700000000000;
  entry.user = user;
  entry.client = m::ClientId{0xffffffffffffffffULL};
  entry.label = label;
  entry.transport = "tcp";
  return entry;
}

class AccessStoreTest : public testing::Test {
 protected:
  [[nodiscard]] std::string file() const { return scratch_.file("access.db"); }
  [[nodiscard]] AccessStore open() const { return AccessStore::open(scratch_.path()); }
  /// Invites anna; gives back her token.
  std::string invite(AccessStore& store) {
    const auto change = access::plan(store.roster(), {m::InviteAccess{anna()}}, 1000);
    EXPECT_TRUE(change);
    EXPECT_TRUE(store.change(*change, row("", change->label)));
    return change->token;
  }
  support::ScratchDirectory scratch_;
};

TEST_F(AccessStoreTest, KeepsWhoWasLetIn) {
  std::string token;
  {
    AccessStore store = open();
    EXPECT_EQ(store.broken(), "");
    token = invite(store);
    store.saw("anna", 2000);
  }
  AccessStore store = open();
  const access::User* user = store.roster().find_token(token);
  ASSERT_NE(user, nullptr);
  EXPECT_EQ(user->entry.user, "anna");
  EXPECT_EQ(user->entry.role, m::Role::kMusician);
  EXPECT_EQ(user->entry.strips, anna().strips);
  EXPECT_EQ(user->entry.last_seen_ms, 2000);
  const auto gone = access::plan(store.roster(), {m::RevokeAccess{"anna"}}, 3000);
  ASSERT_TRUE(store.change(*gone, row("", gone->label)));
  EXPECT_EQ(store.roster().find_token(token), nullptr);
}

TEST_F(AccessStoreTest, IsClosedToOthersAndHoldsNoToken) {
  std::ofstream(file()).close();
  std::filesystem::permissions(file(), std::filesystem::perms::all);
  AccessStore store = open();
  const std::string token = invite(store);
  for (const auto& entry : std::filesystem::directory_iterator(scratch_.path())) {
    struct stat status {};
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U) << entry.path();
    std::ifstream bytes(entry.path(), std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(bytes)), {});
    EXPECT_EQ(all.find(token), all.npos) << entry.path();
  }
}

TEST_F(AccessStoreTest, KeepsTheNewestOfWhatWasDoneFirst) {
  AccessStore store = open();
  invite(store);
  ASSERT_TRUE(store.note(row("ben", "setVolume: denied")));
  const auto all = store.audit(10, "");
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ((*all)[0], row("ben", "setVolume: denied"));
  EXPECT_EQ((*all)[1].label, "invite anna as musician of 4, 7");
  EXPECT_EQ(store.audit(10, "ben")->size(), 1U);
  EXPECT_EQ(store.audit(1, "")->size(), 1U);
}

TEST_F(AccessStoreTest, KnowsNobodyWhenTheFileIsTorn) {
  {
    AccessStore store = open();
    invite(store);
  }
  std::filesystem::resize_file(file(), 5000);
  AccessStore store = open();
  EXPECT_NE(store.broken(), "");
  EXPECT_TRUE(store.roster().users().empty());
  const auto change = access::plan(store.roster(), {m::InviteAccess{anna()}}, 1000);
  const auto written = store.change(*change, row("", "again"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.refusal().code, RefusalCode::kStorage);
  EXPECT_FALSE(store.audit(1, ""));
}

TEST_F(AccessStoreTest, KnowsNobodyWhenTheFileIsRemovedUnderItsFeet) {
  AccessStore store = open();
  invite(store);
  EXPECT_FALSE(store.look());
  std::filesystem::remove(file());
  EXPECT_TRUE(store.look());
  EXPECT_TRUE(store.roster().users().empty());
  EXPECT_FALSE(store.look()) << "told once";
  EXPECT_FALSE(store.note(row("", "x")));
}

TEST_F(AccessStoreTest, KnowsNobodyWhenTheFileIsSomebodyElses) {
  std::ofstream(file()) << "not a database, but long enough to be looked at by SQLite";
  EXPECT_NE(open().broken(), "");
}

}  // namespace
}  // namespace corelogic::store
