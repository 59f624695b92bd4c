// strip_expander.cpp: the chain of each kind of strip.  Side: control; pure.
#include "controller/compiler/strip_expander.h"

#include <utility>

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

 private:
  std::vector<Node>& nodes_;
  const Track& track_;
  bool begun_ = false;
};

AudioInputNode source_of(const Input& input, const std::string& audio_directory) {
  if (const auto* device = std::get_if<DeviceInput>(&input)) return {DeviceSource{device->channels}};
  if (const auto* file = std::get_if<FileInput>(&input)) {
    const bool absolute = file->path.front() == '/';
    return {FileSource{absolute ? file->path : audio_directory + "/" + file->path, file->loop}};
  }
  return {NoSource{}};
}

FxNode insert_node(const Insert& insert) {
  FxNode fx{insert.effect, {}, insert.bypass};
  fx.parameters.reserve(insert.parameters.size());
  for (const auto& parameter : insert.parameters) fx.parameters.push_back(parameter.value);
  return fx;
}

std::uint32_t append_input(Chain& chain, const Track& track, const StripContext& context) {
  const std::uint32_t owner = track.id.value;
  if (track.kind == TrackKind::kAudio)
    return chain.append(make_node_id(owner, NodeRole::kInput), context.names("in"), {},
                        {{"out", track.channels}}, source_of(track.input, context.audio_directory));
  const bool master = track.kind == TrackKind::kMaster;
  return chain.append(make_node_id(owner, NodeRole::kSum), context.names(master ? "bus" : "in"),
                      {{"in", track.channels}}, {{"out", track.channels}}, MixerBusNode{});
}

std::uint32_t append_fader(Chain& chain, const Track& track, const StripContext& context) {
  const double balance = track.kind == TrackKind::kAux ? track.pan : 0;  // an audio strip has its pan node
  return chain.append_fx(make_node_id(track.id.value, NodeRole::kFader), context.names("fader"),
                         track.channels, track.channels,
                         {"fader", {track.volume.value, context.silent ? 1.0 : 0.0, balance}, false});
}

std::uint32_t append_pan(Chain& chain, const Track& track, const StripContext& context) {
  const std::uint16_t out = track.channels == 1 ? 2 : track.channels;
  return chain.append_fx(make_node_id(track.id.value, NodeRole::kPan), context.names("pan"), track.channels,
                         out, {"pan", {track.pan}, false});
}

std::vector<std::uint16_t> device_channels(const Output& output) {
  const auto* device = std::get_if<DeviceOutput>(&output);
  return device ? device->channels : std::vector<std::uint16_t>{};
}

std::uint32_t append_master_output(Chain& chain, const Track& master, const StripContext& context) {
  OutputNode output;
  output.parameters = {master.volume.value,
                       context.silent ? 1.0 : 0.0,
                       master.pan,
                       master.monitor_level.value,
                       0,
                       0,
                       0,
                       -20,
                       -20};
  output.main = device_channels(master.output);
  output.monitor = device_channels(master.monitor_output);
  return chain.append(make_node_id(master.id.value, NodeRole::kOutput), context.names("out"),
                      {{"in", master.channels}}, {{"main", master.channels}, {"monitor", master.channels}},
                      std::move(output));
}

}  // namespace

StripTaps append_strip(std::vector<Node>& nodes, const Track& track, const StripContext& context) {
  Chain chain(nodes, track);
  StripTaps taps;
  taps.input = append_input(chain, track, context);
  taps.before_fader = taps.input;
  for (const Insert& insert : track.inserts)
    taps.before_fader = chain.append_fx(make_node_id(insert.id.value, NodeRole::kInsert),
                                        context.names(insert_suffix(insert.effect)), track.channels,
                                        track.channels, insert_node(insert));
  if (track.kind == TrackKind::kMaster) {
    taps.fader = taps.out = append_master_output(chain, track, context);
    return taps;
  }
  taps.fader = taps.out = append_fader(chain, track, context);
  if (track.kind == TrackKind::kAudio) taps.out = append_pan(chain, track, context);
  return taps;
}

std::uint32_t append_device_output(std::vector<Node>& nodes, std::uint32_t owner, std::string name,
                                   const std::vector<std::uint16_t>& channels) {
  const auto width = static_cast<std::uint16_t>(channels.size());
  nodes.push_back({make_node_id(owner, NodeRole::kOutput),
                   std::move(name),
                   {{"in", width}},
                   {{"main", width}, {"monitor", width}},
                   {},
                   OutputNode{{0, 0, 0, 0, 0, 0, 0, -20, -20}, channels, {}}});
  return static_cast<std::uint32_t>(nodes.size() - 1);
}

}  // namespace corelogic::compiler
