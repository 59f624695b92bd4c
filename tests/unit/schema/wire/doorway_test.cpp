// doorway_test.cpp: who knocks is asked about, is let in under the name it was given, or not at all; the
// watch tells what became of connections. All over TCP on this machine.
#include "schema/wire/doorway.h"

#include <gtest/gtest.h>
#include <zmq.h>

#include <map>

#include "schema/wire/curve.h"
#include "schema/wire/limits.h"
#include "schema/wire/socket_state.h"
#include "tests/unit/schema/wire/socket_fixture.h"

namespace corelogic::wire {
namespace {

using namespace std::chrono_literals;

/// A server behind a Doorway that lets in one key, as "anna", and somebody who may have it.
class DoorwayTest : public ::testing::Test {
 protected:
  DoorwayTest() {
    auto doorway = Doorway::open(context_);
    EXPECT_TRUE(doorway) << doorway.refusal().sentence;
    doorway_.emplace(std::move(*doorway));
    SocketLimits limits;
    limits.max_message_bytes = kMostNetworkFrameBytes;
    limits.curve = {server_.public_key, server_.secret_key, {}, "desk"};
    auto router = Socket::bind(context_, SocketKind::kRouter, "tcp://127.0.0.1:*", limits);
    EXPECT_TRUE(router) << router.refusal().sentence;
    router_.emplace(std::move(*router));
    auto watch = DoorWatch::open(context_, *router_, "test");
    EXPECT_TRUE(watch) << watch.refusal().sentence;
    watch_.emplace(std::move(*watch));
    char endpoint[256];
    std::size_t size = sizeof endpoint;
    zmq_getsockopt(router_->state().socket, ZMQ_LAST_ENDPOINT, endpoint, &size);
    endpoint_ = endpoint;
  }

  Socket caller(const KeyPair& keys, std::size_t piece_bytes = std::size_t{32} * 1024) {
    SocketLimits limits;
    limits.curve = {keys.public_key, keys.secret_key, server_.public_key, {}};
    limits.piece_bytes = piece_bytes;
    auto socket = Socket::connect(outside_, SocketKind::kDealer, endpoint_, limits);
    EXPECT_TRUE(socket) << socket.refusal().sentence;
    return std::move(*socket);
  }

  /// Serves the door until a message has come, or the time is over.
  std::optional<Message> serve(std::chrono::milliseconds deadline) {
    Socket* const sockets[] = {&doorway_->socket(), &*router_, &watch_->socket()};
    for (const auto end = Clock::now() + deadline; Clock::now() < end; wait(sockets, nullptr, 20ms)) {
      while (const auto knock = doorway_->receive()) {
        knocks_.push_back(*knock);
        if (knock->public_key == anna_.public_key)
          doorway_->welcome(*knock, "anna");
        else
          doorway_->turn_away(*knock, "nobody knows it");
      }
      while (const auto news = watch_->receive()) ++news_[news->event];
      if (auto message = router_->receive()) return message;
    }
    return std::nullopt;
  }

  const KeyPair server_ = make_key_pair();
  const KeyPair anna_ = make_key_pair();
  Context context_;
  Context outside_;
  std::optional<Doorway> doorway_;
  std::optional<Socket> router_;
  std::optional<DoorWatch> watch_;
  std::string endpoint_;
  std::vector<Knock> knocks_;
  std::map<DoorEvent, int> news_;
};

TEST_F(DoorwayTest, LetsInWhomItIsToldToUnderThatName) {
  Socket anna = caller(anna_);
  ASSERT_TRUE(anna.send(as_frame("hello")));
  const auto hello = serve(10s);
  ASSERT_TRUE(hello);
  EXPECT_EQ(hello->user, "anna");
  EXPECT_EQ(hello->address, "127.0.0.1");
  ASSERT_FALSE(knocks_.empty());
  EXPECT_EQ(knocks_[0].domain, "desk");
  EXPECT_EQ(knocks_[0].mechanism, "CURVE");
  EXPECT_EQ(knocks_[0].address, "127.0.0.1");
  EXPECT_EQ(news_[DoorEvent::kCame], 1);
  EXPECT_EQ(news_[DoorEvent::kLetIn], 1);
  EXPECT_EQ(news_[DoorEvent::kTurnedAway], 0);
}

TEST_F(DoorwayTest, HearsNothingOfWhomItTurnsAway) {
  Socket stranger = caller(make_key_pair());
  ASSERT_TRUE(stranger.send(as_frame("hello")));
  EXPECT_FALSE(serve(500ms));
  EXPECT_FALSE(knocks_.empty());
  EXPECT_GE(news_[DoorEvent::kTurnedAway], 1);
  EXPECT_GE(news_[DoorEvent::kWent], 1);
  EXPECT_EQ(news_[DoorEvent::kLetIn], 0);
}

TEST_F(DoorwayTest, IsOneOfItsContext) {
  const auto second = Doorway::open(context_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.refusal().code, vocabulary::RefusalCode::kConflict);
}

TEST_F(DoorwayTest, TakesALargeRequestInPiecesAndNoLargeFrame) {
  std::string text(3'000'000, 'x');
  text.back() = 'y';
  Socket anna = caller(anna_);
  ASSERT_TRUE(anna.send(as_frame(text)));
  EXPECT_EQ(text_of(serve(20s)), text);
  Socket whole = caller(anna_, 0);
  ASSERT_TRUE(whole.send(as_frame(std::string(65'536, 'z'))));  // the most that is no import
  EXPECT_EQ(text_of(serve(10s)).size(), 65'536U);
  ASSERT_TRUE(whole.send(as_frame(std::string(66'000, 'z'))));
  EXPECT_FALSE(serve(500ms)) << "it is cut off before a byte of it is kept";
}

}  // namespace
}  // namespace corelogic::wire
