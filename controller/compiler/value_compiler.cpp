// value_compiler.cpp: where in the graph each value lives; the mirror image of strip_expander.  Side:
// control; pure.
#include "controller/compiler/value_compiler.h"

#include <algorithm>
#include <utility>

#include "controller/compiler/fader_values.h"
#include "controller/compiler/monitor_section.h"
#include "controller/compiler/strip_expander.h"
#include "controller/tracks/desk_rules.h"
#include "controller/tracks/placeholder.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::compiler {
namespace {

using namespace messages;  // the changes by name
using vocabulary::make_node_id;
using vocabulary::NodeRole;

constexpr std::uint16_t kFaderVolume = vocabulary::fader::kVolume;
constexpr std::uint16_t kFaderMute = vocabulary::fader::kMute;
constexpr std::uint16_t kOutputLevel = vocabulary::output::kLevel;
constexpr std::uint16_t kOutputMute = vocabulary::output::kMute;

/// One operator() an arm of Change: true when it was a value, false when the structure changed. Values are
/// read from the project after all changes, so the last of several wins.
class ValueCompilation {
 public:
  ValueCompilation(const project::Project& after, const Changes& inverse)
      : tracks_(after.tracks()), after_(after), inverse_(inverse), shape_(master_shape(after)) {}

  bool operator()(const VolumeSet& change) {
    return of_track(change.track, [&](const Track& track) { add_levels(track); });
  }
  bool operator()(const PanSet& change) {
    return of_track(change.track, [&](const Track& track) {
      if (has_pan_node(track))
        add(make_node_id(track.id.value, NodeRole::kPan), vocabulary::pan::kPan, track.pan);
      else if (plays_by_output(track))
        add(fader_of(track), vocabulary::output::kBalance, track.pan);
      else
        add(fader_of(track), vocabulary::fader::kBalance, track.pan);
    });
  }
  bool operator()(const MuteSet& change) { return switched(change.track); }
  bool operator()(const SoloSet& change) { return switched(change.track); }
  bool operator()(const SoloIsolateSet& change) { return switched(change.track); }
  bool operator()(const MuteGroupsSet& change) { return switched(change.track); }
  bool operator()(const MuteGroupSet&) { return switches_ = true; }
  bool operator()(const MuteGroupAdded&) { return switches_ = true; }
  bool operator()(const MuteGroupRemoved&) { return switches_ = true; }
  /// Levels and silence of the strip, or of those the vca moves. While a vca is listened to, what the monitor
  /// hears is structure.
  bool operator()(const VcasSet& change) {
    const bool heard = std::ranges::any_of(tracks_, [](const Track& track) {
      return !tracks::has_sound(track) && track.listen != Listen::kOff;
    });
    if (heard || !switched(change.track)) return false;
    add_levels(*tracks_.find(change.track));
    return true;
  }
  bool operator()(const RecordArmSet& change) { return hears_as_before(change.track); }
  bool operator()(const MonitoringSet& change) { return hears_as_before(change.track); }
  /// Its level is a value while it goes where it went.
  bool operator()(const DirectOutSet& change) {
    const Track* track = tracks_.find(change.track);
    const auto* before =
        before_of<DirectOutSet>([&](const auto& other) { return other.track == change.track; });
    if (!track || !before || before->direct_out.channels != track->direct_out.channels) return false;
    if (track->direct_out.channels.empty()) return true;
    if (before->direct_out.tap != track->direct_out.tap) return false;
    add(make_node_id(track->id.value, NodeRole::kDirectOut), vocabulary::output::kLevel,
        track->direct_out.level.value);
    return true;
  }
  bool operator()(const MonitorLevelSet& change) {
    return of_track(change.track, [&](const Track& track) {
      if (track.kind != TrackKind::kMaster) return;
      if (shape_.own_monitor && shape_.limiter)
        add(master_node(NodeRole::kMonitorFader), kFaderVolume, track.monitor_level.value);
      else if (shape_.own_monitor)
        add(master_node(NodeRole::kMonitor), vocabulary::output::kLevel, track.monitor_level.value);
      else
        add(master_node(NodeRole::kOutput), vocabulary::output::kMonitorLevel, track.monitor_level.value);
    });
  }
  bool operator()(const InsertBypassSet& change) {
    const Insert* insert = tracks_.find(change.insert);
    if (insert && !tracks::is_placeholder(*insert))
      add(make_node_id(insert->id.value, NodeRole::kInsert), kBypassParameter, insert->bypass ? 1 : 0);
    return insert != nullptr;
  }
  bool operator()(const ParameterSet& change) {
    const Insert* insert = tracks_.find(change.insert);
    if (!insert) return false;
    if (tracks::is_placeholder(*insert)) return true;  // nothing of it is heard
    const auto& known = vocabulary::find_effect(insert->effect)->parameters;
    for (std::size_t i = 0; i < insert->parameters.size(); ++i) {
      if (insert->parameters[i].name != change.parameter) continue;
      if (known[i].needs_graph()) return false;
      add_insert_value(*insert, i);
    }
    return true;
  }
  /// Both sides at once: what sounds different now is told, unless a graph must bring it.
  bool operator()(const InsertValuesSet& change) {
    const Insert* insert = tracks_.find(change.insert);
    const auto* before = before_of<InsertValuesSet>(
        [&](const InsertValuesSet& other) { return other.insert == change.insert; });
    if (!insert || !before || before->parameters.size() != insert->parameters.size()) return false;
    if (tracks::is_placeholder(*insert)) return true;
    const auto& known = vocabulary::find_effect(insert->effect)->parameters;
    for (std::size_t i = 0; i < insert->parameters.size(); ++i) {
      if (insert->parameters[i] == before->parameters[i]) continue;
      if (known[i].needs_graph()) return false;
      add_insert_value(*insert, i);
    }
    return true;
  }
  bool operator()(const TrimSet& change) {
    return of_stage(change.track, vocabulary::input_stage::kTrim,
                    [](const Track& track) { return track.trim; });
  }
  bool operator()(const PolaritySet& change) {
    return of_stage(change.track, vocabulary::input_stage::kPolarity,
                    [](const Track& track) { return static_cast<double>(track.polarity); });
  }
  bool operator()(const HighPassSet& change) {
    return of_stage(change.track, vocabulary::input_stage::kHighPass,
                    [](const Track& track) { return track.high_pass; });
  }
  bool operator()(const DelaySet& change) {
    return of_stage(change.track, vocabulary::input_stage::kDelay,
                    [](const Track& track) { return track.delay; });
  }
  bool operator()(const OutputStageSet& change) {
    const auto* before =
        before_of<OutputStageSet>([&](const auto& other) { return other.track == change.track; });
    if (!before) return false;
    const OutputStage& stage = tracks_.master().stage;
    const OutputStage& old = before->stage;
    if (stage.safety_limiter != old.safety_limiter || stage.mono != old.mono || stage.clip != old.clip ||
        stage.dither_bits != old.dither_bits)
      return false;
    add(master_node(NodeRole::kOutput), vocabulary::output::kDim, stage.dim ? 1 : 0);
    add(master_node(NodeRole::kOutput), vocabulary::output::kDimLevel, stage.dim_level);
    if (shape_.limiter) add(master_node(NodeRole::kLimiter), vocabulary::limiter::kCeiling, stage.ceiling);
    if (shape_.limiter && shape_.own_monitor)
      add(master_node(NodeRole::kMonitorLimiter), vocabulary::limiter::kCeiling, stage.ceiling);
    return true;
  }
  bool operator()(const MonitorSet&) {
    const auto* before = before_of<MonitorSet>([](const auto&) { return true; });
    const Monitor& monitor = after_.monitor();
    if (!before || before->monitor.source != monitor.source || before->monitor.mono != monitor.mono)
      return false;
    using namespace vocabulary::output;
    const bool own = shape_.own_monitor;
    const NodeId node = master_node(own ? NodeRole::kMonitor : NodeRole::kOutput);
    add(node, own ? kMute : kMonitorCut, monitor.cut ? 1 : 0);
    add(node, own ? kDim : kMonitorDim, monitor.dim ? 1 : 0);
    add(node, own ? kDimLevel : kMonitorDimLevel, monitor.dim_level);
    return true;
  }
  bool operator()(const SendLevelSet& change) { return of_send(change.send, kEdgeLevel, send_level); }
  bool operator()(const SendPanSet& change) {
    return of_send(change.send, kEdgePan, [](const Send& send) { return send.pan; });
  }
  bool operator()(const SendMuteSet& change) { return of_send(change.send, kEdgeLevel, send_level); }
  // Names are not heard.
  bool operator()(const TrackRenamed&) { return true; }
  bool operator()(const ProjectRenamed&) { return true; }
  bool operator()(const IdsTaken&) { return true; }
  bool operator()(const TempoSet&) { return true; }  // no node's: the transport is told
  // What is only shown, stored or told by other changes.
  bool operator()(const LookSet&) { return true; }
  bool operator()(const SoloSettingsSet&) { return true; }
  bool operator()(const SoloSafeSet&) { return true; }
  bool operator()(const TrackSafeSet&) { return true; }
  bool operator()(const InsertSafeSet&) { return true; }
  bool operator()(const LinkSet&) { return true; }
  bool operator()(const MuteGroupRenamed&) { return true; }
  bool operator()(const SceneAdded&) { return true; }
  bool operator()(const SceneRemoved&) { return true; }
  bool operator()(const SceneMoved&) { return true; }
  bool operator()(const SceneStored&) { return true; }
  bool operator()(const SceneDescribed&) { return true; }
  bool operator()(const WiresSet&) { return true; }
  // Structure, one by one: a new change must say which it is.
  bool operator()(const TrackAdded&) { return false; }
  bool operator()(const TrackRemoved&) { return false; }
  bool operator()(const TrackMoved&) { return false; }
  bool operator()(const InsertAdded&) { return false; }
  bool operator()(const InsertRemoved&) { return false; }
  bool operator()(const InsertMoved&) { return false; }
  bool operator()(const SendAdded&) { return false; }
  bool operator()(const SendRemoved&) { return false; }
  bool operator()(const SendPreFaderSet&) { return false; }
  bool operator()(const InputSet&) { return false; }
  bool operator()(const OutputSet&) { return false; }
  bool operator()(const MonitorOutputSet&) { return false; }
  bool operator()(const Connected&) { return false; }
  bool operator()(const Disconnected&) { return false; }
  bool operator()(const ProjectReplaced&) { return false; }
  bool operator()(const KeySet&) { return false; }
  bool operator()(const InsertFileSet&) { return false; }
  bool operator()(const MeterSet&) { return false; }
  bool operator()(const ListenSet&) { return false; }
  bool operator()(const OutputMapSet&) { return false; }
  bool operator()(const InsertPostFaderSet&) { return false; }
  bool operator()(const SendTapSet&) { return false; }

  std::vector<ParameterValue> finish() {
    add_mutes();
    return std::move(values_);
  }

 private:
  /// The master without a fader of its own: its output node has level, mute and balance.
  [[nodiscard]] bool plays_by_output(const Track& track) const {
    return track.kind == TrackKind::kMaster && !shape_.own_fader;
  }
  /// The node with the strip's volume and mute.
  [[nodiscard]] NodeId fader_of(const Track& track) const {
    return make_node_id(track.id.value, plays_by_output(track) ? NodeRole::kOutput : NodeRole::kFader);
  }
  [[nodiscard]] NodeId master_node(NodeRole role) const {
    return make_node_id(tracks_.master().id.value, role);
  }

  /// The last of the inverse's changes of this kind: what was before all.
  template <class Set, class Fits>
  [[nodiscard]] const Set* before_of(Fits fits) const {
    for (auto change = inverse_.rbegin(); change != inverse_.rend(); ++change)
      if (const auto* set = std::get_if<Set>(&*change); set && fits(*set)) return set;
    return nullptr;
  }
  template <class Set, class Value>
  void take_back(Track& track, Value Track::*field, Value Set::*value) const {
    if (const auto* set = before_of<Set>([&](const Set& other) { return other.track == track.id; }))
      track.*field = set->*value;
  }
  /// A value of the input stage, if the stage was there before and still is.
  template <class ValueOf>
  bool of_stage(TrackId id, std::uint16_t parameter, ValueOf value_of) {
    const Track* track = tracks_.find(id);
    if (!track || inverse_.empty()) return false;
    Track before;
    before.id = id;
    before.trim = track->trim;
    before.polarity = track->polarity;
    before.high_pass = track->high_pass;
    before.delay = track->delay;
    take_back(before, &Track::trim, &TrimSet::trim);
    take_back(before, &Track::polarity, &PolaritySet::polarity);
    take_back(before, &Track::high_pass, &HighPassSet::frequency);
    take_back(before, &Track::delay, &DelaySet::delay);
    if (!has_input_stage(before) || !has_input_stage(*track)) return false;
    add(make_node_id(id.value, NodeRole::kInputStage), parameter, value_of(*track));
    return true;
  }
  void add_insert_value(const Insert& insert, std::size_t parameter) {
    add(make_node_id(insert.id.value, NodeRole::kInsert), static_cast<std::uint16_t>(parameter),
        insert.parameters[parameter].value);
  }
  void add(NodeId node, std::uint16_t parameter, double value) {
    values_.push_back({node, {}, parameter, value});
  }

  template <class Set>
  bool of_track(TrackId id, Set set) {
    const Track* track = tracks_.find(id);
    if (track) set(*track);
    return track != nullptr;
  }
  template <class ValueOf>
  bool of_send(SendId id, std::uint16_t parameter, ValueOf value_of) {
    const Send* send = tracks_.find(id);
    if (send)
      values_.push_back({make_node_id(send->destination.value, NodeRole::kSum),
                         make_edge_id(id.value, EdgeRole::kSend), parameter, value_of(*send)});
    return send != nullptr;
  }
  bool switched(TrackId id) {
    switches_ = true;
    touched_.push_back(id);
    return tracks_.find(id) != nullptr;
  }
  void add_levels(const Track& changed) {
    for (const Track* track : moved_by(tracks_, changed))
      add(fader_of(*track), plays_by_output(*track) ? kOutputLevel : kFaderVolume,
          fader_level(tracks_, *track));
  }
  /// Structure only when a device input comes or goes.
  bool hears_as_before(TrackId id) const {
    const Track* track = tracks_.find(id);
    if (!track) return false;
    if (!std::holds_alternative<DeviceInput>(track->input)) return true;
    if (inverse_.empty()) return false;
    Track before;
    before.id = id;
    before.record_arm = track->record_arm;
    before.monitoring = track->monitoring;
    take_back(before, &Track::record_arm, &RecordArmSet::record_arm);
    take_back(before, &Track::monitoring, &MonitoringSet::monitoring);
    return hears_device(before) == hears_device(*track);
  }
  void add_mutes() {
    if (!switches_) return;
    for (const Silence& one : silence_to_tell(after_, inverse_, touched_))
      add(fader_of(*one.track), plays_by_output(*one.track) ? kOutputMute : kFaderMute, one.silent ? 1 : 0);
  }

  const tracks::TrackList& tracks_;
  const project::Project& after_;
  const Changes& inverse_;
  const MasterShape shape_;
  std::vector<ParameterValue> values_;
  bool switches_ = false;  ///< something that may silence strips was changed
  std::vector<TrackId> touched_;
};

}  // namespace

std::optional<std::vector<ParameterValue>> compile_values(const project::Project& after,
                                                          const Changes& changes, const Changes& inverse) {
  ValueCompilation values(after, inverse);
  for (const Change& change : changes)
    if (!std::visit(values, change)) return std::nullopt;
  return values.finish();
}

}  // namespace corelogic::compiler
