// dry_run.cpp: a copy is changed, both are compiled, the copy is forgotten.  Side: control, ProjectActor.
#include "controller/actors/dry_run.h"

#include "controller/commands/change_text.h"
#include "controller/compiler/graph_compiler.h"
#include "controller/compiler/latency.h"
#include "controller/compiler/value_compiler.h"
#include "controller/project/apply_change.h"
#include "controller/project/invert_change.h"

namespace corelogic::actors {

messages::DryRunResult dry_run(const DryRunPlace& place, const commands::Validated& edit) {
  project::Project after = place.now;
  const auto inverse = project::invert(place.now, edit.changes);
  project::apply(after, edit.changes);
  const auto before_graph = compiler::compile(place.now, {1, 1}, {place.audio_directory});
  const auto after_graph = compiler::compile(after, {1, 1}, {place.audio_directory});
  messages::DryRunResult result;
  result.label = edit.label;
  result.lines = commands::sentences_of(place.now, edit.changes);
  result.lines.insert(result.lines.end(), edit.notes.begin(), edit.notes.end());
  result.structure = !compiler::compile_values(after, edit.changes, inverse).has_value();
  result.cost_before = place.costs.of(before_graph, before_graph);
  result.cost_after = place.costs.of(after_graph, before_graph);
  result.latency_before = compiler::output_latencies(before_graph, place.sample_rate);
  result.latency_after = compiler::output_latencies(after_graph, place.sample_rate);
  return result;
}

}  // namespace corelogic::actors
