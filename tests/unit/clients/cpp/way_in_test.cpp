// way_in_test.cpp: nothing goes over the network without keys; who is a stranger.  Side: test.
#include "clients/cpp/way_in.h"

#include <gmock/gmock.h>

namespace corelogic::client {
namespace {

using testing::HasSubstr;
using vocabulary::RefusalCode;

TEST(WayIn, NeverSpeaksToTheNetworkWithoutKeys) {
  wire::Context context;
  const wire::KeyPair keys = wire::make_key_pair();
  for (const WayIn& way : {WayIn{.endpoint = "tcp://127.0.0.1:9610"},
                           WayIn{.endpoint = "tcp://127.0.0.1:9610", .token = "secret"},
                           WayIn{.endpoint = "tcp://127.0.0.1:9610", .keys = keys},
                           WayIn{.endpoint = "tcp://127.0.0.1:9610", .server_key = keys.public_key}}) {
    const auto socket = dial(context, way);
    ASSERT_FALSE(socket);
    EXPECT_EQ(socket.refusal().code, RefusalCode::kInvalid);
    EXPECT_THAT(socket.refusal().sentence, HasSubstr("corelogic access key"));
  }
  EXPECT_TRUE(
      dial(context, {.endpoint = "tcp://127.0.0.1:9610", .server_key = keys.public_key, .keys = keys}));
  EXPECT_TRUE(dial(context, {.endpoint = "ipc:///nowhere/control"}));
}

TEST(WayIn, TellsAStrangersRefusalFromOthers) {
  EXPECT_TRUE(is_stranger({RefusalCode::kDenied, "hello.token", ""}));
  EXPECT_FALSE(is_stranger({RefusalCode::kDenied, "setVolume", ""}));
  EXPECT_FALSE(is_stranger({RefusalCode::kBusy, "hello.token", ""}));
}

TEST(WayIn, GivesClientsNumbersOfTheirOwn) {
  EXPECT_TRUE(random_client_id().valid());
  EXPECT_NE(random_client_id(), random_client_id());
}

}  // namespace
}  // namespace corelogic::client
