// dialogue_test.cpp: questions until they are answered, and the replica through gaps; the test is network,
// clock and controller.  Side: test.
#include "clients/cpp/dialogue.h"

#include <gtest/gtest.h>

namespace corelogic::client {
namespace {

using namespace messages;
using namespace std::chrono_literals;
using vocabulary::RefusalCode;
using vocabulary::Revision;

/// A dialogue at a time of the test's choice, and all it has sent since last looked at.
class DialogueTest : public testing::Test {
 protected:
  std::vector<Request> sent() {
    std::vector<Request> all;
    dialogue_.turn(now_, [&](const wire::Frame& frame) {
      auto request = wire::decode_request(frame);
      EXPECT_TRUE(request);
      all.push_back(*std::move(request));
      return line_works_;
    });
    return all;
  }
  template <class Body>
  std::vector<Request> sent() {
    auto all = sent();
    std::erase_if(all, [](const Request& one) { return !std::holds_alternative<Body>(one.body); });
    return all;
  }
  void hear(std::uint64_t sequence, Revision revision, decltype(Reply::body) body) {
    dialogue_.hear(wire::encode(Reply{sequence, revision, std::move(body)}), now_);
  }
  void hear_change(std::uint64_t revision, double level) {
    ChangeSet set;
    set.revision = {2, revision};
    set.changes = {VolumeSet{TrackId{2}, {level}}};
    hear(0, set.revision, set);
  }
  void welcome(std::uint64_t revision = 10) {
    const auto hello = sent<Hello>();
    ASSERT_EQ(hello.size(), 1U);
    Project project;
    project.tracks.resize(1);
    project.tracks[0].id = TrackId{2};
    hear(hello[0].sequence, {2, revision}, Welcome{kProtocolVersion, "admin", project});
    ASSERT_TRUE(dialogue_.replica().following());
  }
  std::uint64_t ask(RequestBody body = Command{SetVolume{TrackId{2}, {-6}}}) {
    return dialogue_.ask(std::move(body), {}, now_,
                         [this](const Result<Reply>& reply) { answers_.push_back(reply); });
  }
  [[nodiscard]] double level() const {
    return dialogue_.replica().mirror().project().tracks.at(0).volume.value;
  }

  TimePoint now_ = TimePoint{} + 1h;
  bool line_works_ = true;
  Dialogue dialogue_{{"test", ClientId{7}, 100, 5s}};
  std::vector<Result<Reply>> answers_;
};

TEST_F(DialogueTest, SendsTheSameAgainUntilItIsAnswered) {
  welcome();
  const auto sequence = ask();
  auto first = sent<Command>();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].sequence, sequence);
  EXPECT_EQ(first[0].client, ClientId{7});
  EXPECT_TRUE(sent<Command>().empty()) << "at once again";
  now_ += 300ms;
  auto again = sent<Command>();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(wire::encode(again[0]), wire::encode(first[0]));
  dialogue_.reconnected(now_);
  EXPECT_EQ(sent<Command>().size(), 1U) << "what was on the line is lost";
  hear(sequence, {2, 11}, Done{});
  hear(sequence, {2, 11}, Done{});
  EXPECT_EQ(answers_.size(), 1U);
  now_ += 10s;
  EXPECT_TRUE(sent<Command>().empty());
}

TEST_F(DialogueTest, KeepsTheOrderOfWhatTheLineDidNotTake) {
  welcome();
  ask();
  ask();
  line_works_ = false;
  EXPECT_EQ(sent<Command>().size(), 1U) << "the second went past the first";
  line_works_ = true;
  now_ += 20ms;
  const auto both = sent<Command>();
  ASSERT_EQ(both.size(), 2U);
  EXPECT_LT(both[0].sequence, both[1].sequence);
}

TEST_F(DialogueTest, GivesUpWhenItsTimeIsOver) {
  ask();
  now_ += 4900ms;
  sent();
  EXPECT_TRUE(answers_.empty());
  now_ += 200ms;
  sent();
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_EQ(answers_[0].refusal().code, RefusalCode::kNotFound);
  EXPECT_EQ(answers_[0].refusal().subject, "controller");
}

TEST_F(DialogueTest, AsksAgainAsItWasWhenTheControllerIsBusy) {
  welcome();
  const auto sequence = ask();
  sent();
  hear(sequence, {2, 10}, Refused{RefusalCode::kBusy, "client", "Too much."});
  EXPECT_TRUE(answers_.empty());
  now_ += 60ms;
  const auto again = sent<Command>();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].sequence, sequence);
  hear(sequence, {2, 10}, Refused{RefusalCode::kInvalid, "setVolume.volume", "Too loud."});
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<Refused>(answers_[0]->body)) << "any other refusal is an answer";
}

TEST_F(DialogueTest, TellsThatItWasBusyWhenItsTimeIsOver) {
  welcome();
  const auto sequence = ask();
  sent();
  hear(sequence, {2, 10}, Refused{RefusalCode::kBusy, "client", "Too much."});
  now_ += 5s;
  sent();
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_EQ(answers_[0].refusal().code, RefusalCode::kBusy);
}

const Refused kStranger{RefusalCode::kDenied, "hello.token", "Say who you are."};

TEST_F(DialogueTest, TellsAControllerThatWasStartedAnewWhoItIsAndAsksTheSameAgain) {
  dialogue_ = Dialogue({"test", ClientId{7}, 100, 5s, "secret"});
  welcome();
  const auto sequence = ask();
  sent();
  hear(sequence, {3, 0}, kStranger);
  EXPECT_TRUE(answers_.empty());
  const auto hello = sent<Hello>();
  ASSERT_EQ(hello.size(), 1U);
  EXPECT_EQ(std::get<Hello>(hello[0].body).token, "secret");
  hear(hello[0].sequence, {3, 0}, Welcome{kProtocolVersion, "mixer", {}});
  const auto again = sent<Command>();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].sequence, sequence);
  hear(sequence, {3, 1}, Done{});
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<Done>(answers_[0]->body));
}

TEST_F(DialogueTest, EndsWhatItPutOffWhenItsTokenWasRevoked) {
  dialogue_ = Dialogue({"test", ClientId{7}, 100, 5s, "secret"});
  welcome();
  const auto sequence = ask();
  sent();
  hear(sequence, {2, 10}, kStranger);
  const auto hello = sent<Hello>();
  ASSERT_EQ(hello.size(), 1U);
  hear(hello[0].sequence, {2, 10}, kStranger);
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_EQ(answers_[0].refusal().code, RefusalCode::kDenied);
}

TEST_F(DialogueTest, TakesNoForAnAnswerWithoutAToken) {
  welcome();
  hear(ask(), {2, 10}, kStranger);
  ASSERT_EQ(answers_.size(), 1U);
}

TEST_F(DialogueTest, ResumesWithWhatItMissed) {
  welcome();
  hear_change(11, -1);
  hear_change(13, -3);  // 12 is missing
  EXPECT_FALSE(dialogue_.replica().following());
  const auto hello = sent<Hello>();
  ASSERT_EQ(hello.size(), 1U);
  EXPECT_EQ(std::get<Hello>(hello[0].body).resume, (Revision{2, 11}));
  Welcome welcome{kProtocolVersion, "admin", {}};
  welcome.resumed = true;
  for (std::uint64_t revision = 12; revision <= 14; ++revision) {
    ChangeSet set;
    set.revision = {2, revision};
    if (revision == 14) set.changes = {VolumeSet{TrackId{2}, {-4}}};
    welcome.changes.push_back(set);
  }
  hear(hello[0].sequence, {2, 14}, welcome);
  EXPECT_TRUE(dialogue_.replica().following());
  EXPECT_EQ(dialogue_.replica().mirror().revision(), (Revision{2, 14}));
  EXPECT_EQ(level(), -4);
  int changes = 0;
  while (const auto event = dialogue_.next_event())
    changes += std::holds_alternative<Changed>(*event) ? 1 : 0;
  EXPECT_EQ(changes, 4) << "11, and 12 to 14";
}

TEST_F(DialogueTest, AsksForTheWholeProjectWhenItCannotReadAChange) {
  welcome();
  std::string newer =
      R"({"sequence":"0","epoch":2,"revision":"11","changed":{"changes":[{"trackPaintedPink":2}]}})";
  dialogue_.hear(wire::as_frame(newer), now_);
  EXPECT_FALSE(dialogue_.replica().following());
  const auto hello = sent<Hello>();
  ASSERT_EQ(hello.size(), 1U);
  EXPECT_EQ(std::get<Hello>(hello[0].body).resume.epoch, 0U);
}

TEST_F(DialogueTest, AsksForTheWholeProjectWhenNobodyTellsItWhatItMissed) {
  welcome();
  dialogue_.reconnected(now_);
  std::vector<std::uint32_t> epochs;
  for (int i = 0; i < 5; ++i, now_ += 250ms)
    for (const Request& hello : sent<Hello>()) epochs.push_back(std::get<Hello>(hello.body).resume.epoch);
  EXPECT_EQ(epochs, (std::vector<std::uint32_t>{2, 2, 2, 0, 0}));
}

TEST_F(DialogueTest, TakesARefusedHeartbeatForTheEndOfItsSessionAndNoOtherRefusal) {
  welcome();
  const auto sequence = ask();
  sent();
  hear(sequence, {2, 10}, Refused{RefusalCode::kInvalid, "x", "No."});
  hear(sequence, {2, 10}, Refused{RefusalCode::kInvalid, "x", "No."});  // it was asked twice
  EXPECT_TRUE(dialogue_.replica().following());
  now_ += 1s;
  const auto beat = sent<Heartbeat>();
  ASSERT_EQ(beat.size(), 1U);
  hear(beat[0].sequence, {2, 10}, Refused{RefusalCode::kNotFound, "session", "You have not said hello."});
  EXPECT_FALSE(dialogue_.replica().following());
  EXPECT_EQ(sent<Hello>().size(), 1U);
}

TEST_F(DialogueTest, KnowsWhoHoldsWhat) {
  const auto hello = sent<Hello>();
  Welcome welcome{kProtocolVersion, "admin", {}};
  welcome.held = {{ClientId{8}, "Bob", "track/2/pan", true, ""}};
  hear(hello.at(0).sequence, {2, 10}, welcome);
  hear(0, {2, 10}, Touched{ClientId{9}, "Eve", "track/2/volume", true, ""});
  hear(0, {2, 10}, Touched{ClientId{9}, "Eve", "track/2/pan", true, ""});
  ASSERT_EQ(dialogue_.replica().held().size(), 2U);
  for (const Touched& one : dialogue_.replica().held()) EXPECT_EQ(one.client, ClientId{9});
  hear(0, {2, 10}, Touched{ClientId{9}, "Eve", "track/2/pan", false, ""});
  ASSERT_EQ(dialogue_.replica().held().size(), 1U);
  hear(0, {4, 1}, Reset{Project{}});
  EXPECT_TRUE(dialogue_.replica().held().empty());
}

TEST_F(DialogueTest, SaysOnceThatNobodyIsHeard) {
  welcome();
  while (dialogue_.next_event()) {
  }
  for (int i = 0; i < 10; ++i, now_ += 1s) sent();
  const auto event = dialogue_.next_event();
  ASSERT_TRUE(event);
  EXPECT_TRUE(std::holds_alternative<Silence>(*event));
  EXPECT_FALSE(dialogue_.next_event());
  EXPECT_FALSE(dialogue_.replica().following());
}

}  // namespace
}  // namespace corelogic::client
