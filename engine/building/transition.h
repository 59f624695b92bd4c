// transition.h: from the graph that plays to the next one without a click: what stays, what fades in, what
// fades out. A pure function on snapshots; it knows no plan, no ramp and no thread.  Side: control.
//
//   survivor   in both graphs, the same thing: it plays on
//   newborn    only in the next
//   ghost      only in the former: plays on until the edges that leave it have faded out
#pragma once

#include <optional>
#include <vector>

#include "engine/building/gain_law.h"
#include "engine/building/key.h"
#include "schema/messages/graph.h"

namespace corelogic::building {

enum class Fade : std::uint8_t { kSteady, kIn, kOut };

/// A cable of the merged graph.
struct MergedEdge {
  const messages::Edge* edge = nullptr;
  Key key;
  std::uint32_t source = 0;  ///< index into MergedGraph::nodes
  std::uint32_t origin = 0;  ///< index into its node's edges in the next graph; meaningless when fading out
  EdgeShape shape;
  std::uint16_t first_from = 0, first_to = 0;  ///< where its ports begin among the nodes' channels
  Fade fade = Fade::kSteady;
};

/// An output node's way to one playback channel.
struct DeviceRoute {
  std::uint16_t from = 0;     ///< input channel of the node
  std::uint16_t channel = 0;  ///< playback channel, from 1
  bool monitor = false;
  float constant = 1.0F;    ///< 1 / channels when the output is mono
  std::uint16_t place = 0;  ///< of `channel` in the node's list
  Fade fade = Fade::kSteady;
  bool operator==(const DeviceRoute&) const = default;
};

struct MergedNode {
  static constexpr std::uint32_t kGhost = 0xffffffff;
  const messages::Node* node = nullptr;
  Key key;
  std::uint32_t origin = kGhost;  ///< index into the next graph
  std::vector<MergedEdge> edges;
  std::vector<DeviceRoute> device;

  [[nodiscard]] bool ghost() const { return origin == kGhost; }
};

/// Nodes in processing order. Points into the snapshots it was made from.
struct MergedGraph {
  std::vector<MergedNode> nodes;
  /// Something fades out, or is mixed only while it fades in: the next graph alone needs a plan of its own
  /// afterwards.
  bool passing = false;
  /// All that moved has arrived: what was mixed for a cross-fade may be read directly.
  bool settled = false;
};

struct Transition {
  MergedGraph graph;
  /// Set when both graphs cannot be heard at once: together they have a cycle (two inserts swapped) or a way
  /// that neither has alone (a compressor gets another sound and another output). Then `graph` is the former
  /// one with all that is not in the next fading out, and this is what remains of it; the next is reached
  /// from there.
  std::optional<messages::GraphSnapshot> remainder;
};

/// What makes a node the same thing: its id, kind, effect, channels and source.
[[nodiscard]] Key node_key(const messages::Node& node);

/// Requires: both were checked.  Cost: O((nodes + edges)·log edges of a node).
[[nodiscard]] Transition transition(const messages::GraphSnapshot& former,
                                    const messages::GraphSnapshot& next);
/// The graph alone, everything steady.
[[nodiscard]] MergedGraph alone(const messages::GraphSnapshot& graph);

}  // namespace corelogic::building
