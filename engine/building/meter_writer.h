// meter_writer.h: the steps of meters that no route carries anyway: a level read by itself, a sum made to be
// measured, and what full meters need. Everything it adds is heard by nobody.  Side: control.
#pragma once

#include "engine/building/plan_draft.h"
#include "engine/graph/meter_steps.h"

namespace corelogic::building {

void describe(graph::DetailStep& step, StepPorts& ports);
void describe(graph::FeedStep& step, StepPorts& ports);

class MeterWriter {
 public:
  explicit MeterWriter(PlanDraft& draft);

  /// A meter's sink.  Requires: the steps of all its sources are written.
  void write(const Sink& sink);
  /// A spectrum's sink: its one channel is summed and handed on.
  void watch(const Sink& sink);
  /// After the last sink: measures the channels of full meters, sixteen a step, and fills in the plan's taps.
  void finish();

 private:
  /// A channel of a full meter, summed for it.
  struct Detail {
    const graph::ChannelSlot* slot = nullptr;
    std::uint32_t node = 0;  ///< into the graph's
    After after;
    graph::DetailTap tap;
  };

  void measure_sum(const Sink& sink, std::uint32_t channel, const graph::ChannelSlot& slot,
                   const After& after);
  void feed_loudness(const Sink& sink, const graph::ChannelSlot* slots, const After& after);
  void write_details(std::size_t first, std::size_t count);
  void write_levels();
  void write_faults();

  PlanDraft& draft_;
  std::vector<std::uint32_t> meter_of_;       ///< by node
  std::vector<std::vector<Detail>> details_;  ///< by meter
  std::vector<Detail*> in_order_;
};

}  // namespace corelogic::building
