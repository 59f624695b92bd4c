// strip_rules_test.cpp: each range at its ends, and each refusal with its words.
#include "controller/tracks/strip_rules.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace corelogic::tracks {
namespace {

using ::testing::HasSubstr;
using vocabulary::RefusalCode;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(StripRules, LetALevelBeFromSilenceToTwelve) {
  for (const double good : {-kInfinity, -200.0, 0.0, 12.0}) EXPECT_TRUE(check_level({good}, "x")) << good;
  for (const double bad : {12.001, kInfinity, kNan}) {
    const auto refused = check_level({bad}, "setVolume.volume");
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.refusal().code, RefusalCode::kInvalid);
    EXPECT_EQ(refused.refusal().subject, "setVolume.volume");
    EXPECT_THAT(refused.refusal().sentence, HasSubstr("-inf to +12 dB"));
  }
}

TEST(StripRules, LetAPanBeFromLeftToRight) {
  for (const double good : {-1.0, 0.0, 1.0}) EXPECT_TRUE(check_pan(good, "x"));
  for (const double bad : {-1.01, 1.01, kNan, kInfinity}) {
    const auto refused = check_pan(bad, "setPan.pan");
    ASSERT_FALSE(refused) << bad;
    EXPECT_THAT(refused.refusal().sentence, HasSubstr("-1 (left) to +1 (right)"));
  }
}

TEST(StripRules, LetAStripHaveOneToSixtyFourChannels) {
  EXPECT_TRUE(check_channels(1, "x"));
  EXPECT_TRUE(check_channels(64, "x"));
  EXPECT_FALSE(check_channels(0, "x"));
  EXPECT_FALSE(check_channels(65, "x"));
}

TEST(StripRules, CountCharactersAndNotBytesOfAName) {
  std::string name;
  for (int i = 0; i < 64; ++i) name += "ü";
  EXPECT_TRUE(check_name(name, "x"));
  const auto refused = check_name(name + "ü", "addTrack.name");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().sentence, "A name has 1 to 64 characters; this one has 65.");
}

TEST(StripRules, RefuseNamesThatCannotBeShown) {
  for (const std::string& bad : {std::string(""), std::string("a\nb"), std::string("a\tb"),
                                 std::string("a\0b", 3), std::string("\x7f"), std::string("\xc2\x85"),
                                 std::string("\xff"), std::string("\xc0\x80"), std::string("\xed\xa0\x80"),
                                 std::string("\xe2\x82"), std::string(" Guitar"), std::string("Guitar ")}) {
    const auto refused = check_name(bad, "addTrack.name");
    ASSERT_FALSE(refused) << ::testing::PrintToString(bad);
    EXPECT_EQ(refused.refusal().code, RefusalCode::kInvalid);
  }
}

TEST(StripRules, FoldNamesOfManyAlphabets) {
  EXPECT_EQ(fold_name("GUITAR 12"), "guitar 12");
  EXPECT_EQ(fold_name("ÄÖÜ ŁŽ ΑΩ ЁЖ"), fold_name("äöü łž αω ёж"));
  EXPECT_NE(fold_name("×"), fold_name("÷"));
  EXPECT_EQ(fold_name("音🎸"), "音🎸");
}

TEST(StripRules, ListTheEffectsThereAre) {
  const auto refused = check_effect("kazoo", 2, "addInsert.effect");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, RefusalCode::kUnknownId);
  const std::string& sentence = refused.refusal().sentence;
  EXPECT_EQ(sentence.find("There is no effect \"kazoo\"; there are compressor, "), 0U) << sentence;
  EXPECT_NE(sentence.find(", reverb"), std::string::npos) << sentence;
  EXPECT_EQ(sentence.find("fader"), std::string::npos) << sentence;
  EXPECT_FALSE(check_effect("fader", 2, "x")) << "the compiler's own are not for the insert chain";
}

TEST(StripRules, RefuseAnEffectTooNarrowForTheStrip) {
  EXPECT_TRUE(check_effect("compressor", 16, "x"));
  EXPECT_FALSE(check_effect("compressor", 17, "x"));
  const auto refused = check_effect("reverb", 3, "x");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().sentence, "The reverb takes at most 2 channels; this strip has 3.");
}

TEST(StripRules, KnowEachParametersRangeAndUnit) {
  const auto& compressor = *vocabulary::find_effect("compressor");
  EXPECT_TRUE(check_parameter(compressor, "ratio", 1, "x"));
  EXPECT_TRUE(check_parameter(compressor, "ratio", 20, "x"));
  const auto outside = check_parameter(compressor, "attack", 500, "setParameter.value");
  ASSERT_FALSE(outside);
  EXPECT_EQ(outside.refusal().sentence, "The compressor's attack cannot be 500; its range is 0.1 to 200 ms.");
  EXPECT_FALSE(check_parameter(compressor, "ratio", kNan, "x"));
  const auto unknown = check_parameter(compressor, "speed", 1, "setParameter.parameter");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.refusal().code, RefusalCode::kUnknownId);
  EXPECT_THAT(unknown.refusal().sentence, HasSubstr("threshold, ratio, knee, attack, release, makeup"));
}

TEST(StripRules, TakeOneOfTheWordsOfAChoiceOrSwitchAndNothingBetween) {
  using vocabulary::ParameterDescription;
  static constexpr std::array<std::string_view, 3> kTypes{"bell", "low shelf", "notch"};
  static constexpr std::array<ParameterDescription, 2> kParameters{
      {vocabulary::choice("type", kTypes, 0), vocabulary::on_off("freeze", false)}};
  const vocabulary::EffectDescription effect{"wah", "Wah", 2, true, kParameters};
  for (const double good : {0.0, 1.0, 2.0}) EXPECT_TRUE(check_parameter(effect, "type", good, "x")) << good;
  EXPECT_EQ(check_parameter(effect, "type", 0.5, "x").refusal().sentence,
            "The wah's type is one of bell (0), low shelf (1), notch (2): 0.5 lies between.");
  EXPECT_EQ(check_parameter(effect, "type", 3, "x").refusal().sentence,
            "The wah's type is one of bell (0), low shelf (1), notch (2): 3 is none of them.");
  EXPECT_EQ(check_parameter(effect, "freeze", 0.5, "x").refusal().sentence,
            "The wah's freeze is off (0) or on (1): 0.5 lies between.");
  EXPECT_FALSE(check_parameter(effect, "freeze", kNan, "x"));
}

TEST(StripRules, TakeTheStepsOfWhatIsCountedAndNameTheTwoNeighbours) {
  using vocabulary::ParameterDescription;
  static constexpr std::array<ParameterDescription, 2> kParameters{
      vocabulary::counted("echoes", "", -3, 8, 1),
      ParameterDescription{
          .name = "pitch", .unit = "st", .least = -1, .most = 12, .initial = 0, .step = 0.5}};
  const vocabulary::EffectDescription effect{"wah", "Wah", 2, true, kParameters};
  for (const double good : {-3.0, -1.0, 8.0})
    EXPECT_TRUE(check_parameter(effect, "echoes", good, "x")) << good;
  for (const double good : {-1.0, 0.5, 12.0})
    EXPECT_TRUE(check_parameter(effect, "pitch", good, "x")) << good;
  const auto sentence = [&](const char* name, double value) {
    return check_parameter(effect, name, value, "x").refusal().sentence;
  };
  EXPECT_EQ(sentence("echoes", -0.5), "The wah's echoes takes whole numbers: -1 or 0, not -0.5.");
  EXPECT_EQ(sentence("echoes", 7.00001), "The wah's echoes takes whole numbers: 7 or 8, not 7.00001.");
  EXPECT_EQ(sentence("pitch", 0.7), "The wah's pitch takes steps of 0.5: 0.5 or 1 st, not 0.7.");
  EXPECT_EQ(sentence("echoes", 8.5), "The wah's echoes cannot be 8.5; its range is -3 to 8.");
  EXPECT_FALSE(check_parameter(effect, "echoes", kNan, "x"));
}

TEST(StripRules, CompleteAnInsertThatIsOlderThanItsEffect) {
  messages::Insert old;
  old.effect = "compressor";
  old.parameters = {{"threshold", -30}, {"ratio", 4}};
  old.other = {{"ratio", 2}};
  const messages::Insert whole = completed(old);
  const auto& compressor = *vocabulary::find_effect("compressor");
  ASSERT_EQ(whole.parameters.size(), compressor.parameters.size());
  ASSERT_EQ(whole.other.size(), compressor.parameters.size());
  EXPECT_EQ(whole.parameters[0].value, -30);
  EXPECT_EQ(whole.parameters[2].value, compressor.parameters[2].initial);
  EXPECT_EQ(whole.other[1].value, 2);
  EXPECT_EQ(completed(whole), whole);
  const auto twice = complete_values(compressor, {{"ratio", 2}, {"ratio", 3}}, "x");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.refusal().sentence, "The parameter ratio is given twice.");
}

TEST(StripRules, KeepPathsInsideTheirFolder) {
  for (const char* good : {"take.wav", "a/b.flac", "/usr/share/x.flac", "a..b/c", "..."})
    EXPECT_TRUE(check_path(good, "x")) << good;
  for (const char* bad : {"", "../x.wav", "a/../b", "a/..", "/x/../etc"})
    EXPECT_FALSE(check_path(bad, "x")) << bad;
  EXPECT_FALSE(check_path(std::string(5000, 'a'), "x"));
}

TEST(StripRules, WriteLevelsAndNumbersForPeople) {
  EXPECT_EQ(level_text({-6}), "-6.0 dB");
  EXPECT_EQ(level_text({2.25}), "+2.2 dB");
  EXPECT_EQ(level_text({-0.01}), "0.0 dB");
  EXPECT_EQ(level_text(vocabulary::kSilence), "-inf dB");
  EXPECT_EQ(number_text(0.3), "0.3");
  EXPECT_EQ(number_text(120), "120");
  EXPECT_EQ(number_text(kNan), "NaN");
}

}  // namespace
}  // namespace corelogic::tracks
