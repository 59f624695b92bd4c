// answer_test.cpp: replies as responses, refusals as problem+json.  Side: test.
#include "clients/gateway/answer.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "clients/gateway/json_view.h"
#include "schema/wire/codec.h"
#include "schema/wire/schema_words.h"

namespace corelogic::gateway {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::Pair;

std::string reply(decltype(messages::Reply::body) body) {
  messages::Reply reply{7, {3, 21}, std::move(body)};
  return std::string(wire::as_text(wire::encode(reply, wire::Encoding::kJson)));
}

TEST(Answer, GivesTheIdsOfADoneCommandAndItsRevision) {
  const Response response = answer_of(reply(messages::Done{{4, 5}, {"a note"}}), false);
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.type, "application/json");
  EXPECT_EQ(json::parse(response.body),
            json::parse(R"({"epoch":3,"revision":"21","ids":[4,5],"notes":["a note"]})"));
  EXPECT_THAT(response.headers, Contains(Pair("ETag", "\"3.21\"")));
}

TEST(Answer, GivesWhatWasAskedForWithoutItsEnvelope) {
  messages::Project project;
  project.name = "a \"name\", with } and ]";
  const Response response = answer_of(reply(project), false);
  EXPECT_EQ(json::parse(response.body)["name"], project.name);
  EXPECT_EQ(answer_of(reply(messages::ProjectNames{{"a", "b"}}), false).body, R"(["a","b"])");
}

TEST(Answer, OfNothingIsNoContent) {
  EXPECT_EQ(answer_of(reply(messages::Alive{}), false).status, 204U);
}

TEST(Answer, ARefusalIsAProblem) {
  const Response response = answer_of(
      reply(messages::Refused{vocabulary::RefusalCode::kUnknownId, "track 7", "There is no \"7\"."}), false);
  EXPECT_EQ(response.status, 404U);
  EXPECT_EQ(response.type, "application/problem+json");
  EXPECT_EQ(json::parse(response.body), json::parse(R"({"type":"urn:corelogic:problem:unknownId",
    "title":"unknownId","status":404,"detail":"There is no \"7\".","code":"unknownId","subject":"track 7"})"));
}

TEST(Answer, EveryRefusalCodeHasItsStatus) {
  for (const std::string& code : wire::schema_words().enums.at("RefusalCode")) {
    if (code == "unspecified") continue;
    const unsigned status = status_of(code, false);
    EXPECT_GE(status, 400U) << code;
    EXPECT_EQ(status == 500, code == "internal") << code;
  }
}

TEST(Answer, AStaleExpectationFailsItsPrecondition) {
  EXPECT_EQ(status_of("conflict", true), 412U);
  EXPECT_EQ(status_of("conflict", false), 409U);
}

TEST(Answer, WhoIsTooFastIsToldWhenToComeBack) {
  const Response busy = as_response({429, "busy", "client", "Wait."});
  EXPECT_THAT(busy.headers, Contains(Pair("Retry-After", "1")));
  EXPECT_THAT(as_response({401, "denied", "token", "?"}).headers,
              Contains(Pair("WWW-Authenticate", testing::_)));
}

TEST(Answer, OfAControllerThatSaysNonsenseIsBadGateway) {
  for (const char* text : {"", "x", "{", "[]", "{\"sequence\":\"1\"}", "{\"a"})
    EXPECT_EQ(answer_of(text, false).status, 502U) << text;
}

TEST(JsonView, FindsMembersBehindAnythingElse) {
  const char* text = R"({ "a" : "},]\"" , "b":[{"c":1},[2]] ,"c" : {"d":-1.5e3},"e":true })";
  EXPECT_EQ(member(text, "a"), R"("},]\"")");
  EXPECT_EQ(member(text, "b"), R"([{"c":1},[2]])");
  EXPECT_EQ(member(member(text, "c"), "d"), "-1.5e3");
  EXPECT_EQ(member(text, "e").substr(0, 4), "true");
  EXPECT_EQ(member(text, "f"), "");
  EXPECT_EQ(text_of(member(text, "a")), "},]\"");
}

TEST(JsonView, ReadsAReplyOfTheRealEncoder) {
  const std::string text = reply(messages::Welcome{1, "admin", {}});
  const ReplyView view = read_reply(text);
  EXPECT_EQ(view.sequence, 7U);
  EXPECT_EQ(view.epoch, 3U);
  EXPECT_EQ(view.revision, 21U);
  EXPECT_EQ(view.arm, "welcome");
  EXPECT_EQ(text_of(member(view.value, "role")), "admin");
}

}  // namespace
}  // namespace corelogic::gateway
