// subscribers_test.cpp: hello, every change in order, signs of life, starting over; who floods, who does not
// read.
#include <gmock/gmock.h>

#include <functional>
#include <memory>
#include <vector>

#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;
using vocabulary::RefusalCode;

Reply greet(Client& client) {
  Hello hello;
  hello.name = "test";
  hello.subscribe = true;
  return client.ask(Client::request(hello));
}

TEST(Subscribers, HearEveryRevisionAfterTheirWelcomeInOrder) {
  for (const auto encoding : {wire::Encoding::kJson, wire::Encoding::kCapnp}) {
    RunningController controller;
    Client writer(controller, wire::Encoding::kCapnp, 7);
    writer.done(AddTrack{TrackKind::kAudio, "A"});
    Client reader(controller, encoding);
    const Reply hello = greet(reader);
    const auto& welcome = std::get<Welcome>(hello.body);
    EXPECT_EQ(welcome.project.tracks.size(), 2U);
    EXPECT_EQ(welcome.role, "admin");
    for (int i = 0; i < 100; ++i) {
      Request request = Client::command(SetVolume{TrackId{2}, {-i / 10.0}});
      request.gesture = i % 3 == 0 ? 0 : 4;  // durable ones and moves, mixed
      ASSERT_TRUE(is_done(writer.ask(request)));
    }
    std::uint64_t next = hello.revision.number + 1;
    while (next <= hello.revision.number + 100) {
      const auto pushed = reader.hear();
      ASSERT_TRUE(pushed);
      EXPECT_EQ(pushed->sequence, 0U);
      if (!std::holds_alternative<ChangeSet>(pushed->body)) continue;
      EXPECT_EQ(pushed->revision.number, next++);
      EXPECT_EQ(std::get<ChangeSet>(pushed->body).client, ClientId{7});
    }
  }
}

TEST(Subscribers, HearASignOfLifeAndStartOverWithAnotherProject) {
  RunningController controller;
  Client writer(controller, wire::Encoding::kCapnp, 7);
  Client reader(controller, wire::Encoding::kJson);
  const Reply hello = greet(reader);
  auto pushed = reader.hear(3s);
  ASSERT_TRUE(pushed);
  EXPECT_TRUE(std::holds_alternative<Alive>(pushed->body));
  EXPECT_TRUE(std::holds_alternative<Alive>(reader.ask(Client::request(Heartbeat{})).body));
  writer.done(NewProject{"other"});
  do {
    pushed = reader.hear(3s);
    ASSERT_TRUE(pushed);
  } while (!std::holds_alternative<Reset>(pushed->body));
  EXPECT_GT(pushed->revision.epoch, hello.revision.epoch);
  EXPECT_EQ(std::get<Reset>(pushed->body).project.name, "other");
}

/// Eight hands on one fader: none is too fast by itself, and no two moves of one gesture follow each other.
class Hands {
 public:
  explicit Hands(const RunningController& controller) {
    for (std::uint64_t i = 0; i < 8; ++i)
      hands_.push_back(std::make_unique<Client>(controller, wire::Encoding::kCapnp, 7 + i));
  }
  void move(int times) {
    for (int i = 0; i < times; ++i, ++moves_) {
      Request request = Client::command(SetVolume{TrackId{2}, {-static_cast<double>(moves_ % 400) / 10.0}});
      request.gesture = 1;
      ASSERT_TRUE(is_done(hands_[moves_ % hands_.size()]->ask(request))) << moves_;
    }
  }

 private:
  std::vector<std::unique_ptr<Client>> hands_;
  std::size_t moves_ = 0;
};

/// What a subscriber does by the book: a heartbeat a second, hello again after a hole or a refusal.
class Replica {
 public:
  explicit Replica(Client& client) : client_(client) {}

  [[nodiscard]] double volume() const { return volume_; }
  [[nodiscard]] int wholes() const { return wholes_; }
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  void say_hello() {
    Hello hello;
    hello.subscribe = true;
    client_.send(Client::request(hello));
  }
  void beat() {
    client_.send(Client::request(Heartbeat{}));
    beat_next_ = std::chrono::steady_clock::now() + 1s;
  }
  /// Hears all there is, and says what is due.
  void follow() {
    if (std::chrono::steady_clock::now() >= beat_next_) beat();
    while (const auto reply = client_.hear(0ms)) take(*reply);
  }

 private:
  void take(const Reply& reply) {
    if (const auto* welcome = std::get_if<Welcome>(&reply.body))
      take_whole(welcome->project, reply.revision.number);
    if (const auto* reset = std::get_if<Reset>(&reply.body))
      take_whole(reset->project, reply.revision.number);
    if (std::holds_alternative<Refused>(reply.body)) say_hello();
    const auto* set = std::get_if<ChangeSet>(&reply.body);
    if (set == nullptr || reply.revision.number <= revision_) return;
    if (reply.revision.number != revision_ + 1) return say_hello();
    revision_ = reply.revision.number;
    for (const Change& change : set->changes)
      if (const auto* moved = std::get_if<VolumeSet>(&change)) volume_ = moved->volume.value;
  }
  void take_whole(const messages::Project& project, std::uint64_t revision) {
    ++wholes_;
    revision_ = revision;
    volume_ = project.tracks[0].volume.value;
  }

  Client& client_;
  double volume_ = 1;
  int wholes_ = 0;
  std::uint64_t revision_ = 0;
  std::chrono::steady_clock::time_point beat_next_ = std::chrono::steady_clock::now() + 1s;
};

/// A controller with one track whose fader moves, and a subscriber that follows it.
class SlowReader : public testing::Test {
 protected:
  SlowReader() : writer_(controller_, wire::Encoding::kCapnp, 6), hands_(controller_), reader_(controller_) {
    writer_.done(AddTrack{TrackKind::kAudio, "A"});
    replica_.say_hello();
    EXPECT_TRUE(follows([this] { return replica_.wholes() == 1; }));
  }
  bool follows(const std::function<bool()>& until) {
    return support::eventually([&] {
      replica_.follow();
      return until();
    });
  }
  /// The replica is at the newest revision and holds its fader.
  bool converges() {
    const Reply now = writer_.ask(Client::request(GetProject{}));
    const double volume = std::get<messages::Project>(now.body).tracks[0].volume.value;
    const bool there = follows([&] { return replica_.revision() == now.revision.number; });
    EXPECT_EQ(replica_.volume(), volume);
    return there;
  }
  [[nodiscard]] std::string words() {
    return "at revision " + std::to_string(replica_.revision()) + " with " +
           std::to_string(replica_.wholes()) + " whole projects\n" + controller_.process().standard_error();
  }

  RunningController controller_;
  Client writer_;
  Hands hands_;
  Client reader_;
  Replica replica_{reader_};
};

TEST_F(SlowReader, GetsTheWholeProjectLater) {
  for (int i = 0; i < 20; ++i) {
    hands_.move(1000);
    replica_.beat();
  }
  EXPECT_TRUE(converges()) << words();
  EXPECT_GE(replica_.wholes(), 2) << "20 000 changes fitted into the queues of one client";
  hands_.move(1);
  EXPECT_TRUE(converges()) << "nothing is told any more " << words();
}

TEST_F(SlowReader, WhoseConnectionWasClosedSaysHelloAgainWhenItsHeartbeatIsRefused) {
  hands_.move(4000);  // more than its queue: libzmq no longer hears the controller's pings behind it
  ASSERT_TRUE(support::eventually([&] { return writer_.status().clients == 0; })) << words();
  hands_.move(10);
  EXPECT_TRUE(converges()) << words();
  EXPECT_GE(replica_.wholes(), 2);
  hands_.move(1);
  EXPECT_TRUE(converges()) << "nothing is told any more " << words();
}

TEST_F(SlowReader, WhoWasSilentSaysHelloAgainWhenItsHeartbeatIsRefused) {
  ASSERT_TRUE(support::eventually([&] { return writer_.status().clients == 0; })) << words();
  hands_.move(10);
  EXPECT_TRUE(converges()) << words();
  EXPECT_EQ(replica_.wholes(), 2);
  hands_.move(1);
  EXPECT_TRUE(converges()) << "nothing is told any more " << words();
}

TEST(Flooders, AreToldThatTheyAreBusyAndOthersAreAnswered) {
  RunningController controller;
  Client flooder(controller);
  Client other(controller, wire::Encoding::kCapnp, 9);
  Request request = Client::request(GetProject{});
  for (int i = 0; i < 10'000; ++i) flooder.send(request);
  EXPECT_EQ(other.done(AddTrack{TrackKind::kAudio, "A"}).size(), 1U);
  bool busy = false;
  while (!busy) {
    const auto reply = flooder.hear(2s);
    ASSERT_TRUE(reply);
    busy = code_of(*reply) == RefusalCode::kBusy;
  }
}

}  // namespace
}  // namespace corelogic::contract
