// strip_expander.cpp: the chain of each kind of strip.  Side: control; pure.
#include "controller/compiler/strip_expander.h"

#include <algorithm>
#include <utility>

#include "controller/tracks/desk_rules.h"
#include "controller/tracks/placeholder.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::compiler {
namespace {

using namespace messages;  // the node kinds by name
using vocabulary::make_node_id;
using vocabulary::NodeRole;

/// Appends nodes and joins each to the one before it.
class Chain {
 public:
  Chain(std::vector<Node>& nodes, const Track& track) : nodes_(nodes), track_(track) {}

  std::uint32_t append(NodeId id, std::string name, std::vector<Port> inputs, std::vector<Port> outputs,
                       decltype(Node::kind) kind) {
    Node node{id, std::move(name), std::move(inputs), std::move(outputs), {}, std::move(kind)};
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    if (begun_)
      node.edges.push_back({make_edge_id(track_.id.value, EdgeRole::kChain), index - 1, 0, 0, {}, 0});
    begun_ = true;
    nodes_.push_back(std::move(node));
    return index;
  }
  std::uint32_t append_fx(NodeId id, std::string name, std::uint16_t in, std::uint16_t out, FxNode fx) {
    return append(id, std::move(name), {{"in", in}}, {{"out", out}}, std::move(fx));
  }
  /// Gives the cable into a node a map.  Requires: the node is not the first.
  void map_into(std::uint32_t node, const std::vector<std::uint16_t>& map) {
    nodes_[node].edges.front().map = map;
  }

 private:
  std::vector<Node>& nodes_;
  const Track& track_;
  bool begun_ = false;
};

std::string absolute_path(const std::string& path, const std::string& audio_directory) {
  return path.empty() || path.front() == '/' ? path : audio_directory + "/" + path;
}

AudioInputNode source_of(const Track& track, const std::string& audio_directory) {
  const auto* device = std::get_if<DeviceInput>(&track.input);
  if (device && hears_device(track)) return {DeviceSource{device->channels}};
  if (const auto* file = std::get_if<FileInput>(&track.input))
    return {FileSource{absolute_path(file->path, audio_directory), file->loop}};
  return {NoSource{}};
}

FxNode fx_of(const Insert& insert, const std::string& audio_directory) {
  FxNode fx{insert.effect, {}, insert.bypass, absolute_path(insert.file, audio_directory)};
  fx.parameters.reserve(insert.parameters.size());
  for (const auto& parameter : insert.parameters) fx.parameters.push_back(parameter.value);
  return fx;
}

/// A fader at unity stands where the effect is not known: samples pass as they are, and the node keeps its
/// id.
FxNode passes_through() {
  return {"fader", {0, 0, 0}, false};
}

std::uint32_t append_insert(Chain& chain, const Track& track, const Insert& insert,
                            const StripContext& context) {
  FxNode fx = tracks::is_placeholder(insert) ? passes_through() : fx_of(insert, context.audio_directory);
  std::vector<Port> inputs{{"in", track.channels}};
  if (has_key(insert)) inputs.push_back({"key", track.channels});
  return chain.append(make_node_id(insert.id.value, NodeRole::kInsert),
                      context.names(insert_suffix(insert.effect)), std::move(inputs),
                      {{"out", track.channels}}, std::move(fx));
}

std::uint32_t append_input(Chain& chain, const Track& track, const StripContext& context) {
  const std::uint32_t owner = track.id.value;
  if (track.kind == TrackKind::kAudio)
    return chain.append(make_node_id(owner, NodeRole::kInput), context.names("in"), {},
                        {{"out", track.channels}}, source_of(track, context.audio_directory));
  const bool master = track.kind == TrackKind::kMaster;
  return chain.append(make_node_id(owner, NodeRole::kSum), context.names(master ? "bus" : "in"),
                      {{"in", track.channels}}, {{"out", track.channels}}, MixerBusNode{});
}

std::uint32_t append_input_stage(Chain& chain, const Track& track, const StripContext& context) {
  return chain.append_fx(
      make_node_id(track.id.value, NodeRole::kInputStage), context.names("stage"), track.channels,
      track.channels,
      {"inputStage", {track.trim, static_cast<double>(track.polarity), track.high_pass, track.delay}, false});
}

std::uint32_t append_fader(Chain& chain, const Track& track, const StripContext& context) {
  const double balance = has_pan_node(track) ? 0 : track.pan;
  return chain.append_fx(make_node_id(track.id.value, NodeRole::kFader), context.names("fader"),
                         track.channels, track.channels,
                         {"fader", {context.level, context.silent ? 1.0 : 0.0, balance}, false});
}

std::uint32_t append_pan(Chain& chain, const Track& track, const StripContext& context) {
  const bool widens = track.channels == 1 && track.kind == TrackKind::kAudio;
  const std::uint16_t out = widens ? 2 : track.channels;
  return chain.append_fx(make_node_id(track.id.value, NodeRole::kPan), context.names("pan"), track.channels,
                         out, {"pan", {track.pan}, false});
}

std::vector<std::uint16_t> device_channels(const Output& output) {
  const auto* device = std::get_if<DeviceOutput>(&output);
  return device ? device->channels : std::vector<std::uint16_t>{};
}

/// The catalogue's limiter with the stage's ceiling, hearing the wave between the samples.
std::uint32_t append_limiter(Chain& chain, const Track& master, const StripContext& context) {
  const double lookahead = vocabulary::limiter::kParameters[vocabulary::limiter::kLookahead].initial;
  return chain.append_fx(make_node_id(master.id.value, NodeRole::kLimiter), context.names("limiter"),
                         master.channels, master.channels, safety_limiter(master, lookahead));
}

/// With a fader of its own the output is at unity; without a part in the monitor that is neutral.
std::vector<double> output_values(const Track& master, const StripContext& context) {
  const bool own_fader = context.master.own_fader;
  const bool monitor = !context.master.own_monitor;
  return {own_fader ? 0 : context.level,
          !own_fader && context.silent ? 1.0 : 0.0,
          own_fader ? 0 : master.pan,
          monitor ? master.monitor_level.value : 0,
          master.stage.dim ? 1.0 : 0.0,
          monitor && context.monitor.dim ? 1.0 : 0.0,
          monitor && context.monitor.cut ? 1.0 : 0.0,
          master.stage.dim_level,
          monitor ? context.monitor.dim_level : -20};
}

std::uint32_t append_master_output(Chain& chain, const Track& master, const StripContext& context) {
  OutputNode output;
  output.parameters = output_values(master, context);
  output.main = device_channels(master.output);
  if (!context.master.own_monitor) output.monitor = device_channels(master.monitor_output);
  output.mono = master.stage.mono;
  output.clip = master.stage.clip;
  output.dither_bits = master.stage.dither_bits;
  const std::uint32_t node = chain.append(
      make_node_id(master.id.value, NodeRole::kOutput), context.names("out"), {{"in", master.channels}},
      {{"main", master.channels}, {"monitor", master.channels}}, std::move(output));
  chain.map_into(node, master.output_map);
  return node;
}

/// The inserts of one side of the fader.  Returns: the last node of the chain so far.
std::uint32_t append_inserts(Chain& chain, StripTaps& taps, const Track& track, bool post_fader,
                             std::uint32_t last, const StripContext& context) {
  for (std::size_t i = 0; i < track.inserts.size(); ++i)
    if (track.inserts[i].post_fader == post_fader)
      last = taps.inserts[i] = append_insert(chain, track, track.inserts[i], context);
  return last;
}

void append_fader_and_pan(Chain& chain, StripTaps& taps, const Track& track, const StripContext& context) {
  taps.fader = append_fader(chain, track, context);
  taps.before_pan = append_inserts(chain, taps, track, true, taps.fader, context);
  taps.out = has_pan_node(track) ? append_pan(chain, track, context) : taps.before_pan;
}

void append_master_end(Chain& chain, StripTaps& taps, const Track& master, const StripContext& context) {
  if (context.master.own_fader) append_fader_and_pan(chain, taps, master, context);
  if (context.master.limiter) taps.out = append_limiter(chain, master, context);
  taps.output = append_master_output(chain, master, context);
  if (!context.master.own_fader) taps.fader = taps.before_pan = taps.out = taps.output;
}

}  // namespace

StripTaps append_strip(std::vector<Node>& nodes, const Track& track, const StripContext& context) {
  StripTaps taps;
  if (!tracks::has_sound(track)) return taps;
  Chain chain(nodes, track);
  taps.inserts.resize(track.inserts.size());
  taps.input = taps.staged = append_input(chain, track, context);
  if (has_input_stage(track)) taps.staged = append_input_stage(chain, track, context);
  taps.before_fader = append_inserts(chain, taps, track, false, taps.staged, context);
  if (track.kind == TrackKind::kMaster) {
    append_master_end(chain, taps, track, context);
    return taps;
  }
  append_fader_and_pan(chain, taps, track, context);
  taps.output = taps.out;
  return taps;
}

void append_direct_out(std::vector<Node>& nodes, const Track& track, const StripTaps& taps,
                       std::string name) {
  const auto node = append_device_output(nodes, track.id.value, std::move(name), track.direct_out.channels);
  const std::uint32_t tap = track.direct_out.tap == Tap::kPostFader  ? taps.fader
                            : track.direct_out.tap == Tap::kPreFader ? taps.before_fader
                                                                     : taps.staged;
  nodes[node].id = make_node_id(track.id.value, NodeRole::kDirectOut);
  nodes[node].edges.push_back({make_edge_id(track.id.value, EdgeRole::kDirectOut), tap, 0, 0, {}, 0});
  auto& output = std::get<OutputNode>(nodes[node].kind);
  output.purpose = OutputPurpose::kDirect;
  output.parameters[vocabulary::output::kLevel] = track.direct_out.level.value;
}

bool has_post_fader_insert(const Track& track) {
  return std::ranges::any_of(track.inserts, &Insert::post_fader);
}

bool has_pan_node(const Track& track) {
  return track.kind == TrackKind::kAudio || (track.channels > 1 && has_post_fader_insert(track));
}

bool hears_device(const Track& track) {
  return track.monitoring == Monitoring::kInput ||
         (track.monitoring == Monitoring::kAuto && track.record_arm);
}

double send_level(const Send& send) {
  return send.mute ? vocabulary::kSilence.value : send.level.value;
}

bool has_input_stage(const Track& track) {
  return track.trim != 0 || track.polarity != Polarity::kNormal || track.high_pass != 0 || track.delay != 0;
}

bool has_key(const Insert& insert) {
  return insert.key.track.valid() && !tracks::is_placeholder(insert);
}

std::uint32_t append_device_output(std::vector<Node>& nodes, std::uint32_t owner, std::string name,
                                   const std::vector<std::uint16_t>& channels) {
  const auto width = static_cast<std::uint16_t>(channels.size());
  OutputNode output{{0, 0, 0, 0, 0, 0, 0, -20, -20}, channels, {}};
  output.purpose = OutputPurpose::kDevice;
  nodes.push_back({make_node_id(owner, NodeRole::kOutput),
                   std::move(name),
                   {{"in", width}},
                   {{"main", width}, {"monitor", width}},
                   {},
                   std::move(output)});
  return static_cast<std::uint32_t>(nodes.size() - 1);
}

}  // namespace corelogic::compiler
