// access_test.cpp: who comes in, who is put out, what a musician sees, and what is written down about it.
#include <fstream>

#include "tests/contract/access_house.h"

namespace corelogic::contract {
namespace {

using m::Role;
using ::testing::Test;
using vocabulary::RefusalCode;

TEST_F(AccessTest, TellsWhoOneIs) {
  auto anna = by_key("anna", Role::kMixer, {guitar_});
  const auto reply = anna->hello();
  ASSERT_TRUE(reply);
  const auto* welcome = std::get_if<m::Welcome>(&reply->body);
  ASSERT_NE(welcome, nullptr) << sentence_of(*reply);
  EXPECT_EQ(welcome->role, "mixer");
  EXPECT_EQ(welcome->user, "anna");
  EXPECT_EQ(welcome->strips, std::vector{guitar_});
  const auto clients = std::get<m::Clients>(admin_->ask(Client::request(m::GetClients{})).body);
  ASSERT_EQ(clients.clients.size(), 1U);
  EXPECT_EQ(clients.clients[0].user, "anna");
  EXPECT_EQ(clients.clients[0].role, Role::kMixer);
  EXPECT_EQ(clients.clients[0].transport, "tcp");
}

TEST_F(AccessTest, IsNobodyOnALineForUsersBeforeItsToken) {
  auto anna = by_token("anna", Role::kMixer);
  EXPECT_EQ(code_of(anna->ask(m::GetProject{})), RefusalCode::kDenied);
  EXPECT_EQ(code_of(anna->command(m::RemoveTrack{guitar_})), RefusalCode::kDenied);
  ASSERT_TRUE(anna->hello());
  EXPECT_EQ(code_of(anna->ask(m::GetProject{})), RefusalCode::kUnspecified);
  EXPECT_EQ(code_of(anna->command(m::RemoveTrack{guitar_})), RefusalCode::kDenied);
  // A controller that was started anew does not know the line, and what was sent must not be an admin's.
  controller_.kill();
  controller_.start();
  EXPECT_EQ(code_of(anna->command(m::RemoveTrack{guitar_})), RefusalCode::kDenied);
}

TEST_F(AccessTest, PutsOutWhoIsRevokedAndDoesNotTakeTheTokenAgain) {
  auto anna = by_token("anna", Role::kMixer);
  auto ben = by_key("ben", Role::kEditor);
  for (Caller* one : {anna.get(), ben.get()}) ASSERT_TRUE(one->hello(true));
  revoke("anna");
  revoke("ben");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(code_of(anna->command(m::SetVolume{guitar_, {-3}})), RefusalCode::kDenied);
  EXPECT_EQ(code_of(anna->hello()), RefusalCode::kDenied);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
  // Over the network one is told, and the connection ends; the key does not come in again.
  EXPECT_EQ(code_of(ben->hear()), RefusalCode::kDenied);
  EXPECT_TRUE(controller_.process().says("is turned away from control: its key"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
  admin_->done(m::SetVolume{guitar_, {-9}});
  while (const auto told = ben->hear(300ms)) EXPECT_FALSE(std::holds_alternative<m::ChangeSet>(told->body));
  const auto clients = std::get<m::Clients>(admin_->ask(Client::request(m::GetClients{})).body);
  EXPECT_TRUE(clients.clients.empty());
}

/// Rights that change are the rights of the next request, and of what is told from then on.
TEST_F(AccessTest, ChangesRightsOfWhoIsHere) {
  auto anna = by_key("anna", Role::kEditor);
  ASSERT_TRUE(anna->hello(true));
  give_role("anna", Role::kMusician, {mine_});
  EXPECT_EQ(code_of(anna->command(m::SetVolume{guitar_, {-3}})), RefusalCode::kDenied);
  const auto is_reset = [](const Reply& reply) { return std::holds_alternative<m::Reset>(reply.body); };
  std::optional<Reply> reset;
  for (const Reply& reply : anna->pushed_)
    if (is_reset(reply)) reset = reply;
  while (!reset) {
    auto next = anna->hear();
    ASSERT_TRUE(next);
    if (is_reset(*next)) reset = next;
  }
  EXPECT_EQ(std::get<m::Reset>(reset->body).project.tracks.at(0).sends.size(), 1U);
}

TEST_F(AccessTest, ShowsAMusicianTheOwnMixWithoutAHole) {
  auto anna = by_token("anna", Role::kMusician, {mine_});
  const auto hello = anna->hello(true);
  ASSERT_TRUE(hello);
  const auto* welcome = std::get_if<m::Welcome>(&hello->body);
  ASSERT_NE(welcome, nullptr);
  ASSERT_EQ(welcome->project.tracks.at(0).sends.size(), 1U);
  EXPECT_EQ(welcome->project.tracks.at(0).sends[0].id, my_send_);
  admin_->done(m::SetSendLevel{their_send_, {-20}});
  admin_->done(m::SetVolume{guitar_, {-20}});
  EXPECT_TRUE(is_done(anna->command(m::SetSendLevel{my_send_, {-5}}).value_or(Reply{})));
  EXPECT_EQ(code_of(anna->command(m::SetSendLevel{their_send_, {-5}})), RefusalCode::kDenied);
  admin_->done(m::SetSendPan{my_send_, 0.25});
  std::vector<m::ChangeSet> told;
  const auto take = [&](const Reply& reply) {
    if (const auto* set = std::get_if<m::ChangeSet>(&reply.body)) told.push_back(*set);
  };
  for (const Reply& reply : anna->pushed_) take(reply);
  while (told.size() < 4) {
    auto next = anna->hear();
    ASSERT_TRUE(next);
    take(*next);
  }
  for (std::size_t i = 0; i < told.size(); ++i)
    EXPECT_EQ(told[i].revision.number, hello->revision.number + 1 + i);
  EXPECT_TRUE(told[0].changes.empty() && told[1].changes.empty());
  EXPECT_EQ(told[2].changes, (m::Changes{m::SendLevelSet{my_send_, {-5}}}));
  EXPECT_EQ(told[2].user, "anna");
  EXPECT_EQ(told[3].changes.size(), 1U);
}

/// The number of a client is in the request: it must not make somebody else of whoever says it.
TEST_F(AccessTest, DoesNotTakeAnothersNumberForWhoOneIs) {
  auto ben = by_key("ben", Role::kEditor);
  auto anna = by_key("anna", Role::kEditor);
  ASSERT_TRUE(is_done(ben->command(m::SetVolume{guitar_, {-3}}).value_or(Reply{})));
  const std::uint64_t before = hash();
  EXPECT_EQ(code_of(anna->command(m::Undo{}, ben->id_)), RefusalCode::kDenied);
  EXPECT_EQ(code_of(anna->command(m::SetVolume{guitar_, {-4}}, ben->id_)), RefusalCode::kDenied);
  EXPECT_EQ(hash(), before);
  // After a restart too.
  controller_.kill();
  controller_.start({"--tcp", "127.0.0.1:" + std::to_string(port_)});
  EXPECT_EQ(code_of(anna->command(m::Undo{}, ben->id_)), RefusalCode::kDenied);
  EXPECT_TRUE(is_done(ben->command(m::Undo{}).value_or(Reply{})));
}

/// A scene puts cables back, too, which alone are an editor's; the wrong scene must not stay for that.
TEST_F(AccessTest, LetsAMixerTakeBackTheRecallOfAScene) {
  const m::SceneId scene{admin_->done(m::StoreScene{{}, "Verse"}).at(0)};
  admin_->done(m::SetOutput{guitar_, m::TrackOutput{mine_}});
  admin_->done(m::SetVolume{guitar_, {-20}});
  auto anna = by_key("anna", Role::kMixer);
  const std::uint64_t before = hash();
  ASSERT_TRUE(is_done(anna->command(m::RecallScene{scene}).value_or(Reply{})));
  const std::uint64_t recalled = hash();
  ASSERT_NE(recalled, before);
  ASSERT_TRUE(is_done(anna->command(m::Undo{}).value_or(Reply{})));
  EXPECT_EQ(hash(), before);
  // After a restart the journal says so, of the undo as well.
  controller_.kill();
  controller_.start({"--tcp", "127.0.0.1:" + std::to_string(port_)});
  ASSERT_TRUE(is_done(anna->command(m::Redo{}).value_or(Reply{})));
  EXPECT_EQ(hash(), recalled);
  ASSERT_TRUE(is_done(anna->command(m::Undo{}).value_or(Reply{})));
  EXPECT_EQ(hash(), before);
  // A cable by hand is an editor's, and its step is too.
  EXPECT_EQ(code_of(anna->command(m::SetOutput{guitar_, m::TrackOutput{theirs_}})), RefusalCode::kDenied);
  give_role("anna", Role::kEditor);
  ASSERT_TRUE(is_done(anna->command(m::SetOutput{guitar_, m::TrackOutput{theirs_}}).value_or(Reply{})));
  give_role("anna", Role::kMixer);
  EXPECT_EQ(code_of(anna->command(m::Undo{})), RefusalCode::kDenied);
}

/// Clients ask again when an answer is long in coming, and the first time may have been heard.
TEST_F(AccessTest, ChangesTheListOnceHoweverOftenItIsAsked) {
  std::uint64_t asked = 0;
  const auto twice = [&](auto change) {
    auto request = Client::request(m::ChangeAccess{std::move(change)});
    request.client = m::ClientId{77};
    request.sequence = ++asked;
    const Reply first = admin_->ask_as_is(request);
    return std::pair{first, admin_->ask_as_is(request)};
  };
  m::AccessEntry entry;
  entry.user = "anna";
  entry.role = Role::kViewer;
  const auto [added, again] = twice(m::AddAccess{entry});
  const auto* invitation = std::get_if<m::Invitation>(&added.body);
  ASSERT_NE(invitation, nullptr) << sentence_of(added);
  const auto* repeated = std::get_if<m::Invitation>(&again.body);
  ASSERT_NE(repeated, nullptr) << sentence_of(again);
  EXPECT_EQ(repeated->token, invitation->token) << "else the first one's token is lost";
  const auto [revoked, once_more] = twice(m::RevokeAccess{"anna"});
  EXPECT_TRUE(is_done(revoked) && is_done(once_more)) << sentence_of(once_more);
  EXPECT_EQ(code_of(twice(m::RevokeAccess{"anna"}).second), RefusalCode::kUnknownId) << "a new question";
}

TEST_F(AccessTest, WritesDownWhoDidWhatAndWhoWasTurnedAway) {
  auto anna = by_key("anna", Role::kMixer);
  ASSERT_TRUE(is_done(anna->command(m::SetVolume{guitar_, {-3}}).value_or(Reply{})));
  EXPECT_EQ(code_of(anna->command(m::RemoveTrack{guitar_})), RefusalCode::kDenied);
  ASSERT_TRUE(support::eventually([&] { return audit("anna").size() == 2; }));
  const auto rows = audit("anna");
  const auto edit = std::find_if(rows.begin(), rows.end(), [](const auto& row) {
    return row.label.find("volume") != std::string::npos;
  });
  ASSERT_NE(edit, rows.end());
  EXPECT_EQ(edit->transport, "tcp");
  EXPECT_EQ(edit->client, m::ClientId{anna->id_});
  EXPECT_GT(edit->revision, 0U);
  EXPECT_GT(edit->time_ms, 0);
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                          [](const auto& row) { return row.label.find("denied: removeTrack") == 0; }));
  const auto all = audit("");
  EXPECT_TRUE(
      std::any_of(all.begin(), all.end(), [](const auto& row) { return row.label == "add anna as mixer"; }));
  // It is on disk, not in memory.
  controller_.kill();
  controller_.start();
  EXPECT_EQ(audit("anna").size(), 2U);
}

/// Without a list and without a token one is still somebody to the system.
TEST_F(AccessTest, NamesTheSystemsUserWhereTheListHasNone) {
  Client hand(controller_, wire::Encoding::kCapnp, 77);
  hand.done(m::SetVolume{guitar_, {-3}});
  const auto newest = [&] {
    return std::get<m::History>(admin_->ask(Client::request(m::GetHistory{1})).body).change_sets.at(0);
  };
  EXPECT_EQ(newest().user, this_user());
  EXPECT_EQ(audit(this_user()).at(0).label, newest().label);
  admin_->done(m::SaveVersion{"soundcheck"});
  EXPECT_EQ(std::get<m::Versions>(admin_->ask(Client::request(m::GetVersions{})).body).versions.at(0).user,
            this_user());
  // All of this machine's own are one: a number stays theirs over a restart.
  controller_.kill();
  controller_.start();
  EXPECT_TRUE(is_done(hand.ask_command(m::Undo{})));
  // Nobody on the list can be called so.
  m::AccessEntry entry;
  entry.user = this_user();
  entry.role = Role::kViewer;
  EXPECT_EQ(code_of(admin_->ask(Client::request(m::ChangeAccess{m::AddAccess{entry}}))),
            RefusalCode::kInvalid);
}

TEST_F(AccessTest, LetsNobodyInWhenTheListIsTorn) {
  const m::Invitation anna = let_in("anna", Role::kEditor);
  controller_.kill();
  const std::string file = controller_.house().data_directory() + "/access.db";
  std::ofstream(file, std::ios::trunc) << "torn";
  std::remove((file + "-wal").c_str());  // which alone would have brought it back
  controller_.start();
  Caller caller(controller_, anna.token);
  EXPECT_EQ(code_of(caller.hello()), RefusalCode::kDenied);
  EXPECT_EQ(code_of(admin_->ask(Client::request(m::GetAccess{}))), RefusalCode::kStorage);
  admin_->done(m::SetVolume{guitar_, {-3}});
}

TEST_F(AccessTest, LetsNobodyInWhenTheListIsGone) {
  const m::Invitation anna = let_in("anna", Role::kEditor);
  auto ben = by_key("ben", Role::kEditor);
  ASSERT_TRUE(ben->hello());
  ASSERT_EQ(std::remove((controller_.house().data_directory() + "/access.db").c_str()), 0);
  EXPECT_TRUE(support::eventually([&] { return code_of(ben->ask(m::GetStatus{})) == RefusalCode::kDenied; }));
  Caller caller(controller_, anna.token);
  EXPECT_EQ(code_of(caller.hello()), RefusalCode::kDenied);
}

}  // namespace
}  // namespace corelogic::contract
