// edited_studio.h: a small studio in which every kind of edit can be made, as a graph.  Side: test.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/unit/engine/building/graph_maker.h"

namespace corelogic::building {

using Inserts = std::vector<std::uint32_t>;

/// What an edit may change on a desk with an untouched track beside it.
///
///   in1 ─ [inserts…] ─ fader ─ pan ──┬─▶ master ─▶ out 1,2
///                        └─ send ─▶ aux ─ [reverb] ─ fader ─┘
///   in2 ─ [inserts…] ─ fader ─ pan ──┘        (track 2, optional)
///   in3 ─ comp ─ fader ─ pan ─▶ bus ─▶ out 3,4        (untouched)
struct Studio {
  std::uint64_t revision = 1;
  Inserts inserts1, inserts2;
  bool track1 = true, track2 = false, aux = false, reverb = false, connection = false, untouched = true;
  double volume1 = -6, send = -6;
  std::vector<std::uint16_t> main{1, 2}, monitor;

  std::uint32_t strip(GraphMaker& g, std::uint32_t owner, std::uint16_t device, const Inserts& inserts,
                      double volume, std::uint32_t& fader) const {
    std::uint32_t last = g.device(owner, {device, device});
    for (std::uint32_t id : inserts) {
      const auto insert = g.effect(id, "compressor", 2, 2);
      std::get<messages::FxNode>(g[insert].kind).parameters[0] = -20;
      g.chain(last, insert);
      last = insert;
    }
    fader = g.fader(owner, 2, volume);
    g.chain(last, fader);
    const auto pan = g.pan(owner, 2, 2, 0.2);
    g.chain(fader, pan);
    return pan;
  }

  GraphSnapshot graph() const {
    GraphMaker g(revision);
    std::uint32_t fader1 = 0, fader2 = 0, fader3 = 0;
    const auto pan1 = track1 ? strip(g, 1, 1, inserts1, volume1, fader1) : 0;
    const auto pan2 = track2 ? strip(g, 2, 2, inserts2, -3, fader2) : 0;
    std::uint32_t aux_end = 0;
    if (aux) {
      const auto sum = g.bus(4, 2);
      if (track1) g.send(fader1, sum, 50, send);
      auto last = sum;
      if (reverb) {
        last = g.effect(60, "reverb", 2, 2);
        g.chain(sum, last);
      }
      aux_end = g.fader(4, 2, -6);
      g.chain(last, aux_end);
    }
    const auto master = g.bus(9, 2);
    if (track1) g.out(pan1, master);
    if (track2) g.out(pan2, master);
    if (aux) g.out(aux_end, master);
    if (connection && track1) g.connect(fader1, master, 55, -9, 0.4);
    const auto out = g.output(9, main, monitor);
    g.chain(master, out);
    if (untouched) {
      const auto pan3 = strip(g, 3, 3, {73}, -1, fader3);
      const auto bus = g.bus(8, 2), out3 = g.output(8, {3, 4});
      g.out(pan3, bus), g.chain(bus, out3);
    }
    return g;
  }
};

}  // namespace corelogic::building
