// jack_device_test.cpp: our JACK client on a real server: ports, names, connections, any period, latency.
#include "engine/hardware/jack_device.h"

#include <gmock/gmock.h>
#include <jack/jack.h>

#include <atomic>
#include <utility>

#include "tests/support/hand_plan.h"
#include "tests/support/jackd.h"

namespace corelogic::hardware {
namespace {

using support::eventually;
using testing::ElementsAre;

/// A client that hears one port and remembers the last sample and the greatest step between two samples.
class Listener {
 public:
  Listener() {
    jack_status_t status{};
    client_ = jack_client_open("listener", JackNoStartServer, &status);
    port_ = jack_port_register(client_, "ear", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
    jack_set_process_callback(client_, &hear, this);
    jack_activate(client_);
  }
  ~Listener() { jack_client_close(client_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] jack_client_t* client() const { return client_; }
  void hear_from(const std::string& port) {
    ASSERT_EQ(jack_connect(client_, port.c_str(), "listener:ear"), 0);
  }
  [[nodiscard]] float last() const { return last_; }
  [[nodiscard]] std::uint64_t periods() const { return periods_; }

  [[nodiscard]] std::vector<std::string> ports(const std::string& pattern, unsigned long flags) const {
    std::vector<std::string> names;
    const char** found = jack_get_ports(client_, pattern.c_str(), JACK_DEFAULT_AUDIO_TYPE, flags);
    for (const char** name = found; name != nullptr && *name != nullptr; ++name) names.emplace_back(*name);
    jack_free(found);
    return names;
  }
  [[nodiscard]] std::vector<std::string> connections(const std::string& port) const {
    std::vector<std::string> names;
    const char** found = jack_port_get_all_connections(client_, jack_port_by_name(client_, port.c_str()));
    for (const char** name = found; name != nullptr && *name != nullptr; ++name) names.emplace_back(*name);
    jack_free(found);
    return names;
  }
  [[nodiscard]] std::string pretty_name(const std::string& port) const {
    std::string first(static_cast<std::size_t>(jack_port_name_size()), '\0');
    std::string second = first;
    char* aliases[2] = {first.data(), second.data()};
    const int count = jack_port_get_aliases(jack_port_by_name(client_, port.c_str()), aliases);
    return count > 0 ? first.c_str() : "";
  }

 private:
  static int hear(jack_nframes_t frames, void* self) {
    auto& listener = *static_cast<Listener*>(self);
    const auto* sound = static_cast<const float*>(jack_port_get_buffer(listener.port_, frames));
    listener.last_ = sound[frames - 1];
    ++listener.periods_;
    return 0;
  }

  jack_client_t* client_ = nullptr;
  jack_port_t* port_ = nullptr;
  std::atomic<float> last_{0.0F};
  std::atomic<std::uint64_t> periods_{0};
};

/// One server for all cases; a cycle that plays 0.5 at device output 1.
class JackDeviceTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<support::JackServer>(support::JackOptions{48000, 256, true});
    server_->use_in_this_process();
  }
  static void TearDownTestSuite() { server_.reset(); }

  void SetUp() override {
    ASSERT_TRUE(rings_.commands.push(doors::RtCommand::install(&sound_.plan())));
    ASSERT_TRUE(rings_.commands.push(doors::RtCommand::play()));
  }
  [[nodiscard]] std::unique_ptr<JackDevice> open(const JackSettings& settings) {
    auto device = JackDevice::open(settings);
    EXPECT_TRUE(device) << (device ? "" : device.refusal().sentence);
    return device ? std::move(*device) : nullptr;
  }

  static inline std::unique_ptr<support::JackServer> server_;
  support::SoundToDevice sound_{1, std::vector<float>(48000, 0.5F), true};
  doors::Rings rings_;
  scheduler::Cycle cycle_{rings_, {}};
};

TEST_F(JackDeviceTest, NamesItsPortsForMachinesAndPeople) {
  const auto device = open({.inputs = 2, .outputs = 6});
  ASSERT_TRUE(device && device->start(cycle_));
  EXPECT_EQ(device->facts().sample_rate, 48000U);
  EXPECT_EQ(device->facts().block_frames, 256U);
  const Listener listener;
  EXPECT_THAT(listener.ports("^corelogic:", JackPortIsInput),
              ElementsAre("corelogic:in_1", "corelogic:in_2"));
  EXPECT_THAT(listener.ports("^corelogic:", JackPortIsOutput),
              ElementsAre("corelogic:main_L", "corelogic:main_R", "corelogic:monitor_L",
                          "corelogic:monitor_R", "corelogic:out_5", "corelogic:out_6"));
  EXPECT_EQ(listener.pretty_name("corelogic:main_L"), "corelogic:Main L");
  EXPECT_EQ(listener.pretty_name("corelogic:monitor_R"), "corelogic:Monitor R");
  EXPECT_EQ(listener.pretty_name("corelogic:in_2"), "corelogic:Input 2");
  EXPECT_THAT(listener.connections("corelogic:main_L"), ElementsAre()) << "not asked to connect";
}

TEST_F(JackDeviceTest, SaysThePriorityOfItsCallback) {
  const auto device = open({.inputs = 1, .outputs = 1});
  ASSERT_TRUE(device);
  const hardware::DeviceFacts& facts = device->facts();
  // The server has 70, its clients 5 less; where the system gives nobody any, that is said.
  EXPECT_EQ(facts.priority, facts.warnings.empty() ? 65 : 0);
}

TEST_F(JackDeviceTest, ConnectsToTheSoundCardWhenAsked) {
  const auto device = open({.inputs = 4, .outputs = 4, .connect = true});
  ASSERT_TRUE(device && device->start(cycle_));
  const Listener listener;
  for (const char* port : {"main_L", "main_R", "in_1", "in_2"})  // in whatever order they are made
    EXPECT_TRUE(eventually([&] { return !listener.connections("corelogic:" + std::string(port)).empty(); }));
  EXPECT_THAT(listener.connections("corelogic:main_L"), ElementsAre("system:playback_1"));
  EXPECT_THAT(listener.connections("corelogic:main_R"), ElementsAre("system:playback_2"));
  EXPECT_THAT(listener.connections("corelogic:monitor_L"), ElementsAre());
  EXPECT_THAT(listener.connections("corelogic:in_1"), ElementsAre("system:capture_1"));
  EXPECT_THAT(listener.connections("corelogic:in_2"), ElementsAre("system:capture_2"));
}

TEST_F(JackDeviceTest, PlaysOnThroughAnyPeriod) {
  const auto device = open({});
  ASSERT_TRUE(device && device->start(cycle_));
  Listener listener;
  listener.hear_from("corelogic:main_L");
  for (const jack_nframes_t period : {16U, 32U, 64U, 96U, 128U, 480U, 512U, 1024U, 2048U, 4096U, 256U}) {
    ASSERT_EQ(jack_set_buffer_size(listener.client(), period), 0) << period;
    EXPECT_TRUE(eventually([&] { return device->facts().block_frames == period; })) << period;
    const std::uint64_t before = cycle_.report().cycles;
    const std::uint64_t heard = listener.periods();
    EXPECT_TRUE(
        eventually([&] { return cycle_.report().cycles > before + 3 && listener.periods() > heard + 3; }));
    EXPECT_TRUE(eventually([&] { return listener.last() == 0.5F; })) << period << ": " << listener.last();
  }
  EXPECT_TRUE(device->alive());
}

/// in_1 (plugged) ─┬─▶ main_L (1200, plugged)        in_3 (not plugged) ─┬─▶ out_5 (plugged)
/// in_2 (plugged) ─┼─▶ main_R (1200, plugged)                    in_1 ───┘
///                 └─▶ monitor_L (40, not plugged)   nothing ─▶ out_6 (7)      in_4 ─▶ monitor_R (30)
TEST_F(JackDeviceTest, TellsTheLatencyOfEachWayInBothDirections) {
  const auto device = open({.inputs = 4, .outputs = 6, .connect = true});
  ASSERT_TRUE(device && device->start(cycle_));
  Listener listener;
  listener.hear_from("corelogic:out_5");  // whose own latency is 0: an ear is the end of the way
  const auto latency = [&](const std::string& port, jack_latency_callback_mode_t mode) {
    jack_latency_range_t range{};
    jack_port_get_latency_range(jack_port_by_name(listener.client(), port.c_str()), mode, &range);
    const jack_nframes_t least = range.min, most = range.max;  // of a packed struct
    return std::pair{least, most};
  };
  const auto capture = [&](const std::string& port) { return latency(port, JackCaptureLatency); };
  const auto playback = [&](const std::string& port) { return latency(port, JackPlaybackLatency); };
  const auto both = [](jack_nframes_t frames) { return std::pair{frames, frames}; };
  ASSERT_TRUE(eventually([&] { return !listener.connections("corelogic:in_2").empty(); }));
  ASSERT_THAT(listener.connections("corelogic:in_3"), ElementsAre());
  const jack_nframes_t in = capture("system:capture_1").first;
  const jack_nframes_t out = playback("system:playback_1").first;
  ASSERT_GT(in, 0U);
  ASSERT_GT(out, 0U);
  EXPECT_TRUE(eventually([&] { return capture("corelogic:main_L") == both(in); })) << "before any plan";

  const graph::PlaybackWay ways[] = {{1200, 1}, {1200, 2}, {40, 2}, {30, 8}, {0, 5}, {7, 0}};
  device->set_latency(ways);
  EXPECT_TRUE(eventually([&] { return capture("corelogic:main_L") == both(in + 1200); }));
  EXPECT_TRUE(eventually([&] { return playback("corelogic:in_2") == both(out + 1200); }));
  EXPECT_EQ(capture("corelogic:main_R"), both(in + 1200));
  EXPECT_EQ(capture("corelogic:monitor_L"), both(in + 40));
  EXPECT_EQ(capture("corelogic:monitor_R"), both(30)) << "nothing is plugged where it comes from";
  EXPECT_EQ(capture("corelogic:out_5"), both(in)) << "what is not plugged in must not pull it down";
  EXPECT_EQ(capture("corelogic:out_6"), both(7)) << "what begins here";
  EXPECT_EQ(playback("corelogic:in_1"), (std::pair{0U, out + 1200})) << "heard at an ear and at the card";
  EXPECT_EQ(playback("corelogic:in_3"), both(0));
  EXPECT_EQ(playback("corelogic:in_4"), both(30)) << "it is heard at a loose end only";

  const graph::PlaybackWay others[] = {{100, 1}, {200, 2}};
  device->set_latency(others);
  EXPECT_TRUE(eventually([&] { return capture("corelogic:main_L") == both(in + 100); }));
  EXPECT_TRUE(eventually([&] { return playback("corelogic:in_2") == both(out + 200); }));
  EXPECT_EQ(playback("corelogic:in_1"), both(out + 100));
  EXPECT_EQ(playback("corelogic:in_3"), both(0)) << "heard nowhere";
}

TEST_F(JackDeviceTest, TellsTheCycleWhenNoClockDrivesIt) {
  const auto device = open({});
  ASSERT_TRUE(device && device->start(cycle_));
  const Listener listener;
  const auto& report = cycle_.report();
  ASSERT_TRUE(eventually([&] { return report.cycles > 3; }));
  EXPECT_FALSE(report.freewheels);
  ASSERT_EQ(jack_set_freewheel(listener.client(), 1), 0);
  EXPECT_TRUE(eventually([&] { return report.freewheels.load(); }));
  const std::uint64_t overruns = report.overruns;
  const std::uint64_t before = report.cycles;
  EXPECT_TRUE(eventually([&] { return report.cycles > before + 1000; }));
  ASSERT_EQ(jack_set_freewheel(listener.client(), 0), 0);
  EXPECT_TRUE(eventually([&] { return !report.freewheels; }));
  EXPECT_EQ(report.overruns, overruns) << "of a callback that nobody waits for";
}

TEST_F(JackDeviceTest, RefusesANameThatIsTaken) {
  const auto first = open({});
  ASSERT_TRUE(first && first->start(cycle_));
  const auto second = JackDevice::open({});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.refusal().code, vocabulary::RefusalCode::kDuplicate);
  EXPECT_THAT(second.refusal().sentence, testing::HasSubstr("--jack-name"));
}

TEST_F(JackDeviceTest, SaysWhenNoServerAnswers) {
  setenv("JACK_DEFAULT_SERVER", "nobody-is-here", 1);
  EXPECT_FALSE(jack_server_answers());
  const auto device = JackDevice::open({});
  ASSERT_FALSE(device);
  EXPECT_EQ(device.refusal().code, vocabulary::RefusalCode::kNotFound);
  EXPECT_THAT(device.refusal().sentence, testing::HasSubstr("start jackd"));
  server_->use_in_this_process();
  EXPECT_TRUE(jack_server_answers());
}

TEST_F(JackDeviceTest, FadesOutWhenItStops) {
  const auto device = open({});
  ASSERT_TRUE(device && device->start(cycle_));
  Listener listener;
  listener.hear_from("corelogic:main_L");
  ASSERT_TRUE(eventually([&] { return listener.last() == 0.5F; }));
  device->stop();
  EXPECT_EQ(listener.last(), 0.0F);
}

}  // namespace
}  // namespace corelogic::hardware
