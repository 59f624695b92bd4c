// effect_catalogue.h: every effect's parameters, described once, for validation, display and the engine alike.
// To add an effect: a table and an entry here, then a processor in engine/ (see engine/README.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

namespace corelogic::vocabulary {

enum class Scale : std::uint8_t { kLinear, kLogarithmic, kDecibels, kSwitch };

/// One parameter: values outside [least, most] and NaN are refused.
struct ParameterDescription {
  std::string_view name;
  std::string_view unit;
  double least;
  double most;
  double initial;
  Scale scale = Scale::kLinear;
};

struct EffectDescription {
  std::string_view name;
  std::string_view title;
  std::uint16_t most_channels;
  bool insertable;  ///< may stand in a strip's insert chain; else only the compiler makes it
  std::span<const ParameterDescription> parameters;

  [[nodiscard]] constexpr std::optional<std::size_t> find(std::string_view parameter) const {
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (parameters[i].name == parameter) return i;
    return std::nullopt;
  }
};

inline constexpr double kMinusInfinity = -std::numeric_limits<double>::infinity();

namespace fader {
enum Parameter : std::uint16_t { kVolume, kMute, kBalance };
inline constexpr std::array<ParameterDescription, 3> kParameters{{
    {"volume", "dB", kMinusInfinity, 12, 0, Scale::kDecibels},
    {"mute", "", 0, 1, 0, Scale::kSwitch},     // 1: silent by mute, or by another's solo
    {"balance", "", -1, 1, 0, Scale::kLinear}, // stereo_balance; used by strips without a pan node
}};
}  // namespace fader
namespace pan {
enum Parameter : std::uint16_t { kPan };
inline constexpr std::array<ParameterDescription, 1> kParameters{{{"pan", "", -1, 1, 0, Scale::kLinear}}};
}  // namespace pan
namespace output {
enum Parameter : std::uint16_t { kLevel, kMute, kBalance, kMonitorLevel };
inline constexpr std::array<ParameterDescription, 4> kParameters{{
    {"level", "dB", kMinusInfinity, 12, 0, Scale::kDecibels},
    {"mute", "", 0, 1, 0, Scale::kSwitch},
    {"balance", "", -1, 1, 0, Scale::kLinear},
    {"monitorLevel", "dB", kMinusInfinity, 12, 0, Scale::kDecibels},  // relative to the main output
}};
}  // namespace output
namespace compressor {
enum Parameter : std::uint16_t { kThreshold, kRatio, kKnee, kAttack, kRelease, kMakeup };
inline constexpr std::array<ParameterDescription, 6> kParameters{{
    {"threshold", "dB", -60, 0, -18, Scale::kDecibels},
    {"ratio", ":1", 1, 20, 3, Scale::kLogarithmic},
    {"knee", "dB", 0, 24, 6, Scale::kLinear},
    {"attack", "ms", 0.1, 200, 10, Scale::kLogarithmic},
    {"release", "ms", 5, 2000, 120, Scale::kLogarithmic},
    {"makeup", "dB", -12, 24, 0, Scale::kDecibels},
}};
}  // namespace compressor
namespace reverb {
enum Parameter : std::uint16_t { kPreDelay, kDecay, kDamping, kSize, kWidth, kMix };
inline constexpr std::array<ParameterDescription, 6> kParameters{{
    {"preDelay", "ms", 0, 250, 20, Scale::kLinear},
    {"decay", "s", 0.2, 20, 1.8, Scale::kLogarithmic},   // RT60 at low and middle frequencies
    {"damping", "Hz", 1000, 20000, 6000, Scale::kLogarithmic},  // above it the decay is faster
    {"size", "", 0.2, 1, 0.7, Scale::kLinear},           // of the delay lines
    {"width", "", 0, 1, 1, Scale::kLinear},              // 0 mono ... 1 wide
    {"mix", "%", 0, 100, 100, Scale::kLinear},           // 100: wet only
}};
}  // namespace reverb

inline constexpr std::array<EffectDescription, 5> kEffects{{
    {"fader", "Fader", 64, false, fader::kParameters},
    {"pan", "Pan", 64, false, pan::kParameters},
    {"output", "Output", 64, false, output::kParameters},
    {"compressor", "Compressor", 16, true, compressor::kParameters},
    {"reverb", "Reverb", 2, true, reverb::kParameters},
}};

[[nodiscard]] constexpr const EffectDescription* find_effect(std::string_view name) {
  for (const auto& effect : kEffects)
    if (effect.name == name) return &effect;
  return nullptr;
}

}  // namespace corelogic::vocabulary
