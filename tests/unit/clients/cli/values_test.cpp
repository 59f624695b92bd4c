// values_test.cpp: numbers and places as people type them.  Side: test.
#include "clients/cli/values.h"

#include <gtest/gtest.h>

#include <cmath>

namespace corelogic::cli {
namespace {

TEST(Values, ReadLevelsInEverySpelling) {
  for (const char* text : {"-6", "-6dB", "-6 dB", " -6", "-6.0DB", "\u22126"}) {
    const auto level = read_decibels(text);
    ASSERT_TRUE(level) << text;
    EXPECT_DOUBLE_EQ(*level, -6.0) << text;
  }
  for (const char* text : {"-inf", "-INF", "-infinity", "-inf dB", "-\u221e"}) {
    const auto level = read_decibels(text);
    ASSERT_TRUE(level) << text;
    EXPECT_TRUE(std::isinf(*level) && *level < 0) << text;
  }
}

TEST(Values, RefuseWhatIsNoNumber) {
  for (const char* text : {"", "loud", "6x", "nan", "inf", "+inf", "1e999", "--6", "+-6", "dB", "0x10"})
    EXPECT_FALSE(read_decibels(text)) << text;
}

TEST(Values, HideTheDashOfNumbersOnly) {
  EXPECT_EQ(hide_dash("-6"), " -6");
  EXPECT_EQ(hide_dash("-inf"), " -inf");
  EXPECT_EQ(hide_dash("-.5"), " -.5");
  EXPECT_EQ(hide_dash("-o"), "-o");
  EXPECT_EQ(hide_dash("--json"), "--json");
  EXPECT_EQ(hide_dash("-"), "-");
  EXPECT_EQ(show_dash(hide_dash("-6")), "-6");
}

TEST(Values, ReadTimesAtTheProjectsRate) {
  EXPECT_EQ(*read_time("96000", 44100), 96000);
  EXPECT_EQ(*read_time("2s", 44100), 88200);
  EXPECT_EQ(*read_time("0.5s", 96000), 48000);
  EXPECT_EQ(*read_time("1:01.5", 48000), 2952000);
  for (const char* text : {"", "s", ":", "1:", "2.5", "1e30s", "soon"})
    EXPECT_FALSE(read_time(text, 48000)) << text;
}

TEST(Values, MakeAPathFromHereAbsolute) {
  const auto input = read_input("file:./a.flac,loop");
  ASSERT_TRUE(input);
  const auto& file = std::get<messages::FileInput>(*input);
  EXPECT_TRUE(file.path.starts_with('/'));
  EXPECT_TRUE(file.path.ends_with("/a.flac"));
  EXPECT_TRUE(file.loop);
  EXPECT_EQ(std::get<messages::FileInput>(*read_input("file:a.flac")).path, "a.flac");
}

TEST(Values, CountChannelsFromOne) {
  EXPECT_EQ(*read_channels("1, 2"), (std::vector<std::uint16_t>{1, 2}));
  for (const char* text : {"", "0", "1,", ",1", "a", "-1", "70000"})
    EXPECT_FALSE(read_channels(text)) << text;
}

TEST(Values, ReadMapsWithNowhere) {
  EXPECT_EQ(*read_map("2,0,1"), (std::vector<std::uint16_t>{2, 0, 1}));
  for (const char* text : {"", "1,", "x", "-1"}) EXPECT_FALSE(read_map(text)) << text;
}

TEST(Values, ReadAmountsWithTheirUnit) {
  EXPECT_DOUBLE_EQ(*read_amount("80hz", "Hz"), 80);
  EXPECT_DOUBLE_EQ(*read_amount("12.5 ms", "ms"), 12.5);
  EXPECT_DOUBLE_EQ(*read_amount("Off", "ms"), 0);
  EXPECT_FALSE(read_amount("80ms", "Hz"));
}

}  // namespace
}  // namespace corelogic::cli
