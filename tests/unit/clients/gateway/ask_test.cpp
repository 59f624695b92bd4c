// ask_test.cpp: a REST call as the frame the controller reads; the frames are read by the real decoder.
// Side: test.
#include "clients/gateway/ask.h"

#include <gmock/gmock.h>

#include "clients/gateway/limits.h"
#include "schema/wire/codec.h"

namespace corelogic::gateway {
namespace {

using ::testing::HasSubstr;

std::variant<Ask, Problem> ask_of(const std::string& method, const std::string& path,
                                  const std::string& body = "", Headers headers = {}) {
  Request request{method, path, std::move(headers), body, "127.0.0.1"};
  Target target;
  EXPECT_TRUE(read_target(request.target, target));
  const auto place = find_route(method, target.path);
  const auto* found = std::get_if<Found>(&place);
  EXPECT_NE(found, nullptr) << path;
  return found == nullptr ? std::variant<Ask, Problem>(Problem{}) : make_ask(*found, target, request);
}

std::string arm(const std::string& method, const std::string& path, const std::string& body = "") {
  const auto asked = ask_of(method, path, body);
  const auto* ask = std::get_if<Ask>(&asked);
  return ask != nullptr ? ask->arm : "refused: " + std::get<Problem>(asked).sentence;
}

Problem problem(const std::string& method, const std::string& path, const std::string& body = "",
                Headers headers = {}) {
  const auto asked = ask_of(method, path, body, std::move(headers));
  const auto* refused = std::get_if<Problem>(&asked);
  EXPECT_NE(refused, nullptr) << path << ' ' << body;
  return refused != nullptr ? *refused : Problem{};
}

TEST(Ask, PutsTheIdOfThePathIntoTheCommand) {
  EXPECT_EQ(arm("POST", "/tracks/3/volume", R"({"volume": -6.0})"),
            R"("command":{"setVolume":{"track":3,"volume": -6.0}})");
  EXPECT_EQ(arm("DELETE", "/tracks/3"), R"("command":{"removeTrack":{"track":3}})");
  EXPECT_EQ(arm("POST", "/tracks/3/sends", " { \"destination\" : 4 } "),
            R"("command":{"addSend":{"track":3, "destination" : 4 }})");
}

TEST(Ask, CommandsWithoutFieldsNeedNoBody) {
  EXPECT_EQ(arm("POST", "/commands/undo"), R"("command":{"undo":null})");
  EXPECT_EQ(arm("POST", "/commands/play", "{}"), R"("command":{"play":null})");
  EXPECT_EQ(problem("POST", "/commands/undo", R"({"x":1})").subject, "body");
}

TEST(Ask, MakesQueriesRequests) {
  EXPECT_EQ(arm("GET", "/project"), R"("getProject":null)");
  EXPECT_EQ(arm("GET", "/history"), R"("getHistory":100)");
  EXPECT_EQ(arm("GET", "/history?most=7"), R"("getHistory":7)");
  EXPECT_EQ(arm("GET", "/history?most=007"), R"("getHistory":7)");
  EXPECT_EQ(arm("GET", "/history?most=0"), R"("getHistory":0)");
  EXPECT_EQ(arm("GET", "/presets"), R"("getPresets":"")");
  EXPECT_EQ(arm("GET", "/presets?effect=eq%22%5c"), R"("getPresets":"eq\"\\")");
  EXPECT_EQ(arm("GET", "/projectAt?revision=12"), R"("getProjectAt":"12")");
  EXPECT_EQ(arm("GET", "/diff?from=1&to=2"), R"("getDiff":{"from":"1","to":"2"})");
  EXPECT_EQ(arm("GET", "/audit?most=3&who=anna+b"), R"("getAudit":{"most":3,"who":"anna b"})");
  EXPECT_EQ(arm("POST", "/dryRun", R"({"undo":null})"), R"("dryRun":{"undo":null})");
}

TEST(Ask, RefusesQueriesThatMeanNothing) {
  EXPECT_EQ(problem("GET", "/projectAt").subject, "revision");
  EXPECT_EQ(problem("GET", "/projectAt?revision=now").subject, "revision");
  EXPECT_EQ(problem("GET", "/history?most=-1").subject, "most");
  EXPECT_EQ(problem("GET", "/history?least=1").subject, "least");
  EXPECT_THAT(problem("GET", "/diff?form=1").sentence, HasSubstr("from or to"));
  EXPECT_EQ(problem("GET", "/presets?effect=%ff").subject, "effect");
  EXPECT_EQ(problem("POST", "/tracks?name=Guitar", "{}").subject, "name");
}

// A body goes into the request as text: nothing may come out of its braces.
TEST(Ask, RefusesABodyThatIsNotOneObject) {
  for (const char* body :
       {"[]", "1", "null", "{", "{}}", "{\"volume\":-6},\"x\":{", "{\"volume\":-6}}", "{} {}",
        "{\"volume\":-6,}", "{'volume':-6}", "{\"volume\":-6}//", "\xff{}", "{\"a\":\"\xff\"}"})
    EXPECT_EQ(problem("POST", "/tracks/3/volume", body).subject, "body") << body;
}

TEST(Ask, LeavesWhatIsGivenTwiceToTheController) {
  const auto asked = ask_of("POST", "/tracks/3/volume", R"({"volume":-6,"track":4})");
  const auto read = wire::decode_request(wire::as_frame(envelope(std::get<Ask>(asked), 1, 1)));
  ASSERT_FALSE(read);
  EXPECT_THAT(read.refusal().sentence, HasSubstr("given twice"));
}

TEST(Ask, EnvelopesAreReadByTheRealDecoder) {
  const auto asked =
      ask_of("POST", "/tracks/3/volume", R"({"volume":-6})",
             {{"if-match", "\"2.17\""}, {"corelogic-client", "99"}, {"corelogic-sequence", "5"}});
  const Ask& ask = std::get<Ask>(asked);
  const auto read = wire::decode_request(wire::as_frame(envelope(ask, *ask.client, *ask.sequence)));
  ASSERT_TRUE(read) << read.refusal().sentence;
  EXPECT_EQ(read->client.value, 99U);
  EXPECT_EQ(read->sequence, 5U);
  EXPECT_EQ(read->expected_epoch, 2U);
  EXPECT_EQ(read->expected_revision, 17);
  const auto& volume = std::get<messages::SetVolume>(std::get<messages::Command>(read->body).body);
  EXPECT_EQ(volume.track.value, 3U);
  EXPECT_EQ(volume.volume.value, -6.0);
}

TEST(Ask, TakesARevisionInAnyUsualForm) {
  for (const char* match : {"17", "\"17\"", "\"0.17\""}) {
    const auto asked = ask_of("POST", "/commands/undo", "", {{"if-match", match}});
    EXPECT_EQ(std::get<Ask>(asked).expected_revision, 17) << match;
  }
  EXPECT_EQ(std::get<Ask>(ask_of("POST", "/commands/undo", "", {{"if-match", "*"}})).expected_revision, -1);
  for (const char* match : {"x", "\"1.x\"", "-1", "1.2.3"})
    EXPECT_EQ(problem("POST", "/commands/undo", "", {{"if-match", match}}).subject, "If-Match") << match;
}

TEST(Ask, AClientAndItsSequenceGoTogether) {
  EXPECT_EQ(problem("POST", "/commands/undo", "", {{"corelogic-client", "9"}}).subject, "CoreLogic-Client");
  EXPECT_EQ(
      problem("POST", "/commands/undo", "", {{"corelogic-client", "9"}, {"corelogic-sequence", "0"}}).subject,
      "CoreLogic-Client");
  EXPECT_EQ(problem("POST", "/commands/undo", "", {{"corelogic-client", "me"}, {"corelogic-sequence", "1"}})
                .subject,
            "CoreLogic-Client");
}

TEST(Ask, OnlyWholeProjectsMayBeLarge) {
  EXPECT_EQ(most_body_bytes("/commands/importProject"), kMostImportBytes);
  EXPECT_EQ(most_body_bytes("/commands/batch"), kMostImportBytes);
  EXPECT_EQ(most_body_bytes("/tracks/3/volume"), kMostBodyBytes);
}

TEST(Target, IsDecodedOnce) {
  Target target;
  ASSERT_TRUE(read_target("/a%2Fb%25?x=%26&y", target));
  EXPECT_EQ(target.path, "/a/b%");
  EXPECT_THAT(target.query, testing::ElementsAre(testing::Pair("x", "&"), testing::Pair("y", "")));
}

TEST(Target, RefusesWhatIsNone) {
  for (const char* raw :
       {"", "x", "*", "http://host/x", "/%", "/%4", "/%zz", "/%00", "/a\tb", "/%0a", "/a#b"}) {
    Target target;
    EXPECT_FALSE(read_target(raw, target)) << raw;
  }
}

}  // namespace
}  // namespace corelogic::gateway
