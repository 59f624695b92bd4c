// roster_test.cpp: the access list: who is found, and what may be written into it.
#include "controller/access/roster.h"

#include <gmock/gmock.h>

#include "controller/access/token.h"

namespace corelogic::access {
namespace {

namespace m = messages;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;

const std::string kKey = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

m::AccessEntry entry(const std::string& user, Role role, std::vector<TrackId> strips = {}) {
  m::AccessEntry made;
  made.user = user;
  made.role = role;
  made.strips = std::move(strips);
  return made;
}
RosterChange accepted(const Roster& roster, const m::ChangeAccess& change) {
  auto planned = plan(roster, change, 1000);
  if (!planned) {
    ADD_FAILURE() << planned.refusal().sentence;
    return {};
  }
  return *std::move(planned);
}
vocabulary::Refusal refused(const Roster& roster, m::ChangeAccess change) {
  auto planned = plan(roster, change, 1000);
  if (!planned) return planned.refusal();
  ADD_FAILURE() << planned->label;
  return {};
}

TEST(Token, IsNeverTheSameTwiceAndGoesIntoALink) {
  const std::string one = make_token();
  EXPECT_EQ(one.size(), kTokenLetters);
  EXPECT_EQ(one.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            one.npos);
  EXPECT_NE(one, make_token());
}

/// FIPS 180-4's example.
TEST(Token, IsHashedBySha256) {
  EXPECT_EQ(hash_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(same_hash(hash_of("abc"), hash_of("abc")));
  EXPECT_FALSE(same_hash(hash_of("abc"), hash_of("abd")));
  EXPECT_FALSE(same_hash(hash_of("abc"), ""));
}

TEST(Roster, FindsByTokenWithoutKeepingIt) {
  const RosterChange change = accepted({}, {m::InviteAccess{entry("anna", Role::kMixer)}});
  ASSERT_TRUE(change.put);
  EXPECT_EQ(change.put->token_hash, hash_of(change.token));
  const Roster roster({*change.put});
  ASSERT_NE(roster.find_token(change.token), nullptr);
  EXPECT_EQ(roster.find_token(change.token)->entry.user, "anna");
  EXPECT_EQ(roster.find_token(""), nullptr);
  EXPECT_EQ(roster.find_token(change.put->token_hash), nullptr);
  EXPECT_EQ(roster.find_key(""), nullptr);
}

TEST(Roster, GivesAKeyOrATokenButNotBothUnasked) {
  auto keyed = entry("anna", Role::kEditor);
  keyed.public_key = kKey;
  const RosterChange change = accepted({}, {m::AddAccess{keyed}});
  EXPECT_TRUE(change.token.empty());
  EXPECT_FALSE(change.put->entry.has_token);
  const Roster roster({*change.put});
  EXPECT_EQ(roster.find_key(kKey)->entry.user, "anna");
  keyed.user = "ben";
  EXPECT_EQ(refused(roster, {m::AddAccess{keyed}}).code, RefusalCode::kDuplicate);
}

TEST(Roster, TurnsDownWhatMeansNothing) {
  EXPECT_EQ(refused({}, {m::AddAccess{entry("", Role::kMixer)}}).subject, "changeAccess.user");
  EXPECT_EQ(refused({}, {m::AddAccess{entry("a\nb", Role::kMixer)}}).subject, "changeAccess.user");
  EXPECT_EQ(refused({}, {m::AddAccess{entry("anna", Role::kUnspecified)}}).subject, "changeAccess.role");
  EXPECT_EQ(refused({}, {m::AddAccess{entry("anna", Role::kMusician)}}).subject, "changeAccess.strips");
  EXPECT_EQ(refused({}, {m::AddAccess{entry("anna", Role::kEditor, {TrackId{2}})}}).subject,
            "changeAccess.strips");
  auto bad_key = entry("anna", Role::kEditor);
  bad_key.public_key = "too short";
  EXPECT_EQ(refused({}, {m::AddAccess{bad_key}}).subject, "changeAccess.publicKey");
  EXPECT_EQ(refused({}, {m::RevokeAccess{"anna"}}).code, RefusalCode::kUnknownId);
  EXPECT_EQ(refused({}, {m::SetAccess{entry("anna", Role::kMixer)}}).code, RefusalCode::kUnknownId);
}

TEST(Roster, ChangesRightsAndKeepsTheToken) {
  const RosterChange made = accepted({}, {m::InviteAccess{entry("anna", Role::kMixer)}});
  const Roster roster({*made.put});
  const RosterChange set = accepted(roster, {m::SetAccess{entry("anna", Role::kMusician, {TrackId{4}})}});
  EXPECT_EQ(set.put->token_hash, made.put->token_hash);
  EXPECT_EQ(set.put->entry.role, Role::kMusician);
  EXPECT_THAT(set.label, HasSubstr("anna as musician of 4"));
  EXPECT_EQ(accepted(roster, {m::RevokeAccess{"anna"}}).removed, "anna");
}

}  // namespace
}  // namespace corelogic::access
