// path_folder.h: folds faders, pans, edges and outputs into gains on the way from where a channel was last
// computed to where it is summed. After it only three kinds of work are left: computing effects, summing into
// sinks, metering. It allocates no buffer and knows no pool.  Side: control.
//
//   in ──▶ fader ──▶ pan ──▶ bus      becomes      in ══ fader·pan ══▶ bus      one route a channel, two
//   cells
//              └─ send ──▶ aux                     in ══ fader·send ═▶ aux
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/building/transition.h"
#include "schema/messages/engine.h"

namespace corelogic::building {

/// How a node is worked off.
enum class Shape : std::uint8_t {
  kSource,  ///< audio input: nothing before it
  kGain,    ///< fader, pan, output: folded, unless several things meet in one of its channels (`summed`)
  kBus,     ///< sums planar
  kLanes,   ///< an effect in lanes
  kPlanar,  ///< an effect on planar channels
};

inline constexpr std::uint32_t kNone = 0xffffffff;

/// One channel's way into a sink channel.
struct Route {
  std::uint32_t source = 0;   ///< node where the channel was last computed
  std::uint16_t channel = 0;  ///< its output channel (of a summed gain node: its input channel)
  std::uint32_t first_cell = 0, cell_count = 0;  ///< into FoldedGraph::route_cells
  float constant = 1.0F;                         ///< of (L + R)/2
  bool starts_silent = false;
  bool leaves = false;
  std::uint32_t meter = kNone;   ///< the meter channel that is just what this route carries
  std::uint32_t output = kNone;  ///< the output node it goes through, on its way to a device channel
  Key key;

  /// Needs no gain: its sink may read the source itself.
  [[nodiscard]] bool direct() const {
    return cell_count == 0 && constant == 1.0F && !starts_silent && !leaves;
  }
};

struct Range {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// Where routes end. A spectrum's sink is one channel: the mean of those of a port. A meter's sink has all
/// channels of its node; those that another route meters, and those where nothing arrives, have no routes.
struct Sink {
  enum class Kind : std::uint8_t { kNode, kDevice, kMeter, kSpectrum };
  Kind kind = Kind::kNode;
  std::uint32_t node = 0;  ///< kDevice: the playback channel, from 0
  Key key;
  Range channels;  ///< into FoldedGraph::sink_channels, each a range of routes
};

/// The gain cells of a node and of its edges, as places in FoldedGraph::cells.
struct NodeCells {
  Range own;
  std::uint32_t main = kNone, monitor = kNone;  ///< an output's further cells
  std::vector<Range> edges;                     ///< as MergedNode::edges; count 0: a plain edge has none
};

/// A metered node.
struct Meter {
  std::uint32_t node = 0;
  Range channels;     ///< into meter channels
  bool full = false;  ///< true peak, correlation and loudness, too
};

struct FoldedGraph {
  std::vector<Shape> shapes;
  std::vector<bool> summed;
  std::vector<std::uint32_t>
      depth;  ///< most effects in lanes on the way to the node's output, its own included
  std::vector<float> cells;
  std::vector<NodeCells> node_cells;
  std::vector<Route> routes;
  std::vector<std::uint32_t> route_cells;
  std::vector<Range> sink_channels;
  std::vector<Sink> sinks;             ///< those of nodes in the order of nodes
  std::vector<std::uint32_t> sink_of;  ///< by node; kNone
  std::vector<Meter> meters;
  std::uint32_t meter_channels = 0;
};

/// Says of an audio input's channel that nothing comes from it: no source, a missing device channel or sound.
using SilentChannel = std::function<bool(const messages::Node&, std::uint16_t channel)>;

/// `watched`: output ports whose spectra are wanted; those that are not there are left out.
[[nodiscard]] FoldedGraph fold(const MergedGraph& graph, std::uint32_t device_outputs,
                               const SilentChannel& silent,
                               std::span<const messages::SpectrumTap> watched = {});

}  // namespace corelogic::building
