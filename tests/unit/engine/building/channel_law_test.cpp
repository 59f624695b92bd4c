// channel_law_test.cpp: who feeds whom between layouts, against the table of ITU-R BS.775.
#include "engine/building/channel_law.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace corelogic::building {
namespace {

using Feeds = std::vector<ChannelFeed>;
constexpr float k3Db = 0.70710678F;

Feeds feeds(std::uint16_t from, std::uint16_t to, std::uint16_t channel) {
  return channel_feeds(from, to, {}, channel);
}

TEST(ChannelLaw, LeadsEqualWidthsStraight) {
  for (const auto width : std::to_array<std::uint16_t>({1, 2, 5, 6, 12, 64}))
    for (std::uint16_t c = 0; c < width; ++c) EXPECT_EQ(feeds(width, width, c), (Feeds{{c, 1.0F}}));
}

TEST(ChannelLaw, FoldsFiveOneToStereoAsTheRecommendationSays) {
  EXPECT_EQ(feeds(6, 2, 0), (Feeds{{0, 1.0F}, {2, k3Db}, {4, k3Db}}));
  EXPECT_EQ(feeds(6, 2, 1), (Feeds{{1, 1.0F}, {2, k3Db}, {5, k3Db}}));
}

TEST(ChannelLaw, FoldsBackAndHeightLayersToTheirNeighbours) {
  EXPECT_EQ(feeds(8, 6, 4), (Feeds{{4, 1.0F}, {6, k3Db}}));
  EXPECT_EQ(feeds(12, 8, 0), (Feeds{{0, 1.0F}, {8, k3Db}}));
  EXPECT_EQ(feeds(12, 8, 5), (Feeds{{5, 1.0F}, {11, k3Db}}));
  EXPECT_EQ(feeds(8, 2, 0), (Feeds{{0, 1.0F}, {2, k3Db}, {4, k3Db}, {6, k3Db * k3Db}}));
  EXPECT_EQ(feeds(10, 6, 4), (Feeds{{4, 1.0F}, {8, k3Db}}));
}

TEST(ChannelLaw, PutsANarrowLayoutWhereItsSpeakersAre) {
  EXPECT_EQ(feeds(2, 6, 1), (Feeds{{1, 1.0F}}));
  EXPECT_EQ(feeds(2, 6, 2), Feeds{});
  EXPECT_EQ(feeds(4, 6, 4), (Feeds{{2, 1.0F}}));  // quad's left surround
  EXPECT_EQ(feeds(6, 12, 3), (Feeds{{3, 1.0F}}));
}

TEST(ChannelLaw, HalvesTheSumToMono) {
  EXPECT_EQ(feeds(2, 1, 0), (Feeds{{0, 0.5F}, {1, 0.5F}}));
  EXPECT_EQ(feeds(3, 1, 0), (Feeds{{0, 0.5F}, {1, 0.5F}, {2, k3Db}}));
  EXPECT_EQ(feeds(1, 2, 0), (Feeds{{0, 1.0F}}));
  EXPECT_EQ(feeds(1, 2, 1), (Feeds{{0, 1.0F}}));
}

TEST(ChannelLaw, GoesChannelByChannelBetweenOtherWidths) {
  EXPECT_EQ(feeds(5, 7, 4), (Feeds{{4, 1.0F}}));
  EXPECT_EQ(feeds(5, 7, 5), Feeds{});
  EXPECT_EQ(feeds(1, 6, 0), (Feeds{{0, 1.0F}}));
}

TEST(ChannelLaw, FollowsAMap) {
  const std::uint16_t map[] = {2, 0, 2, 1};
  EXPECT_EQ(channel_feeds(4, 2, map, 0), (Feeds{{3, 1.0F}}));
  EXPECT_EQ(channel_feeds(4, 2, map, 1), (Feeds{{0, 1.0F}, {2, 1.0F}}));
}

/// What goes out is never louder than the sum of what came in at full scale, and nothing but the LFE is lost.
TEST(ChannelLaw, LosesNothingButTheLfe) {
  for (const auto from : std::to_array<std::uint16_t>({3, 4, 6, 8, 10, 12}))
    for (const auto to : std::to_array<std::uint16_t>({2, 3, 4, 6, 8})) {
      if (to >= from) continue;
      std::vector<bool> heard(from, false);
      for (std::uint16_t c = 0; c < to; ++c)
        for (const ChannelFeed& feed : feeds(from, to, c)) heard[feed.from] = true;
      for (std::uint16_t c = 0; c < from; ++c)
        EXPECT_TRUE(heard[c] || (from >= 6 && c == 3)) << from << " to " << to << " channel " << c;
    }
}

}  // namespace
}  // namespace corelogic::building
