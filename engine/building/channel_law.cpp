// channel_law.cpp: speakers, and where each goes that has no place.  Side: control.
#include "engine/building/channel_law.h"

#include <algorithm>
#include <array>
#include <optional>

namespace corelogic::building {
namespace {

enum class Speaker : std::uint8_t { kMono, kL, kR, kC, kLfe, kLs, kRs, kLb, kRb, kTfl, kTfr, kTbl, kTbr };
using enum Speaker;

constexpr float kMinus3Db = 0.70710678F;

/// Empty: the width has no layout.
std::span<const Speaker> layout(std::uint16_t channels) {
  static constexpr std::array kOne{kMono};
  static constexpr std::array kThree{kL, kR, kC};
  static constexpr std::array kFour{kL, kR, kLs, kRs};
  static constexpr std::array kTwelve{kL, kR, kC, kLfe, kLs, kRs, kLb, kRb, kTfl, kTfr, kTbl, kTbr};
  static constexpr std::array kTen{kL, kR, kC, kLfe, kLs, kRs, kTfl, kTfr, kTbl, kTbr};
  switch (channels) {
    case 1:
      return kOne;
    case 3:
      return kThree;
    case 4:
      return kFour;
    case 10:
      return kTen;
    case 2:
    case 6:
    case 8:
    case 12:
      return std::span(kTwelve).first(channels);
    default:
      return {};
  }
}

std::optional<std::uint16_t> place_of(Speaker speaker, std::span<const Speaker> speakers) {
  const auto found = std::ranges::find(speakers, speaker);
  if (found == speakers.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found - speakers.begin());
}

/// Where a speaker goes that is missing: one or two neighbours at -3 dB.
std::span<const Speaker> neighbours(Speaker speaker) {
  static constexpr std::array kFront{kL, kR};
  static constexpr std::array kSides{kLs, kRs};
  switch (speaker) {
    case kC:
      return kFront;
    case kLs:
    case kTfl:
      return std::span(kFront).first(1);
    case kRs:
    case kTfr:
      return std::span(kFront).last(1);
    case kLb:
    case kTbl:
      return std::span(kSides).first(1);
    case kRb:
    case kTbr:
      return std::span(kSides).last(1);
    default:
      return {};  // the LFE is left out
  }
}

/// What of `speaker` arrives at `goal` among `speakers`.
float share(Speaker speaker, Speaker goal, std::span<const Speaker> speakers) {
  if (place_of(speaker, speakers)) return speaker == goal ? 1.0F : 0.0F;
  float sum = 0.0F;
  for (const Speaker next : neighbours(speaker)) sum += kMinus3Db * share(next, goal, speakers);
  return sum;
}

/// To one channel everything is folded to stereo first, then halved.
float share_of_mono(Speaker speaker) {
  const auto stereo = layout(2);
  return 0.5F * (share(speaker, kL, stereo) + share(speaker, kR, stereo));
}

}  // namespace

std::vector<ChannelFeed> channel_feeds(std::uint16_t from, std::uint16_t to,
                                       std::span<const std::uint16_t> map, std::uint16_t channel) {
  std::vector<ChannelFeed> feeds;
  if (!map.empty()) {
    for (std::uint16_t c = 0; c < from && c < map.size(); ++c)
      if (map[c] == channel + 1) feeds.push_back({.from = c, .constant = 1.0F});
    return feeds;
  }
  const auto sources = layout(from), goals = layout(to);
  if (from == 1 && to == 2) return {{.from = 0, .constant = 1.0F}};
  if (from == to || from == 1 || sources.empty() || goals.empty()) {
    if (channel < from) feeds.push_back({.from = channel, .constant = 1.0F});
    return feeds;
  }
  for (std::uint16_t c = 0; c < from; ++c) {
    const float constant = to == 1 ? share_of_mono(sources[c]) : share(sources[c], goals[channel], goals);
    if (constant != 0.0F) feeds.push_back({.from = c, .constant = constant});
  }
  return feeds;
}

}  // namespace corelogic::building
