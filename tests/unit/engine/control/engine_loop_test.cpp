// engine_loop_test.cpp: the control thread, a real keeper and a timer, heard and spoken to as the controller
// would.  Side: test.
#include "engine/control/engine_loop.h"

#include <gmock/gmock.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <mutex>
#include <span>
#include <thread>
#include <utility>

#include "engine/control/memory_lock.h"
#include "engine/hardware/timer_device.h"
#include "engine/streaming/sound_library.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::control {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// A device whose life ends when told.
class MortalDevice final : public hardware::AudioDevice {
 public:
  explicit MortalDevice(std::unique_ptr<hardware::AudioDevice> device) : device_(std::move(device)) {}
  [[nodiscard]] const hardware::DeviceFacts& facts() const override { return device_->facts(); }
  [[nodiscard]] vocabulary::Result<void> start(scheduler::Cycle& cycle) override {
    return device_->start(cycle);
  }
  void stop() override { device_->stop(); }
  [[nodiscard]] std::uint64_t xruns() const override { return 17; }
  [[nodiscard]] bool alive() const override { return alive_; }
  void set_latency(std::span<const graph::PlaybackWay> ways) override {
    const std::lock_guard lock(mutex_);
    ways_.assign(ways.begin(), ways.end());
  }
  [[nodiscard]] std::vector<graph::PlaybackWay> ways() {
    const std::lock_guard lock(mutex_);
    return ways_;
  }
  void die() { alive_ = false; }

  void wire(messages::WantedWiring wanted) override {
    const std::lock_guard lock(mutex_);
    wanted_ = std::move(wanted);
  }
  [[nodiscard]] std::optional<messages::WantedWiring> wanted() {
    const std::lock_guard lock(mutex_);
    return wanted_;
  }
  [[nodiscard]] std::optional<messages::EngineWiring> rewired() override {
    const std::lock_guard lock(mutex_);
    return std::exchange(news_, std::nullopt);
  }
  void plug(messages::EngineWiring wiring) {
    const std::lock_guard lock(mutex_);
    news_ = std::move(wiring);
  }

 private:
  std::mutex mutex_;
  std::optional<messages::WantedWiring> wanted_;
  std::optional<messages::EngineWiring> news_;
  std::vector<graph::PlaybackWay> ways_;
  std::unique_ptr<hardware::AudioDevice> device_;
  std::atomic<bool> alive_{true};
};

messages::GraphSnapshot small_graph(std::uint64_t number) {
  messages::GraphSnapshot graph;
  graph.revision = {1, number};
  messages::Node input;
  input.id = vocabulary::make_node_id(1, vocabulary::NodeRole::kInput);
  input.name = "a_in";
  input.outputs = {{"out", 2}};
  input.kind = messages::AudioInputNode{messages::DeviceSource{{1, 2}}};
  messages::Node output;
  output.id = vocabulary::make_node_id(2, vocabulary::NodeRole::kOutput);
  output.name = "out";
  output.inputs = {{"in", 2}};
  output.edges = {{messages::make_edge_id(1, messages::EdgeRole::kOutput), 0, 0, 0, {}, 0}};
  output.kind = messages::OutputNode{vocabulary::find_effect("output")->initial_values(), {1, 2}, {}};
  graph.nodes = {input, output};
  return graph;
}

/// An engine on a timer, its loop on a thread of its own, and the test in the controller's place.
class EngineLoopTest : public testing::Test {
 protected:
  void SetUp() override {
    auto controller = wire::Socket::bind(context_, wire::SocketKind::kRouter, endpoint_);
    ASSERT_TRUE(controller);
    controller_.emplace(std::move(*controller));
    auto link = EngineLink::connect(context_, endpoint_, 99);
    ASSERT_TRUE(link);
    link_.emplace(std::move(*link));
    auto telemetry = TelemetryPublisher::bind(context_, telemetry_endpoint_);
    ASSERT_TRUE(telemetry);
    telemetry_.emplace(std::move(*telemetry));
    auto listener = wire::Socket::connect(context_, wire::SocketKind::kSubscriber, telemetry_endpoint_);
    ASSERT_TRUE(listener);
    listener_.emplace(std::move(*listener));
    ASSERT_TRUE(device_.start(cycle_));
    loop_ = std::thread([this] {
      EngineLoop loop({device_, cycle_, keeper_, *link_, *telemetry_, watchdog_, &note_}, leave_fd_,
                      [this] { return better_device_.load(); }, {"a warning of the start"});
      outcome_ = loop.run();
    });
  }
  void TearDown() override {
    device_.die();
    if (loop_.joinable()) loop_.join();
    device_.stop();
    cycle_.release();
    static_cast<void>(keeper_.poll());
    ::close(leave_fd_);
    std::remove(note_path_.c_str());
  }

  /// The next word of the engine of this kind; a failure when none comes in 10 s.
  template <class Body>
  Body hear() {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    wire::Socket* const sockets[] = {&*controller_};
    while (std::chrono::steady_clock::now() < deadline) {
      wire::wait(sockets, nullptr, 100ms);
      while (auto message = controller_->receive()) {
        peer_ = message->peer;
        const auto word = wire::decode_from_engine(message->payload);
        EXPECT_TRUE(word);
        EXPECT_EQ(word->instance, 99U);
        if (const Body* body = std::get_if<Body>(&word->body)) return *body;
      }
    }
    ADD_FAILURE() << "the engine does not say it";
    return {};
  }
  void say(messages::ToEngine word) {
    EXPECT_TRUE(controller_->send(wire::Message{peer_, wire::encode(word)}));
  }

  const std::string endpoint_ = "inproc://engine";
  const std::string telemetry_endpoint_ = "inproc://telemetry";
  wire::Context context_;
  std::optional<wire::Socket> controller_;
  std::optional<wire::Socket> listener_;
  std::optional<EngineLink> link_;
  std::optional<TelemetryPublisher> telemetry_;
  MortalDevice device_{*hardware::TimerDevice::make({.block_frames = 256, .priority = 0})};
  doors::Rings rings_;
  streaming::SoundLibrary sounds_{48000, streaming::Mode::kThreaded, ""};
  building::PlanKeeper keeper_{
      rings_, sounds_, {.sample_rate = 48000, .device_inputs = 2, .device_outputs = 2}};
  scheduler::Cycle cycle_{rings_, {}};
  Watchdog watchdog_{{cycle_.report().begun, cycle_.report().cycles}, 10ms};
  const std::string note_path_ = testing::TempDir() + "engine_loop_note_" + std::to_string(::getpid());
  const WiringNote note_{note_path_};
  std::atomic<bool> better_device_{false};
  int leave_fd_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  std::thread loop_;
  std::atomic<Outcome> outcome_{Outcome::kQuit};
  wire::Frame peer_;
};

TEST_F(EngineLoopTest, SaysHelloUntilItIsAnsweredAndThenReports) {
  const auto hello = hear<messages::EngineHello>();
  EXPECT_EQ(hello.status.device, "timer");
  EXPECT_EQ(hello.status.pid, static_cast<std::uint32_t>(::getpid()));
  EXPECT_EQ(hello.status.installed, vocabulary::Revision{});
  EXPECT_EQ(hello.status.sample_rate, 48000U);
  EXPECT_EQ(hello.status.block_frames, 256U);
  EXPECT_THAT(hello.status.warnings, testing::Contains("a warning of the start"));
  say({messages::Ping{}});
  EXPECT_EQ(hear<messages::EngineStatus>().xruns, 17U);
}

TEST_F(EngineLoopTest, TellsWhatWasLateAndWhoseFaultItWas) {
  hear<messages::EngineHello>();
  const auto guilty = vocabulary::make_node_id(7, vocabulary::NodeRole::kInsert);
  cycle_.report().guilty_node = guilty.value;
  cycle_.report().late_branches = 3;
  messages::EngineStatus status;
  do {
    say({messages::Ping{}});
    status = hear<messages::EngineStatus>();
  } while (status.late_branches == 0 && !HasFailure());
  EXPECT_EQ(status.guilty_node, guilty);
  EXPECT_EQ(status.late_branches, 3U);
}

TEST_F(EngineLoopTest, SaysByNameWhoCameTooLateAndWhoMadeAPeriodTooLong) {
  using doors::RtEvent;
  hear<messages::EngineHello>();
  const messages::GraphSnapshot graph = small_graph(3);
  say({graph});
  hear<messages::PlanInstalled>();
  device_.stop();  // from here on the test speaks in the audio thread's place
  ASSERT_TRUE(rings_.events.push({.kind = RtEvent::Kind::kLateBranch, .node = graph.nodes[0].id}));
  ASSERT_TRUE(
      rings_.events.push({.kind = RtEvent::Kind::kOverran, .node = graph.nodes[1].id, .share = 1.5F}));
  ASSERT_TRUE(rings_.events.push({.kind = RtEvent::Kind::kOverran, .share = 1.25F}));
  messages::EngineStatus status;
  const auto said = [&] {
    return std::any_of(status.warnings.begin(), status.warnings.end(),
                       [](const std::string& words) { return words.find("125 %") != std::string::npos; });
  };
  for (int asked = 0; asked < 1000 && !said() && !HasFailure(); ++asked) {
    say({messages::Ping{}});
    status = hear<messages::EngineStatus>();
  }
  EXPECT_THAT(status.warnings, testing::Contains(HasSubstr("input of a came too late")));
  EXPECT_THAT(status.warnings,
              testing::Contains(HasSubstr("150 % of the time it has: most of what was too much is "
                                          "output of out")));
  EXPECT_THAT(status.warnings, testing::Contains(HasSubstr("125 % of the time it has: no node stands out")));
}

TEST_F(EngineLoopTest, InstallsASnapshotAndSaysSo) {
  hear<messages::EngineHello>();
  say({small_graph(3)});
  EXPECT_EQ(hear<messages::PlanInstalled>().revision, (vocabulary::Revision{1, 3}));
  messages::EngineStatus status = hear<messages::EngineStatus>();
  EXPECT_EQ(status.installed, (vocabulary::Revision{1, 3}));
  EXPECT_NE(status.hash, 0U);
  say({messages::TransportOrder{messages::TransportLocate{4800}}});
  say({messages::TransportOrder{messages::TransportPlay{}}});
  do {
    status = hear<messages::EngineStatus>();
  } while (!status.rolling && !HasFailure());
  EXPECT_GE(status.position, 4800);
}

TEST_F(EngineLoopTest, TellsTheDeviceAndTheControllerHowLateItsOutputsAre) {
  namespace compressor = vocabulary::compressor;
  hear<messages::EngineHello>();
  messages::GraphSnapshot graph = small_graph(3);
  messages::Node insert;
  insert.id = vocabulary::make_node_id(7, vocabulary::NodeRole::kInsert);
  insert.name = "a_comp";
  insert.inputs = insert.outputs = {{"in", 2}};
  insert.edges = {{messages::make_edge_id(1, messages::EdgeRole::kChain), 0, 0, 0, {}, 0}};
  messages::FxNode fx{"compressor", vocabulary::find_effect("compressor")->initial_values(), false};
  fx.parameters[compressor::kLookahead] = 5;
  insert.kind = fx;
  graph.nodes.insert(graph.nodes.begin() + 1, insert);
  graph.nodes[2].edges[0].source = 1;
  say({graph});
  hear<messages::PlanInstalled>();
  const auto status = hear<messages::EngineStatus>();
  EXPECT_EQ(status.added_latency_frames, 240U);
  ASSERT_EQ(status.output_latencies.size(), 1U);
  EXPECT_EQ(status.output_latencies[0].node, graph.nodes[2].id);
  EXPECT_EQ(status.output_latencies[0].frames, 240U);
  using Ways = std::vector<graph::PlaybackWay>;
  EXPECT_EQ(device_.ways(), (Ways{{240, 3}, {240, 3}}));
  // A value that makes another plan without another snapshot.
  say({messages::SetParameters{.revision = {1, 4}, .values = {{insert.id, {}, compressor::kLookahead, 10}}}});
  const Ways wanted{{480, 3}, {480, 3}};
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (device_.ways() != wanted && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(1ms);
  EXPECT_EQ(device_.ways(), wanted);
}

TEST_F(EngineLoopTest, RefusesASnapshotWithItsReasonAndGoesOn) {
  hear<messages::EngineHello>();
  messages::GraphSnapshot bad = small_graph(3);
  bad.nodes[1].edges[0].source = 1;
  say({bad});
  const auto refused = hear<messages::SnapshotRefused>();
  EXPECT_EQ(refused.revision, (vocabulary::Revision{1, 3}));
  EXPECT_FALSE(refused.reason.empty());
  say({small_graph(4)});
  EXPECT_EQ(hear<messages::PlanInstalled>().revision, (vocabulary::Revision{1, 4}));
}

TEST_F(EngineLoopTest, LeavesOutWhatItCannotRead) {
  hear<messages::EngineHello>();
  EXPECT_TRUE(controller_->send(wire::Message{peer_, wire::Frame(40, std::byte{0xff})}));
  say({messages::Ping{}});
  hear<messages::EngineStatus>();
}

TEST_F(EngineLoopTest, PublishesMetersOfWhatPlays) {
  hear<messages::EngineHello>();
  say({small_graph(3)});
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  wire::Socket* const sockets[] = {&*listener_};
  std::optional<messages::MeterFrame> frame;
  while (!frame && std::chrono::steady_clock::now() < deadline) {
    wire::wait(sockets, nullptr, 100ms);
    if (auto message = listener_->receive()) frame = *wire::decode_meter_frame(message->payload);
  }
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->revision, (vocabulary::Revision{1, 3}));
  EXPECT_FALSE(frame->nodes.empty());
  EXPECT_EQ(frame->xruns, 17U);
  EXPECT_GT(frame->number, 0U);
}

TEST_F(EngineLoopTest, WiresAsItIsToldWritesItDownAndSaysWhatIsPlugged) {
  hear<messages::EngineHello>();
  const messages::WantedWiring wanted{{{"main_L", "Recorder:left"}}, true};
  say({wanted});
  EXPECT_EQ(hear<messages::EngineWiring>(), messages::EngineWiring{}) << "nothing is plugged in yet";
  EXPECT_EQ(device_.wanted(), wanted);
  EXPECT_EQ(note_.read(), wanted) << "for the next life";
}

TEST_F(EngineLoopTest, TellsOfPortsThatComeAndToANewControllerAgain) {
  hear<messages::EngineHello>();
  const messages::EngineWiring plugged{{{"Recorder:left", true, false, false, ""}},
                                       {{"main_L", "Recorder:left"}}};
  say({messages::Ping{}});  // from here on it has a controller
  hear<messages::EngineStatus>();
  device_.plug(plugged);
  EXPECT_EQ(hear<messages::EngineWiring>(), plugged) << "unasked";
  say({small_graph(1)});
  EXPECT_EQ(hear<messages::EngineWiring>(), plugged) << "to a life of the controller that does not know it";
}

TEST_F(EngineLoopTest, MeasuresASpectrumWhereItIsWatchedAndNowhereElse) {
  hear<messages::EngineHello>();
  const messages::GraphSnapshot graph = small_graph(3);
  say({graph});
  const auto frame_with = [&](bool spectrum) -> std::optional<messages::MeterFrame> {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    wire::Socket* const sockets[] = {&*listener_};
    while (std::chrono::steady_clock::now() < deadline) {
      wire::wait(sockets, nullptr, 100ms);
      while (auto message = listener_->receive()) {
        auto frame = *wire::decode_meter_frame(message->payload);
        if (frame.spectrum_nodes.empty() != spectrum) return frame;
      }
    }
    return std::nullopt;
  };
  ASSERT_TRUE(frame_with(false));
  say({messages::SpectrumTaps{{{graph.nodes[0].id, 0}}}});
  const auto seen = frame_with(true);
  ASSERT_TRUE(seen);
  EXPECT_THAT(seen->spectrum_nodes, testing::ElementsAre(graph.nodes[0].id));
  EXPECT_GT(seen->spectrum_bins, 0U);
  EXPECT_EQ(seen->spectra.size(), seen->spectrum_bins);
  say({messages::SpectrumTaps{}});
  EXPECT_TRUE(frame_with(false));
}

TEST_F(EngineLoopTest, QuitsWhenTheControllerSaysSo) {
  hear<messages::EngineHello>();
  say({messages::Quit{}});
  loop_.join();
  EXPECT_EQ(outcome_, Outcome::kQuit);
}

TEST_F(EngineLoopTest, QuitsOnASignal) {
  const std::uint64_t one = 1;
  ASSERT_EQ(::write(leave_fd_, &one, sizeof(one)), static_cast<ssize_t>(sizeof(one)));
  loop_.join();
  EXPECT_EQ(outcome_, Outcome::kQuit);
}

TEST_F(EngineLoopTest, LeavesToBeStartedAgainWhenTheDeviceIsLost) {
  device_.die();
  loop_.join();
  EXPECT_EQ(outcome_, Outcome::kDeviceGone);
}

TEST_F(EngineLoopTest, LeavesToBeStartedAgainForABetterDevice) {
  better_device_ = true;
  loop_.join();
  EXPECT_EQ(outcome_, Outcome::kDeviceGone);
}

}  // namespace
}  // namespace corelogic::control
