// socket_test.cpp: real sockets over ipc in a directory of the test's own. Hostile peers use zmq itself.
#include "schema/wire/socket.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <thread>

namespace corelogic::wire {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using vocabulary::RefusalCode;
using Clock = std::chrono::steady_clock;

constexpr auto kDeadline = 10s;

class SocketTest : public ::testing::Test {
 protected:
  SocketTest() {
    char name[] = "/tmp/wire-XXXXXX";
    directory_ = mkdtemp(name);
  }
  ~SocketTest() override {
    for (const char* file : {"/a", "/a.lock"}) unlink((directory_ + file).c_str());
    rmdir(directory_.c_str());
  }

  [[nodiscard]] std::string endpoint() const { return "ipc://" + directory_ + "/a"; }
  Socket bound(SocketKind kind, SocketLimits limits = {}) {
    auto made = Socket::bind(context_, kind, endpoint(), limits);
    EXPECT_TRUE(made) << made.refusal().sentence;
    return *std::move(made);
  }
  Socket connected(SocketKind kind, SocketLimits limits = {}) {
    auto made = Socket::connect(context_, kind, endpoint(), limits);
    EXPECT_TRUE(made) << made.refusal().sentence;
    return *std::move(made);
  }

  std::string directory_;
  Context context_;
};

std::optional<Message> next(Socket& socket) {
  Socket* const sockets[] = {&socket};
  const auto end = Clock::now() + kDeadline;
  while (Clock::now() < end) {
    if (auto message = socket.receive()) return message;
    wait(sockets, nullptr, 100ms);
  }
  return std::nullopt;
}

std::string text_of(const std::optional<Message>& message) {
  return message ? std::string(as_text(message->payload)) : "(nothing came)";
}

Message to(const Message& asked, std::string_view text) {
  return {asked.peer, Frame(as_frame(text).begin(), as_frame(text).end())};
}

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
  peer.send(std::string(300, 'x'), true);
  peer.send("e");
  peer.send("whole");
  EXPECT_EQ(text_of(next(router)), "whole");
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

TEST_F(SocketTest, LetsOnlyOneServeAPath) {
  {
    Socket router = bound(SocketKind::kRouter);
    const auto second = Socket::bind(context_, SocketKind::kRouter, endpoint());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.refusal().code, RefusalCode::kConflict);
    EXPECT_THAT(second.refusal().sentence, HasSubstr("Another process serves"));
    Socket dealer = connected(SocketKind::kDealer);
    dealer.send(as_frame("to the first"));
    EXPECT_EQ(text_of(next(router)), "to the first");
  }
  bound(SocketKind::kRouter);
}

TEST_F(SocketTest, ClosesItsFilesToOthers) {
  Socket router = bound(SocketKind::kRouter);
  for (const char* file : {"/a", "/a.lock"}) {
    struct stat status {};
    ASSERT_EQ(stat((directory_ + file).c_str(), &status), 0) << file;
    EXPECT_EQ(status.st_mode & 0777, 0600U) << file;
  }
}

TEST_F(SocketTest, MakesAMissingDirectoryPrivate) {
  const std::string inner = directory_ + "/run";
  {
    const auto router = Socket::bind(context_, SocketKind::kRouter, "ipc://" + inner + "/b");
    ASSERT_TRUE(router);
    struct stat status {};
    ASSERT_EQ(stat(inner.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
  }
  unlink((inner + "/b").c_str());
  unlink((inner + "/b.lock").c_str());
  EXPECT_EQ(rmdir(inner.c_str()), 0);
}

TEST_F(SocketTest, SaysWhyItCannotBind) {
  const auto code = [&](const std::string& at) {
    const auto made = Socket::bind(context_, SocketKind::kRouter, at);
    EXPECT_FALSE(made) << at;
    if (made) return RefusalCode::kUnspecified;
    EXPECT_FALSE(made.refusal().sentence.empty());
    return made.refusal().code;
  };
  const std::string long_path = directory_ + "/" + std::string(107 - directory_.size(), 'x');
  EXPECT_EQ(long_path.size(), 108U);
  EXPECT_EQ(code("ipc://" + long_path), RefusalCode::kNotFound);
  EXPECT_EQ(code("ipc://@abstract"), RefusalCode::kNotFound);
  EXPECT_EQ(code("ipc://"), RefusalCode::kNotFound);
  EXPECT_EQ(code("nonsense"), RefusalCode::kNotFound);
  EXPECT_EQ(code("ipc:///dev/null/x/y"), RefusalCode::kStorage);
  EXPECT_EQ(code("tcp://0.0.0.0:9610"), RefusalCode::kDenied);
  EXPECT_EQ(code("tcp://*:9610"), RefusalCode::kDenied);
  EXPECT_FALSE(Socket::connect(context_, SocketKind::kDealer, "nonsense"));
  EXPECT_FALSE(Socket::connect(context_, SocketKind::kDealer, "ipc://" + long_path));
  EXPECT_TRUE(Socket::bind(context_, SocketKind::kRouter, "tcp://127.0.0.1:*"));
}

TEST_F(SocketTest, BindsTheLongestPathThereIs) {
  const std::string path = directory_ + "/" + std::string(106 - directory_.size(), 'x');
  ASSERT_EQ(path.size(), 107U);
  {
    const auto made = Socket::bind(context_, SocketKind::kRouter, "ipc://" + path);
    EXPECT_TRUE(made) << made.refusal().sentence;
  }
  unlink(path.c_str());
  unlink((path + ".lock").c_str());
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

TEST_F(SocketTest, MayOutliveItsContext) {
  auto context = std::make_unique<Context>();
  auto dealer = Socket::connect(*context, SocketKind::kDealer, endpoint());
  ASSERT_TRUE(dealer);
  context.reset();
  Socket router = bound(SocketKind::kRouter);
  EXPECT_TRUE(dealer->send(as_frame("still here")));
  EXPECT_EQ(text_of(next(router)), "still here");
}

TEST_F(SocketTest, MovesWithItsConnection) {
  Socket router = bound(SocketKind::kRouter);
  Socket first = connected(SocketKind::kDealer);
  Socket second = std::move(first);
  first = connected(SocketKind::kDealer);
  second.send(as_frame("second"));
  EXPECT_EQ(text_of(next(router)), "second");
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

TEST(Wait, EndsWhenItsTimeIsOver) {
  EXPECT_FALSE(wait({}, nullptr, 1ms));
  Waker waker;
  EXPECT_FALSE(wait({}, &waker, 1ms));
}

TEST(Wait, IsWokenFromAnotherThread) {
  Waker waker;
  std::thread other([&] { waker.wake(); });
  EXPECT_TRUE(wait({}, &waker, kDeadline));
  other.join();
}

TEST(Wait, CountsSeveralWakesOnce) {
  Waker waker;
  for (int i = 0; i < 3; ++i) waker.wake();
  EXPECT_TRUE(wait({}, &waker, kDeadline));
  EXPECT_FALSE(wait({}, &waker, 0ms));
}

TEST(Wait, ForgetsAWakeThatIsCleared) {
  Waker waker;
  waker.clear();
  waker.wake();
  waker.clear();
  EXPECT_FALSE(wait({}, &waker, 0ms));
}

TEST(Wait, SeesAnotherDescriptor) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_FALSE(wait({}, nullptr, 0ms, ends[0]));
  ASSERT_EQ(write(ends[1], "x", 1), 1);
  EXPECT_TRUE(wait({}, nullptr, kDeadline, ends[0]));
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace corelogic::wire
