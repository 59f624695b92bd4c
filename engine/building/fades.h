// fades.h: values on a long way: which, from where, until when. A graph holds what a value is to become;
// what it is meanwhile is known here only. Time is what has been rendered, so a fade is the same live and
// offline, and stands still with the device.  It sends nothing.  Side: control.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/building/fade_law.h"
#include "engine/building/live_graph.h"

namespace corelogic::building {

class Fades {
 public:
  /// Of the audio thread's own ramp: what is told now is heard whole so much later. Told ahead by as much,
  /// a value is where the law wants it, at any distance between two steps up to this.
  static constexpr double kRampSeconds = 0.010;
  static constexpr double kStepSeconds = 0.004;  ///< between two steps: at least two to a ramp

  explicit Fades(double sample_rate) : sample_rate_(sample_rate) {}

  enum class Way : std::uint8_t {
    kMoves,  ///< over time, by step()
    kSteps,  ///< tell it now
    kRests,  ///< it is there already
  };
  /// `value` was just written into `node`, which had `former`; a fade of it ends where it is now.
  Way set(const messages::Node& node, const messages::ParameterValue& value, double former,
          std::uint32_t fade_ms, std::int64_t now);

  [[nodiscard]] bool empty() const { return fades_.empty(); }
  /// Whether it is time for a step. Remembers that it was.
  bool due(std::int64_t now);
  /// What to tell now, and forgets what arrives by it.
  [[nodiscard]] std::vector<messages::ParameterValue> step(std::int64_t now);
  /// `graph` with the values on their way to what it holds: what a plan built now begins with.
  [[nodiscard]] LiveGraph shown(const LiveGraph& graph, std::int64_t now) const;
  /// The other way round: `graph` was shown and is to hold again what its values become.
  void hide(LiveGraph& graph) const;
  /// Forgets what is on its way to anything else than what `graph` holds.
  void keep(const LiveGraph& graph);

 private:
  struct Place {
    messages::NodeId node;
    messages::EdgeId edge;
    std::uint16_t parameter = 0;
    auto operator<=>(const Place&) const = default;
  };
  struct Move {
    FadeLaw law;
    double from;
    double to;
    double step;         ///< of the values between, from `from`; 0: any
    std::int64_t begun;  ///< frame
    std::int64_t length;
  };
  static double at(const Move& fade, std::int64_t frame) {
    const double share = static_cast<double>(frame - fade.begun) / static_cast<double>(fade.length);
    const double value = faded(fade.law, fade.from, fade.to, share);
    if (fade.step == 0 || share >= 1) return value;
    return fade.from + fade.step * std::round((value - fade.from) / fade.step);
  }
  static messages::ParameterValue valued(const Place& place, double value) {
    return {place.node, place.edge, place.parameter, value};
  }
  [[nodiscard]] std::int64_t frames(double seconds) const {
    return static_cast<std::int64_t>(seconds * sample_rate_);
  }

  double sample_rate_;
  std::map<Place, Move> fades_;
  std::int64_t next_step_ = 0;
};

}  // namespace corelogic::building
