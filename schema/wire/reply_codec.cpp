// reply_codec.cpp: Reply of command.capnp.  Side: control.
#include "command.capnp.h"
#include "schema/wire/change_form.h"
#include "schema/wire/codec.h"
#include "schema/wire/engine_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/graph_form.h"
#include "schema/wire/project_form.h"
#include "schema/wire/question_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

using Body = decltype(m::Reply::body);

void write_preset(const m::Preset& preset, gen::Preset::Builder out) {
  out.setEffect(as_capnp(preset.effect));
  out.setName(as_capnp(preset.name));
  write_list(out.initParameters(size_of(preset.parameters)), preset.parameters, write_named_value);
  out.setFile(as_capnp(preset.file));
}

void put(const m::Done& done, gen::Reply::Builder out) {
  auto words = out.initDone();
  write_numbers(words.initIds(size_of(done.ids)), done.ids);
  write_texts(words.initNotes(size_of(done.notes)), done.notes);
}
void put(const m::Refused& refused, gen::Reply::Builder out) {
  auto words = out.initRefused();
  words.setCode(static_cast<gen::RefusalCode>(refused.code));
  words.setSubject(as_capnp(refused.subject));
  words.setSentence(as_capnp(refused.sentence));
}
void put(const m::Welcome& welcome, gen::Reply::Builder out) {
  auto words = out.initWelcome();
  words.setProtocolVersion(welcome.protocol_version);
  words.setRole(as_capnp(welcome.role));
  write_project(welcome.project, words.initProject());
  words.setResumed(welcome.resumed);
  write_list(words.initChanges(size_of(welcome.changes)), welcome.changes, write_change_set);
  words.setUser(as_capnp(welcome.user));
  write_ids(words.initStrips(size_of(welcome.strips)), welcome.strips);
  write_list(words.initHeld(size_of(welcome.held)), welcome.held, write_touched);
}
void put(const m::Project& project, gen::Reply::Builder out) {
  write_project(project, out.initProject());
}
void put(const m::GraphSnapshot& graph, gen::Reply::Builder out) {
  write_graph(graph, out.initGraph());
}
void put(const m::Status& status, gen::Reply::Builder out) {
  auto words = out.initStatus();
  words.setProjectName(as_capnp(status.project_name));
  words.setEngineConnected(status.engine_connected);
  words.setDevice(as_capnp(status.device));
  words.setSampleRate(status.sample_rate);
  words.setBlockFrames(status.block_frames);
  words.setRolling(status.rolling);
  words.setPosition(status.position);
  words.setXruns(status.xruns);
  words.setLoad(status.load);
  words.setInstalledRevision(status.installed_revision);
  words.setGraphHash(status.graph_hash);
  words.setEngineHash(status.engine_hash);
  words.setClients(status.clients);
  write_texts(words.initWarnings(size_of(status.warnings)), status.warnings);
  words.setEnginePid(status.engine_pid);
  words.setAddedLatencyFrames(status.added_latency_frames);
  write_latencies(words.initOutputLatencies(size_of(status.output_latencies)), status.output_latencies);
  words.setLateBranches(status.late_branches);
  words.setGuiltyNode(status.guilty_node.value);
  write_ids(words.initMutedNodes(size_of(status.muted_nodes)), status.muted_nodes);
  words.setRevision(status.revision);
  words.setQueued(status.queued);
  words.setSubscribers(status.subscribers);
  words.setQueuedChanges(status.queued_changes);
}
void put(const m::ProjectNames& projects, gen::Reply::Builder out) {
  write_texts(out.initProjects(size_of(projects.names)), projects.names);
}
void put(const m::History& history, gen::Reply::Builder out) {
  write_list(out.initHistory(size_of(history.change_sets)), history.change_sets, write_change_set);
}
void put(const m::ChangeSet& changed, gen::Reply::Builder out) {
  write_change_set(changed, out.initChanged());
}
void put(const m::Alive&, gen::Reply::Builder out) {
  out.setAlive();
}
void put(const m::Reset& reset, gen::Reply::Builder out) {
  write_project(reset.project, out.initReset());
}
void put(const m::Presets& presets, gen::Reply::Builder out) {
  write_list(out.initPresets(size_of(presets.presets)), presets.presets, write_preset);
}

m::Done read_done(Reading& reading, gen::Done::Reader done) {
  return {read_numbers<std::uint32_t>(reading, "ids", done.getIds(), kMostElements),
          read_texts(reading, "notes", done.getNotes(), kMostElements)};
}

m::Refused read_refused(Reading& reading, gen::Refused::Reader refused) {
  const auto code = static_cast<std::uint16_t>(refused.getCode());
  if (code > static_cast<std::uint16_t>(vocabulary::RefusalCode::kInternal))
    reading.refuse("code", reading.path("code") + " is a refusal code of a newer version.");
  return {static_cast<vocabulary::RefusalCode>(code), reading.text("subject", as_view(refused.getSubject())),
          reading.text("sentence", as_view(refused.getSentence()))};
}

m::Welcome read_welcome(Reading& reading, gen::Welcome::Reader welcome) {
  m::Welcome read;
  read.protocol_version = welcome.getProtocolVersion();
  read.role = reading.text("role", as_view(welcome.getRole()));
  read.resumed = welcome.getResumed();
  read.changes =
      read_list<m::ChangeSet>(reading, "changes", welcome.getChanges(), kMostChangeSets, read_change_set);
  read.user = reading.text("user", as_view(welcome.getUser()));
  read.strips = read_numbers<m::TrackId>(reading, "strips", welcome.getStrips(), kMostTracks);
  read.held = read_list<m::Touched>(reading, "held", welcome.getHeld(), kMostElements, read_touched);
  const Reading::Step step(reading, "project");
  read.project = read_project(reading, welcome.getProject());
  return read;
}

m::Status read_status(Reading& reading, gen::Status::Reader status) {
  m::Status read;
  read.project_name = reading.text("projectName", as_view(status.getProjectName()));
  read.engine_connected = status.getEngineConnected();
  read.device = reading.text("device", as_view(status.getDevice()));
  read.sample_rate = status.getSampleRate();
  read.block_frames = status.getBlockFrames();
  read.rolling = status.getRolling();
  read.position = status.getPosition();
  read.xruns = status.getXruns();
  read.load = reading.number("load", status.getLoad());
  read.installed_revision = status.getInstalledRevision();
  read.graph_hash = status.getGraphHash();
  read.engine_hash = status.getEngineHash();
  read.clients = status.getClients();
  read.warnings = read_texts(reading, "warnings", status.getWarnings(), kMostWarnings);
  read.engine_pid = status.getEnginePid();
  read.added_latency_frames = status.getAddedLatencyFrames();
  read.output_latencies = read_latencies(reading, "outputLatencies", status.getOutputLatencies());
  read.late_branches = status.getLateBranches();
  read.guilty_node = m::NodeId{status.getGuiltyNode()};
  read.muted_nodes = read_numbers<m::NodeId>(reading, "mutedNodes", status.getMutedNodes(), kMostElements);
  read.revision = status.getRevision();
  read.queued = status.getQueued();
  read.subscribers = status.getSubscribers();
  read.queued_changes = status.getQueuedChanges();
  return read;
}

m::Preset read_preset(Reading& reading, gen::Preset::Reader preset) {
  return {reading.text("effect", as_view(preset.getEffect())),
          reading.text("name", as_view(preset.getName())),
          read_list<m::NamedValue>(reading, "parameters", preset.getParameters(), kMostParameters,
                                   read_named_value),
          reading.text("file", as_view(preset.getFile()))};
}

Body read_body(Reading& reading, gen::Reply::Reader reply) {
  const Reading::Step step(reading, arm_of(reply));
  switch (reply.which()) {
    case gen::Reply::DONE:
      return read_done(reading, reply.getDone());
    case gen::Reply::REFUSED:
      return read_refused(reading, reply.getRefused());
    case gen::Reply::WELCOME:
      return read_welcome(reading, reply.getWelcome());
    case gen::Reply::PROJECT:
      return read_project(reading, reply.getProject());
    case gen::Reply::GRAPH:
      return read_graph(reading, reply.getGraph());
    case gen::Reply::STATUS:
      return read_status(reading, reply.getStatus());
    case gen::Reply::PROJECTS:
      return m::ProjectNames{read_texts(reading, "", reply.getProjects(), kMostElements)};
    case gen::Reply::HISTORY:
      return m::History{
          read_list<m::ChangeSet>(reading, "", reply.getHistory(), kMostChangeSets, read_change_set)};
    case gen::Reply::CHANGED:
      return read_change_set(reading, reply.getChanged());
    case gen::Reply::ALIVE:
      return m::Alive{};
    case gen::Reply::RESET:
      return m::Reset{read_project(reading, reply.getReset())};
    case gen::Reply::PRESETS:
      return m::Presets{read_list<m::Preset>(reading, "", reply.getPresets(), kMostElements, read_preset)};
    case gen::Reply::VERSIONS:
      return read_versions(reading, reply.getVersions());
    case gen::Reply::DIFF:
      return read_diff(reading, reply.getDiff());
    case gen::Reply::DRY_RUN:
      return read_dry_run_result(reading, reply.getDryRun());
    case gen::Reply::EXPLANATION:
      return read_explanation(reading, reply.getExplanation());
    case gen::Reply::WIRING:
      return read_wiring(reading, reply.getWiring());
    case gen::Reply::TOUCHED:
      return read_touched(reading, reply.getTouched());
    case gen::Reply::CLIENTS:
      return read_clients(reading, reply.getClients());
    case gen::Reply::ACCESS:
      return read_access(reading, reply.getAccess());
    case gen::Reply::AUDIT:
      return read_audit(reading, reply.getAudit());
    case gen::Reply::HASH:
      return m::StateHash{reply.getHash()};
    case gen::Reply::TEMPLATES:
      return m::Templates{read_texts(reading, "", reply.getTemplates(), kMostElements)};
    case gen::Reply::INVITATION:
      return read_invitation(reading, reply.getInvitation());
    default:
      break;
  }
  reading.refuse_arm("Reply");
  return {};
}

m::Reply read_reply(Reading& reading, gen::Reply::Reader reply) {
  m::Reply read;
  read.sequence = reply.getSequence();
  read.revision = {reply.getEpoch(), reply.getRevision()};
  read.body = read_body(reading, reply);
  return read;
}

}  // namespace

static void write_reply(const m::Reply& reply, gen::Reply::Builder out) {
  out.setSequence(reply.sequence);
  out.setEpoch(reply.revision.epoch);
  out.setRevision(reply.revision.number);
  std::visit([&](const auto& body) { put(body, out); }, reply.body);
}

Frame encode(const m::Reply& reply, Encoding encoding) {
  return encode_root<gen::Reply>(reply, write_reply, encoding);
}

Frame encode(const m::Preset& preset, Encoding encoding) {
  return encode_root<gen::Preset>(preset, write_preset, encoding);
}

vocabulary::Result<m::Preset> decode_preset(FrameView frame) {
  return decode_root<gen::Preset>(frame, kMostRequestBytes, read_preset);
}

vocabulary::Result<m::Reply> decode_reply(FrameView frame) {
  return decode_root<gen::Reply>(frame, kMostFrameBytes, read_reply);
}

}  // namespace corelogic::wire
