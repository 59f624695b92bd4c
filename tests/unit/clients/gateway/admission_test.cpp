// admission_test.cpp: hosts, origins and tokens.  Side: test.
#include "clients/gateway/admission.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "clients/gateway/token_bucket.h"
#include "tests/support/process.h"

namespace corelogic::gateway {
namespace {

using ::testing::ElementsAre;
using namespace std::chrono_literals;

unsigned status_of(const Doors& doors, Headers headers) {
  const auto problem = check_doors(doors, {"GET", "/", std::move(headers), "", ""});
  return problem ? problem->status : 200;
}

TEST(Admission, LoopbackHasThreeNames) {
  const Doors doors = make_doors("127.0.0.1", 8420, false, {}, {});
  EXPECT_THAT(doors.hosts, ElementsAre("127.0.0.1:8420", "localhost:8420", "[::1]:8420"));
  EXPECT_THAT(doors.origins,
              ElementsAre("http://127.0.0.1:8420", "http://localhost:8420", "http://[::1]:8420"));
}

TEST(Admission, OtherAddressesHaveTheirOwnAndWhatIsAdded) {
  const Doors doors =
      make_doors("10.0.0.5", 443, true, {"Studio.Local", "desk:9000"}, {"https://Page.example"});
  EXPECT_THAT(doors.hosts,
              ElementsAre("10.0.0.5:443", "10.0.0.5", "studio.local:443", "studio.local", "desk:9000"));
  EXPECT_THAT(doors.origins, ElementsAre("https://10.0.0.5", "https://studio.local", "https://desk:9000",
                                         "https://page.example"));
  EXPECT_THAT(make_doors("::", 1, false, {}, {}).hosts, ElementsAre());
}

TEST(Admission, OnlyWholeHostsCount) {
  const Doors doors = make_doors("127.0.0.1", 8420, false, {}, {});
  EXPECT_EQ(status_of(doors, {{"host", "127.0.0.1:8420"}}), 200U);
  EXPECT_EQ(status_of(doors, {{"host", "LOCALHOST:8420"}}), 200U);
  for (const char* host : {"", "127.0.0.1", "127.0.0.1:84200", "evil.example", "127.0.0.1:8420.evil.example",
                           "evil.example:8420", "127.0.0.1:8420, evil.example", "localhost:8420 "})
    EXPECT_EQ(status_of(doors, {{"host", host}}), 421U) << host;
}

TEST(Admission, OnlyWholeOriginsCount) {
  const Doors doors = make_doors("127.0.0.1", 8420, false, {}, {});
  const auto from = [&](const char* origin) {
    return status_of(doors, {{"host", "localhost:8420"}, {"origin", origin}});
  };
  EXPECT_EQ(from("http://localhost:8420"), 200U);
  for (const char* origin :
       {"null", "http://localhost", "https://localhost:8420", "http://localhost:8420.evil",
        "http://evil.example", "http://localhost:8420, http://evil.example", "*"})
    EXPECT_EQ(from(origin), 403U) << origin;
}

TEST(Admission, ATokenComesAsBearerOrAsASubprotocol) {
  const auto token = [](Headers headers) { return token_of({"GET", "/ws", std::move(headers), "", ""}); };
  EXPECT_EQ(token({{"authorization", "Bearer abc"}}), "abc");
  EXPECT_EQ(token({{"authorization", "bearer abc"}}), "abc");
  EXPECT_EQ(token({{"sec-websocket-protocol", "corelogic, corelogic.token.abc"}}), "abc");
  EXPECT_EQ(token({{"authorization", "Basic abc"}}), "");
  EXPECT_EQ(token({{"cookie", "token=abc"}}), "");
  EXPECT_EQ(token({{"authorization", "Bearer "}}), "");
}

TEST(Admission, ComparesWholeTokens) {
  EXPECT_TRUE(same_token("abc", "abc"));
  EXPECT_FALSE(same_token("abc", "abd"));
  EXPECT_FALSE(same_token("ab", "abc"));
  EXPECT_FALSE(same_token("", ""));
}

class OwnToken : public testing::Test {
 protected:
  [[nodiscard]] std::string path() const { return scratch_.file("web-token"); }
  [[nodiscard]] std::string token() const {
    auto made = own_token(path());
    EXPECT_TRUE(made);
    return made ? *made : "";
  }
  support::ScratchDirectory scratch_;
};

TEST_F(OwnToken, IsRandomAndForItsOwnerOnly) {
  const std::string first = token();
  EXPECT_EQ(first.size(), 64U);
  struct stat status {};
  ASSERT_EQ(::stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ::unlink(path().c_str());
  EXPECT_NE(token(), first);
}

TEST_F(OwnToken, OutlivesTheGateway) {
  EXPECT_EQ(token(), token());
}

TEST_F(OwnToken, IsMadeAnewWhereOthersCouldReadIt) {
  const std::string first = token();
  ::chmod(path().c_str(), 0640);
  EXPECT_NE(token(), first);
}

TEST_F(OwnToken, IsMadeAnewWhereItIsNone) {
  for (const std::string& text : {std::string(), std::string(64, 'x') + "\n", std::string(65, 'a') + "\n"}) {
    std::ofstream(path()) << text;
    ::chmod(path().c_str(), 0600);
    EXPECT_EQ(token().size(), 64U);
  }
}

TEST_F(OwnToken, DoesNotFollowALink) {
  const std::string elsewhere = scratch_.file("elsewhere");
  std::ofstream(elsewhere) << std::string(64, 'a') << "\n";
  ::chmod(elsewhere.c_str(), 0600);
  ASSERT_EQ(::symlink(elsewhere.c_str(), path().c_str()), 0);
  EXPECT_NE(token(), std::string(64, 'a'));
}

TEST_F(OwnToken, SaysWhyItCannotBeMade) {
  const auto made = own_token("/nowhere/web-token");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.refusal().code, vocabulary::RefusalCode::kStorage);
}

TEST(TokenBucket, GivesABurstAndThenItsRate) {
  const TokenBucket::Clock::time_point start{};
  TokenBucket bucket(10, 3, start);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.take(start));
  EXPECT_FALSE(bucket.take(start));
  EXPECT_FALSE(bucket.take(start + 99ms));
  EXPECT_TRUE(bucket.take(start + 101ms));
  EXPECT_FALSE(bucket.take(start + 102ms));
  EXPECT_TRUE(bucket.full(start + 10s));
}

}  // namespace
}  // namespace corelogic::gateway
