// plan_builder.h: a merged graph becomes a RenderPlan, as a list of passes:
//   fold      path_folder      gains vanish into routes from sources to sinks
//   place     node_writer      in processing order: compressors get lanes, players and reverbs are found or
//   made write     sink_writer      buffers, steps and their paths level     step_list        steps that may
//   run at the same time fill in   plan_builder     cells, meters, lane moves
// It refuses nothing (snapshot_check did) and sends nothing (plan_keeper does).  Side: control.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/building/cost_book.h"
#include "engine/building/path_folder.h"
#include "engine/building/processor_pool.h"
#include "engine/graph/render_plan.h"
#include "schema/vocabulary/result.h"

namespace corelogic::building {

struct BuildSettings {
  double sample_rate = 48000.0;
  std::uint32_t device_inputs = 2;
  std::uint32_t device_outputs = 2;
  double ramp_ms = 10.0;
  /// The first plan does, from silence; else it is heard whole from its first frame on, as a file wants it.
  bool fades_in = true;
  std::uint32_t threads = 1;                        ///< of the cycle that will play the plans
  const CostBook* costs = nullptr;                  ///< what steps have cost so far; null: nothing is known
  std::vector<messages::SpectrumTap> watched = {};  ///< output ports whose spectra are wanted

  [[nodiscard]] std::uint32_t ramp_frames() const {
    return static_cast<std::uint32_t>(std::max(1.0, std::round(sample_rate * ramp_ms / 1000.0)));
  }
};

/// Sounds by path; what is not here is silent.
using Sounds = std::unordered_map<std::string, std::shared_ptr<const streaming::Sound>>;

/// Where the values of a graph are in its plan: nodes and edges as in the next snapshot.
struct ValueIndex {
  struct NodeValues {
    Range cells;                                  ///< of a fader, pan or output
    std::uint32_t main = kNone, monitor = kNone;  ///< an output's further cells
    graph::Effect* effect = nullptr;              ///< of what is not only gains
    std::vector<Range> edges;  ///< count 0: a plain edge; giving it a level needs a new plan
    std::vector<EdgeShape> shapes;
  };
  std::vector<NodeValues> nodes;
};

/// A watched port and what counts its spectrum.
struct Watched {
  vocabulary::NodeId node;
  std::shared_ptr<metering::SpectrumMeter> meter;
};

struct Built {
  std::unique_ptr<graph::RenderPlan> plan;
  ValueIndex values;
  std::uint64_t generation = 0;       ///< of the pool
  std::vector<std::string> warnings;  ///< channels that the device does not have, in words
  std::vector<std::shared_ptr<metering::LoudnessMeter>> loudness;  ///< of full meters, in the plan's order
  std::vector<Watched> spectra;
};

/// Builds and touches everything; the plan's lane moves start from the plan built last with this pool, so
/// plans must be installed in the order they were built.
///
/// Requires: the snapshots behind `graph` were checked; `pool` outlives the plan.
/// Errors:   kInternal when memory runs out; the pool is as before.
/// Cost:     about 3 µs a strip.
[[nodiscard]] vocabulary::Result<Built> build(const MergedGraph& graph, const Sounds& sounds,
                                              const BuildSettings& settings, vocabulary::Revision revision,
                                              ProcessorPool& pool);

}  // namespace corelogic::building
