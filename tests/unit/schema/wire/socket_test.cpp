// socket_test.cpp: what is sent arrives, or send says so. Hostile peers use zmq itself.
#include "schema/wire/socket.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <zmq.h>

#include "schema/wire/limits.h"
#include "tests/unit/schema/wire/socket_fixture.h"

namespace corelogic::wire {
namespace {

using namespace std::chrono_literals;

/// A peer that keeps to no rule of this room.
class RawPeer {
 public:
  RawPeer(int type, const std::string& endpoint) : socket_(zmq_socket(context_, type)) {
    const int linger = 0;
    const int timeout = static_cast<int>(std::chrono::milliseconds(kDeadline).count());
    zmq_setsockopt(socket_, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(socket_, ZMQ_RCVTIMEO, &timeout, sizeof timeout);
    endpoint_ = endpoint;
  }
  ~RawPeer() {
    zmq_close(socket_);
    zmq_ctx_term(context_);
  }
  void set(int option, int value) { zmq_setsockopt(socket_, option, &value, sizeof value); }
  void connect() { zmq_connect(socket_, endpoint_.c_str()); }
  bool send(std::string_view part, bool more = false) {
    return zmq_send(socket_, part.data(), part.size(), more ? ZMQ_SNDMORE : 0) >= 0;
  }
  std::string receive() {
    char text[256];
    const int size = zmq_recv(socket_, text, sizeof text, 0);
    return size < 0 ? "(nothing came)" : std::string(text, static_cast<std::size_t>(size));
  }

 private:
  void* context_ = zmq_ctx_new();
  void* socket_;
  std::string endpoint_;
};

/// The dealer asks; its answer is on its way, and whatever came before it is taken.
void ask_and_answer(Socket& dealer, Socket& router) {
  ASSERT_TRUE(dealer.send(as_frame("question")));
  const auto question = next(router);
  ASSERT_TRUE(question);
  while (dealer.receive()) {
  }
  ASSERT_TRUE(router.send(to(*question, "answer")));
}

TEST_F(SocketTest, TheLookThatTakesTheNewsFromTheDescriptorTellsIt) {
  Socket router = bound(SocketKind::kRouter);
  Socket dealer = connected(SocketKind::kDealer);
  ASSERT_NO_FATAL_FAILURE(ask_and_answer(dealer, router));
  pollfd news{dealer.descriptor(), POLLIN, 0};
  const auto end = Clock::now() + kDeadline;
  bool readable = false;
  while (!readable && Clock::now() < end) {
    poll(&news, 1, 1000);
    readable = dealer.ready().readable;
  }
  EXPECT_TRUE(readable);
  EXPECT_EQ(poll(&news, 1, 0), 0) << "nobody else will say so";
  EXPECT_EQ(text_of(next(dealer)), "answer");
  EXPECT_FALSE(dealer.ready().readable);
}

TEST_F(SocketTest, WhoDoesNotReconnectIsToldThatThePeerIsGone) {
  auto router = std::make_unique<Socket>(bound(SocketKind::kRouter));
  Socket dealer = connected(SocketKind::kDealer, {.reconnect_ms = -1});
  ASSERT_TRUE(dealer.send(as_frame("hello")));
  const auto hello = next(*router);
  ASSERT_TRUE(hello);
  ASSERT_TRUE(router->send(to(*hello, "welcome")));
  EXPECT_EQ(text_of(next(dealer)), "welcome");
  EXPECT_TRUE(dealer.ready().writable);
  router.reset();
  pollfd news{dealer.descriptor(), POLLIN, 0};
  const auto end = Clock::now() + kDeadline;
  while (dealer.ready().writable && Clock::now() < end) poll(&news, 1, 100);
  EXPECT_FALSE(dealer.ready().writable);
  EXPECT_FALSE(dealer.send(as_frame("to nobody")));
  Socket next_router = bound(SocketKind::kRouter);
  Socket* const sockets[] = {&next_router};
  EXPECT_FALSE(wait(sockets, nullptr, 100ms));
}

TEST_F(SocketTest, ItsDescriptorTellsThatSomethingCame) {
  Socket router = bound(SocketKind::kRouter);
  Socket dealer = connected(SocketKind::kDealer);
  ASSERT_NO_FATAL_FAILURE(ask_and_answer(dealer, router));
  std::optional<Message> answer;
  pollfd news{dealer.descriptor(), POLLIN, 0};
  while (!answer && poll(&news, 1, static_cast<int>(std::chrono::milliseconds(kDeadline).count())) > 0)
    answer = dealer.receive();
  EXPECT_EQ(text_of(answer), "answer");
}

TEST_F(SocketTest, AnswersARequestAndADealerEachInItsWay) {
  Socket router = bound(SocketKind::kRouter);
  Socket request = connected(SocketKind::kRequest);
  Socket dealer = connected(SocketKind::kDealer);
  ASSERT_TRUE(request.send(as_frame("from request")));
  const auto first = next(router);
  ASSERT_EQ(text_of(first), "from request");
  ASSERT_TRUE(dealer.send(as_frame("from dealer")));
  const auto second = next(router);
  ASSERT_EQ(text_of(second), "from dealer");
  EXPECT_NE(first->peer, second->peer);
  EXPECT_TRUE(router.send(to(*second, "to dealer")));
  EXPECT_TRUE(router.send(to(*first, "to request")));
  EXPECT_EQ(text_of(next(request)), "to request");
  EXPECT_EQ(text_of(next(dealer)), "to dealer");
}

TEST_F(SocketTest, AnswersEveryKindOfEnvelope) {
  Socket router = bound(SocketKind::kRouter);
  RawPeer correlated(ZMQ_REQ, endpoint());
  correlated.set(ZMQ_REQ_CORRELATE, 1);
  correlated.connect();
  ASSERT_TRUE(correlated.send("numbered"));
  const auto numbered = next(router);
  ASSERT_EQ(text_of(numbered), "numbered");
  EXPECT_TRUE(router.send(to(*numbered, "yes")));
  EXPECT_EQ(correlated.receive(), "yes");
  RawPeer as_request(ZMQ_DEALER, endpoint());
  as_request.connect();
  ASSERT_TRUE(as_request.send("", true) && as_request.send("delimited"));
  const auto delimited = next(router);
  ASSERT_EQ(text_of(delimited), "delimited");
  EXPECT_TRUE(router.send(to(*delimited, "yes")));
  EXPECT_EQ(as_request.receive(), "");
  EXPECT_EQ(as_request.receive(), "yes");
}

TEST_F(SocketTest, KeepsAPeersNameBetweenItsMessages) {
  Socket router = bound(SocketKind::kRouter);
  Socket dealer = connected(SocketKind::kDealer);
  dealer.send(as_frame("1"));
  dealer.send(as_frame("2"));
  const auto first = next(router);
  const auto second = next(router);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->peer, second->peer);
  EXPECT_FALSE(first->peer.empty());
}

TEST_F(SocketTest, DropsMessagesOfMoreThanOneFrame) {
  Socket router = bound(SocketKind::kRouter);
  RawPeer peer(ZMQ_DEALER, endpoint());
  peer.connect();
  for (int i = 0; i < 100000; ++i) peer.send("flood", true);
  peer.send("end");
  for (int i = 0; i < 200; ++i) {
    peer.send("a", true);
    peer.send("b");
  }
  peer.send("", true);
  peer.send("c", true);
  peer.send("d");
  peer.send("whole");
  EXPECT_EQ(text_of(next(router)), "whole");
}

TEST_F(SocketTest, PutsPiecesTogetherBehindEveryKindOfEnvelope) {
  Socket router = bound(SocketKind::kRouter);
  RawPeer dealer(ZMQ_DEALER, endpoint());
  dealer.connect();
  for (const std::vector<std::string>& envelope : {std::vector<std::string>{}, {""}, {"7", ""}}) {
    for (const std::string& frame : envelope) dealer.send(frame, true);
    dealer.send(std::string(300, 'a'), true);
    dealer.send(std::string(5, 'b'), true);
    dealer.send("c");
    const auto whole = next(router);
    EXPECT_EQ(text_of(whole), std::string(300, 'a') + "bbbbbc");
    ASSERT_TRUE(whole);
    EXPECT_TRUE(router.send(to(*whole, "yes")));
    for (const std::string& frame : envelope) EXPECT_EQ(dealer.receive(), frame);
    EXPECT_EQ(dealer.receive(), "yes");
  }
}

TEST_F(SocketTest, DropsPiecesThatAreMoreThanARequest) {
  Socket router = bound(SocketKind::kRouter);
  RawPeer dealer(ZMQ_DEALER, endpoint());
  dealer.connect();
  const std::string piece(60'000, 'x');
  for (std::size_t sent = 0; sent <= kMostRequestBytes; sent += piece.size()) dealer.send(piece, true);
  for (int i = 0; i < 100; ++i) dealer.send("y", true);
  dealer.send("end");
  dealer.send("whole");
  EXPECT_EQ(text_of(next(router)), "whole");
}

TEST_F(SocketTest, SaysWhoIsAtTheOtherEndOfAnIpcConnection) {
  Socket router = bound(SocketKind::kRouter);
  Socket dealer = connected(SocketKind::kDealer);
  ASSERT_TRUE(dealer.send(as_frame("hello")));
  const auto hello = next(router);
  ASSERT_TRUE(hello);
  EXPECT_EQ(hello->address, "localhost:" + std::to_string(getuid()) + ":" + std::to_string(getgid()) + ":" +
                                std::to_string(getpid()));
  EXPECT_GE(hello->descriptor, 0);
}

TEST_F(SocketTest, DisconnectsAPeerThatSendsTooMuch) {
  SocketLimits limits;
  limits.max_message_bytes = 1000;
  Socket router = bound(SocketKind::kRouter, limits);
  RawPeer peer(ZMQ_DEALER, endpoint());
  peer.connect();
  ASSERT_TRUE(peer.send(std::string(1001, 'x')));
  Socket dealer = connected(SocketKind::kDealer);
  ASSERT_TRUE(dealer.send(as_frame(std::string(1000, 'y'))));
  EXPECT_EQ(text_of(next(router)), std::string(1000, 'y'));
  EXPECT_FALSE(router.receive());
}

TEST_F(SocketTest, SaysWhenAPeerIsGone) {
  Socket router = bound(SocketKind::kRouter);
  std::optional<Message> asked;
  {
    Socket dealer = connected(SocketKind::kDealer);
    dealer.send(as_frame("hello"));
    asked = next(router);
    ASSERT_TRUE(asked);
    EXPECT_TRUE(router.send(to(*asked, "welcome")));
  }
  const auto end = Clock::now() + kDeadline;
  Socket* const sockets[] = {&router};
  while (router.send(to(*asked, "still there?")) && Clock::now() < end) wait(sockets, nullptr, 1ms);
  EXPECT_FALSE(router.send(to(*asked, "still there?")));
}

TEST_F(SocketTest, RefusesToSendToNobody) {
  Socket router = bound(SocketKind::kRouter);
  EXPECT_FALSE(router.send(as_frame("to whom?")));
  EXPECT_FALSE(router.send(Message{}));
  for (const char* peer : {"\x05", "\x05xxxx", "\x01x\x01y", "\x02xyz"})
    EXPECT_FALSE(router.send(to({Frame(as_frame(peer).begin(), as_frame(peer).end()), {}}, "x"))) << peer;
  EXPECT_FALSE(router.send(to({Frame(1), {}}, "x")));
  // It is not left in the middle of a message.
  Socket dealer = connected(SocketKind::kDealer);
  dealer.send(as_frame("hello"));
  const auto asked = next(router);
  ASSERT_TRUE(asked);
  EXPECT_TRUE(router.send(to(*asked, "welcome")));
  EXPECT_EQ(text_of(next(dealer)), "welcome");
}

TEST_F(SocketTest, SaysWhenItsQueueIsFull) {
  SocketLimits limits;
  limits.queue = 4;
  Socket dealer = connected(SocketKind::kDealer, limits);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(dealer.send(as_frame("x")));
  EXPECT_FALSE(dealer.send(as_frame("one too many")));
}

TEST_F(SocketTest, KeepsADealersWordsUntilTheRouterIsThere) {
  Socket dealer = connected(SocketKind::kDealer);
  for (const char* word : {"1", "2", "3"}) ASSERT_TRUE(dealer.send(as_frame(word)));
  Socket router = bound(SocketKind::kRouter);
  for (const char* word : {"1", "2", "3"}) EXPECT_EQ(text_of(next(router)), word);
}

TEST_F(SocketTest, FindsARouterThatWasRestarted) {
  std::optional<Socket> router = bound(SocketKind::kRouter);
  Socket dealer = connected(SocketKind::kDealer);
  dealer.send(as_frame("before"));
  ASSERT_EQ(text_of(next(*router)), "before");
  router.reset();
  router = bound(SocketKind::kRouter);
  Socket* const sockets[] = {&*router};
  const auto end = Clock::now() + kDeadline;
  std::optional<Message> heard;
  // What was on its way when the old one died may be lost; what is said again is heard.
  for (; !heard && Clock::now() < end; heard = router->receive()) {
    dealer.send(as_frame("after"));
    wait(sockets, nullptr, 10ms);
  }
  ASSERT_EQ(text_of(heard), "after");
  EXPECT_TRUE(router->send(to(*heard, "welcome back")));
  EXPECT_EQ(text_of(next(dealer)), "welcome back");
}

TEST_F(SocketTest, LetsARequestGiveUp) {
  const auto start = Clock::now();
  {
    Socket request = connected(SocketKind::kRequest);
    EXPECT_TRUE(request.send(as_frame("is anybody there?")));
    EXPECT_FALSE(request.send(as_frame("no second word before the answer")));
    Socket* const sockets[] = {&request};
    EXPECT_FALSE(wait(sockets, nullptr, 20ms));
  }
  EXPECT_LT(Clock::now() - start, kDeadline);
}

TEST_F(SocketTest, PublishesToSubscribers) {
  Socket publisher = bound(SocketKind::kPublisher);
  Socket subscriber = connected(SocketKind::kSubscriber);
  Socket* const sockets[] = {&subscriber};
  const auto end = Clock::now() + kDeadline;
  std::optional<Message> heard;
  for (; !heard && Clock::now() < end; heard = subscriber.receive()) {
    EXPECT_TRUE(publisher.send(as_frame("meters")));  // what is published before a subscription is lost
    wait(sockets, nullptr, 10ms);
  }
  EXPECT_EQ(text_of(heard), "meters");
}

TEST_F(SocketTest, DoesNotSleepOnWhatCameBefore) {
  Socket router = bound(SocketKind::kRouter);
  Socket dealer = connected(SocketKind::kDealer);
  for (const char* word : {"1", "2", "3"}) dealer.send(as_frame(word));
  ASSERT_EQ(text_of(next(router)), "1");
  Socket* const sockets[] = {&router};
  for (const char* word : {"2", "3"}) {
    EXPECT_TRUE(wait(sockets, nullptr, kDeadline));
    EXPECT_TRUE(wait(sockets, nullptr, kDeadline)) << "nothing was taken in between";
    EXPECT_EQ(text_of(router.receive()), word);
  }
  EXPECT_FALSE(wait(sockets, nullptr, 0ms));
}

}  // namespace
}  // namespace corelogic::wire
