// scene_morph.cpp: halfway values, each by its own law.  Side: control; pure.
#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "controller/commands/scene_recall.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // the project's words by name
using vocabulary::Scale;

/// Where a fader's way to silence begins: below it nothing is heard, and -inf is no number to move from.
constexpr double kFloor = -90;  // dB

class Blend {
 public:
  explicit Blend(double amount) : amount_(amount) {}

  template <class Value>
  [[nodiscard]] Value choose(const Value& from, const Value& to) const {
    return amount_ < 0.5 ? from : to;
  }
  [[nodiscard]] double straight(double from, double to) const {
    if (amount_ <= 0 || from == to) return from;
    if (amount_ >= 1) return to;
    return from + (to - from) * amount_;
  }
  [[nodiscard]] double decibels(double from, double to) const {
    if (amount_ <= 0 || from == to) return from;
    if (amount_ >= 1) return to;
    return straight(std::max(from, kFloor), std::max(to, kFloor));
  }
  [[nodiscard]] Decibels level(Decibels from, Decibels to) const { return {decibels(from.value, to.value)}; }
  [[nodiscard]] double ratio(double from, double to) const {
    if (from <= 0 || to <= 0) return straight(from, to);
    if (amount_ <= 0 || from == to) return from;
    if (amount_ >= 1) return to;
    return from * std::pow(to / from, amount_);
  }
  /// 0 is off, which no frequency leads to.
  [[nodiscard]] double frequency_or_off(double from, double to) const {
    return from == 0 || to == 0 ? choose(from, to) : ratio(from, to);
  }
  [[nodiscard]] double parameter(const vocabulary::ParameterDescription* known, double from,
                                 double to) const {
    if (known == nullptr) return choose(from, to);
    const bool steps =
        known->scale == Scale::kSwitch || known->scale == Scale::kChoice || known->changes_latency;
    if (steps) return choose(from, to);
    return known->on_step(halfway(*known, from, to));
  }

 private:
  [[nodiscard]] double halfway(const vocabulary::ParameterDescription& known, double from, double to) const {
    if (known.scale == Scale::kLogarithmic) return ratio(from, to);
    if (known.scale == Scale::kDecibels) return decibels(from, to);
    return std::isfinite(from) && std::isfinite(to) ? straight(from, to) : choose(from, to);
  }

  double amount_;
};

template <class Things, class Id>
const auto* find_in(const Things& things, Id id) {
  const auto found = std::ranges::find_if(things, [&](const auto& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

Insert blended(const Insert& from, const Insert& to, const Blend& blend) {
  Insert result = from;
  result.bypass = blend.choose(from.bypass, to.bypass);
  const auto* effect = vocabulary::find_effect(from.effect);
  for (NamedValue& value : result.parameters) {
    const auto other = std::ranges::find(to.parameters, value.name, &NamedValue::name);
    if (other == to.parameters.end()) continue;
    const auto index = effect ? effect->find(value.name) : std::nullopt;
    value.value = blend.parameter(index ? &effect->parameters[*index] : nullptr, value.value, other->value);
  }
  return result;
}

Track blended(const Track& from, const Track& to, const Blend& blend) {
  Track result = from;
  result.volume = blend.level(from.volume, to.volume);
  result.monitor_level = blend.level(from.monitor_level, to.monitor_level);
  result.pan = blend.straight(from.pan, to.pan);
  result.mute = blend.choose(from.mute, to.mute);
  result.solo = blend.choose(from.solo, to.solo);
  result.trim = blend.decibels(from.trim, to.trim);
  result.polarity = blend.choose(from.polarity, to.polarity);
  result.high_pass = blend.frequency_or_off(from.high_pass, to.high_pass);
  result.delay = blend.straight(from.delay, to.delay);
  result.inserts.clear();
  for (const Insert& insert : from.inserts)
    if (const Insert* other = find_in(to.inserts, insert.id); other && other->effect == insert.effect)
      result.inserts.push_back(blended(insert, *other, blend));
  result.sends.clear();
  for (const Send& send : from.sends) {
    const Send* other = find_in(to.sends, send.id);
    if (other == nullptr) continue;
    result.sends.push_back(send);
    result.sends.back().level = blend.level(send.level, other->level);
    result.sends.back().pan = blend.straight(send.pan, other->pan);
    result.sends.back().mute = blend.choose(send.mute, other->mute);
  }
  return result;
}

}  // namespace

Scene between(const Scene& from, const Scene& to, double amount) {
  const Blend blend(amount);
  Scene result;
  result.monitor = from.monitor;
  std::unordered_map<TrackId, const Track*> others;
  for (const Track& track : to.tracks) others[track.id] = &track;
  for (const Track& track : from.tracks)
    if (const auto other = others.find(track.id); other != others.end())
      result.tracks.push_back(blended(track, *other->second, blend));
  for (const MuteGroup& group : from.mute_groups) {
    const MuteGroup* other = find_in(to.mute_groups, group.id);
    if (other == nullptr) continue;
    result.mute_groups.push_back(group);
    result.mute_groups.back().active = blend.choose(group.active, other->active);
  }
  return result;
}

}  // namespace corelogic::commands
