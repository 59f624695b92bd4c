// value_compiler.cpp: where in the graph each value lives; the mirror image of strip_expander.  Side:
// control; pure.
#include "controller/compiler/value_compiler.h"

#include <algorithm>
#include <utility>

#include "controller/compiler/solo_in_place.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::compiler {
namespace {

using namespace messages;  // the changes by name
using vocabulary::make_node_id;
using vocabulary::NodeRole;

/// One operator() an arm of Change: true when it was a value, false when the structure changed. Values are
/// read from the project after all changes, so the last of several wins.
class ValueCompilation {
 public:
  explicit ValueCompilation(const project::Project& after) : tracks_(after.tracks()), after_(after) {}

  bool operator()(const VolumeSet& change) {
    return of_track(change.track, [&](const Track& track) {
      if (track.kind == TrackKind::kMaster)
        add(fader_of(track), vocabulary::output::kLevel, track.volume.value);
      else
        add(fader_of(track), vocabulary::fader::kVolume, track.volume.value);
    });
  }
  bool operator()(const PanSet& change) {
    return of_track(change.track, [&](const Track& track) {
      if (track.kind == TrackKind::kAudio)
        add(make_node_id(track.id.value, NodeRole::kPan), vocabulary::pan::kPan, track.pan);
      else if (track.kind == TrackKind::kAux)
        add(fader_of(track), vocabulary::fader::kBalance, track.pan);
      else
        add(fader_of(track), vocabulary::output::kBalance, track.pan);
    });
  }
  bool operator()(const MuteSet& change) {
    muted_.push_back(change.track);
    return tracks_.find(change.track) != nullptr;
  }
  bool operator()(const SoloSet& change) {
    soloed_.push_back(change.track);
    return tracks_.find(change.track) != nullptr;
  }
  bool operator()(const MonitorLevelSet& change) {
    return of_track(change.track, [&](const Track& track) {
      if (track.kind == TrackKind::kMaster)
        add(fader_of(track), vocabulary::output::kMonitorLevel, track.monitor_level.value);
    });
  }
  bool operator()(const InsertBypassSet& change) {
    const Insert* insert = tracks_.find(change.insert);
    if (insert)
      add(make_node_id(insert->id.value, NodeRole::kInsert), kBypassParameter, insert->bypass ? 1 : 0);
    return insert != nullptr;
  }
  bool operator()(const ParameterSet& change) {
    const Insert* insert = tracks_.find(change.insert);
    if (!insert) return false;
    for (std::size_t i = 0; i < insert->parameters.size(); ++i)
      if (insert->parameters[i].name == change.parameter)
        add(make_node_id(insert->id.value, NodeRole::kInsert), static_cast<std::uint16_t>(i),
            insert->parameters[i].value);
    return true;
  }
  bool operator()(const SendLevelSet& change) {
    return of_send(change.send, kEdgeLevel, [](const Send& send) { return send.level.value; });
  }
  bool operator()(const SendPanSet& change) {
    return of_send(change.send, kEdgePan, [](const Send& send) { return send.pan; });
  }
  // Names are not heard.
  bool operator()(const TrackRenamed&) { return true; }
  bool operator()(const ProjectRenamed&) { return true; }
  bool operator()(const IdsTaken&) { return true; }
  bool operator()(const TempoSet&) { return true; }  // no node's: the transport is told
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
  bool operator()(const InsertValuesSet&) { return false; }
  bool operator()(const TrimSet&) { return false; }
  bool operator()(const PolaritySet&) { return false; }
  bool operator()(const HighPassSet&) { return false; }
  bool operator()(const DelaySet&) { return false; }
  bool operator()(const MeterSet&) { return false; }
  bool operator()(const ListenSet&) { return false; }
  bool operator()(const OutputStageSet&) { return false; }
  bool operator()(const MonitorSet&) { return false; }
  bool operator()(const OutputMapSet&) { return false; }

  std::vector<ParameterValue> finish() {
    add_mutes();
    return std::move(values_);
  }

 private:
  /// The node with the strip's volume and mute: the fader, or the master's output.
  static NodeId fader_of(const Track& track) {
    return make_node_id(track.id.value,
                        track.kind == TrackKind::kMaster ? NodeRole::kOutput : NodeRole::kFader);
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
  void add_mute(std::size_t position, bool silent) {
    const Track& track = tracks_[position];
    const std::uint16_t fader_mute = vocabulary::fader::kMute;
    const std::uint16_t output_mute = vocabulary::output::kMute;
    add(fader_of(track), track.kind == TrackKind::kMaster ? output_mute : fader_mute, silent ? 1 : 0);
  }

  /// A solo can change the silence of any strip: after one, those that differ from the same project with that
  /// solo the other way round; after several, whose states in between are not known here, all.
  void add_mutes() {
    if (muted_.empty() && soloed_.empty()) return;
    const auto table = after_.routing();
    auto soloed = soloed_strips(tracks_);
    const auto silent = silent_strips(tracks_, table, soloed);
    std::vector<bool> touched(tracks_.size(), soloed_.size() > 1);
    for (const TrackId id : muted_) touched[*tracks_.position_of(id)] = true;
    if (soloed_.size() == 1) {
      soloed[*tracks_.position_of(soloed_.front())].flip();
      const auto other_way = silent_strips(tracks_, table, soloed);
      for (std::size_t i = 0; i < silent.size(); ++i)
        if (silent[i] != other_way[i]) touched[i] = true;
    }
    for (std::size_t i = 0; i < silent.size(); ++i)
      if (touched[i]) add_mute(i, silent[i]);
  }

  const tracks::TrackList& tracks_;
  const project::Project& after_;
  std::vector<ParameterValue> values_;
  std::vector<TrackId> muted_;
  std::vector<TrackId> soloed_;
};

}  // namespace

std::optional<std::vector<ParameterValue>> compile_values(const project::Project& after,
                                                          const Changes& changes) {
  ValueCompilation values(after);
  for (const Change& change : changes)
    if (!std::visit(values, change)) return std::nullopt;
  return values.finish();
}

}  // namespace corelogic::compiler
