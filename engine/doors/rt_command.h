// rt_command.h: what the control thread may tell the audio thread. Trivially copyable, 24 bytes.
#pragma once

#include <cstdint>
#include <type_traits>
#include <vector>

#include "engine/graph/effect.h"
#include "engine/graph/render_plan.h"

namespace corelogic::doors {

/// One value on its way; cells are indices of the plan pushed last before it.
struct RtValue {
  graph::Effect* effect = nullptr;  ///< null: a gain cell
  std::uint32_t index = 0;          ///< the cell, or the effect's parameter
  float value = 0.0F;
};
static_assert(std::is_trivially_copyable_v<RtValue>);

/// Values that take effect at one block edge. Owned by plan_keeper, comes home through the retire ring.
struct RtBatch {
  std::vector<RtValue> values;
};

struct RtCommand {
  enum class Kind : std::uint8_t { kInstallPlan, kSetValue, kSetBatch, kPlay, kStop, kLocate, kTempo };
  Kind kind = Kind::kStop;
  union {
    graph::RenderPlan* plan;
    RtValue value;
    RtBatch* batch;
    std::int64_t frame;
    double tempo_bpm;
  };
  RtCommand() : frame(0) {}
  static RtCommand install(graph::RenderPlan* p) {
    RtCommand c;
    c.kind = Kind::kInstallPlan;
    c.plan = p;
    return c;
  }
  static RtCommand set(RtValue v) {
    RtCommand c;
    c.kind = Kind::kSetValue;
    c.value = v;
    return c;
  }
  static RtCommand set(RtBatch* b) {
    RtCommand c;
    c.kind = Kind::kSetBatch;
    c.batch = b;
    return c;
  }
  static RtCommand play() {
    RtCommand c;
    c.kind = Kind::kPlay;
    return c;
  }
  static RtCommand stop() { return RtCommand{}; }
  static RtCommand locate(std::int64_t f) {
    RtCommand c;
    c.kind = Kind::kLocate;
    c.frame = f;
    return c;
  }
  static RtCommand tempo(double bpm) {
    RtCommand c;
    c.kind = Kind::kTempo;
    c.tempo_bpm = bpm;
    return c;
  }
};
static_assert(std::is_trivially_copyable_v<RtCommand>);

}  // namespace corelogic::doors
