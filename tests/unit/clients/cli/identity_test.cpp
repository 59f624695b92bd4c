// identity_test.cpp: one client over many runs, no number twice, and what happens to a broken file.  Side:
// test.
#include "clients/cli/identity.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "tests/support/process.h"

namespace corelogic::cli {
namespace {

TEST(Identity, IsTheSameClientWithNewSequencesInTheNextRun) {
  const support::ScratchDirectory scratch;
  const Identity first = take_identity(scratch.path());
  const Identity second = take_identity(scratch.path());
  EXPECT_TRUE(first.client.valid());
  EXPECT_EQ(first.client, second.client);
  EXPECT_EQ(second.last_sequence, first.last_sequence + 1000);
}

TEST(Identity, GivesNoSequenceTwiceToRunsAtOnce) {
  const support::ScratchDirectory scratch;
  std::mutex mutex;
  std::set<std::uint64_t> taken;
  std::vector<std::thread> runs;
  for (int i = 0; i < 4; ++i)
    runs.emplace_back([&] {
      for (int k = 0; k < 25; ++k) {
        const Identity self = take_identity(scratch.path());
        const std::lock_guard lock(mutex);
        if (!self.client.valid()) continue;  // the lock was not to be had in time
        EXPECT_TRUE(taken.insert(self.last_sequence).second);
      }
    });
  for (std::thread& run : runs) run.join();
  EXPECT_GT(taken.size(), 1U);
}

TEST(Identity, IsNobodyInParticularWhereNothingCanBeKept) {
  EXPECT_FALSE(take_identity("/nowhere").client.valid());
}

TEST(Identity, BeginsAnewWhenTheFileIsBroken) {
  const support::ScratchDirectory scratch;
  const std::string path = scratch.file("command-line-" + std::to_string(::getuid()));
  for (const char* text : {"", "x", "0 5", "12", "7 99999999999999999999999"}) {
    std::ofstream(path) << text;
    const Identity self = take_identity(scratch.path());
    EXPECT_TRUE(self.client.valid()) << text;
    EXPECT_EQ(self.last_sequence, 0U) << text;
  }
}

}  // namespace
}  // namespace corelogic::cli
