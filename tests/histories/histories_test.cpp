// histories_test.cpp: many short histories under faults; a failure says its seed, and
// CORELOGIC_HISTORY=<seed> lives through that one alone.  Side: test.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "tests/histories/history.h"

namespace corelogic::histories {
namespace {

constexpr std::uint64_t kUsual = 500;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kAll = 2'000;  // twenty times as slow
#else
constexpr std::uint64_t kAll = 100'000;
#endif
constexpr int kMostBroken = 5;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Each history lives in one thread, and knows nothing of the others.
class Lives {
 public:
  Lives(std::uint64_t first, std::uint64_t count) : next_(first), end_(first + count) {}

  void run() {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
      threads.emplace_back([this] { live_on(); });
    for (std::thread& thread : threads) thread.join();
  }
  [[nodiscard]] const Tally& all() const { return all_; }
  [[nodiscard]] std::uint64_t lived() const { return lived_; }

 private:
  void live_on() {
    for (std::uint64_t seed = next_++; seed < end_ && broken_ < kMostBroken; seed = next_++) {
      History history(seed);
      const auto complaints = history.live();
      const std::lock_guard lock(mutex_);
      ++lived_;
      all_.add(history.tally());
      broken_ += complaints.empty() ? 0 : 1;
      for (const std::string& sentence : complaints)
        ADD_FAILURE() << "CORELOGIC_HISTORY=" << seed << ": " << sentence;
      if (lived_ % 10'000 == 0)
        std::printf("%llu lived\n", static_cast<unsigned long long>(lived_)), std::fflush(stdout);
    }
  }

  std::atomic<std::uint64_t> next_;
  const std::uint64_t end_;
  std::atomic<int> broken_ = 0;
  std::mutex mutex_;
  std::uint64_t lived_ = 0;
  Tally all_;
};

TEST(Histories, KeepEveryPromiseUnderFaults) {
  spdlog::set_level(spdlog::level::off);
  if (const auto seed = number_from("CORELOGIC_HISTORY", 0); seed != 0) return Lives(seed, 1).run();
  const std::uint64_t count =
      number_from("CORELOGIC_HISTORIES", std::getenv("CORELOGIC_TEST_ALL") ? kAll : kUsual);
  Lives lives(number_from("CORELOGIC_HISTORIES_FROM", 1), count);
  lives.run();
  const Tally& all = lives.all();
  const auto say = [](const char* what, std::uint64_t number) {
    std::printf("  %-28s %llu\n", what, static_cast<unsigned long long>(number));
  };
  say("histories", lives.lived());
  say("edits acknowledged", all.met.acknowledged);
  say("edits refused", all.met.refused);
  say("rows of the journal", all.rows);
  say("rows of several moves", all.met.gesture_rows);
  say("undos and redos", all.met.undos);
  say("restores of the past", all.met.restores);
  say("versions named", all.met.versions);
  say("lives of controllers", all.restarts);
  say("connections cut", all.cuts);
  say("failures of the disk", all.disk_failures);
  for (const std::uint64_t each : {all.met.acknowledged, all.met.refused, all.met.undos, all.met.gesture_rows,
                                   all.restarts, all.cuts, all.disk_failures})
    EXPECT_GE(each, lives.lived() / 8) << "the histories are too quiet to show anything";
  EXPECT_GE(all.met.restores + all.met.versions, lives.lived() / 20);
}

}  // namespace
}  // namespace corelogic::histories
