// rt_event.h: what the audio thread tells the control thread. Facts; trivially copyable.
#pragma once

#include <cstdint>
#include <type_traits>

#include "engine/doors/rt_command.h"

namespace corelogic::doors {

struct RtEvent {
  enum class Kind : std::uint8_t {
    kPlanInstalled,  ///< `plan` plays; `nanos` is what the install took
    kPlanSettled,    ///< its ramps have arrived
    kMetersRead,     ///< `reading` of `plan` is filled and belongs to the control thread again
    kLateBranch,     ///< a worker did not deliver `node` in time; it is mute until the worker is back
    kOverran,        ///< the callback took `share` of its period, most likely because of `node`
  };
  Kind kind = Kind::kPlanInstalled;
  std::uint32_t nanos = 0;
  graph::RenderPlan* plan = nullptr;
  graph::MeterReading* reading = nullptr;
  vocabulary::NodeId node = {};  ///< 0: none of them alone
  float share = 0.0F;
};
static_assert(std::is_trivially_copyable_v<RtEvent>);

/// What goes home to be freed.
struct Retired {
  graph::RenderPlan* plan = nullptr;
  RtBatch* batch = nullptr;
};

}  // namespace corelogic::doors
