// graph_mirror.h: the graph as the engine should have it: the last snapshot with all values since set into
// it. It serves a new engine at once and says which hash the engine should report. It sends nothing.  Side:
// control, EngineActor.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "schema/messages/engine.h"

namespace corelogic::actors {

class GraphMirror {
 public:
  void replace(messages::GraphSnapshot);
  /// Values for nodes that are not there change nothing.
  void set(const messages::SetParameters&);
  void set_tempo(double tempo);

  /// What of `next` moves there from here when values fade: those that go continuously, of nodes and cables
  /// that both have. Switches, choices and what changes a latency come with the graph.
  [[nodiscard]] std::vector<messages::ParameterValue> moves_to(const messages::GraphSnapshot& next) const;

  [[nodiscard]] const messages::GraphSnapshot& graph() const { return graph_; }
  [[nodiscard]] vocabulary::Revision revision() const { return graph_.revision; }
  /// messages::graph_hash of graph(); counted again only after a change.
  [[nodiscard]] std::uint64_t hash();

 private:
  void set(const messages::ParameterValue&);

  messages::GraphSnapshot graph_;
  std::unordered_map<messages::NodeId, std::size_t> positions_;
  bool hashed_ = false;
  std::uint64_t hash_ = 0;
};

}  // namespace corelogic::actors
