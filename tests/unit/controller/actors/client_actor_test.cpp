// client_actor_test.cpp: what ClientActor promises a subscriber whose queue is full, and whoever has no
// session; the test plays ProjectActor.
#include "controller/actors/client_actor.h"

#include <gmock/gmock.h>

#include <deque>
#include <thread>

#include "tests/support/process.h"

namespace corelogic::actors {
namespace {

using namespace std::chrono_literals;
using messages::Reply;
using messages::Request;
using vocabulary::RefusalCode;

constexpr vocabulary::Revision kNow{1, 5};

class Client {
 public:
  Client(wire::Context& context, const std::string& endpoint,
         wire::SocketKind kind = wire::SocketKind::kDealer)
      : socket_(open(context, endpoint, kind)) {}

  void ask(decltype(Request::body) body, std::uint64_t sequence = 1) {
    Request request;
    request.sequence = sequence;
    request.body = std::move(body);
    const wire::Frame frame = wire::encode(request);
    EXPECT_TRUE(support::eventually([&] { return socket_.send(frame); }));
  }
  /// The next message; nullopt after 10 s, or at once where nothing waits.
  std::optional<Reply> hear(bool wait = true) {
    std::optional<Reply> heard;
    const auto take = [&] {
      if (const auto message = socket_.receive())
        if (auto reply = wire::decode_reply(message->payload)) heard = *std::move(reply);
      return heard.has_value();
    };
    (void)support::eventually(take, wait ? 10s : 0s);
    return heard;
  }

 private:
  static wire::Socket open(wire::Context& context, const std::string& endpoint, wire::SocketKind kind) {
    wire::SocketLimits limits;
    limits.max_message_bytes = -1;
    limits.queue = 4;
    auto socket = wire::Socket::connect(context, kind, endpoint, limits);
    EXPECT_TRUE(socket);
    return std::move(*socket);
  }
  wire::Socket socket_;
};

class ClientActorTest : public testing::Test {
 protected:
  ClientActorTest() : actor_(mail_, open()), thread_([this] { actor_.run(); }) {}
  ~ClientActorTest() override {
    mail_.clients.post(EndOfWork{});
    thread_.join();
  }
  [[nodiscard]] std::string endpoint() const { return "ipc://" + scratch_.file("control"); }

  /// What ClientActor has passed on to ProjectActor; nullopt after 10 s, or at once where nothing waits.
  std::optional<Asked> asked(bool wait = true) {
    const auto look = [&] {
      for (ProjectMail& one : mail_.project.take())
        if (auto* request = std::get_if<Asked>(&one)) asked_.push_back(std::move(*request));
      return !asked_.empty();
    };
    if (!support::eventually(look, wait ? 10s : 0s)) return std::nullopt;
    Asked first = std::move(asked_.front());
    asked_.pop_front();
    return first;
  }
  template <class Body>
  void answer(const Asked& asked, Body body) {
    mail_.clients.post(Answer{asked.origin, {asked.request.sequence, kNow, std::move(body)}});
  }
  /// A subscriber that has been welcomed and has heard it.
  Client welcomed() {
    Client client(context_, endpoint());
    client.ask(messages::Hello{messages::kProtocolVersion, "test", true});
    const auto hello = asked();
    EXPECT_TRUE(hello);
    if (hello) answer(*hello, messages::Welcome{messages::kProtocolVersion, "admin", {}});
    const auto welcome = client.hear();
    EXPECT_TRUE(welcome && std::holds_alternative<messages::Welcome>(welcome->body));
    return client;
  }
  /// A project of some 100 kB: a few of them fill the queues and the kernel's buffers of one connection.
  static messages::Project large_project() {
    messages::Project project;
    project.tracks.resize(1);
    project.tracks[0].name = std::string(100'000, 'x');
    return project;
  }
  /// More than one connection holds, asked for by itself and not read.
  void stuff(Client& client) {
    for (std::uint64_t i = 0; i < 50; ++i) client.ask(messages::GetProject{}, 100 + i);
    for (int i = 0; i < 50; ++i) {
      const auto question = asked();
      ASSERT_TRUE(question);
      answer(*question, large_project());
    }
  }

  support::ScratchDirectory scratch_;
  wire::Context context_;
  Mailboxes mail_;
  std::deque<Asked> asked_;
  ClientActor actor_;
  std::thread thread_;

 private:
  wire::Socket open() {
    wire::SocketLimits limits;
    limits.max_message_bytes = -1;
    limits.queue = 4;
    auto socket = wire::Socket::bind(context_, wire::SocketKind::kRouter, endpoint(), limits);
    EXPECT_TRUE(socket);
    return std::move(*socket);
  }
};

TEST_F(ClientActorTest, RefusesTheHeartbeatOfWhoeverHasNoSession) {
  Client client(context_, endpoint());
  client.ask(messages::Heartbeat{}, 7);
  const auto reply = client.hear();
  ASSERT_TRUE(reply);
  const auto* refused = std::get_if<messages::Refused>(&reply->body);
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->code, RefusalCode::kNotFound);
  EXPECT_EQ(refused->subject, "session");
  EXPECT_THAT(refused->sentence, ::testing::HasSubstr("say hello"));
  EXPECT_EQ(reply->sequence, 7U);
}

TEST_F(ClientActorTest, AnswersTheHeartbeatOfAReqWhichCannotSubscribe) {
  Client client(context_, endpoint(), wire::SocketKind::kRequest);
  client.ask(messages::Heartbeat{});
  const auto reply = client.hear();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(std::holds_alternative<messages::Alive>(reply->body));
}

TEST_F(ClientActorTest, AnswersTheHeartbeatOfASessionUntilItsGoodbye) {
  Client client = welcomed();
  const auto told = [&](decltype(Request::body) body) {
    client.ask(std::move(body), 8);
    std::optional<Reply> reply;
    do reply = client.hear();
    while (reply && reply->sequence != 8);
    return reply.value_or(Reply{}).body;
  };
  EXPECT_TRUE(std::holds_alternative<messages::Alive>(told(messages::Heartbeat{})));
  EXPECT_TRUE(std::holds_alternative<messages::Alive>(told(messages::Goodbye{})));
  EXPECT_TRUE(std::holds_alternative<messages::Refused>(told(messages::Heartbeat{})));
}

/// Reads everything, and answers what ClientActor asks meanwhile, until the reader has been given all of it
/// anew.
///  changes -> [outbox full] -> gap -> reads again -> getProject -> reset
TEST_F(ClientActorTest, GivesTheWholeProjectToWhoeverWasLeftBehind) {
  Client client = welcomed();
  stuff(client);
  for (std::uint64_t number = kNow.number + 1; number < 3000; ++number) {
    auto next = std::make_shared<messages::ChangeSet>();
    next->revision = {kNow.epoch, number};
    next->label = std::string(200, 'l');
    mail_.clients.post(Happened{next});
  }
  bool reset = false;
  const bool told = support::eventually([&] {
    while (const auto heard = client.hear(false))
      reset = reset || std::holds_alternative<messages::Reset>(heard->body);
    if (const auto question = asked(false)) answer(*question, messages::Project{});
    return reset;
  });
  EXPECT_TRUE(told);
}

///  gap -> getProject -> [the client asks for projects itself, with sequence 0] -> only ours is a reset
TEST_F(ClientActorTest, DoesNotTakeAProjectThatWasAskedForForTheOneThatFillsAGap) {
  Client client = welcomed();
  stuff(client);
  for (std::uint64_t number = kNow.number + 1; number < 3000; ++number) {
    auto next = std::make_shared<messages::ChangeSet>();
    next->revision = {kNow.epoch, number};
    next->label = std::string(200, 'l');
    mail_.clients.post(Happened{next});
  }
  std::vector<Reply> heard;
  const auto read = [&] {
    while (auto one = client.hear(false))
      if (std::holds_alternative<messages::Reset>(one->body) ||
          (std::holds_alternative<messages::Project>(one->body) && one->sequence == 0))
        heard.push_back(*std::move(one));
  };
  std::optional<Asked> ours;
  ASSERT_TRUE(support::eventually([&] {
    read();
    ours = asked(false);
    return ours.has_value();
  }));
  // While that is on its way, a look at an old revision; it is answered first.
  client.ask(messages::GetProjectAt{3}, 0);
  const auto theirs = asked();
  ASSERT_TRUE(theirs && std::holds_alternative<messages::GetProjectAt>(theirs->request.body));
  messages::Project old;
  old.name = "as it was";
  answer(*theirs, old);
  messages::Project now;
  now.name = "as it is";
  answer(*ours, now);
  ASSERT_TRUE(support::eventually([&] {
    read();
    return heard.size() >= 2;
  }));
  const auto* asked_for = std::get_if<messages::Project>(&heard[0].body);
  ASSERT_NE(asked_for, nullptr) << "the old project was told as if it were the present one";
  EXPECT_EQ(asked_for->name, "as it was");
  const auto* reset = std::get_if<messages::Reset>(&heard[1].body);
  ASSERT_NE(reset, nullptr);
  EXPECT_EQ(reset->project.name, "as it is");
}

///  gap -> getProject -> [queue full again] -> the project does not fit -> reads again -> getProject -> reset
TEST_F(ClientActorTest, AsksForTheProjectAgainWhenTheQueueDidNotTakeIt) {
  Client client = welcomed();
  auto project = std::make_shared<const messages::Project>();
  std::optional<Asked> question;
  // On a quick machine the queue has mostly found room for it by then: it is stuffed until it has not.
  const auto deadline = Clock::now() + std::chrono::seconds(30);
  while (!question && Clock::now() < deadline) {
    stuff(client);
    mail_.clients.post(StartedOver{{kNow.epoch, 6}, project});
    bool fitted = false;
    ASSERT_TRUE(support::eventually([&] {
      while (const auto heard = client.hear(false))
        fitted = fitted || std::holds_alternative<messages::Reset>(heard->body);
      question = asked(false);
      return fitted || question.has_value();
    }));
  }
  ASSERT_TRUE(question);
  stuff(client);
  answer(*question, messages::Project{});
  bool reset = false;
  EXPECT_TRUE(support::eventually([&] {
    while (const auto heard = client.hear(false))
      reset = reset || std::holds_alternative<messages::Reset>(heard->body);
    if (const auto again = asked(false)) answer(*again, messages::Project{});
    return reset;
  }));
}

}  // namespace
}  // namespace corelogic::actors
