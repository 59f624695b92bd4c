// monitor_section.cpp: when a section of its own is needed, and its two nodes.  Side: control; pure.
#include "controller/compiler/monitor_section.h"

#include <algorithm>
#include <utility>

#include "controller/compiler/strip_expander.h"
#include "controller/tracks/desk_rules.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::compiler {
namespace {

using namespace messages;  // the node kinds by name
using vocabulary::make_node_id;
using vocabulary::NodeRole;

/// It guards ears and is heard while playing: late by 1.5 ms, not by the 5 of the main output's.
constexpr double kMonitorLookaheadMs = 1.5;

/// Its own listening, or that of a vca that moves it; of a vca none: it has no sound.
Listen listening_of(const tracks::TrackList& tracks, const Track& track) {
  if (!tracks::has_sound(track)) return Listen::kOff;
  if (track.listen != Listen::kOff || track.vcas.empty()) return track.listen;
  for (const Track* vca : tracks::vcas_above(tracks, track))
    if (vca->listen != Listen::kOff) return vca->listen;
  return Listen::kOff;
}

bool anything_listened_to(const project::Project& project) {
  return std::any_of(project.tracks().begin(), project.tracks().end(), [&](const Track& track) {
    return listening_of(project.tracks(), track) != Listen::kOff;
  });
}

/// Something is taken behind the master's fader, before its output: the output node must not be the fader.
bool tapped_behind_fader(const project::Project& project) {
  const Track& master = project.tracks().master();
  if (!master.sends.empty() || has_post_fader_insert(master)) return true;
  return std::ranges::any_of(project.tracks(), [&](const Track& track) {
    return std::ranges::any_of(track.inserts,
                               [&](const Insert& insert) { return insert.key.track == master.id; });
  });
}

bool hears_master(const project::Project& project) {
  const auto* source = std::get_if<TrackSource>(&project.monitor().source);
  return !source || source->track == project.tracks().master().id;
}

}  // namespace

MasterShape master_shape(const project::Project& project) {
  const Track& master = project.tracks().master();
  const bool listening = anything_listened_to(project);
  const bool by_master = hears_master(project) && !listening;
  // A map is of the main output alone; the monitor hears the channels where they were.
  const bool as_master_plays = by_master && !project.monitor().mono && master.output_map.empty();
  MasterShape shape;
  shape.limiter = master.stage.safety_limiter;
  shape.own_monitor =
      std::holds_alternative<DeviceOutput>(master.monitor_output) && (!as_master_plays || shape.limiter);
  shape.own_fader = shape.limiter || (shape.own_monitor && by_master) || tapped_behind_fader(project);
  return shape;
}

std::vector<Heard> heard_strips(const project::Project& project) {
  const auto& tracks = project.tracks();
  std::vector<Heard> heard;
  for (std::uint32_t i = 0; i < tracks.size(); ++i)
    if (const Listen listen = listening_of(tracks, tracks[i]); listen != Listen::kOff)
      heard.push_back({i, listen == Listen::kPfl});
  if (!heard.empty()) return heard;
  const auto* source = std::get_if<TrackSource>(&project.monitor().source);
  const auto position = tracks.position_of(source ? source->track : tracks.master().id);
  if (position) heard.push_back({static_cast<std::uint32_t>(*position), false});
  return heard;
}

FxNode safety_limiter(const Track& master, double lookahead) {
  FxNode fx{"limiter", {}, false};
  for (const auto& parameter : vocabulary::limiter::kParameters) fx.parameters.push_back(parameter.initial);
  fx.parameters[vocabulary::limiter::kCeiling] = master.stage.ceiling;
  fx.parameters[vocabulary::limiter::kLookahead] = lookahead;
  fx.parameters[vocabulary::limiter::kTruePeak] = 1;
  return fx;
}

std::uint32_t append_monitor(std::vector<Node>& nodes, const project::Project& project) {
  const Track& master = project.tracks().master();
  const Monitor& monitor = project.monitor();
  const auto& device = std::get<DeviceOutput>(master.monitor_output);
  const auto width = static_cast<std::uint16_t>(device.channels.size());
  const auto bus = static_cast<std::uint32_t>(nodes.size());
  nodes.push_back({make_node_id(master.id.value, NodeRole::kListen),
                   "monitor_bus",
                   {{"in", width}},
                   {{"out", width}},
                   {},
                   MixerBusNode{}});
  const bool limited = master.stage.safety_limiter;
  const auto append = [&](NodeRole role, const char* name, FxNode fx) {
    const auto last = static_cast<std::uint32_t>(nodes.size() - 1);
    nodes.push_back({make_node_id(master.id.value, role),
                     name,
                     {{"in", width}},
                     {{"out", width}},
                     {{make_edge_id(master.id.value, EdgeRole::kChain), last, 0, 0, {}, 0}},
                     std::move(fx)});
  };
  if (limited) {
    append(NodeRole::kMonitorFader, "monitor_fader", {"fader", {master.monitor_level.value, 0, 0}, false});
    append(NodeRole::kMonitorLimiter, "monitor_limiter", safety_limiter(master, kMonitorLookaheadMs));
  }
  OutputNode output;
  output.parameters = {limited ? 0 : master.monitor_level.value,
                       monitor.cut ? 1.0 : 0.0,
                       0,
                       0,
                       monitor.dim ? 1.0 : 0.0,
                       0,
                       0,
                       monitor.dim_level,
                       -20};
  output.main = device.channels;
  output.mono = monitor.mono;
  output.clip = master.stage.clip;
  output.dither_bits = master.stage.dither_bits;
  output.purpose = OutputPurpose::kMonitor;
  nodes.push_back({make_node_id(master.id.value, NodeRole::kMonitor),
                   "monitor_out",
                   {{"in", width}},
                   {{"main", width}, {"monitor", width}},
                   {{make_edge_id(master.id.value, EdgeRole::kChain),
                     static_cast<std::uint32_t>(nodes.size() - 1),
                     0,
                     0,
                     {},
                     0}},
                   std::move(output)});
  return bus;
}

}  // namespace corelogic::compiler
