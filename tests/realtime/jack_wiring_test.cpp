// jack_wiring_test.cpp: wanted wiring against a real server: ports that come and go, hands that plug and
// unplug, and the engine that comes back with a server.  Side: test.
#include <gmock/gmock.h>
#include <jack/jack.h>
#include <stdlib.h>

#include <memory>

#include "engine/hardware/jack_device.h"
#include "schema/wire/codec.h"
#include "schema/wire/endpoints.h"
#include "schema/wire/socket.h"
#include "tests/support/hand_plan.h"
#include "tests/support/jackd.h"
#include "tests/support/places.h"

namespace corelogic::support {
namespace {

using hardware::JackDevice;
using messages::EngineWiring;
using messages::WantedWiring;
using messages::Wire;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// A recorder, or a hand at the patch bay: a client whose input ports come and go.
class Stranger {
 public:
  explicit Stranger(const char* name = "Recorder") {
    jack_status_t status{};
    client_ = jack_client_open(name, JackNoStartServer, &status);
    if (client_ != nullptr) jack_activate(client_);
  }
  ~Stranger() {
    if (client_ != nullptr) jack_client_close(client_);
  }
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;

  void add(const char* name) {
    ports_[name] = jack_port_register(client_, name, JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
  }
  void remove(const char* name) { jack_port_unregister(client_, ports_[name]); }
  void plug(const char* from, const char* to) { EXPECT_EQ(jack_connect(client_, from, to), 0); }
  void unplug(const char* from, const char* to) { EXPECT_EQ(jack_disconnect(client_, from, to), 0); }
  [[nodiscard]] std::vector<std::string> connections(const char* port) const {
    std::vector<std::string> names;
    if (client_ == nullptr) return names;
    const jack_port_t* there = jack_port_by_name(client_, port);
    const char** found = there == nullptr ? nullptr : jack_port_get_all_connections(client_, there);
    for (const char** name = found; name != nullptr && *name != nullptr; ++name) names.emplace_back(*name);
    jack_free(found);
    return names;
  }

 private:
  jack_client_t* client_ = nullptr;
  std::map<std::string, jack_port_t*> ports_;
};

const Wire kRecord{"main_L", "Recorder:left"};

class JackWiringTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<JackServer>(JackOptions{48000, 256, true});
    server_->use_in_this_process();
  }
  static void TearDownTestSuite() { server_.reset(); }

  void open(bool connect, WantedWiring wanted = {}) {
    auto device =
        JackDevice::open({.inputs = 2, .outputs = 2, .connect = connect, .wanted = std::move(wanted)});
    ASSERT_TRUE(device) << device.refusal().sentence;
    device_ = std::move(*device);
    ASSERT_TRUE(device_->start(cycle_));
  }
  /// Whether what is told becomes this.
  template <class Matcher>
  [[nodiscard]] bool becomes(const Matcher& matcher) {
    return eventually([&] {
      if (auto news = device_->rewired()) told_ = std::move(*news);
      return testing::Matches(matcher)(told_.actual);
    });
  }

  static inline std::unique_ptr<JackServer> server_;
  doors::Rings rings_;
  scheduler::Cycle cycle_{rings_, {}};
  std::unique_ptr<JackDevice> device_;
  EngineWiring told_;
};

TEST_F(JackWiringTest, TellsAllPortsAndOurConnections) {
  open(true);
  ASSERT_TRUE(becomes(ElementsAre(Wire{"in_1", "system:capture_1"}, Wire{"in_2", "system:capture_2"},
                                  Wire{"main_L", "system:playback_1"}, Wire{"main_R", "system:playback_2"})));
  EXPECT_THAT(told_.ports,
              Contains(messages::EnginePort{"corelogic:main_L", false, false, true, "corelogic:Main L"}));
  EXPECT_THAT(told_.ports,
              Contains(testing::AllOf(testing::Field(&messages::EnginePort::name, "system:playback_1"),
                                      testing::Field(&messages::EnginePort::input, true),
                                      testing::Field(&messages::EnginePort::physical, true),
                                      testing::Field(&messages::EnginePort::own, false))));
  EXPECT_EQ(device_->rewired(), std::nullopt) << "told once";
}

TEST_F(JackWiringTest, MakesOnlyCustomWires) {
  open(true, {{{"main_R", "system:playback_1"}}, true});
  ASSERT_TRUE(becomes(ElementsAre(Wire{"main_R", "system:playback_1"})));
  device_->wire({{{"main_L", "system:playback_2"}}, true});
  ASSERT_TRUE(becomes(ElementsAre(Wire{"main_L", "system:playback_2"})));
  device_->wire({});
  EXPECT_TRUE(becomes(ElementsAre(Wire{"in_1", "system:capture_1"}, Wire{"in_2", "system:capture_2"},
                                  Wire{"main_L", "system:playback_1"}, Wire{"main_R", "system:playback_2"})));
}

TEST_F(JackWiringTest, ConnectsAPortWheneverItReturns) {
  open(false, {{kRecord}, true});
  for (int life = 0; life < 5; ++life) {  // the client comes and goes
    Stranger recorder;
    recorder.add("left");
    ASSERT_TRUE(becomes(ElementsAre(kRecord))) << life;
    for (int take = 0; take < 3; ++take) {  // its port does, faster than anybody can look
      recorder.remove("left");
      recorder.add("left");
      ASSERT_TRUE(eventually([&] { return !recorder.connections("Recorder:left").empty(); })) << take;
    }
  }
  EXPECT_TRUE(becomes(IsEmpty()));
}

TEST_F(JackWiringTest, LeavesWhatIsDoneByHandAndTellsIt) {
  open(true);
  Stranger hand("Recorder");
  hand.add("left");
  hand.add("right");
  hand.plug("corelogic:main_L", "Recorder:left");
  ASSERT_TRUE(becomes(Contains(kRecord)));
  ASSERT_TRUE(becomes(Contains(Wire{"main_R", "system:playback_2"})));
  hand.unplug("corelogic:main_R", "system:playback_2");
  ASSERT_TRUE(becomes(Not(Contains(Wire{"main_R", "system:playback_2"}))));
  hand.remove("right");  // something else happens: nothing is put back
  ASSERT_TRUE(eventually([&] {
    if (auto news = device_->rewired()) told_ = std::move(*news);
    return std::ranges::none_of(told_.ports, [](const auto& port) { return port.name == "Recorder:right"; });
  }));
  EXPECT_THAT(told_.actual, Contains(kRecord));
  EXPECT_THAT(told_.actual, Not(Contains(Wire{"main_R", "system:playback_2"})));
  device_->wire({});  // asked again
  EXPECT_TRUE(becomes(Contains(Wire{"main_R", "system:playback_2"})));
  EXPECT_THAT(told_.actual, Contains(kRecord));
}

/// The controller's end of the engine's line, for a while.
class Line {
 public:
  explicit Line(const House& house) {
    setenv("CORELOGIC_RUNTIME_DIR", house.runtime_directory().c_str(), 1);
    EXPECT_TRUE(wire::make_private_directory(house.runtime_directory()));
    auto socket = wire::Socket::bind(context_, wire::SocketKind::kRouter, wire::engine_endpoint());
    EXPECT_TRUE(socket);
    socket_.emplace(std::move(*socket));
  }
  /// Says it whenever the engine says anything, until it tells wiring that fits.
  [[nodiscard]] bool wire_until(const WantedWiring& wanted, const std::vector<Wire>& actual) {
    wire::Socket* const sockets[] = {&*socket_};
    return eventually([&] {
      wire::wait(sockets, nullptr, 20ms);
      while (auto message = socket_->receive()) {
        const auto said = wire::decode_from_engine(message->payload);
        if (!said) continue;
        const auto* wiring = std::get_if<EngineWiring>(&said->body);
        if (wiring != nullptr && wiring->actual == actual) return true;
        if (std::holds_alternative<messages::EngineHello>(said->body))
          socket_->send(wire::Message{message->peer, wire::encode(messages::ToEngine{wanted})});
      }
      return false;
    });
  }

 private:
  wire::Context context_;
  std::optional<wire::Socket> socket_;
};

// The server is killed and comes back: so does the engine, a new process, wired as it was wanted; nobody has
// to tell it.
TEST(EngineWiringTest, IsAsWantedAfterTheServerCameBack) {
  House house;
  JackServer server;
  const Environment environment = server.environment(house.environment());
  const std::vector<std::string> command{binary("corelogic-engine"), "--device", "jack", "--connect"};
  const Wire crossed{"main_L", "system:playback_2"};
  Process first(command, environment);
  {
    Line line(house);
    ASSERT_TRUE(line.wire_until({{crossed}, true}, {crossed})) << first.standard_error();
  }
  server.kill();
  ASSERT_TRUE(first.wait(2000ms)) << "it must not hang with its server";
  Process second(command, environment);
  server.restart({44100, 128, true});
  server.use_in_this_process();
  EXPECT_TRUE(eventually([&] {
    const Stranger eye("looks");
    return eye.connections("corelogic:main_L") == std::vector<std::string>{"system:playback_2"};
  })) << second.standard_error();
  const Stranger eye("looks");
  EXPECT_THAT(eye.connections("corelogic:main_R"), IsEmpty()) << "custom: only these";
}

// Without JACK there is nothing to connect, and that is told.
TEST(EngineWiringTest, IsEmptyOnTheTimer) {
  House house;
  Process engine({binary("corelogic-engine"), "--device", "timer"}, house.environment());
  Line line(house);
  EXPECT_TRUE(line.wire_until({{kRecord}, true}, {})) << engine.standard_error();
}

}  // namespace
}  // namespace corelogic::support
