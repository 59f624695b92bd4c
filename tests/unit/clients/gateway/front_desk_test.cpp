// front_desk_test.cpp: who gets what, and who is turned away before anything is read.  Side: test.
#include "clients/gateway/front_desk.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "clients/gateway/limits.h"
#include "tests/support/process.h"
#include "tests/unit/clients/gateway/fake_links.h"
#include "tests/unit/clients/gateway/hand_wav.h"

namespace corelogic::gateway {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr const char* kHost = "127.0.0.1:8420";

class FrontDeskTest : public testing::Test {
 protected:
  FrontDeskTest() {
    std::ofstream(page_.file("index.html")) << "<html>the page</html>";
    desk_.emplace(FrontDeskOptions{make_doors("127.0.0.1", 8420, false, {}, {}), "own-token", page_.path()},
                  links_.maker());
  }

  static Request request(const std::string& method, const std::string& target, Headers more = {},
                         const std::string& body = "") {
    Headers headers{
        {"host", kHost}, {"authorization", "Bearer own-token"}, {"content-type", "application/json"}};
    for (const auto& [name, value] : more) headers[name] = value;
    return {method, target, headers, body, "10.0.0.9"};
  }
  /// As a session does it: the door, then the answer.
  Response got(const Request& request) {
    if (auto early = desk_->at_the_door(request, now_)) return *early;
    std::optional<Response> response;
    desk_->answer(
        request, [&](Response said) { response = std::move(said); }, now_);
    if (response) return *response;
    return {0, "", "waits", {}};
  }
  /// Of an answer that comes after the controller said `reply`.
  Response got(const Request& request, const std::string& reply) {
    if (auto early = desk_->at_the_door(request, now_)) return *early;
    std::optional<Response> response;
    desk_->answer(
        request, [&](Response said) { response = std::move(said); }, now_);
    EXPECT_FALSE(response) << "it should ask the controller";
    if (!response && !links_.made.empty()) links_.say(reply);
    return response.value_or(Response{0, "", "never answered", {}});
  }
  static std::string header(const Response& response, const std::string& name) {
    for (const auto& [each, value] : response.headers)
      if (each == name) return value;
    return "";
  }

  support::ScratchDirectory page_;
  FakeLinks links_;
  std::optional<FrontDesk> desk_;
  FrontDesk::Clock::time_point now_ = FrontDesk::Clock::now();
};

TEST_F(FrontDeskTest, ACommandIsAskedAndAnswered) {
  const Response response = got(request("POST", "/tracks/3/volume", {}, R"({"volume":-6})"),
                                R"({"sequence":"1","epoch":3,"revision":"9","done":{"ids":[],"notes":[]}})");
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(json::parse(links_.last().sent.at(0))["command"],
            json::parse(R"({"setVolume":{"track":3,"volume":-6}})"));
  EXPECT_EQ(header(response, "ETag"), "\"3.9\"");
}

TEST_F(FrontDeskTest, WithoutATokenThereIsNothing) {
  for (const auto& [method, target] : std::vector<std::pair<std::string, std::string>>{
           {"GET", "/project"}, {"GET", "/metrics"}, {"POST", "/commands/undo"}, {"DELETE", "/tracks/3"}}) {
    const Response response = got(request(method, target, {{"authorization", ""}}));
    EXPECT_EQ(response.status, 401U) << target;
    EXPECT_THAT(header(response, "WWW-Authenticate"), HasSubstr("Bearer"));
  }
  EXPECT_EQ(got(request("GET", "/project", {{"authorization", ""}, {"cookie", "token=own-token"}})).status,
            401U);
  EXPECT_TRUE(links_.made.empty());
}

TEST_F(FrontDeskTest, ABodyIsNotEvenReadWithoutAToken) {
  EXPECT_TRUE(desk_->at_the_door(request("POST", "/commands/importProject", {{"authorization", ""}}), now_));
  EXPECT_FALSE(desk_->at_the_door(request("POST", "/commands/importProject"), now_));
}

TEST_F(FrontDeskTest, HostAndOriginCountForEverythingEvenThePage) {
  EXPECT_EQ(got(request("GET", "/", {{"host", "evil.example"}})).status, 421U);
  EXPECT_EQ(got(request("GET", "/", {{"origin", "http://evil.example"}})).status, 403U);
  EXPECT_EQ(got(request("OPTIONS", "/project", {{"origin", "http://evil.example"}})).status, 403U);
}

TEST_F(FrontDeskTest, OurOwnPagesMayAskFromAnotherNameOfOurs) {
  const Response response = got(request("OPTIONS", "/project", {{"origin", "http://localhost:8420"}}));
  EXPECT_EQ(response.status, 204U);
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "http://localhost:8420");
  EXPECT_THAT(header(response, "Access-Control-Allow-Headers"), HasSubstr("authorization"));
  EXPECT_EQ(header(got(request("OPTIONS", "/project")), "Access-Control-Allow-Origin"), "");
}

TEST_F(FrontDeskTest, UnknownTokensOfOneAddressAreNotTriedForEver) {
  int tried = 0;
  for (int i = 0; i < 40; ++i) {
    const Request guess = request("GET", "/project", {{"authorization", "Bearer guess" + std::to_string(i)}});
    if (desk_->at_the_door(guess, now_)) break;
    std::optional<Response> response;
    desk_->answer(
        guess, [&](Response said) { response = std::move(said); }, now_);
    if (!response) {
      links_.say(kDenied);
      ++tried;
      EXPECT_EQ(response->status, 401U);
    } else {
      EXPECT_EQ(response->status, 429U);
      break;
    }
  }
  EXPECT_NEAR(tried, kWrongTokenBurst, 1);
  EXPECT_EQ(got(request("GET", "/health")).status, 503U) << "who has no token to try is not concerned";
}

TEST_F(FrontDeskTest, OnlyJsonIsABody) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    EXPECT_EQ(got(request("POST", "/tracks/3/volume", {{"content-type", type}}, "{}")).status, 415U) << type;
  EXPECT_EQ(
      got(request("POST", "/tracks/3/volume", {{"content-type", "application/json; charset=utf-8"}}, "{}"))
          .status,
      0U);
}

TEST_F(FrontDeskTest, SaysWhatIsNotThere) {
  EXPECT_EQ(got(request("GET", "/nothing")).status, 404U);
  const Response other = got(request("PUT", "/tracks/3/volume"));
  EXPECT_EQ(other.status, 405U);
  EXPECT_EQ(header(other, "Allow"), "POST");
  EXPECT_EQ(got(request("GET", "/%zz")).status, 400U);
  EXPECT_EQ(got(request("GET", "/ws")).status, 426U);
}

TEST_F(FrontDeskTest, ThePageNeedsNoTokenAndAnswersPeopleOnly) {
  const Headers person{{"authorization", ""}, {"accept", "text/html,*/*"}};
  EXPECT_THAT(got(request("GET", "/", {{"authorization", ""}})).body, HasSubstr("the page"));
  EXPECT_THAT(got(request("GET", "/mixer/3", person)).body, HasSubstr("the page"));
  EXPECT_THAT(got(request("GET", "/history", person)).body, HasSubstr("the page"));
  EXPECT_EQ(got(request("GET", "/history", {{"authorization", ""}})).status, 401U);
  EXPECT_EQ(got(request("GET", "/favicon.ico", person)).status, 204U);
}

TEST_F(FrontDeskTest, HealthIsKnownWithoutAskingEachTime) {
  EXPECT_EQ(got(request("GET", "/health")).status, 503U);
  desk_->tick(now_);
  ASSERT_EQ(links_.made.size(), 1U);
  links_.say(
      R"({"sequence":"1","epoch":3,"revision":"9","status":{"projectName":"x","engineConnected":true}})");
  const Response well = got(request("GET", "/health", {{"authorization", ""}}));
  EXPECT_EQ(well.status, 200U);
  EXPECT_EQ(json::parse(well.body), json::parse(R"({"ok":true,"controller":true,"engine":true})"));
  now_ += 4s;
  EXPECT_EQ(got(request("GET", "/health")).status, 503U);
}

TEST_F(FrontDeskTest, MetricsNameTheGuiltyNode) {
  std::optional<Response> response;
  const Request asked = request("GET", "/metrics");
  desk_->answer(
      asked, [&](Response said) { response = std::move(said); }, now_);
  links_.say(
      R"({"sequence":"1","epoch":3,"revision":"9","status":{"engineConnected":true,"xruns":"4","guiltyNode":"772"}})");
  links_.say(
      R"({"sequence":"2","epoch":3,"revision":"9","graph":{"nodes":[{"id":"772","name":"guitar \"1\""}]}})");
  ASSERT_TRUE(response);
  EXPECT_THAT(response->body, HasSubstr("corelogic_xruns_total{node=\"guitar \\\"1\\\"\"} 4\n"));
}

TEST_F(FrontDeskTest, MetricsSayThatTheControllerIsGone) {
  std::optional<Response> response;
  desk_->answer(
      request("GET", "/metrics"), [&](Response said) { response = std::move(said); }, now_);
  for (int i = 0; i < 110 && !response; ++i) desk_->tick(now_ += 50ms);
  ASSERT_TRUE(response);
  EXPECT_THAT(response->body, HasSubstr("corelogic_controller_up 0\n"));
}

TEST_F(FrontDeskTest, TheDocumentIsForEverybody) {
  const Response response = got(request("GET", "/openapi.json", {{"authorization", ""}}));
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(json::parse(response.body)["openapi"], "3.1.0");
}

TEST_F(FrontDeskTest, AWaveformIsOfWhatTheGraphPlaysAndOfNothingElse) {
  write_wav(page_.file("voice.wav"), 48000, 1, {0, 16384, -16384});
  const std::string status = R"({"sequence":"1","epoch":3,"revision":"9","status":{"engineConnected":true}})";
  const std::string graph =
      R"({"sequence":"2","epoch":3,"revision":"9","graph":{"nodes":[{"id":"769","audioInput":{"file":{"path":")" +
      page_.file("voice.wav") + R"("}}}]}})";
  std::optional<Response> response;
  ASSERT_FALSE(desk_->at_the_door(request("GET", "/waveforms/3"), now_));
  desk_->answer(
      request("GET", "/waveforms/3"), [&](Response said) { response = std::move(said); }, now_);
  links_.say(status);
  ASSERT_FALSE(response);
  links_.say(graph);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200U);
  EXPECT_EQ(response->type, "application/octet-stream");
  EXPECT_EQ(response->body.size(), 26U);
  // The graph of that revision is known now.
  const auto at = [&](const std::string& sequence) {
    std::string said = status;
    return said.replace(said.find("\"1\""), 3, "\"" + sequence + "\"");
  };
  EXPECT_EQ(got(request("GET", "/waveforms/4"), at("3")).status, 404U);
  EXPECT_EQ(
      got(request("GET", "/waveforms/3", {{"if-none-match", header(*response, "ETag")}}), at("4")).status,
      304U);
  EXPECT_EQ(got(request("GET", "/waveforms/3", {{"authorization", ""}})).status, 401U);
  EXPECT_EQ(got(request("GET", "/waveforms/..%2fvoice.wav")).status, 404U);
}

}  // namespace
}  // namespace corelogic::gateway
