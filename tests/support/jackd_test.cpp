// jackd_test.cpp: a JACK server of the test's own comes, serves a client, dies and comes again.
#include "tests/support/jackd.h"

#include <gmock/gmock.h>
#include <signal.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>

#include "tests/support/jack_listener.h"

namespace corelogic::support {
namespace {

TEST(JackServer, ServesAClientWithTheRateAndPeriodAsked) {
  JackServer server({44100, 128, true});
  EXPECT_EQ(run({"jack_samplerate"}, server.environment()).output, "44100\n");
  EXPECT_NE(run({"jack_bufsize"}, server.environment()).output.find("128"), std::string::npos);
}

TEST(JackServer, ComesBackUnderItsNameAfterAKill) {
  JackServer server;
  const std::string name = server.name();
  server.kill();
  EXPECT_FALSE(server.process().running());
  server.restart({48000, 256, true});
  EXPECT_EQ(server.name(), name);
  EXPECT_NE(run({"jack_bufsize"}, server.environment()).output.find("256"), std::string::npos);
}

TEST(JackServer, LeavesNothingBehind) {
  std::string name;
  {
    JackServer server;
    name = server.name();
    server.kill();
  }
  for (const auto& entry : std::filesystem::directory_iterator("/dev/shm")) {
    EXPECT_EQ(entry.path().filename().string().find(name), std::string::npos) << entry.path();
  }
}

TEST(JackListener, SaysThatAServerWhichIsStuckDoesNotLetItIn) {
  const JackServer server;
  server.use_in_this_process();
  server.process().signal(SIGSTOP);
  EXPECT_THAT([] { JackListener({"nobody:out"}, 1, 500ms); },
              testing::ThrowsMessage<std::runtime_error>(testing::HasSubstr("opening a JACK client")));
}

TEST(JackListener, SaysWhatItHeardOfAServerThatStopsAndLeavesInTime) {
  JackServer server;
  server.use_in_this_process();
  std::optional<JackListener> listener;
  listener.emplace(std::vector<std::string>{"nobody:out"}, 60.0, 500ms);
  EXPECT_TRUE(hears_more(*listener, 480)) << server.words();
  server.process().signal(SIGSTOP);
  const auto deaf = hears_more(*listener, 48000, 500ms);
  EXPECT_FALSE(deaf);
  EXPECT_THAT(deaf.message(), testing::HasSubstr("of 48000 more frames in 500 ms"));
  listener.reset();  // would wait for ever
  EXPECT_THAT(server.words(), testing::HasSubstr(server.name() + " runs"));
  server.kill();
  EXPECT_THAT(server.words(), testing::HasSubstr(server.name() + " has ended"));
}

}  // namespace
}  // namespace corelogic::support
