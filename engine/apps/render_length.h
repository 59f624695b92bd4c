// render_length.h: where a render ends: at a given length, or when the tail after it has died away.
// It takes frames and hands on those that belong to the render; the answer does not depend on how they are
// cut.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "schema/vocabulary/result.h"

namespace corelogic::apps {

class RenderLength {
 public:
  static constexpr float kQuiet = 3.1622777e-5F;  ///< -90 dBFS = 10^(-90/20)
  static constexpr double kQuietSeconds =
      0.5;  ///< so long must it be quiet: longer than a reverb's pre-delay
  static constexpr double kMostTailSeconds = 30.0;

  /// Gets planar frames, in order.
  using Sink = std::function<vocabulary::Result<void>(const float* const* channels, std::uint32_t frames)>;

  /// `with_tail` false: exactly `frames`. True: `frames`, and what follows up to the last frame above kQuiet
  /// that has no kQuietSeconds of quiet before it.
  RenderLength(std::int64_t frames, bool with_tail, std::uint32_t rate, std::uint16_t channels);

  /// Errors: those of the sink.
  [[nodiscard]] vocabulary::Result<void> take(const float* const* channels, std::uint32_t frames,
                                              const Sink& sink);
  [[nodiscard]] bool complete() const { return complete_; }
  /// Without the tail.
  [[nodiscard]] std::int64_t expected() const { return frames_; }
  /// With the longest tail.
  [[nodiscard]] std::int64_t most() const { return most_frames_; }
  /// Frames handed on so far.
  [[nodiscard]] std::int64_t written() const { return written_; }

 private:
  [[nodiscard]] vocabulary::Result<void> take_tail(const float* const* channels, std::uint32_t first,
                                                   std::uint32_t frames, const Sink& sink);
  [[nodiscard]] vocabulary::Result<void> hand_on(const float* const* channels, std::uint32_t first,
                                                 std::uint32_t frames, const Sink& sink);
  [[nodiscard]] vocabulary::Result<void> hand_on_wanted(const Sink& sink);

  std::int64_t frames_;
  std::int64_t most_frames_;
  std::size_t quiet_frames_;
  std::int64_t written_ = 0;
  std::vector<std::vector<float>> held_;  ///< quiet frames of the tail that may still be wanted
  std::size_t wanted_ = 0;                ///< of them: those up to the last loud one
  std::vector<const float*> pointers_;
  bool complete_ = false;
};

}  // namespace corelogic::apps
