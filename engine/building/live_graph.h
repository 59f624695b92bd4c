// live_graph.h: a graph with its values as they are now, found by node id. What the engine plays or is about
// to play, as words; it knows no plan.  Side: control.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "schema/messages/engine.h"
#include "schema/messages/graph.h"

namespace corelogic::building {

/// The node, and the edge into it, that a value belongs to.
struct ValuePlace {
  std::uint32_t node = 0;
  std::optional<std::uint32_t> edge;
  bool changed = false;
};

class LiveGraph {
 public:
  LiveGraph() = default;
  explicit LiveGraph(messages::GraphSnapshot graph);

  /// Writes a value down.
  /// Returns: where; nullopt if there is no such node, edge or parameter, or the value is out of range.
  std::optional<ValuePlace> set(const messages::ParameterValue& value);

  /// What the value that `place` names is now (its own value is not looked at); nullopt: there is none.
  [[nodiscard]] std::optional<double> value(const messages::ParameterValue& place) const;

  /// Quarter notes a minute.
  void set_tempo(double bpm) { graph_.tempo = bpm; }

  [[nodiscard]] const messages::GraphSnapshot& graph() const { return graph_; }
  [[nodiscard]] const messages::Node* find(messages::NodeId id) const;

 private:
  messages::GraphSnapshot graph_;
  std::unordered_map<messages::NodeId, std::uint32_t> index_;
};

/// "reverb of Vocals"; the compiler's names are the strip's, "_" and the node's part in it.
[[nodiscard]] std::string spoken(const messages::Node& node);

}  // namespace corelogic::building
