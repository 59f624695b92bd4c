// stage_rules_test.cpp: what the stages may be set to, and how the rest is refused.
#include "controller/tracks/stage_rules.h"

#include <gmock/gmock.h>

#include <limits>

namespace corelogic::tracks {
namespace {

using namespace messages;
using ::testing::HasSubstr;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(StageRules, KeepTrimDelayAndDimLevelInTheirRanges) {
  for (const double good : {-36.0, 0.0, 36.0}) EXPECT_TRUE(check_trim(good, "x")) << good;
  for (const double bad : {-36.1, 36.1, kNan}) EXPECT_FALSE(check_trim(bad, "x")) << bad;
  for (const double good : {0.0, 12.5, 500.0}) EXPECT_TRUE(check_delay(good, "x")) << good;
  for (const double bad : {-1.0, 500.1, kNan}) EXPECT_FALSE(check_delay(bad, "x")) << bad;
  for (const double good : {-60.0, -20.0, 0.0}) EXPECT_TRUE(check_dim_level(good, "x")) << good;
  for (const double bad : {-60.1, 0.1, kNan}) EXPECT_FALSE(check_dim_level(bad, "x")) << bad;
  EXPECT_EQ(check_trim(40, "setTrim.trim").refusal().sentence,
            "A trim of 40 dB is out of range: -36 to +36 dB.");
}

TEST(StageRules, LetAHighPassBeOffOrFromTwentyHertz) {
  for (const double good : {0.0, 20.0, 80.0, 1000.0}) EXPECT_TRUE(check_high_pass(good, "x")) << good;
  for (const double bad : {-1.0, 0.5, 19.9, 1000.1, kNan}) EXPECT_FALSE(check_high_pass(bad, "x")) << bad;
  EXPECT_EQ(check_high_pass(5, "x").refusal().sentence,
            "A high-pass at 5 Hz is out of range: 20 to 1000 Hz, or 0 for off.");
}

TEST(StageRules, NameTheFieldOfAnOutputStageThatIsWrong) {
  EXPECT_TRUE(check_output_stage({true, -24, ClipMode::kSoft, 20, true, true, -60}, "stage"));
  EXPECT_EQ(check_output_stage({true, 0.5}, "stage").refusal().subject, "stage.ceiling");
  EXPECT_EQ(check_output_stage({true, kNan}, "stage").refusal().subject, "stage.ceiling");
  const auto dither = check_output_stage({true, -1, ClipMode::kNone, 8}, "stage");
  EXPECT_EQ(dither.refusal().subject, "stage.ditherBits");
  EXPECT_THAT(dither.refusal().sentence, HasSubstr("16, 20 or 24"));
  EXPECT_EQ(check_output_stage({false, -1, ClipMode::kNone, 0, false, false, 3}, "stage").refusal().subject,
            "stage.dimLevel");
}

TEST(StageRules, GiveTheMasterItsStageAndNobodyElse) {
  Track track;
  track.name = "Guitar";
  EXPECT_TRUE(check_stages(track, "track 2"));
  track.stage.safety_limiter = true;
  EXPECT_THAT(check_stages(track, "track 2").refusal().sentence, HasSubstr("only the master"));
  track.kind = TrackKind::kMaster;
  EXPECT_TRUE(check_stages(track, "track 1"));
  track.listen = Listen::kPfl;
  EXPECT_THAT(check_stages(track, "track 1").refusal().sentence, HasSubstr("cannot be listened to"));
}

TEST(StageRules, RefuseAnInputStageOnAStripThatIsTooWide) {
  messages::Track track;
  track.name = "Stems";
  track.channels = 17;
  EXPECT_TRUE(check_stage_width(track, "s"));
  track.trim = -3;
  const auto refused = check_stage_width(track, "s");
  ASSERT_FALSE(refused);
  EXPECT_EQ(
      refused.refusal().sentence,
      "Stems has 17 channels; trim, polarity, high-pass, delay and the safety limiter work on at most 16.");
  track.channels = 16;
  EXPECT_TRUE(check_stage_width(track, "s"));
}

}  // namespace
}  // namespace corelogic::tracks
