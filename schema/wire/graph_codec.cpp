// graph_codec.cpp: graph.capnp.  Side: control.
#include "schema/wire/codec.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/graph_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

void put(const m::NoSource&, gen::AudioInput::Builder out) {
  out.setNone();
}
void put(const m::DeviceSource& source, gen::AudioInput::Builder out) {
  write_numbers(out.initDevice(size_of(source.channels)), source.channels);
}
void put(const m::FileSource& source, gen::AudioInput::Builder out) {
  auto file = out.initFile();
  file.setPath(as_capnp(source.path));
  file.setLoop(source.loop);
}

void put(const m::AudioInputNode& input, gen::Node::Builder out) {
  auto source = out.initAudioInput();
  std::visit([&](const auto& each) { put(each, source); }, input.source);
}
void put(const m::FxNode& node, gen::Node::Builder out) {
  auto fx = out.initFx();
  fx.setEffect(as_capnp(node.effect));
  write_numbers(fx.initParameters(size_of(node.parameters)), node.parameters);
  fx.setBypass(node.bypass);
  fx.setFile(as_capnp(node.file));
}
void put(const m::MixerBusNode&, gen::Node::Builder out) {
  out.setMixerBus();
}
void put(const m::OutputNode& node, gen::Node::Builder out) {
  auto output = out.initOutput();
  write_numbers(output.initParameters(size_of(node.parameters)), node.parameters);
  write_numbers(output.initMain(size_of(node.main)), node.main);
  write_numbers(output.initMonitor(size_of(node.monitor)), node.monitor);
  output.setMono(node.mono);
  output.setClip(static_cast<gen::ClipMode>(node.clip));
  output.setPurpose(static_cast<gen::OutputPurpose>(node.purpose));
  output.setDitherBits(node.dither_bits);
}

void write_port(const m::Port& port, gen::Port::Builder out) {
  out.setName(as_capnp(port.name));
  out.setChannels(port.channels);
}

void write_edge(const m::Edge& edge, gen::Edge::Builder out) {
  out.setId(edge.id.value);
  out.setSource(edge.source);
  out.setSourcePort(edge.source_port);
  out.setDestinationPort(edge.destination_port);
  out.setLevel(edge.level.value);
  out.setPan(edge.pan);
  write_numbers(out.initMap(size_of(edge.map)), edge.map);
}

void write_node(const m::Node& node, gen::Node::Builder out) {
  out.setId(node.id.value);
  out.setName(as_capnp(node.name));
  write_list(out.initInputs(size_of(node.inputs)), node.inputs, write_port);
  write_list(out.initOutputs(size_of(node.outputs)), node.outputs, write_port);
  write_list(out.initEdges(size_of(node.edges)), node.edges, write_edge);
  std::visit([&](const auto& kind) { put(kind, out); }, node.kind);
  out.setMeter(static_cast<gen::NodeMeter>(node.meter));
}

m::Port read_port(Reading& reading, gen::Port::Reader port) {
  return {reading.text("name", as_view(port.getName())), port.getChannels()};
}

m::Edge read_edge(Reading& reading, gen::Edge::Reader edge) {
  m::Edge read;
  read.id = m::EdgeId{edge.getId()};
  read.source = edge.getSource();
  read.source_port = edge.getSourcePort();
  read.destination_port = edge.getDestinationPort();
  read.level = {reading.number("level", edge.getLevel())};
  read.pan = reading.number("pan", edge.getPan());
  read.map = read_numbers<std::uint16_t>(reading, "map", edge.getMap(), kMostChannels);
  return read;
}

m::AudioInputNode read_source(Reading& reading, gen::AudioInput::Reader source) {
  switch (source.which()) {
    case gen::AudioInput::NONE:
      return {m::NoSource{}};
    case gen::AudioInput::DEVICE:
      return {
          m::DeviceSource{read_numbers<std::uint16_t>(reading, "device", source.getDevice(), kMostChannels)}};
    case gen::AudioInput::FILE: {
      const auto file = source.getFile();
      return {m::FileSource{reading.text("file.path", as_view(file.getPath())), file.getLoop()}};
    }
    default:
      break;
  }
  reading.refuse_arm("AudioInput");
  return {};
}

m::FxNode read_fx(Reading& reading, gen::Fx::Reader fx) {
  m::FxNode read;
  read.effect = reading.text("effect", as_view(fx.getEffect()));
  read.parameters = read_reals<double>(reading, "parameters", fx.getParameters(), kMostParameters);
  read.bypass = fx.getBypass();
  read.file = reading.text("file", as_view(fx.getFile()));
  return read;
}

m::OutputNode read_output_node(Reading& reading, gen::OutputNode::Reader output) {
  m::OutputNode read;
  read.parameters = read_reals<double>(reading, "parameters", output.getParameters(), kMostParameters);
  read.main = read_numbers<std::uint16_t>(reading, "main", output.getMain(), kMostChannels);
  read.monitor = read_numbers<std::uint16_t>(reading, "monitor", output.getMonitor(), kMostChannels);
  read.mono = output.getMono();
  read.clip = read_word<m::ClipMode>(reading, "clip", output.getClip());
  read.purpose = read_word<m::OutputPurpose>(reading, "purpose", output.getPurpose());
  read.dither_bits = output.getDitherBits();
  return read;
}

decltype(m::Node::kind) read_node_kind(Reading& reading, gen::Node::Reader node) {
  const Reading::Step step(reading, arm_of(node));
  switch (node.which()) {
    case gen::Node::AUDIO_INPUT:
      return read_source(reading, node.getAudioInput());
    case gen::Node::FX:
      return read_fx(reading, node.getFx());
    case gen::Node::MIXER_BUS:
      return m::MixerBusNode{};
    case gen::Node::OUTPUT:
      return read_output_node(reading, node.getOutput());
    default:
      break;
  }
  reading.refuse_arm("Node");
  return {};
}

m::Node read_node(Reading& reading, gen::Node::Reader node) {
  m::Node read;
  read.id = m::NodeId{node.getId()};
  read.name = reading.text("name", as_view(node.getName()));
  read.inputs = read_list<m::Port>(reading, "inputs", node.getInputs(), kMostPorts, read_port);
  read.outputs = read_list<m::Port>(reading, "outputs", node.getOutputs(), kMostPorts, read_port);
  read.edges = read_list<m::Edge>(reading, "edges", node.getEdges(), kMostElements, read_edge);
  read.kind = read_node_kind(reading, node);
  read.meter = read_word<m::NodeMeter>(reading, "meter", node.getMeter());
  return read;
}

}  // namespace

void write_graph(const m::GraphSnapshot& graph, gen::GraphSnapshot::Builder out) {
  out.setEpoch(graph.revision.epoch);
  out.setRevision(graph.revision.number);
  out.setSampleRate(graph.sample_rate);
  write_list(out.initNodes(size_of(graph.nodes)), graph.nodes, write_node);
  out.setTempo(graph.tempo);
}

m::GraphSnapshot read_graph(Reading& reading, gen::GraphSnapshot::Reader graph) {
  m::GraphSnapshot read;
  read.revision = {graph.getEpoch(), graph.getRevision()};
  read.sample_rate = graph.getSampleRate();
  read.nodes = read_list<m::Node>(reading, "nodes", graph.getNodes(), kMostElements, read_node);
  read.tempo = reading.number("tempo", graph.getTempo());
  return read;
}

Frame encode(const m::GraphSnapshot& graph, Encoding encoding) {
  return encode_root<gen::GraphSnapshot>(graph, write_graph, encoding);
}

vocabulary::Result<m::GraphSnapshot> decode_graph(FrameView frame) {
  return decode_root<gen::GraphSnapshot>(frame, kMostFrameBytes, read_graph);
}

}  // namespace corelogic::wire
