// description.h: how an effect and its parameters are described.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace corelogic::vocabulary {

enum class Scale : std::uint8_t {
  kLinear,
  kLogarithmic,
  kDecibels,
  kSwitch,  ///< 0 or 1
  kChoice,  ///< 0, 1, 2, …: the place of a word in `choices`
};

/// One parameter: values outside [least, most], between two steps, and NaN are refused.
struct ParameterDescription {
  std::string_view name;
  std::string_view unit;
  double least;
  double most;
  double initial;
  Scale scale = Scale::kLinear;
  std::span<const std::string_view> choices = {};  ///< of kChoice, one for each value
  /// Changes the effect's latency: heard when the next graph is installed, not at once.
  bool changes_latency = false;
  /// Another value makes another effect of it, with a past of its own: it comes with the next graph, and the
  /// former one fades out.
  bool makes_anew = false;
  /// Between a value and the next, counted from `least`; 0: continuous. Of switches and choices 1. What
  /// people set between two steps is refused; what lies there by itself (halfway between two scenes, in a
  /// file of older days) goes to the nearer one, unless it is a word. Exact in binary (1, 0.5, 0.25): so a
  /// comparison tells.
  double step = 0;
  /// Not a value to be told: a graph brings it.
  [[nodiscard]] constexpr bool needs_graph() const { return changes_latency || makes_anew; }
  /// The value of the nearest step, the upper one from halfway; a continuous one, NaN and what is out of
  /// range as they are.
  [[nodiscard]] double on_step(double value) const {
    if (step == 0 || !(value >= least && value <= most)) return value;
    return least + step * std::floor((value - least) / step + 0.5);
  }
};

/// A parameter that is one of several words.
template <std::size_t kCount>
[[nodiscard]] constexpr ParameterDescription choice(std::string_view name,
                                                    const std::array<std::string_view, kCount>& words,
                                                    double initial, bool changes_latency = false) {
  ParameterDescription made{
      name, "", 0, static_cast<double>(kCount - 1), initial, Scale::kChoice, words, changes_latency};
  made.step = 1;
  return made;
}
[[nodiscard]] constexpr ParameterDescription on_off(std::string_view name, bool initial,
                                                    bool changes_latency = false) {
  ParameterDescription made{name, "", 0, 1, initial ? 1.0 : 0.0, Scale::kSwitch, {}, changes_latency};
  made.step = 1;
  return made;
}
/// A parameter that is counted in whole numbers of its unit.
[[nodiscard]] constexpr ParameterDescription counted(std::string_view name, std::string_view unit,
                                                     double least, double most, double initial) {
  ParameterDescription made{name, unit, least, most, initial};
  made.step = 1;
  return made;
}

/// Frames between a sample at the input and the same sample at the output, of an effect with these values
/// (in the order of its parameters), bypassed or not.
using LatencyLaw = std::uint32_t (*)(std::span<const double> values, double sample_rate);

struct EffectDescription {
  std::string_view name;
  std::string_view title;
  std::uint16_t most_channels;
  bool insertable;  ///< may stand in a strip's insert chain; else only the compiler makes it
  std::span<const ParameterDescription> parameters;
  bool keyed = false;            ///< may listen to a key: another strip's sound
  bool plays_file = false;       ///< needs a sound file: an impulse response
  LatencyLaw latency = nullptr;  ///< null: never any

  [[nodiscard]] constexpr std::optional<std::size_t> find(std::string_view parameter) const {
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (parameters[i].name == parameter) return i;
    return std::nullopt;
  }
  /// Of all parameters, in their order.
  [[nodiscard]] std::vector<double> initial_values() const {
    std::vector<double> values;
    for (const ParameterDescription& parameter : parameters) values.push_back(parameter.initial);
    return values;
  }
  [[nodiscard]] std::uint32_t latency_frames(std::span<const double> values, double sample_rate) const {
    return latency == nullptr ? 0 : latency(values, sample_rate);
  }
};

inline constexpr double kMinusInfinity = -std::numeric_limits<double>::infinity();

/// Milliseconds in whole frames.
[[nodiscard]] constexpr std::uint32_t frames_of_ms(double ms, double sample_rate) {
  const double frames = ms * sample_rate / 1000.0;
  const auto whole = static_cast<std::uint32_t>(frames);  // std::round is not constexpr before C++23
  return frames - whole < 0.5 ? whole : whole + 1;
}

}  // namespace corelogic::vocabulary
