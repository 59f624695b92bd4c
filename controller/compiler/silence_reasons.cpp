// silence_reasons.cpp: the source, the strip's own fader, and every way out of it.  Side: control; pure.
#include "controller/compiler/silence_reasons.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::compiler {
namespace {

using namespace messages;  // the project's words by name
using project::Project;

bool is_silence(Decibels level) {
  return std::isinf(level.value) && level.value < 0;
}

class Silence {
 public:
  Silence(const Project& project, const FaderOf& fader_of) : project_(project), fader_of_(fader_of) {}

  std::vector<Reason> of(const Track& track) {
    explain_source(track);
    explain_fader(track, track.name + " is");
    explain_ways_out(track);
    return std::move(reasons_);
  }

 private:
  void add(const char* subject, std::uint32_t id, std::string sentence) {
    reasons_.push_back({subject, id, 0, std::move(sentence)});
  }

  void explain_source(const Track& track) {
    if (track.kind == TrackKind::kVca) {
      add("track", track.id.value,
          track.name + " is a vca: it has no sound of its own, it moves other strips.");
      return;
    }
    if (track.kind != TrackKind::kAudio) {
      if (project_.routing().feeds_into(*project_.tracks().position_of(track.id)).empty())
        add("track", track.id.value, "Nothing goes into " + track.name + ".");
      return;
    }
    if (std::holds_alternative<NoInput>(track.input))
      add("track", track.id.value, track.name + " has no input.");
    if (!std::holds_alternative<DeviceInput>(track.input)) return;
    if (track.monitoring == Monitoring::kOff)
      add("track", track.id.value, "The input of " + track.name + " is not monitored: monitoring is off.");
    if (track.monitoring == Monitoring::kAuto && !track.record_arm)
      add("track", track.id.value,
          "The input of " + track.name + " is monitored while it is armed, and it is not armed.");
  }

  /// `who`: "Guitar is", "Its output Reverb is". Returns: whether the fader is closed.
  bool explain_fader(const Track& track, const std::string& who) {
    const std::size_t before = reasons_.size();
    if (track.mute) add("track", track.id.value, who + " muted.");
    for (const MuteGroupId id : track.mute_groups)
      if (const MuteGroup* group = project_.find(id); group && group->active)
        add("muteGroup", id.value, who + " muted by the mute group " + group->name + ".");
    std::set<TrackId> seen;
    explain_vcas(track, who, seen);
    if (is_silence(track.volume)) add("track", track.id.value, who + " at -inf dB: its fader is down.");
    if (reasons_.size() == before && muted_in_graph(track)) explain_solo(track, who);
    return reasons_.size() > before;
  }

  void explain_vcas(const Track& track, const std::string& who, std::set<TrackId>& seen) {
    for (const TrackId id : track.vcas) {
      const Track* vca = project_.tracks().find(id);
      if (vca == nullptr || !seen.insert(id).second) continue;
      if (vca->mute) add("track", id.value, who + " muted by the vca " + vca->name + ".");
      if (is_silence(vca->volume)) add("track", id.value, who + " at -inf dB by the vca " + vca->name + ".");
      explain_vcas(*vca, who, seen);
    }
  }

  [[nodiscard]] bool muted_in_graph(const Track& track) const {
    const Node* fader = fader_of_(track.id);
    const auto* fx = fader == nullptr ? nullptr : std::get_if<FxNode>(&fader->kind);
    return fx != nullptr && fx->parameters.at(vocabulary::fader::kMute) != 0;
  }

  void explain_solo(const Track& track, const std::string& who) {
    for (const Track& other : project_.tracks())
      if (other.solo && other.id != track.id)
        add("track", other.id.value, who + " silent while " + other.name + " is soloed.");
  }

  /// A way out that is open needs nothing said. If none is, the main way is followed to where it ends.
  void explain_ways_out(const Track& track) {
    if (track.kind == TrackKind::kVca) return;
    if (other_way_out(track)) return;
    follow(track);
  }

  [[nodiscard]] bool sounds(const Track& track) const {
    std::set<TrackId> seen;
    return !track.mute && !is_silence(track.volume) && !muted_in_graph(track) && !closed_by_vca(track, seen);
  }
  bool closed_by_vca(const Track& track, std::set<TrackId>& seen) const {
    return std::ranges::any_of(track.vcas, [&](TrackId id) {
      const Track* vca = project_.tracks().find(id);
      return vca != nullptr && seen.insert(id).second &&
             (vca->mute || is_silence(vca->volume) || closed_by_vca(*vca, seen));
    });
  }
  /// Whether what comes into the strip reaches a device channel.
  [[nodiscard]] bool passes(TrackId id) const {
    const auto known = passes_.find(id);
    if (known != passes_.end()) return known->second;
    const Track* track = project_.tracks().find(id);
    const bool answer = track != nullptr && find_way(*track);
    return passes_[id] = answer;
  }
  [[nodiscard]] bool find_way(const Track& track) const {
    if (track.kind == TrackKind::kMaster && !sounds(track)) return false;
    const bool main = sounds(track) && (std::holds_alternative<DeviceOutput>(track.output) ||
                                        (target_of(track) && passes(*target_of(track))));
    return main || other_way_out(track);
  }
  [[nodiscard]] static std::optional<TrackId> target_of(const Track& track) {
    const auto* target = std::get_if<TrackOutput>(&track.output);
    return target ? std::optional(target->track) : std::nullopt;
  }
  [[nodiscard]] bool other_way_out(const Track& track) const {
    const bool open = sounds(track);
    if (!track.direct_out.channels.empty() && !is_silence(track.direct_out.level) &&
        (open || track.direct_out.tap != Tap::kPostFader))
      return true;
    for (const Send& send : track.sends)
      if (!send.mute && !is_silence(send.level) && (open || send.pre_fader) && passes(send.destination))
        return true;
    for (const Connection& connection : project_.connections()) {
      if (connection.source != track.id || !(open || connection.source_port == "pre")) continue;
      if (std::holds_alternative<DeviceOutput>(connection.destination)) return true;
      const auto* target = std::get_if<TrackOutput>(&connection.destination);
      if (target && passes(target->track)) return true;
    }
    return false;
  }

  void follow(const Track& track) {
    const Track* at = &track;
    for (std::size_t hops = 0; hops <= project_.tracks().size(); ++hops) {
      if (std::holds_alternative<DeviceOutput>(at->output)) return;
      const auto target = target_of(*at);
      const Track* next = target ? project_.tracks().find(*target) : nullptr;
      if (next == nullptr) {
        add("track", at->id.value,
            at->name + (at == &track ? " has no output." : ", where it goes, has no output."));
        return;
      }
      if (explain_fader(*next, next->name + ", where it goes, is")) return;
      if (other_way_out(*next)) return;
      at = next;
    }
  }

  const Project& project_;
  const FaderOf& fader_of_;
  mutable std::unordered_map<TrackId, bool> passes_;
  std::vector<Reason> reasons_;
};

}  // namespace

std::vector<Reason> silence_reasons(const Project& project, const Track& track, const FaderOf& fader_of) {
  return Silence(project, fader_of).of(track);
}

}  // namespace corelogic::compiler
