// time_trouble_test.cpp: what took too long is said with its node's name, once, and not for ever.  Side:
// test.
#include "engine/control/time_trouble.h"

#include <gmock/gmock.h>

namespace corelogic::control {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const TimeTrouble::Clock::time_point kStart{1000s};

TEST(TimeTrouble, NamesTheBranchAndTheNode) {
  TimeTrouble trouble;
  EXPECT_THAT(trouble.present(kStart), IsEmpty());
  trouble.late("reverb of Vocals", kStart);
  trouble.overran("compressor of Bass", 1.398F, kStart);
  EXPECT_THAT(
      trouble.present(kStart),
      ElementsAre("reverb of Vocals came too late: muted meanwhile",
                  "a period took too long, up to 140 % of the time it has: most of what was too much is "
                  "compressor of Bass"));
}

TEST(TimeTrouble, SaysOnceWhatHappensAgainAndTheWorstOfIt) {
  TimeTrouble trouble;
  for (const float share : {1.2F, 2.5F, 1.1F}) trouble.overran("", share, kStart);
  for (int i = 0; i < 1000; ++i) trouble.late("", kStart);
  EXPECT_THAT(trouble.present(kStart),
              ElementsAre("3 periods took too long, up to 250 % of the time they have: no node stands out",
                          "several nodes came too late 1000 times: muted meanwhile"));
}

TEST(TimeTrouble, IsSilentTenSecondsAfterTheLastAndCountsAnew) {
  TimeTrouble trouble;
  trouble.late("reverb of Vocals", kStart);
  trouble.late("reverb of Vocals", kStart + 6s);
  EXPECT_EQ(trouble.present(kStart + 16s).size(), 1U);
  EXPECT_THAT(trouble.present(kStart + 17s), IsEmpty());
  trouble.late("reverb of Vocals", kStart + 17s);
  EXPECT_THAT(trouble.present(kStart + 17s), ElementsAre("reverb of Vocals came too late: muted meanwhile"));
}

TEST(TimeTrouble, KeepsTheFewThatHappenedLast) {
  TimeTrouble trouble;
  for (int i = 0; i < 20; ++i) trouble.late("node " + std::to_string(i), kStart);
  trouble.late("node 12", kStart);  // once more: it is among the last again
  const auto said = trouble.present(kStart);
  ASSERT_EQ(said.size(), TimeTrouble::kMost);
  EXPECT_THAT(said.front(), testing::StartsWith("node 13 "));
  EXPECT_THAT(said.back(), testing::StartsWith("node 12 came too late 2 times"));
}

}  // namespace
}  // namespace corelogic::control
