// histories_test.cpp: many short histories under faults; a failure says its seed, and
// CORELOGIC_HISTORY=<seed> lives through that one alone.  Side: test.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

#include "tests/histories/history.h"

namespace corelogic::histories {
namespace {

constexpr std::uint64_t kUsual = 500;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kAll = 2'000;  // twenty times as slow
#else
constexpr std::uint64_t kAll = 100'000;
#endif

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// False when a promise was broken.
bool live(std::uint64_t seed, Tally& all) {
  History history(seed);
  const auto complaints = history.live();
  all.add(history.tally());
  for (const std::string& sentence : complaints)
    ADD_FAILURE() << "CORELOGIC_HISTORY=" << seed << ": " << sentence;
  return complaints.empty();
}

TEST(Histories, KeepEveryPromiseUnderFaults) {
  spdlog::set_level(spdlog::level::off);
  if (const auto seed = number_from("CORELOGIC_HISTORY", 0); seed != 0) {
    Tally one;
    live(seed, one);
    return;
  }
  const std::uint64_t count =
      number_from("CORELOGIC_HISTORIES", std::getenv("CORELOGIC_TEST_ALL") ? kAll : kUsual);
  std::uint64_t broken = 0;
  Tally all;
  for (std::uint64_t seed = 1; seed <= count && broken < 5; ++seed) broken += live(seed, all) ? 0 : 1;
  const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  std::printf(
      "%llu histories: %llu edits acknowledged, %llu refused, %llu rows, %llu undos; %llu lives of "
      "controllers, "
      "%llu cuts, %llu failures of the disk\n",
      number(count), number(all.acknowledged), number(all.refused), number(all.rows), number(all.undos),
      number(all.restarts), number(all.cuts), number(all.disk_failures));
  for (const std::uint64_t each :
       {all.acknowledged, all.refused, all.undos, all.restarts, all.cuts, all.disk_failures})
    EXPECT_GE(each, count / 8) << "the histories are too quiet to show anything";
}

}  // namespace
}  // namespace corelogic::histories
