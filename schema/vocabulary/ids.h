// ids.h: the identities that travel through every process, each a type of its own.
// Ids are given once by the controller, never reused within a project, and 0 is never an id.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace corelogic::vocabulary {

/// A number that names one kind of thing; ids of different kinds do not convert into each other.
template <class Tag, class Number = std::uint32_t>
struct Id {
  using number_type = Number;
  Number value = 0;

  constexpr Id() = default;
  constexpr explicit Id(Number v) : value(v) {}
  [[nodiscard]] constexpr bool valid() const { return value != 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

using TrackId = Id<struct TrackTag>;            ///< a strip of any kind
using InsertId = Id<struct InsertTag>;          ///< one effect in a strip's chain
using SendId = Id<struct SendTag>;              ///< one send of a strip
using ConnectionId = Id<struct ConnectionTag>;  ///< one explicit connection of the routing table
using MuteGroupId = Id<struct MuteGroupTag>;    ///< strips that one button silences
using SceneId = Id<struct SceneTag>;            ///< a stored mix
using ClientId = Id<struct ClientTag, std::uint64_t>;  ///< chosen by a client, random, kept while it lives

/// A node of the signal graph: (owner id << 8) | NodeRole, so it survives every recompilation.
using NodeId = Id<struct NodeTag, std::uint64_t>;
/// A cable of the signal graph; see messages/graph.h for how it is formed.
using EdgeId = Id<struct EdgeTag, std::uint64_t>;

/// What a node does for its owner. Part of NodeId: never renumber.
enum class NodeRole : std::uint8_t {
  kInput = 1,
  kSum = 2,
  kInsert = 3,
  kFader = 4,
  kPan = 5,
  kOutput = 6,
  kInputStage = 7,
  kLimiter = 8,
  kListen = 9,
  kMonitor = 10,
  kDirectOut = 11,
  kMonitorFader = 12,
  kMonitorLimiter = 13
};

[[nodiscard]] constexpr NodeId make_node_id(std::uint32_t owner, NodeRole role) {
  return NodeId{(static_cast<std::uint64_t>(owner) << 8) | static_cast<std::uint64_t>(role)};
}
[[nodiscard]] constexpr std::uint32_t owner_of(NodeId id) { return static_cast<std::uint32_t>(id.value >> 8); }
[[nodiscard]] constexpr NodeRole role_of(NodeId id) { return static_cast<NodeRole>(id.value & 0xff); }

/// Where in history: a project's number of changes, within one life (epoch) of the controller.
/// A new epoch means: forget what you know and ask for the snapshot again.
struct Revision {
  std::uint32_t epoch = 0;
  std::uint64_t number = 0;
  constexpr auto operator<=>(const Revision&) const = default;
};

}  // namespace corelogic::vocabulary

template <class Tag, class Number>
struct std::hash<corelogic::vocabulary::Id<Tag, Number>> {
  std::size_t operator()(const corelogic::vocabulary::Id<Tag, Number>& id) const noexcept {
    return std::hash<Number>{}(id.value);
  }
};
