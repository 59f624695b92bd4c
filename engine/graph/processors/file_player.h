// file_player.h: plays a sound that lies in memory, in step with the transport, without a click on play, stop
// or locate. It does not read files (streaming/ does, beforehand).  Side: audio.
#pragma once

#include <cstdint>
#include <span>

#include "engine/graph/render_plan.h"

namespace corelogic::graph {

/// A sound in memory: one array per channel, at the engine's rate, touched and locked.
struct SoundView {
  const float* const* channels = nullptr;
  std::uint16_t channel_count = 0;
  std::int64_t frames = 0;
};

/// Transport frame p plays sound frame p (p mod frames when looped). Where the block lies whole inside the
/// sound and nothing fades, the slots point straight into it; else `scratch` is filled.
class FilePlayer {
 public:
  /// Owns nothing: `slots` (one per output channel) and `scratch` (channel_count buffers of dsp::kMaxFrames)
  /// belong to the pool. An output channel beyond the sound's own repeats its last (a mono file fills a
  /// stereo strip).
  FilePlayer(SoundView sound, bool loop, ChannelSlot* slots, float* const* scratch,
             std::uint16_t output_channels, float fade_frames) noexcept;

  static void run(void* state, const CycleContext&) noexcept CL_REALTIME;
  /// The slots it moves.  Side: control.
  [[nodiscard]] std::span<ChannelSlot> slots() const noexcept { return {slots_, outputs_}; }

 private:
  void render(const CycleContext&) noexcept CL_REALTIME;
  /// A reading position, or silence.
  struct Head {
    std::int64_t position = 0;
    bool sounding = false;
  };
  void fill(std::uint16_t channel, std::uint32_t frames) noexcept CL_REALTIME;
  [[nodiscard]] const float* channel(std::uint16_t channel) const noexcept;
  [[nodiscard]] float sample(const Head&, std::uint16_t channel, std::uint32_t offset) const noexcept;
  [[nodiscard]] bool points_straight(std::uint32_t frames, std::int64_t& start) const noexcept;

  SoundView sound_;
  bool loop_;
  ChannelSlot* slots_;
  float* const* scratch_;
  std::uint16_t outputs_;
  float fade_frames_;
  Head active_;
  Head former_;
  float fade_left_ = 0.0F;
};

}  // namespace corelogic::graph
