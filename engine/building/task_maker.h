// task_maker.h: steps become tasks, and tasks the lists of threads:
//   describe   step_ports       what each step reads, writes and costs
//   cluster    task_maker       chains become one task; what is small joins what it feeds or its siblings
//   deal out   task_scheduler   who does what, by cost and by what must travel between cores
//   mute       task_maker       where each task's results are read by others
// How it clusters and deals out never changes a sample: sums are cut up before, by sink_writer.  Side:
// control.
#pragma once

#include "engine/building/cost_book.h"
#include "engine/building/step_list.h"

namespace corelogic::building {

/// What is read in place of a task that comes too late.
struct Silences {
  const graph::ChannelSlot* planar = nullptr;
  const dsp::LaneFrame* lanes = nullptr;
};

/// Writes plan.steps and plan.tasks.  Requires: plan.device_outputs has its final size.
/// Cost: a few µs a step.
void write_tasks(const StepList& steps, graph::RenderPlan& plan, std::uint32_t threads, const CostBook* costs,
                 const Silences& silences);

}  // namespace corelogic::building
