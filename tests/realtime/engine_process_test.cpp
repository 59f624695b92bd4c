// engine_process_test.cpp: corelogic-engine as a process: how it starts, which device it finds, and how it
// ends.
#include <gmock/gmock.h>
#include <jack/jack.h>
#include <signal.h>

#include <memory>

#include "tests/support/jackd.h"
#include "tests/support/places.h"
#include "tests/support/process.h"

namespace corelogic::support {
namespace {

using testing::HasSubstr;

constexpr int kStartAgain = 75;

class EngineProcessTest : public testing::Test {
 protected:
  [[nodiscard]] Process engine(const Environment& environment, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), binary("corelogic-engine"));
    return Process(more, environment);
  }
  /// Whether an engine plays on this server: its port is connected to the sound card.
  [[nodiscard]] static bool plays_on(const JackServer& server) {
    server.use_in_this_process();
    jack_status_t status{};
    jack_client_t* client = jack_client_open("looks", JackNoStartServer, &status);
    if (client == nullptr) return false;
    jack_port_t* port = jack_port_by_name(client, "corelogic:main_L");
    const char** connections = port == nullptr ? nullptr : jack_port_get_all_connections(client, port);
    const bool plays = connections != nullptr && std::string(connections[0]) == "system:playback_1";
    jack_free(connections);
    jack_client_close(client);
    return plays;
  }
  [[nodiscard]] static bool binds(const House& house, const Process& process) {
    return eventually([&] {
      return alive(process.pid()) &&
             access((house.runtime_directory() + "/engine-telemetry").c_str(), F_OK) == 0;
    });
  }

  House house_;
};

TEST_F(EngineProcessTest, EndsInOrderOnASignal) {
  for (const int signal : {SIGTERM, SIGINT}) {
    const House house;  // a former life's socket would look like a started engine
    Process process = engine(house.environment(), {"--device", "timer"});
    ASSERT_TRUE(binds(house, process));
    process.signal(signal);
    const auto exit = process.wait();
    ASSERT_TRUE(exit);
    EXPECT_EQ(exit->status, 0) << process.standard_error();
  }
}

TEST_F(EngineProcessTest, RefusesASecondOneInTheSameHouse) {
  Process first = engine(house_.environment(), {"--device", "timer"});
  ASSERT_TRUE(binds(house_, first));
  const Finished second = run({binary("corelogic-engine"), "--device", "timer"}, house_.environment());
  EXPECT_EQ(second.exit.status, 1);
  EXPECT_THAT(second.error, HasSubstr("engine-telemetry"));
  EXPECT_TRUE(first.running());
}

TEST_F(EngineProcessTest, RefusesJackWithoutAServer) {
  const Finished finished = run({binary("corelogic-engine"), "--device", "jack"},
                                house_.environment({{"JACK_DEFAULT_SERVER", "nobody-is-here"}}));
  EXPECT_EQ(finished.exit.status, 1);
  EXPECT_THAT(finished.error, HasSubstr("no JACK server \"nobody-is-here\" answers"));
}

TEST_F(EngineProcessTest, ComesBackWhenTheServerDoes) {
  JackServer server;
  const Environment environment = server.environment(house_.environment());
  Process first = engine(environment, {"--connect"});
  ASSERT_TRUE(eventually([&] { return plays_on(server); })) << first.standard_error();

  server.kill();
  const auto exit = first.wait(Milliseconds(2000));
  ASSERT_TRUE(exit) << "it must not hang with its server";
  EXPECT_EQ(exit->status, kStartAgain) << first.standard_error();

  // The supervisor starts the next one at once, while the server is still away.
  Process second = engine(environment, {"--connect"});
  server.restart({44100, 128, true});
  const auto ready = std::chrono::steady_clock::now();
  EXPECT_TRUE(eventually([&] { return plays_on(server); })) << second.standard_error();
  const auto took = std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - ready);
  RecordProperty("milliseconds_from_server_to_sound", static_cast<int>(took.count()));
  EXPECT_LT(took, Milliseconds(500));
  EXPECT_TRUE(second.running());
}

TEST_F(EngineProcessTest, LeavesTheTimerWhenAServerAppears) {
  JackServer server;
  const Environment environment = server.environment(house_.environment());
  server.kill();
  Process on_timer = engine(environment);
  ASSERT_TRUE(binds(house_, on_timer));
  server.restart({48000, 256, true});
  const auto exit = on_timer.wait(Milliseconds(2000));
  ASSERT_TRUE(exit) << "it must see the server";
  EXPECT_EQ(exit->status, kStartAgain) << "signal " << exit->signal << ": " << on_timer.standard_error();
}

TEST_F(EngineProcessTest, TakesItsNameBackAfterAKill) {
  JackServer server;
  const Environment environment = server.environment(house_.environment());
  auto process = std::make_unique<Process>(engine(environment, {"--connect"}));
  for (int life = 0; life < 4; ++life) {
    ASSERT_TRUE(eventually([&] { return plays_on(server); })) << life << ": " << process->standard_error();
    process->signal(SIGKILL);
    // At once: the server may still hold the name of the one that is dying.
    auto next = std::make_unique<Process>(engine(environment, {"--connect"}));
    static_cast<void>(process->wait());
    process = std::move(next);
  }
}

}  // namespace
}  // namespace corelogic::support
