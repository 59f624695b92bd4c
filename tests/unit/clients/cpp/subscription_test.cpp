// subscription_test.cpp: replicas stay equal over changes, holes and restarts.  Side: test.
#include "clients/cpp/subscription.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"
#include "tests/unit/clients/cpp/fake_controller.h"

namespace corelogic::client {
namespace {

using namespace messages;
using namespace std::chrono_literals;

class SubscriptionTest : public testing::Test {
 protected:
  [[nodiscard]] std::string endpoint() const { return "ipc://" + scratch_.file("control"); }
  Connection connect() {
    auto connection = Connection::open(context_, {.endpoint = endpoint(), .timeout = 10s});
    EXPECT_TRUE(connection);
    return *std::move(connection);
  }
  /// The next event of this kind; others are passed over.
  template <class Kind>
  static std::optional<Kind> await(Subscription& subscription) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < deadline)
      if (auto event = subscription.next(100ms))
        if (auto* wanted = std::get_if<Kind>(&*event)) return std::move(*wanted);
    return std::nullopt;
  }

  support::ScratchDirectory scratch_;
  wire::Context context_;
};

TEST_F(SubscriptionTest, BeginsWithTheWholeProject) {
  FakeController controller(endpoint());
  auto connection = connect();
  Subscription subscription(connection);
  EXPECT_FALSE(subscription.mirror().filled());
  ASSERT_TRUE(await<Snapshot>(subscription));
  EXPECT_TRUE(subscription.following());
  EXPECT_EQ(subscription.mirror().project(), FakeController::studio());
}

TEST_F(SubscriptionTest, HearsWhatAnotherClientChanges) {
  FakeController controller(endpoint());
  auto tablet = connect();
  auto desk = connect();
  Subscription subscription(tablet);
  ASSERT_TRUE(await<Snapshot>(subscription));
  ASSERT_TRUE(desk.call(Command{SetVolume{TrackId{2}, {-6.0}}}));
  const auto changed = await<Changed>(subscription);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->set.client, desk.id());
  EXPECT_EQ(subscription.mirror().project().tracks[0].volume, Decibels{-6.0});
}

TEST_F(SubscriptionTest, HearsItsOwnChangesToo) {
  FakeController controller(endpoint());
  auto connection = connect();
  Subscription subscription(connection);
  ASSERT_TRUE(await<Snapshot>(subscription));
  ASSERT_TRUE(connection.call(Command{AddTrack{TrackKind::kAudio, "Bass", 2, kAtEnd}}));
  ASSERT_TRUE(await<Changed>(subscription));
  EXPECT_EQ(subscription.mirror().project().tracks[3].name, "Bass");
}

TEST_F(SubscriptionTest, AsksAgainAfterAHole) {
  FakeController controller(endpoint());
  auto connection = connect();
  Subscription subscription(connection);
  ASSERT_TRUE(await<Snapshot>(subscription));
  controller.change_in_silence();
  ASSERT_TRUE(connection.call(Command{SetVolume{TrackId{2}, {-6.0}}}));
  const auto again = await<Snapshot>(subscription);
  ASSERT_TRUE(again);
  EXPECT_EQ(subscription.mirror().revision().number, 3U);
  EXPECT_EQ(subscription.mirror().project().tracks[0].volume, Decibels{-6.0});
}

TEST_F(SubscriptionTest, SaysHelloAgainWhenItsSessionIsGone) {
  FakeController controller(endpoint());
  auto tablet = connect();
  auto desk = connect();
  Subscription subscription(tablet);
  ASSERT_TRUE(await<Snapshot>(subscription));
  controller.forget_sessions();
  ASSERT_TRUE(desk.call(Command{SetVolume{TrackId{2}, {-6.0}}}));
  ASSERT_TRUE(await<Snapshot>(subscription));
  EXPECT_EQ(subscription.mirror().project().tracks[0].volume, Decibels{-6.0});
  ASSERT_TRUE(desk.call(Command{SetVolume{TrackId{2}, {-7.0}}}));
  EXPECT_TRUE(await<Changed>(subscription));
}

TEST_F(SubscriptionTest, FollowsTheNextControllerOfANewEpoch) {
  auto connection = connect();
  Subscription subscription(connection);
  {
    FakeController first(endpoint());
    ASSERT_TRUE(await<Snapshot>(subscription));
  }
  Project other = FakeController::studio();
  other.name = "after the restart";
  FakeController second(endpoint(), 2, other);
  ASSERT_TRUE(await<Snapshot>(subscription));
  EXPECT_EQ(subscription.mirror().project().name, "after the restart");
  EXPECT_EQ(subscription.mirror().revision().epoch, 2U);
}

TEST_F(SubscriptionTest, TellsOnceThatNobodyAnswers) {
  auto connection = connect();
  Subscription subscription(connection);
  ASSERT_TRUE(await<Silence>(subscription));
  EXPECT_FALSE(subscription.following());
  EXPECT_FALSE(subscription.next(50ms));
}

}  // namespace
}  // namespace corelogic::client
