// page_talk_test.cpp: a page's hello, its token, its words and its bounds, with the controller played here.
// Side: test.
#include "clients/gateway/page_talk.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "clients/gateway/limits.h"
#include "tests/unit/clients/gateway/fake_links.h"

namespace corelogic::gateway {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PageTalkTest : public testing::Test {
 protected:
  void come(const std::string& token_of_upgrade = "") {
    talk_.emplace(PageTalk::Doors{links_.maker(), [this] { ++rung_; }, [this] { return may_try_; },
                                  [this] { ++wrong_; }},
                  counters_, token_of_upgrade, "own-token", now_);
  }
  void say(const std::string& frame) { talk_->hear(frame, now_); }
  /// All text that waits for the page.
  std::vector<std::string> text() {
    std::vector<std::string> frames;
    while (const auto frame = talk_->next(now_))
      if (!frame->binary) frames.push_back(*frame->bytes);
    return frames;
  }
  void welcome_own() {
    come();
    say(R"({"hello":{"name":"page","token":"own-token"}})");
    links_.say(kWelcomeNobody);
    (void)text();
  }
  void welcome_anna() {
    come();
    say(R"({"hello":{"name":"page","token":"annas"}})");
    links_.say(kWelcomeAnna);
    (void)text();
  }
  [[nodiscard]] int close_code() const { return talk_->closing() ? int{talk_->closing()->code} : 0; }

  FakeLinks links_;
  Counters counters_;
  int rung_ = 0;
  int wrong_ = 0;
  bool may_try_ = true;
  PageTalk::Clock::time_point now_ = PageTalk::Clock::now();
  std::optional<PageTalk> talk_;
};

TEST_F(PageTalkTest, OurOwnTokenIsThisMachinesAdmin) {
  come();
  say(R"({"sequence":"1","hello":{"name":"page","subscribe":true,"token":"own-token"}})");
  ASSERT_EQ(links_.made.size(), 1U);
  EXPECT_EQ(json::parse(links_.last().sent.at(0)),
            json::parse(R"({"sequence":"1","hello":{"name":"page","subscribe":true}})"));
  EXPECT_EQ(links_.last().speaker, Speaker::kMachine);
  links_.say(kWelcomeNobody);
  EXPECT_THAT(text(), ElementsAre(kWelcomeNobody));
  EXPECT_TRUE(talk_->may_import());
}

TEST_F(PageTalkTest, AnyOtherTokenIsTheControllersToJudge) {
  come();
  say(R"({"hello":{"name":"page","token":"annas"}})");
  EXPECT_EQ(json::parse(links_.last().sent.at(0))["hello"]["token"], "annas");
  EXPECT_EQ(links_.last().speaker, Speaker::kGuest);
  EXPECT_FALSE(talk_->may_import());
  links_.say(kWelcomeAnna);
  EXPECT_TRUE(talk_->may_import());
}

TEST_F(PageTalkTest, ATokenOfTheUpgradeGoesIntoTheHello) {
  come("annas");
  say(R"({"hello":{"name":"page"}})");
  EXPECT_EQ(json::parse(links_.last().sent.at(0))["hello"]["token"], "annas");
}

TEST_F(PageTalkTest, AWelcomeThatNamesNobodyIsNone) {
  come();
  say(R"({"hello":{"name":"page","token":"guessed"}})");
  links_.say(kWelcomeNobody);
  EXPECT_EQ(close_code(), 4401);
  EXPECT_EQ(wrong_, 1);
  const auto said = text();
  ASSERT_EQ(said.size(), 1U) << "not the welcome, and not the project in it";
  EXPECT_EQ(json::parse(said[0])["refused"]["code"], "denied");
}

TEST_F(PageTalkTest, ARefusedTokenEndsIt) {
  come();
  say(R"({"hello":{"name":"page","token":"guessed"}})");
  links_.say(kDenied);
  EXPECT_THAT(text(), ElementsAre(kDenied));
  EXPECT_EQ(close_code(), 4401);
  EXPECT_EQ(wrong_, 1);
}

TEST_F(PageTalkTest, AnAddressThatGuessedTooOftenMustWaitButNotOurOwnToken) {
  may_try_ = false;
  come();
  say(R"({"hello":{"name":"page","token":"guessed"}})");
  EXPECT_TRUE(links_.made.empty());
  EXPECT_EQ(close_code(), 1013);
  welcome_own();
  EXPECT_EQ(close_code(), 0);
}

TEST_F(PageTalkTest, NothingIsForwardedBeforeTheWelcome) {
  come();
  say(R"({"hello":{"name":"page","token":"annas"}})");
  say(R"({"sequence":"2","getProject":null})");
  EXPECT_EQ(links_.last().sent.size(), 1U);
  links_.say(kWelcomeAnna);
  EXPECT_THAT(links_.last().sent, ElementsAre(testing::_, R"({"sequence":"2","getProject":null})"));
}

TEST_F(PageTalkTest, WhatIsHeldBackIsLostWithTheToken) {
  come();
  say(R"({"hello":{"name":"page","token":"guessed"}})");
  say(R"({"command":{"undo":null}})");
  links_.say(kDenied);
  EXPECT_EQ(links_.last().sent.size(), 1U);
}

TEST_F(PageTalkTest, WithoutAHelloNothingIsSaid) {
  come("own-token");
  say(R"({"command":{"undo":null}})");
  EXPECT_THAT(links_.made, IsEmpty());
  EXPECT_EQ(close_code(), 1008);
}

TEST_F(PageTalkTest, WithoutATokenNobodyComesIn) {
  for (const char* hello : {R"({"hello":{"name":"page"}})", R"({"hello":{"name":"page","token":""}})"}) {
    come();
    say(hello);
    EXPECT_THAT(links_.made, IsEmpty()) << hello;
    EXPECT_EQ(close_code(), 4401) << hello;
  }
}

// The same key in another spelling is the same key to the controller: it must be to us.
TEST_F(PageTalkTest, AHelloIsSeenHoweverItIsSpelled) {
  welcome_anna();
  for (const char* hello :
       {R"({"\u0068ello":{"name":"page","token":""}})", R"({ "x" : [{}], "hello" : {"name":"p"} })"}) {
    say(hello);
    EXPECT_EQ(json::parse(links_.last().sent.back())["hello"]["token"], "annas") << hello;
    links_.say(kWelcomeAnna);
  }
}

TEST_F(PageTalkTest, AConnectionSpeaksForOneTokenOnly) {
  welcome_anna();
  say(R"({"hello":{"name":"page","token":"own-token"}})");
  EXPECT_EQ(links_.last().sent.size(), 1U);
  EXPECT_EQ(close_code(), 4401);
}

TEST_F(PageTalkTest, ForwardsFramesAsTheyAre) {
  welcome_own();
  const std::string frame =
      R"({ "sequence":"5", "command":{"setVolume":{"track":1,"volume":-6,"volume":-7}} })";
  say(frame);
  EXPECT_EQ(links_.last().sent.back(), frame);
  links_.say("whatever the controller says");
  EXPECT_THAT(text(), ElementsAre("whatever the controller says"));
}

TEST_F(PageTalkTest, RefusesWhatIsNoObjectAndStays) {
  welcome_own();
  for (const char* frame : {"", "x", "[]", " {}", "{", "{}x", "{\"a\":\"\xff\"}", "\"hello\""}) {
    say(frame);
    const auto said = text();
    ASSERT_EQ(said.size(), 1U) << frame;
    EXPECT_EQ(json::parse(said[0])["refused"]["code"], "invalid") << frame;
  }
  EXPECT_EQ(links_.last().sent.size(), 1U);
  EXPECT_EQ(close_code(), 0);
}

TEST_F(PageTalkTest, AFlooderIsToldBusyAndThenEnds) {
  welcome_own();
  const auto before = links_.last().sent.size();
  for (int i = 0; i < static_cast<int>(kRequestBurst + kRefusalBurst) + 10; ++i)
    say(R"({"sequence":"77","heartbeat":null})");
  EXPECT_LE(links_.last().sent.size() - before, static_cast<std::size_t>(kRequestBurst));
  const json refused = json::parse(text().front());
  EXPECT_EQ(refused["refused"]["code"], "busy");
  EXPECT_EQ(refused["sequence"], "77");
  EXPECT_EQ(close_code(), 1008);
}

TEST_F(PageTalkTest, ASilentStrangerMustComeAgain) {
  welcome_anna();
  now_ += 2600ms;
  say(R"({"command":{"undo":null}})");
  EXPECT_EQ(links_.last().sent.size(), 1U) << "the controller may have forgotten whose connection this is";
  EXPECT_EQ(close_code(), 1012);
}

TEST_F(PageTalkTest, ALostControllerEndsIt) {
  welcome_own();
  links_.lose();
  EXPECT_EQ(close_code(), 1012);
}

TEST_F(PageTalkTest, AHelloThatNobodyHearsIsSaidAgain) {
  come();
  say(R"({"hello":{"name":"page","token":"own-token"}})");
  talk_->tick(PageTalk::Clock::now() + 100ms);
  EXPECT_EQ(links_.made.size(), 1U);
  talk_->tick(PageTalk::Clock::now() + 400ms);
  ASSERT_EQ(links_.made.size(), 2U);
  EXPECT_EQ(links_.made[0]->sent, links_.made[1]->sent);
  EXPECT_TRUE(links_.made[0]->ended);
  talk_->tick(PageTalk::Clock::now() + 6s);
  EXPECT_EQ(close_code(), 1013);
}

TEST_F(PageTalkTest, WhoSaysNothingIsNotWaitedFor) {
  come();
  talk_->tick(now_ + 4900ms);
  EXPECT_EQ(close_code(), 0);
  talk_->tick(now_ + 5s);
  EXPECT_EQ(close_code(), 1008);
}

TEST_F(PageTalkTest, ASlowPagesTextWaitsAtTheController) {
  welcome_own();
  const std::string change(1000, 'x');
  int said = 0;
  while (!links_.last().paused && said < 1000) {
    links_.say(change);
    ++said;
  }
  EXPECT_NEAR(said, 263, 2);  // 256 KiB
  EXPECT_EQ(counters_.outbox_bytes, static_cast<std::uint64_t>(said) * 1000);
  std::size_t got = 0;
  while (links_.last().paused && talk_->next(now_)) ++got;
  EXPECT_GT(got, 190U);
  while (talk_->next(now_)) ++got;
  EXPECT_EQ(got, static_cast<std::size_t>(said)) << "no text is ever dropped";
}

std::shared_ptr<const MeterShot> shot() {
  auto made = std::make_shared<MeterShot>();
  made->bytes = flatten(made->frame);
  return made;
}

TEST_F(PageTalkTest, MetersComeOnceTheyAreWanted) {
  welcome_own();
  talk_->offer(shot());
  EXPECT_FALSE(talk_->next(now_));
  say(R"({"gateway":{"meters":{"rate":30}}})");
  const auto given = shot();
  talk_->offer(given);
  const auto frame = talk_->next(now_);
  ASSERT_TRUE(frame);
  EXPECT_TRUE(frame->binary);
  EXPECT_EQ(frame->bytes.get(), &given->bytes) << "made once for all pages";
  EXPECT_EQ(links_.last().sent.size(), 1U) << "that was for the gateway";
}

TEST_F(PageTalkTest, TextGoesBeforeMetersAndMetersAreMerged) {
  welcome_own();
  say(R"({"gateway":{"meters":{"rate":30}}})");
  for (int i = 0; i < 10; ++i) talk_->offer(shot());
  links_.say("a change");
  EXPECT_FALSE(talk_->next(now_)->binary);
  EXPECT_TRUE(talk_->next(now_)->binary);
  EXPECT_FALSE(talk_->next(now_));
  EXPECT_EQ(counters_.meter_frames_merged, 9U);
  EXPECT_EQ(counters_.meter_frames_sent, 1U);
}

TEST_F(PageTalkTest, NoMetersBeforeTheWelcome) {
  come();
  say(R"({"hello":{"name":"page","token":"guessed"}})");
  say(R"({"gateway":{"meters":{"rate":30}}})");
  EXPECT_FALSE(talk_->wants_meters());
  links_.say(kDenied);
  EXPECT_FALSE(talk_->wants_meters());
}

TEST_F(PageTalkTest, RefusesWordsTheGatewayDoesNotKnow) {
  welcome_own();
  for (const char* frame : {R"({"gateway":null})", R"({"gateway":{}})", R"({"gateway":{"meters":30}})",
                            R"({"gateway":{"meters":{"rate":61}}})", R"({"gateway":{"meters":{"rate":-1}}})",
                            R"({"gateway":{"meters":{"rate":1.5}}})",
                            R"({"gateway":{"meters":{"rate":30}},"command":{"undo":null}})"}) {
    say(frame);
    const auto said = text();
    ASSERT_EQ(said.size(), 1U) << frame;
    EXPECT_THAT(said[0], HasSubstr("\"gateway\"")) << frame;
  }
}

TEST_F(PageTalkTest, CountsItself) {
  come();
  EXPECT_EQ(counters_.browsers, 1U);
  talk_.reset();
  EXPECT_EQ(counters_.browsers, 0U);
}

}  // namespace
}  // namespace corelogic::gateway
