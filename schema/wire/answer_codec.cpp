// answer_codec.cpp: the answers of messages/questions.h.  Side: control.
#include "schema/wire/engine_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"
#include "schema/wire/question_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

void write_version(const m::Version& version, gen::Version::Builder out) {
  out.setName(as_capnp(version.name));
  out.setRevision(version.revision);
  out.setTime(version.time_ms);
  out.setUser(as_capnp(version.user));
}
m::Version read_version(Reading& reading, gen::Version::Reader version) {
  return {reading.text("name", as_view(version.getName())), version.getRevision(), version.getTime(),
          reading.text("user", as_view(version.getUser()))};
}

void write_reason(const m::Reason& reason, gen::Reason::Builder out) {
  out.setSubject(as_capnp(reason.subject));
  out.setId(reason.id);
  out.setFrames(reason.frames);
  out.setSentence(as_capnp(reason.sentence));
}
m::Reason read_reason(Reading& reading, gen::Reason::Reader reason) {
  return {reading.text("subject", as_view(reason.getSubject())), reason.getId(), reason.getFrames(),
          reading.text("sentence", as_view(reason.getSentence()))};
}

void write_client(const m::ClientEntry& client, gen::ClientEntry::Builder out) {
  out.setClient(client.client.value);
  out.setName(as_capnp(client.name));
  out.setUser(as_capnp(client.user));
  out.setRole(static_cast<gen::Role>(client.role));
  write_texts(out.initHeld(size_of(client.held)), client.held);
  out.setTransport(as_capnp(client.transport));
}
m::ClientEntry read_client(Reading& reading, gen::ClientEntry::Reader client) {
  return {m::ClientId{client.getClient()},
          reading.text("name", as_view(client.getName())),
          reading.text("user", as_view(client.getUser())),
          read_word<m::Role>(reading, "role", client.getRole()),
          read_texts(reading, "held", client.getHeld(), kMostElements),
          reading.text("transport", as_view(client.getTransport()))};
}

void write_audit_entry(const m::AuditEntry& entry, gen::AuditEntry::Builder out) {
  out.setTime(entry.time_ms);
  out.setUser(as_capnp(entry.user));
  out.setClient(entry.client.value);
  out.setRevision(entry.revision);
  out.setLabel(as_capnp(entry.label));
  out.setTransport(as_capnp(entry.transport));
}
m::AuditEntry read_audit_entry(Reading& reading, gen::AuditEntry::Reader entry) {
  return {entry.getTime(),
          reading.text("user", as_view(entry.getUser())),
          m::ClientId{entry.getClient()},
          entry.getRevision(),
          reading.text("label", as_view(entry.getLabel())),
          reading.text("transport", as_view(entry.getTransport()))};
}

}  // namespace

void write_touched(const m::Touched& touched, gen::Touched::Builder out) {
  out.setClient(touched.client.value);
  out.setName(as_capnp(touched.name));
  out.setControl(as_capnp(touched.control));
  out.setHeld(touched.held);
  out.setUser(as_capnp(touched.user));
}
m::Touched read_touched(Reading& reading, gen::Touched::Reader touched) {
  return {m::ClientId{touched.getClient()}, reading.text("name", as_view(touched.getName())),
          reading.text("control", as_view(touched.getControl())), touched.getHeld(),
          reading.text("user", as_view(touched.getUser()))};
}

void put(const m::Versions& versions, gen::Reply::Builder out) {
  write_list(out.initVersions(size_of(versions.versions)), versions.versions, write_version);
}
void put(const m::Diff& diff, gen::Reply::Builder out) {
  auto words = out.initDiff();
  words.setFrom(diff.from);
  words.setTo(diff.to);
  write_texts(words.initLines(size_of(diff.lines)), diff.lines);
}
void put(const m::DryRunResult& result, gen::Reply::Builder out) {
  auto words = out.initDryRun();
  words.setLabel(as_capnp(result.label));
  write_texts(words.initLines(size_of(result.lines)), result.lines);
  words.setStructure(result.structure);
  words.setCostBefore(result.cost_before);
  words.setCostAfter(result.cost_after);
  write_latencies(words.initLatencyBefore(size_of(result.latency_before)), result.latency_before);
  write_latencies(words.initLatencyAfter(size_of(result.latency_after)), result.latency_after);
}
void put(const m::Explanation& explanation, gen::Reply::Builder out) {
  auto words = out.initExplanation();
  words.setTrack(explanation.track.value);
  write_list(words.initSilent(size_of(explanation.silent)), explanation.silent, write_reason);
  words.setLatencyFrames(explanation.latency_frames);
  write_list(words.initLate(size_of(explanation.late)), explanation.late, write_reason);
}
void put(const m::Wiring& wiring, gen::Reply::Builder out) {
  auto words = out.initWiring();
  words.setAvailable(wiring.available);
  write_list(words.initPorts(size_of(wiring.ports)), wiring.ports, write_port);
  write_list(words.initWanted(size_of(wiring.wanted)), wiring.wanted, write_wire);
  write_list(words.initActual(size_of(wiring.actual)), wiring.actual, write_wire);
  words.setCustom(wiring.custom);
}
void put(const m::Touched& touched, gen::Reply::Builder out) {
  write_touched(touched, out.initTouched());
}
void put(const m::Clients& clients, gen::Reply::Builder out) {
  write_list(out.initClients(size_of(clients.clients)), clients.clients, write_client);
}
void put(const m::Audit& audit, gen::Reply::Builder out) {
  write_list(out.initAudit(size_of(audit.entries)), audit.entries, write_audit_entry);
}
void put(const m::StateHash& hash, gen::Reply::Builder out) {
  out.setHash(hash.hash);
}
void put(const m::Templates& templates, gen::Reply::Builder out) {
  write_texts(out.initTemplates(size_of(templates.names)), templates.names);
}
void put(const m::Invitation& invitation, gen::Reply::Builder out) {
  auto words = out.initInvitation();
  words.setUser(as_capnp(invitation.user));
  words.setRole(static_cast<gen::Role>(invitation.role));
  words.setToken(as_capnp(invitation.token));
  words.setLink(as_capnp(invitation.link));
  words.setServerKey(as_capnp(invitation.server_key));
}

m::Versions read_versions(Reading& reading, capnp::List<gen::Version>::Reader versions) {
  return {read_list<m::Version>(reading, "", versions, kMostElements, read_version)};
}
m::Diff read_diff(Reading& reading, gen::Diff::Reader diff) {
  return {diff.getFrom(), diff.getTo(), read_texts(reading, "lines", diff.getLines(), kMostElements)};
}
m::DryRunResult read_dry_run_result(Reading& reading, gen::DryRun::Reader result) {
  return {reading.text("label", as_view(result.getLabel())),
          read_texts(reading, "lines", result.getLines(), kMostElements),
          result.getStructure(),
          reading.number("costBefore", result.getCostBefore()),
          reading.number("costAfter", result.getCostAfter()),
          read_latencies(reading, "latencyBefore", result.getLatencyBefore()),
          read_latencies(reading, "latencyAfter", result.getLatencyAfter())};
}
m::Explanation read_explanation(Reading& reading, gen::Explanation::Reader explanation) {
  return {m::TrackId{explanation.getTrack()},
          read_list<m::Reason>(reading, "silent", explanation.getSilent(), kMostElements, read_reason),
          explanation.getLatencyFrames(),
          read_list<m::Reason>(reading, "late", explanation.getLate(), kMostElements, read_reason)};
}
m::Wiring read_wiring(Reading& reading, gen::Wiring::Reader wiring) {
  return {wiring.getAvailable(),
          read_list<m::EnginePort>(reading, "ports", wiring.getPorts(), kMostJackPorts, read_port),
          read_list<m::Wire>(reading, "wanted", wiring.getWanted(), kMostWires, read_wire),
          read_list<m::Wire>(reading, "actual", wiring.getActual(), kMostElements, read_wire),
          wiring.getCustom()};
}
m::Clients read_clients(Reading& reading, capnp::List<gen::ClientEntry>::Reader clients) {
  return {read_list<m::ClientEntry>(reading, "", clients, kMostElements, read_client)};
}
m::Audit read_audit(Reading& reading, capnp::List<gen::AuditEntry>::Reader audit) {
  return {read_list<m::AuditEntry>(reading, "", audit, kMostElements, read_audit_entry)};
}
m::Invitation read_invitation(Reading& reading, gen::Invitation::Reader invitation) {
  return {reading.text("user", as_view(invitation.getUser())),
          read_word<m::Role>(reading, "role", invitation.getRole()),
          reading.text("token", as_view(invitation.getToken())),
          reading.text("link", as_view(invitation.getLink())),
          reading.text("serverKey", as_view(invitation.getServerKey()))};
}

}  // namespace corelogic::wire
