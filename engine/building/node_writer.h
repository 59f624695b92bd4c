// node_writer.h: each node that computes something gets its processor, its input and its steps.
// Compressors of one depth are written together, block by block.  Side: control.
#pragma once

#include "engine/building/plan_draft.h"

namespace corelogic::building {

/// All nodes of the draft, in an order in which every input is written before its reader.
void write_nodes(PlanDraft& draft);

}  // namespace corelogic::building
