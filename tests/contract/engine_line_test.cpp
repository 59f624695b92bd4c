// engine_line_test.cpp: what an engine is told, heard by one made of a DEALER.
#include <gmock/gmock.h>

#include <sys/types.h>

#include "schema/messages/graph_hash.h"
#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;

class FakeEngine {
 public:
  FakeEngine(const RunningController& controller, std::uint64_t instance)
      : instance_(instance), socket_([&] {
          wire::SocketLimits limits;
          limits.max_message_bytes = -1;
          auto socket = wire::Socket::connect(context_, wire::SocketKind::kDealer,
                                              controller.endpoint("engine"), limits);
          EXPECT_TRUE(socket);
          return std::move(*socket);
        }()) {}

  void say(decltype(FromEngine::body) body) {
    socket_.send(wire::encode(FromEngine{instance_, std::move(body)}));
  }
  void hello(EngineStatus status = {}) { say(EngineHello{std::move(status)}); }
  void installed(const GraphSnapshot& graph) { say(PlanInstalled{graph.revision, 10, 10}); }

  std::optional<ToEngine> hear(Milliseconds deadline = 5s) {
    wire::Socket* const sockets[] = {&socket_};
    const auto end = std::chrono::steady_clock::now() + deadline;
    for (;;) {
      if (const auto message = socket_.receive()) {
        auto order = wire::decode_to_engine(message->payload);
        EXPECT_TRUE(order);
        if (order) return *order;
      }
      const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
      if (left <= 0ms || !wire::wait(sockets, nullptr, left)) return std::nullopt;
    }
  }
  template <class Order>
  std::optional<Order> hear_a(Milliseconds deadline = 5s) {
    auto order = hear(deadline);
    if (!order || !std::holds_alternative<Order>(order->body)) return std::nullopt;
    return std::get<Order>(std::move(order->body));
  }

 private:
  std::uint64_t instance_;
  wire::Context context_;
  wire::Socket socket_;
};

TEST(EngineLine, TellsASnapshotFirstThenValuesThenStructureAgain) {
  RunningController controller;
  Client client(controller, wire::Encoding::kCapnp, 7);
  client.done(AddTrack{TrackKind::kAudio, "A"});
  FakeEngine engine(controller, 1);
  engine.hello();
  const auto first = engine.hear_a<GraphSnapshot>();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->revision.number, 1U);
  engine.installed(*first);
  const Reply moved = client.ask_command(SetVolume{TrackId{2}, {-6}});
  const auto values = engine.hear_a<SetParameters>();
  ASSERT_TRUE(values);
  EXPECT_EQ(values->revision, moved.revision);
  EXPECT_EQ(values->values.front().value, -6);
  client.done(AddTrack{TrackKind::kAudio, "B"});
  const auto second = engine.hear_a<GraphSnapshot>();
  ASSERT_TRUE(second);
  EXPECT_GT(second->nodes.size(), first->nodes.size());
  EXPECT_EQ(graph_hash(*second), client.status().graph_hash);
}

TEST(EngineLine, SendsOnlyTheNewestWhileOneIsBeingBuilt) {
  RunningController controller;
  Client client(controller, wire::Encoding::kCapnp, 7);
  FakeEngine engine(controller, 1);
  engine.hello();
  const auto first = engine.hear_a<GraphSnapshot>();
  ASSERT_TRUE(first);
  for (int i = 0; i < 50; ++i) client.done(AddTrack{TrackKind::kAudio, "T" + std::to_string(i)});
  EXPECT_FALSE(engine.hear(50ms));
  engine.installed(*first);
  const auto last = engine.hear_a<GraphSnapshot>();
  ASSERT_TRUE(last);
  EXPECT_EQ(last->revision.number, 50U);
  engine.installed(*last);
  EXPECT_FALSE(engine.hear(50ms));
}

TEST(EngineLine, BringsANewEngineToTheSameGraphAndTransport) {
  RunningController controller;
  Client client(controller, wire::Encoding::kCapnp, 7);
  client.done(AddTrack{TrackKind::kAudio, "A"});
  {
    FakeEngine engine(controller, 1);
    engine.hello();
    const auto graph = engine.hear_a<GraphSnapshot>();
    ASSERT_TRUE(graph);
    engine.installed(*graph);
    client.done(Locate{96000});
    client.done(Play{});
    client.done(SetVolume{TrackId{2}, {-6}});
    ASSERT_TRUE(engine.hear_a<TransportOrder>());
    ASSERT_TRUE(engine.hear_a<TransportOrder>());
    ASSERT_TRUE(engine.hear_a<SetParameters>());
  }
  FakeEngine engine(controller, 2);
  engine.hello();
  const auto graph = engine.hear_a<GraphSnapshot>();
  ASSERT_TRUE(graph);
  EXPECT_EQ(graph_hash(*graph), client.status().graph_hash);
  const auto locate = engine.hear_a<TransportOrder>();
  ASSERT_TRUE(locate);
  EXPECT_GE(std::get<TransportLocate>(*locate).frame, 96000);
  EXPECT_EQ(engine.hear_a<TransportOrder>(), TransportOrder{TransportPlay{}});
}

TEST(EngineLine, GivesARestartedControllersSnapshotToARunningEngineAndLeavesItsTransport) {
  RunningController controller;
  FakeEngine engine(controller, 1);
  engine.hello();
  const auto before = engine.hear_a<GraphSnapshot>();
  ASSERT_TRUE(before);
  controller.kill();
  controller.start();
  EngineStatus status;
  status.installed = before->revision;
  status.hash = graph_hash(*before);
  status.rolling = true;
  std::optional<ToEngine> told;
  EXPECT_TRUE(support::eventually([&] {
    engine.say(status);
    told = engine.hear(20ms);
    return told.has_value();
  }));
  const auto* after = std::get_if<GraphSnapshot>(&told->body);
  ASSERT_TRUE(after);
  EXPECT_GT(after->revision.epoch, before->revision.epoch);
  EXPECT_EQ(graph_hash(*after), graph_hash(*before));
  EXPECT_FALSE(engine.hear(50ms));
}

TEST(EngineLine, SendsAgainWhenTheEnginePlaysSomethingElse) {
  RunningController controller;
  FakeEngine engine(controller, 1);
  engine.hello();
  const auto graph = engine.hear_a<GraphSnapshot>();
  ASSERT_TRUE(graph);
  engine.installed(*graph);
  EngineStatus wrong;
  wrong.installed = graph->revision;
  wrong.hash = 1;
  std::optional<ToEngine> told;
  EXPECT_TRUE(support::eventually([&] {
    engine.say(wrong);
    told = engine.hear(20ms);
    return told.has_value();
  }));
  EXPECT_TRUE(std::holds_alternative<GraphSnapshot>(told->body));
}

TEST(EngineLine, ShowsTheEnginesStateAndItsRefusalInTheStatus) {
  RunningController controller;
  Client client(controller, wire::Encoding::kJson, 7);
  EXPECT_FALSE(client.status().engine_connected);
  FakeEngine engine(controller, 1);
  EngineStatus status;
  status.device = "timer";
  status.pid = 4;
  engine.hello(status);
  const auto graph = engine.hear_a<GraphSnapshot>();
  ASSERT_TRUE(graph);
  engine.say(SnapshotRefused{graph->revision, "node 3 reads from node 5."});
  EXPECT_TRUE(support::eventually([&] {
    const Status now = client.status();
    return now.engine_connected && now.device == "timer" && !now.warnings.empty() &&
           now.warnings[0].find("node 3 reads") != std::string::npos;
  }));
}

}  // namespace
}  // namespace corelogic::contract
