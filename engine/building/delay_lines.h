// delay_lines.h: the delay lines that bring parallel paths together, found again from plan to plan. A line
// belongs to one source channel on its way to one sink.  It decides no delay (latency_compensator does).
// Side: control.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "engine/building/key.h"
#include "engine/graph/render_plan.h"

namespace corelogic::building {

/// A planar channel's line, and where its sound comes out.
struct PlanarLine {
  PlanarLine(std::uint32_t most, std::uint32_t fade_frames) : delay(most, fade_frames) { slot = out; }
  dsp::PlanarDelay delay;
  alignas(dsp::kAlignment) float out[dsp::kMaxFrames] = {};
  graph::ChannelSlot slot = nullptr;
};

/// Lines of a lane block on its way to one sink.
struct LaneLines {
  LaneLines(std::uint32_t longest, std::uint32_t fade_frames) : delay(longest, fade_frames), most(longest) {}
  dsp::LaneDelay delay;
  alignas(dsp::kAlignment) dsp::LaneFrame out[dsp::kMaxFrames] = {};
  std::uint32_t most;
};

/// All lines of one plan.
struct DelayState {
  struct Planar {
    std::shared_ptr<PlanarLine> line;
    std::uint32_t frames = 0;
  };
  struct Lane {
    std::shared_ptr<LaneLines> lines;
    std::uint16_t lane = 0;
    std::uint32_t frames = 0;
  };
  std::unordered_map<Key, Planar> planar;
  std::unordered_map<Key, Lane> lanes;
  std::unordered_map<Key, std::shared_ptr<LaneLines>> blocks;  ///< by lane block and sink
};

/// One build's look at them.
class DelayTurn {
 public:
  /// `first`: nothing plays yet, so lines begin at their delay at once.
  DelayTurn(const DelayState& present, bool first, std::uint32_t fade_frames)
      : present_(present), first_(first), fade_frames_(fade_frames) {}

  /// Of the present plan; -1: the route has no line.
  [[nodiscard]] std::int64_t present_frames(const Key& route) const;

  std::shared_ptr<PlanarLine> planar(const Key& route, std::uint32_t frames);
  /// `group`: lane block and sink; `longest`: of all its routes.
  std::shared_ptr<LaneLines> block(const Key& group, std::uint32_t longest);
  void lane(const Key& route, const std::shared_ptr<LaneLines>& lines, std::uint16_t lane,
            std::uint32_t frames);

  /// The longest delay of a line that is newborn in a graph that plays: so long must its cross-fade wait.
  [[nodiscard]] std::uint32_t hold_frames() const { return hold_frames_; }
  void write(graph::RenderPlan& plan);
  [[nodiscard]] DelayState finish() noexcept { return std::move(next_); }

 private:
  const DelayState& present_;
  bool first_;
  std::uint32_t fade_frames_;
  std::uint32_t hold_frames_ = 0;
  DelayState next_;
  std::vector<graph::DelayChange> begins_, moves_, settings_;
  std::vector<std::shared_ptr<const void>> owned_;
};

}  // namespace corelogic::building
