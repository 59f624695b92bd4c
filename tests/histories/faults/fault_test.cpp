// fault_test.cpp: linked with one planted fault in place of a file of the controller or the client. The
// histories must find it; else they prove nothing of what that line is for.  Side: test.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include "tests/histories/history.h"

namespace corelogic::histories {
namespace {

constexpr std::uint64_t kMost = 5'000;

TEST(PlantedFault, IsFound) {
  spdlog::set_level(spdlog::level::off);
  for (std::uint64_t seed = 1; seed <= kMost; ++seed) {
    const auto complaints = History(seed).live();
    if (complaints.empty()) continue;
    std::printf("found by history %llu: %s\n", static_cast<unsigned long long>(seed),
                complaints.front().c_str());
    return;
  }
  FAIL() << "no history of " << kMost << " has found the fault";
}

}  // namespace
}  // namespace corelogic::histories
