// rest_desk_test.cpp: questions of scripts over a controller that is slow, gone, or back again.  Side: test.
#include "clients/gateway/rest_desk.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/unit/clients/gateway/fake_links.h"

namespace corelogic::gateway {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RestDeskTest : public testing::Test {
 protected:
  void ask(const std::string& token = "", std::optional<std::uint64_t> sequence = std::nullopt) {
    Ask one;
    one.arm = R"("command":{"undo":null})";
    if (sequence) one.client = 99;
    one.sequence = sequence;
    desk_.ask(
        token, one,
        [this](std::variant<std::string, Problem> said) {
          const auto* problem = std::get_if<Problem>(&said);
          answers_.push_back(problem ? std::to_string(problem->status) : std::get<std::string>(said));
        },
        now_);
  }
  void pass(RestDesk::Clock::duration time) {
    now_ += time;
    desk_.tick(now_);
  }
  static std::string done(const std::string& sequence) {
    return R"({"sequence":")" + sequence + R"(","epoch":3,"revision":"9","done":{"ids":[],"notes":[]}})";
  }
  json sent(std::size_t link, std::size_t frame) { return json::parse(links_.made.at(link)->sent.at(frame)); }

  FakeLinks links_;
  RestDesk desk_{links_.maker()};
  RestDesk::Clock::time_point now_ = RestDesk::Clock::now();
  std::vector<std::string> answers_;
};

TEST_F(RestDeskTest, OneAdminIsOneClientWhoseQuestionsCountUp) {
  ask();
  links_.say(done("1"));
  ask();
  EXPECT_EQ(links_.made.size(), 1U);
  EXPECT_EQ(links_.last().speaker, Speaker::kMachine);
  EXPECT_EQ(sent(0, 0)["sequence"], "1");
  EXPECT_EQ(sent(0, 1)["sequence"], "2");
  EXPECT_EQ(sent(0, 0)["client"], sent(0, 1)["client"]);
  EXPECT_NE(sent(0, 0)["client"], "0");
  EXPECT_THAT(answers_, ElementsAre(done("1")));
}

TEST_F(RestDeskTest, WhoNumbersHisQuestionsKeepsHisNumbers) {
  ask("", 7);
  EXPECT_EQ(sent(0, 0)["client"], "99");
  EXPECT_EQ(sent(0, 0)["sequence"], "7");
  links_.say(done("7"));
  EXPECT_THAT(answers_, ElementsAre(done("7")));
}

TEST_F(RestDeskTest, ARefusalWithoutANumberIsAboutTheOnlyQuestion) {
  ask();
  const std::string refused = R"({"sequence":"0","epoch":3,"revision":"9","refused":{"code":"invalid"}})";
  links_.say(refused);
  EXPECT_THAT(answers_, ElementsAre(refused));
}

TEST_F(RestDeskTest, WhatIsPushedIsNoAnswer) {
  ask();
  links_.say(R"({"sequence":"0","epoch":3,"revision":"9","alive":null})");
  links_.say(done("77"));
  EXPECT_THAT(answers_, IsEmpty());
}

TEST_F(RestDeskTest, QuestionsAtOnceGetLinesOfTheirOwnUpToEight) {
  for (int i = 0; i < 10; ++i) ask();
  EXPECT_EQ(links_.made.size(), 8U);
  EXPECT_EQ(desk_.waiting(), 2U);
  const auto heard = links_.made[0]->ears.heard;
  heard(done("1"));
  EXPECT_EQ(desk_.waiting(), 1U);
  EXPECT_EQ(sent(0, 1)["sequence"], "9");
}

TEST_F(RestDeskTest, ALostQuestionIsAskedAgainUnderItsNumber) {
  ask();
  links_.lose();
  pass(50ms);
  ASSERT_EQ(links_.made.size(), 2U);
  EXPECT_EQ(links_.made[0]->sent, links_.made[1]->sent);
  links_.say(done("1"));
  EXPECT_THAT(answers_, ElementsAre(done("1")));
}

TEST_F(RestDeskTest, NobodyIsWaitedForLongerThanFiveSeconds) {
  ask();
  for (int i = 0; i < 110; ++i) pass(50ms);
  EXPECT_THAT(answers_, ElementsAre("503"));
  EXPECT_GE(links_.made.size(), 3U) << "asked again meanwhile";
  EXPECT_LE(links_.made.size(), 6U) << "with growing patience";
  ask();
  EXPECT_NE(links_.last().sent.back(), links_.made[0]->sent.back());
}

TEST_F(RestDeskTest, AStrangerIsGreetedFirst) {
  ask("annas");
  EXPECT_EQ(sent(0, 0)["hello"]["token"], "annas");
  EXPECT_EQ(links_.last().speaker, Speaker::kGuest);
  EXPECT_EQ(links_.last().sent.size(), 1U);
  links_.say(kWelcomeAnna);
  EXPECT_EQ(sent(0, 1)["command"], json::parse(R"({"undo":null})"));
  links_.say(done("1"));
  EXPECT_THAT(answers_, ElementsAre(done("1")));
}

TEST_F(RestDeskTest, AStrangerWhomNobodyKnowsIsTurnedAway) {
  ask("guessed");
  links_.say(kDenied);
  ask("guessed again");
  links_.say(kWelcomeNobody);
  EXPECT_THAT(answers_, ElementsAre("401", "401"));
  for (const auto& link : links_.made) EXPECT_EQ(link->sent.size(), 1U) << "no question went on";
}

TEST_F(RestDeskTest, AHelloThatIsRefusedForAnotherReasonSaysIt) {
  ask("annas");
  const std::string busy = R"({"sequence":"0","epoch":3,"revision":"9","refused":{"code":"busy"}})";
  links_.say(busy);
  EXPECT_THAT(answers_, ElementsAre(busy));
}

TEST_F(RestDeskTest, AfterSilenceAStrangerIsGreetedAnewWithoutTheProject) {
  ask("annas");
  links_.say(kWelcomeAnna);
  links_.say(done("1"));
  pass(1900ms);
  ask("annas");
  EXPECT_TRUE(sent(0, 2).contains("command"));
  links_.say(done("2"));
  pass(2100ms);
  ask("annas");
  EXPECT_EQ(sent(0, 3)["hello"]["resumeEpoch"], 3);
  EXPECT_EQ(sent(0, 3)["hello"]["resumeRevision"], "9");
  EXPECT_EQ(links_.last().sent.size(), 4U);
}

TEST_F(RestDeskTest, TokensDoNotShareLines) {
  ask("annas");
  links_.say(kWelcomeAnna);
  links_.say(done("1"));
  ask();
  EXPECT_EQ(links_.made.size(), 2U);
  EXPECT_NE(sent(0, 1)["client"], sent(1, 0)["client"]);
}

TEST_F(RestDeskTest, StrangersWhoWereTurnedAwayTakeNoPlace) {
  for (int i = 0; i < 200; ++i) {
    ask("guess " + std::to_string(i));
    links_.say(kDenied);
    pass(50ms);
  }
  EXPECT_THAT(answers_, testing::Each("401"));
}

TEST_F(RestDeskTest, TooManyQuestionsOfOneTokenAreBusy) {
  for (int i = 0; i < 8 + 256 + 1; ++i) ask();
  EXPECT_THAT(answers_, ElementsAre("429"));
}

}  // namespace
}  // namespace corelogic::gateway
