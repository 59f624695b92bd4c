// engine_codec.cpp: engine.capnp.  Side: control.
#include "engine.capnp.h"
#include "schema/wire/codec.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/graph_form.h"
#include "schema/wire/wire_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

void put(const m::TransportPlay&, gen::Transport::Builder out) {
  out.setPlay();
}
void put(const m::TransportStop&, gen::Transport::Builder out) {
  out.setStop();
}
void put(const m::TransportLocate& locate, gen::Transport::Builder out) {
  out.setLocate(locate.frame);
}
void put(const m::TransportTempo& set, gen::Transport::Builder out) {
  out.setTempo(set.tempo);
}

void put(const m::GraphSnapshot& graph, gen::ToEngine::Builder out) {
  write_graph(graph, out.initSnapshot());
}
void put(const m::SetParameters& set, gen::ToEngine::Builder out) {
  auto parameters = out.initSetParameters();
  parameters.setEpoch(set.revision.epoch);
  parameters.setRevision(set.revision.number);
  write_list(parameters.initValues(size_of(set.values)), set.values,
             [](const m::ParameterValue& value, gen::ParameterValue::Builder one) {
               one.setNode(value.node.value);
               one.setEdge(value.edge.value);
               one.setParameter(value.parameter);
               one.setValue(value.value);
             });
  parameters.setFade(set.fade_ms);
}
void put(const m::TransportOrder& order, gen::ToEngine::Builder out) {
  auto transport = out.initTransport();
  std::visit([&](const auto& each) { put(each, transport); }, order);
}
void put(const m::Ping&, gen::ToEngine::Builder out) {
  out.setPing();
}
void put(const m::Quit&, gen::ToEngine::Builder out) {
  out.setQuit();
}
void put(const m::WantedWiring& wiring, gen::ToEngine::Builder out) {
  auto wanted = out.initWiring();
  write_list(wanted.initWires(size_of(wiring.wires)), wiring.wires, write_wire);
  wanted.setCustom(wiring.custom);
}
void put(const m::SpectrumTaps& watched, gen::ToEngine::Builder out) {
  write_list(out.initSpectrum(size_of(watched.taps)), watched.taps,
             [](const m::SpectrumTap& tap, gen::SpectrumTap::Builder one) {
               one.setNode(tap.node.value);
               one.setPort(tap.port);
             });
}

void write_status(const m::EngineStatus& status, gen::EngineStatus::Builder out) {
  out.setPid(status.pid);
  out.setDevice(as_capnp(status.device));
  out.setSampleRate(status.sample_rate);
  out.setBlockFrames(status.block_frames);
  out.setEpoch(status.installed.epoch);
  out.setInstalledRevision(status.installed.number);
  out.setHash(status.hash);
  out.setRolling(status.rolling);
  out.setPosition(status.position);
  out.setXruns(status.xruns);
  out.setLoad(status.load);
  write_texts(out.initWarnings(size_of(status.warnings)), status.warnings);
  out.setAddedLatencyFrames(status.added_latency_frames);
  write_list(out.initOutputLatencies(size_of(status.output_latencies)), status.output_latencies,
             [](const m::OutputLatency& latency, gen::OutputLatency::Builder one) {
               one.setNode(latency.node.value);
               one.setFrames(latency.frames);
             });
  out.setLateBranches(status.late_branches);
  out.setGuiltyNode(status.guilty_node.value);
  write_ids(out.initMutedNodes(size_of(status.muted_nodes)), status.muted_nodes);
}

void put(const m::EngineHello& hello, gen::FromEngine::Builder out) {
  write_status(hello.status, out.initHello());
}
void put(const m::EngineStatus& status, gen::FromEngine::Builder out) {
  write_status(status, out.initStatus());
}
void put(const m::PlanInstalled& installed, gen::FromEngine::Builder out) {
  auto plan = out.initPlanInstalled();
  plan.setEpoch(installed.revision.epoch);
  plan.setRevision(installed.revision.number);
  plan.setBuildMicros(installed.build_micros);
  plan.setInstallNanos(installed.install_nanos);
}
void put(const m::SnapshotRefused& refused, gen::FromEngine::Builder out) {
  auto snapshot = out.initSnapshotRefused();
  snapshot.setEpoch(refused.revision.epoch);
  snapshot.setRevision(refused.revision.number);
  snapshot.setReason(as_capnp(refused.reason));
}
void put(const m::EngineWiring& wiring, gen::FromEngine::Builder out) {
  auto made = out.initWiring();
  write_list(made.initPorts(size_of(wiring.ports)), wiring.ports,
             [](const m::EnginePort& port, gen::EnginePort::Builder one) {
               one.setName(as_capnp(port.name));
               one.setInput(port.input);
               one.setPhysical(port.physical);
               one.setOwn(port.own);
               one.setAlias(as_capnp(port.alias));
             });
  write_list(made.initActual(size_of(wiring.actual)), wiring.actual, write_wire);
}

void write_to_engine(const m::ToEngine& message, gen::ToEngine::Builder out) {
  std::visit([&](const auto& body) { put(body, out); }, message.body);
}

void write_from_engine(const m::FromEngine& message, gen::FromEngine::Builder out) {
  out.setInstance(message.instance);
  std::visit([&](const auto& body) { put(body, out); }, message.body);
}

m::SetParameters read_set_parameters(Reading& reading, gen::SetParameters::Reader set) {
  m::SetParameters read;
  read.revision = {set.getEpoch(), set.getRevision()};
  read.values = read_list<m::ParameterValue>(
      reading, "values", set.getValues(), kMostElements, [](Reading& r, gen::ParameterValue::Reader value) {
        return m::ParameterValue{m::NodeId{value.getNode()}, m::EdgeId{value.getEdge()}, value.getParameter(),
                                 r.number("value", value.getValue())};
      });
  read.fade_ms = set.getFade();
  return read;
}

m::TransportOrder read_transport(Reading& reading, gen::Transport::Reader transport) {
  m::TransportOrder order;
  switch (transport.which()) {
    case gen::Transport::PLAY:
      order = m::TransportPlay{};
      break;
    case gen::Transport::STOP:
      order = m::TransportStop{};
      break;
    case gen::Transport::LOCATE:
      order = m::TransportLocate{transport.getLocate()};
      break;
    case gen::Transport::TEMPO:
      order = m::TransportTempo{reading.number("tempo", transport.getTempo())};
      break;
    default:
      reading.refuse_arm("Transport");
      break;
  }
  return order;
}

m::WantedWiring read_wanted(Reading& reading, gen::WantedWiring::Reader wanted) {
  return {read_list<m::Wire>(reading, "wires", wanted.getWires(), kMostElements, read_wire),
          wanted.getCustom()};
}

m::SpectrumTaps read_taps(Reading& reading, capnp::List<gen::SpectrumTap>::Reader taps) {
  return {read_list<m::SpectrumTap>(reading, "", taps, kMostElements,
                                    [](Reading&, gen::SpectrumTap::Reader tap) {
                                      return m::SpectrumTap{m::NodeId{tap.getNode()}, tap.getPort()};
                                    })};
}

m::EngineWiring read_wiring(Reading& reading, gen::EngineWiring::Reader wiring) {
  m::EngineWiring read;
  read.ports = read_list<m::EnginePort>(
      reading, "ports", wiring.getPorts(), kMostElements, [](Reading& r, gen::EnginePort::Reader port) {
        return m::EnginePort{r.text("name", as_view(port.getName())), port.getInput(), port.getPhysical(),
                             port.getOwn(), r.text("alias", as_view(port.getAlias()))};
      });
  read.actual = read_list<m::Wire>(reading, "actual", wiring.getActual(), kMostElements, read_wire);
  return read;
}

m::EngineStatus read_status(Reading& reading, gen::EngineStatus::Reader status) {
  m::EngineStatus read;
  read.pid = status.getPid();
  read.device = reading.text("device", as_view(status.getDevice()));
  read.sample_rate = status.getSampleRate();
  read.block_frames = status.getBlockFrames();
  read.installed = {status.getEpoch(), status.getInstalledRevision()};
  read.hash = status.getHash();
  read.rolling = status.getRolling();
  read.position = status.getPosition();
  read.xruns = status.getXruns();
  read.load = reading.number("load", status.getLoad());
  read.warnings = read_texts(reading, "warnings", status.getWarnings(), kMostWarnings);
  read.added_latency_frames = status.getAddedLatencyFrames();
  read.output_latencies = read_list<m::OutputLatency>(
      reading, "outputLatencies", status.getOutputLatencies(), kMostElements,
      [](Reading&, gen::OutputLatency::Reader latency) {
        return m::OutputLatency{m::NodeId{latency.getNode()}, latency.getFrames()};
      });
  read.late_branches = status.getLateBranches();
  read.guilty_node = m::NodeId{status.getGuiltyNode()};
  read.muted_nodes = read_numbers<m::NodeId>(reading, "mutedNodes", status.getMutedNodes(), kMostElements);
  return read;
}

m::ToEngine read_to_engine(Reading& reading, gen::ToEngine::Reader message) {
  const Reading::Step step(reading, arm_of(message));
  switch (message.which()) {
    case gen::ToEngine::SNAPSHOT:
      return {read_graph(reading, message.getSnapshot())};
    case gen::ToEngine::SET_PARAMETERS:
      return {read_set_parameters(reading, message.getSetParameters())};
    case gen::ToEngine::TRANSPORT:
      return {read_transport(reading, message.getTransport())};
    case gen::ToEngine::PING:
      return {m::Ping{}};
    case gen::ToEngine::QUIT:
      return {m::Quit{}};
    case gen::ToEngine::WIRING:
      return {read_wanted(reading, message.getWiring())};
    case gen::ToEngine::SPECTRUM:
      return {read_taps(reading, message.getSpectrum())};
    default:
      break;
  }
  reading.refuse_arm("ToEngine");
  return {};
}

m::FromEngine read_from_engine(Reading& reading, gen::FromEngine::Reader message) {
  const Reading::Step step(reading, arm_of(message));
  const std::uint64_t instance = message.getInstance();
  switch (message.which()) {
    case gen::FromEngine::HELLO:
      return {instance, m::EngineHello{read_status(reading, message.getHello())}};
    case gen::FromEngine::STATUS:
      return {instance, read_status(reading, message.getStatus())};
    case gen::FromEngine::PLAN_INSTALLED: {
      const auto plan = message.getPlanInstalled();
      return {instance,
              m::PlanInstalled{
                  {plan.getEpoch(), plan.getRevision()}, plan.getBuildMicros(), plan.getInstallNanos()}};
    }
    case gen::FromEngine::SNAPSHOT_REFUSED: {
      const auto refused = message.getSnapshotRefused();
      return {instance, m::SnapshotRefused{{refused.getEpoch(), refused.getRevision()},
                                           reading.text("reason", as_view(refused.getReason()))}};
    }
    case gen::FromEngine::WIRING:
      return {instance, read_wiring(reading, message.getWiring())};
    default:
      break;
  }
  reading.refuse_arm("FromEngine");
  return {};
}

}  // namespace

Frame encode(const m::ToEngine& message) {
  return encode_root<gen::ToEngine>(message, write_to_engine, Encoding::kCapnp);
}

Frame encode(const m::FromEngine& message) {
  return encode_root<gen::FromEngine>(message, write_from_engine, Encoding::kCapnp);
}

vocabulary::Result<m::ToEngine> decode_to_engine(FrameView frame) {
  return decode_root<gen::ToEngine>(frame, kMostFrameBytes, read_to_engine);
}

vocabulary::Result<m::FromEngine> decode_from_engine(FrameView frame) {
  return decode_root<gen::FromEngine>(frame, kMostFrameBytes, read_from_engine);
}

}  // namespace corelogic::wire
