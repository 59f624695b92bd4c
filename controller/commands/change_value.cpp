// change_value.cpp: one short function an arm that sets a value; all others say nothing.  Side: control;
// pure.
#include "controller/commands/change_value.h"

#include <algorithm>

#include "controller/tracks/strip_rules.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // the changes by name
using project::Project;
using tracks::level_text;
using tracks::number_text;

template <class Items, class Text>
std::string list_text(const Items& items, Text text) {
  std::string all;
  for (const auto& item : items) all += (all.empty() ? "" : ", ") + text(item);
  return all.empty() ? "none" : all;
}

std::string channels_text(const std::vector<std::uint16_t>& channels) {
  return "device channels " + list_text(channels, [](auto channel) { return std::to_string(channel); });
}

std::string on_off(bool on) {
  return on ? "on" : "off";
}

constexpr const char* kPolarities[] = {"normal", "left", "right", "both"};
constexpr const char* kMonitorings[] = {"input", "auto", "off"};
constexpr const char* kTaps[] = {"post-fader", "pre-fader", "pre-EQ"};
constexpr const char* kListens[] = {"off", "PFL", "AFL"};
constexpr const char* kMeterPoints[] = {"input", "pre-fader", "post-fader"};
constexpr const char* kSoloModes[] = {"in place", "PFL", "AFL"};

template <std::size_t kCount, class Enum>
std::string word(const char* const (&words)[kCount], Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < kCount ? words[index] : "?";
}

class ValueText {
 public:
  explicit ValueText(const Project& names) : names_(names) {}

  std::string operator()(const VolumeSet& set) const { return level_text(set.volume); }
  std::string operator()(const PanSet& set) const { return number_text(set.pan); }
  std::string operator()(const MuteSet& set) const { return on_off(set.mute); }
  std::string operator()(const SoloSet& set) const { return on_off(set.solo); }
  std::string operator()(const TrackRenamed& set) const { return set.name; }
  std::string operator()(const TrackMoved& set) const { return std::to_string(set.position); }
  std::string operator()(const InsertMoved& set) const { return std::to_string(set.position); }
  std::string operator()(const SceneMoved& set) const { return std::to_string(set.position); }
  std::string operator()(const InsertBypassSet& set) const { return on_off(set.bypass); }
  std::string operator()(const InsertPostFaderSet& set) const {
    return set.post_fader ? "behind the fader" : "before the fader";
  }
  std::string operator()(const ParameterSet& set) const { return parameter_text(set); }
  std::string operator()(const SendLevelSet& set) const { return level_text(set.level); }
  std::string operator()(const SendPanSet& set) const { return number_text(set.pan); }
  std::string operator()(const SendPreFaderSet& set) const {
    return set.pre_fader ? "pre-fader" : "post-fader";
  }
  std::string operator()(const SendTapSet& set) const { return word(kTaps, set.tap); }
  std::string operator()(const SendMuteSet& set) const { return on_off(set.mute); }
  std::string operator()(const InputSet& set) const { return input_text(set.input); }
  std::string operator()(const OutputSet& set) const { return output_text(set.output); }
  std::string operator()(const OutputMapSet& set) const {
    return set.map.empty() ? "by the layouts"
                           : list_text(set.map, [](auto channel) { return std::to_string(channel); });
  }
  std::string operator()(const MonitorLevelSet& set) const { return level_text(set.level); }
  std::string operator()(const MonitorOutputSet& set) const { return output_text(set.output); }
  std::string operator()(const TempoSet& set) const { return number_text(set.tempo); }
  std::string operator()(const TrimSet& set) const { return number_text(set.trim) + " dB"; }
  std::string operator()(const PolaritySet& set) const { return word(kPolarities, set.polarity); }
  std::string operator()(const HighPassSet& set) const {
    return set.frequency == 0 ? "off" : number_text(set.frequency) + " Hz";
  }
  std::string operator()(const DelaySet& set) const { return number_text(set.delay) + " ms"; }
  std::string operator()(const MeterSet& set) const {
    return word(kMeterPoints, set.meter.point) + (set.meter.detail == MeterDetail::kFull ? ", full" : "");
  }
  std::string operator()(const ListenSet& set) const { return word(kListens, set.listen); }
  std::string operator()(const KeySet& set) const {
    return set.key.track.valid() ? track_text(set.key.track) + (set.key.pre_fader ? " before its fader" : "")
                                 : "none";
  }
  std::string operator()(const InsertFileSet& set) const {
    const std::string heard = set.path.empty() ? "none" : set.path;
    return set.other.empty() || set.other == set.path ? heard : heard + " (the other side: " + set.other + ")";
  }
  std::string operator()(const InsertValuesSet& set) const { return set.side_b ? "side B" : "side A"; }
  std::string operator()(const VcasSet& set) const {
    return list_text(set.vcas, [this](TrackId vca) { return track_text(vca); });
  }
  std::string operator()(const MuteGroupsSet& set) const {
    return list_text(set.mute_groups, [this](MuteGroupId id) {
      const auto* group = names_.find(id);
      return group ? group->name : "number " + std::to_string(id.value);
    });
  }
  std::string operator()(const LinkSet& set) const {
    return set.partner.valid() ? track_text(set.partner) : "none";
  }
  std::string operator()(const RecordArmSet& set) const { return on_off(set.record_arm); }
  std::string operator()(const MonitoringSet& set) const { return word(kMonitorings, set.monitoring); }
  std::string operator()(const DirectOutSet& set) const {
    return set.direct_out.channels.empty()
               ? "none"
               : channels_text(set.direct_out.channels) + " " + word(kTaps, set.direct_out.tap) + " at " +
                     level_text(set.direct_out.level);
  }
  std::string operator()(const SoloIsolateSet& set) const { return on_off(set.solo_isolate); }
  std::string operator()(const SoloSafeSet& set) const { return on_off(set.solo_safe); }
  std::string operator()(const SoloSettingsSet& set) const {
    return word(kSoloModes, set.solo.mode) + (set.solo.exclusive ? ", exclusive" : "");
  }
  std::string operator()(const MuteGroupRenamed& set) const { return set.name; }
  std::string operator()(const MuteGroupSet& set) const { return on_off(set.active); }
  std::string operator()(const SceneDescribed& set) const { return set.name; }
  std::string operator()(const TrackSafeSet& set) const { return words_text(set.safe); }
  std::string operator()(const InsertSafeSet& set) const { return words_text(set.safe); }
  std::string operator()(const WiresSet& set) const {
    return std::to_string(set.wires.size()) + (set.custom ? " of one's own" : " beside those by themselves");
  }
  std::string operator()(const ProjectRenamed& set) const { return set.name; }
  template <class Other>
  std::string operator()(const Other&) const {
    return {};
  }

 private:
  [[nodiscard]] std::string track_text(TrackId id) const {
    const auto* track = names_.tracks().find(id);
    return track ? track->name : "track " + std::to_string(id.value);
  }
  [[nodiscard]] std::string output_text(const Output& output) const {
    if (const auto* device = std::get_if<DeviceOutput>(&output)) return channels_text(device->channels);
    if (const auto* target = std::get_if<TrackOutput>(&output)) return track_text(target->track);
    return "none";
  }
  static std::string input_text(const Input& input) {
    if (const auto* device = std::get_if<DeviceInput>(&input)) return channels_text(device->channels);
    if (const auto* file = std::get_if<FileInput>(&input))
      return file->path + (file->loop ? " (looped)" : "");
    return "none";
  }
  static std::string words_text(const std::vector<std::string>& words) {
    return list_text(words, [](const std::string& one) { return one; });
  }
  [[nodiscard]] std::string parameter_text(const ParameterSet& set) const {
    const auto* insert = names_.tracks().find(set.insert);
    const auto* effect = insert ? vocabulary::find_effect(insert->effect) : nullptr;
    const auto index = effect ? effect->find(set.parameter) : std::nullopt;
    if (!index) return number_text(set.value);
    const auto& known = effect->parameters[*index];
    if (known.scale == vocabulary::Scale::kSwitch) return on_off(set.value != 0);
    const auto choice = static_cast<std::size_t>(std::max(0.0, set.value));
    if (known.scale == vocabulary::Scale::kChoice && choice < known.choices.size())
      return std::string(known.choices[choice]);
    return number_text(set.value) + (known.unit.empty() ? "" : " " + std::string(known.unit));
  }

  const Project& names_;
};

}  // namespace

std::string value_text(const Project& names, const Change& change) {
  return std::visit(ValueText(names), change);
}

}  // namespace corelogic::commands
