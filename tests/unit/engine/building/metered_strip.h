// metered_strip.h: a strip to put meters on, and where its figures are in a frame.  Side: test.
#pragma once

#include <cmath>
#include <numbers>
#include <vector>

#include "schema/messages/telemetry.h"
#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {

/// A sine of 1 kHz, amplitude 1, in phase on channels 0 and 1, opposite on 2, a quarter later on 3.
inline float wave(std::uint16_t channel, std::int64_t frame) {
  const double phase = channel == 2 ? std::numbers::pi : (channel == 3 ? std::numbers::pi / 2 : 0.0);
  return static_cast<float>(std::sin(2.0 * std::numbers::pi * static_cast<double>(frame) / 48.0 + phase));
}

/// Channels of one node of a frame.
inline std::vector<float> of_node(const messages::MeterFrame& frame, vocabulary::NodeId node,
                                  const std::vector<float>& list) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < frame.nodes.size(); ++i) {
    if (frame.nodes[i] == node && frame.channels[i] > 0)
      return {list.begin() + static_cast<std::ptrdiff_t>(at),
              list.begin() + static_cast<std::ptrdiff_t>(at + frame.channels[i])};
    at += frame.channels[i];
  }
  return {};
}

/// in -> fader (-6.02 dB) -> pan -> master -> out: gives the indices of its nodes. With `lanes` there is a
/// compressor behind the input that does nothing.
struct Strip {
  explicit Strip(GraphMaker& g, std::vector<std::uint16_t> channels = {1, 2}, bool lanes = false)
      : in(g.device(1, std::move(channels))), comp(lanes ? g.effect(70, "compressor", 2, 2) : in) {
    fader = g.fader(1, 2, 20.0 * std::log10(0.5));
    pan = g.pan(1, 2, 2, 0);
    master = g.bus(9, 2);
    out = g.output(9, {1, 2});
    if (lanes) {
      std::get<messages::FxNode>(g[comp].kind).bypass = true;
      g.chain(in, comp);
    }
    g.chain(comp, fader), g.chain(fader, pan), g.out(pan, master), g.chain(master, out);
  }
  std::uint32_t in, comp, fader = 0, pan = 0, master = 0, out = 0;
};

constexpr float kRms = 0.70710678F;

}  // namespace corelogic::building
