// channel_law.h: which channels of a source feed which channels of a destination of another width, and with
// what constant. Levels and pans are gain_law's.  Side: control.
//
// Source: ITU-R BS.775-4 (downward mixing: a missing centre or surround goes to its neighbours at -3 dB, the
// LFE is left out), continued to the layers of ITU-R BS.2051 in the same manner.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace corelogic::building {

/// One source channel of a destination channel.
struct ChannelFeed {
  std::uint16_t from = 0;
  float constant = 1.0F;
  bool operator==(const ChannelFeed&) const = default;
};

/// What feeds destination channel `to` (from 0). Layouts by count: 1 mono, 2 stereo, 3 L C R as L R C, 4
/// quad, 6 5.1, 8 7.1, 10 5.1.4, 12 7.1.4, in the order L R C LFE Ls Rs Lb Rb and above them front and back.
/// Between known layouts speakers go to their likes, or are folded; 1 -> 2 is both sides (a pan law is
/// applied beside), 2 -> 1 is (L + R)/2; other widths go channel by channel as far as both go. `map` not
/// empty: channel c goes to map[c] (from 1; 0: nowhere) as it is.
[[nodiscard]] std::vector<ChannelFeed> channel_feeds(std::uint16_t from, std::uint16_t to,
                                                     std::span<const std::uint16_t> map,
                                                     std::uint16_t channel);

}  // namespace corelogic::building
