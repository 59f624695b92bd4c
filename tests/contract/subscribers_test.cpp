// subscribers_test.cpp: hello, every change in order, signs of life, starting over; who floods, who does not
// read.
#include <gmock/gmock.h>

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

TEST(Subscribers, WhoDoesNotReadGetsTheWholeProjectLater) {
  RunningController controller;
  Client writer(controller, wire::Encoding::kCapnp, 6);
  writer.done(AddTrack{TrackKind::kAudio, "A"});
  Client reader(controller, wire::Encoding::kCapnp);
  greet(reader);
  // Eight hands on one fader: none is too fast by itself, and no two moves of one gesture follow each other.
  std::vector<std::unique_ptr<Client>> hands;
  for (std::uint64_t i = 0; i < 8; ++i)
    hands.push_back(std::make_unique<Client>(controller, wire::Encoding::kCapnp, 7 + i));
  for (std::size_t i = 0; i < 20'000; ++i) {
    Request request = Client::command(SetVolume{TrackId{2}, {-static_cast<double>(i % 400) / 10.0}});
    request.gesture = 1;
    ASSERT_TRUE(is_done(hands[i % hands.size()]->ask(request))) << i;
    if (i % 1000 == 0) reader.send(Client::request(Heartbeat{}));
  }
  const messages::Project now = writer.project();
  double volume = 1;
  bool reset = false;
  const bool converged = support::eventually([&] {
    while (const auto pushed = reader.hear(0ms)) {
      if (const auto* whole = std::get_if<Reset>(&pushed->body)) {
        reset = true;
        volume = whole->project.tracks[0].volume.value;
      }
      if (const auto* set = std::get_if<ChangeSet>(&pushed->body))
        for (const Change& change : set->changes)
          if (const auto* moved = std::get_if<VolumeSet>(&change)) volume = moved->volume.value;
    }
    return volume == now.tracks[0].volume.value;
  });
  EXPECT_TRUE(converged);
  EXPECT_TRUE(reset) << "20 000 changes fitted into the queues of one client";
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
