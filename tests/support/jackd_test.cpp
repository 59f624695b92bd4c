// jackd_test.cpp: a JACK server of the test's own comes, serves a client, dies and comes again.
#include "tests/support/jackd.h"

#include <gtest/gtest.h>

#include <filesystem>

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

}  // namespace
}  // namespace corelogic::support
