// explanation.h: why a strip is silent, why it is late, and where its sound can be taken. It reads the
// project and the graph that is compiled of it; what the engine measures it does not know.  Side: control;
// pure.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "controller/project/project.h"
#include "schema/messages/graph.h"
#include "schema/messages/questions.h"

namespace corelogic::compiler {

/// A project's graph, compiled to be asked about: a page asks for every strip at once.
class Explainer {
 public:
  /// Cost: as compile().
  Explainer(const project::Project&, double sample_rate);

  /// Silent: no reason means it reaches a device output with its faders open. Late: its effects with
  /// look-ahead, and what its sums and keys wait for.
  /// Requires: the project it was made for.  Cost: O(the strip's nodes + the strips on its ways out).
  [[nodiscard]] messages::Explanation explain(const project::Project&, const messages::Track&) const;

 private:
  messages::GraphSnapshot graph_;
  std::vector<std::uint32_t> latency_;                                        ///< by node
  std::unordered_map<messages::NodeId, std::uint32_t> index_;                 ///< of nodes
  std::unordered_map<messages::TrackId, std::vector<std::uint32_t>> strips_;  ///< nodes, in processing order
};

/// The node whose output is the strip's sound there; nullopt for a strip without sound.
[[nodiscard]] std::optional<messages::NodeId> tap_node(const project::Project&, const messages::Track&,
                                                       messages::Tap);

}  // namespace corelogic::compiler
