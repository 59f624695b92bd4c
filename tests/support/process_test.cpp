// process_test.cpp: what the other tests lean on holds: children are seen, heard, killed, and never left
// behind.
#include "tests/support/process.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>

namespace corelogic::support {
namespace {

TEST(Process, GivesBackStatusAndBothStreams) {
  const auto done = run({"sh", "-c", "echo out; echo err >&2; exit 3"});
  EXPECT_EQ(done.exit.status, 3);
  EXPECT_EQ(done.exit.signal, 0);
  EXPECT_EQ(done.output, "out\n");
  EXPECT_EQ(done.error, "err\n");
}

TEST(Process, SaysWhichSignalEndedIt) {
  Process process({"sleep", "100"});
  process.signal(SIGKILL);
  const auto ended = process.wait();
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->signal, SIGKILL);
}

TEST(Process, IsKilledAtItsDeadline) {
  EXPECT_EQ(run({"sleep", "100"}, {}, 20ms).exit.signal, SIGKILL);
}

TEST(Process, IsGoneWhenItsObjectGoes) {
  pid_t pid = 0;
  {
    Process process({"sleep", "100"});
    pid = process.pid();
    EXPECT_TRUE(alive(pid));
  }
  EXPECT_FALSE(alive(pid));
}

TEST(Process, WaitsForWhatIsSaid) {
  Process process({"sh", "-c", "echo ready; exec sleep 100"});
  EXPECT_TRUE(process.says("ready"));
  EXPECT_TRUE(process.running());
}

TEST(Process, DoesNotWaitForWordsOfAProgramThatEnded) {
  Process process({"true"});
  EXPECT_FALSE(process.says("never", 10s));
}

TEST(Process, GetsItsOwnEnvironment) {
  EXPECT_EQ(run({"sh", "-c", "echo $CL_A-$HOME-"}, {{"CL_A", "1"}, {"HOME", ""}}).output, "1--\n");
}

TEST(Process, ReportsAProgramThatDoesNotExist) {
  EXPECT_EQ(run({"no-such-program"}).exit.status, 127);
}

TEST(House, IsPrivateAndRemovedWithAllInIt) {
  std::string path;
  {
    House house;
    path = house.scratch().path();
    EXPECT_EQ(std::filesystem::status(house.runtime_directory()).permissions(),
              std::filesystem::perms::owner_all);
    EXPECT_EQ(house.environment().at("CORELOGIC_DATA_DIR"), house.data_directory());
    EXPECT_LT(path.size(), 40U);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace corelogic::support
