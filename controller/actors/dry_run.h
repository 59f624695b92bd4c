// dry_run.h: what an edit would do, without doing it: in sentences, in structure, in cost and in latency.
// A function of values; it tells nobody.  Side: control, ProjectActor.
#pragma once

#include <string>

#include "controller/actors/node_costs.h"
#include "controller/commands/dispatch.h"
#include "schema/messages/questions.h"

namespace corelogic::actors {

struct DryRunPlace {
  const project::Project& now;
  const NodeCosts& costs;
  const std::string& audio_directory;
  double sample_rate;  ///< of the engine, else of the project
};
[[nodiscard]] messages::DryRunResult dry_run(const DryRunPlace&, const commands::Validated&);

}  // namespace corelogic::actors
