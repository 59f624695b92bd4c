// request_codec.cpp: Request of command.capnp.  Side: control.
#include "schema/wire/codec.h"
#include "schema/wire/command_form.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/question_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

using Body = decltype(m::Request::body);

void put(const m::Command& command, gen::Request::Builder out) {
  write_command(command, out.initCommand());
}
void put(const m::Hello& hello, gen::Request::Builder out) {
  auto words = out.initHello();
  words.setProtocolVersion(hello.protocol_version);
  words.setName(as_capnp(hello.name));
  words.setSubscribe(hello.subscribe);
  words.setToken(as_capnp(hello.token));
  words.setResumeEpoch(hello.resume.epoch);
  words.setResumeRevision(hello.resume.number);
}
void put(const m::Heartbeat&, gen::Request::Builder out) {
  out.setHeartbeat();
}
void put(const m::Goodbye&, gen::Request::Builder out) {
  out.setGoodbye();
}
void put(const m::GetProject&, gen::Request::Builder out) {
  out.setGetProject();
}
void put(const m::GetGraph&, gen::Request::Builder out) {
  out.setGetGraph();
}
void put(const m::GetStatus&, gen::Request::Builder out) {
  out.setGetStatus();
}
void put(const m::GetProjects&, gen::Request::Builder out) {
  out.setGetProjects();
}
void put(const m::GetHistory& history, gen::Request::Builder out) {
  out.setGetHistory(history.most);
}
void put(const m::GetPresets& presets, gen::Request::Builder out) {
  out.setGetPresets(as_capnp(presets.effect));
}

void put(const m::DryRun& dry_run, gen::Request::Builder out) {
  write_command(dry_run.command, out.initDryRun());
}

m::Hello read_hello(Reading& reading, gen::Hello::Reader hello) {
  return {hello.getProtocolVersion(),
          reading.text("name", as_view(hello.getName())),
          hello.getSubscribe(),
          reading.text("token", as_view(hello.getToken())),
          {hello.getResumeEpoch(), hello.getResumeRevision()}};
}

Body read_body(Reading& reading, gen::Request::Reader request) {
  const Reading::Step step(reading, arm_of(request));
  switch (request.which()) {
    case gen::Request::COMMAND:
      return read_command(reading, request.getCommand());
    case gen::Request::HELLO:
      return read_hello(reading, request.getHello());
    case gen::Request::HEARTBEAT:
      return m::Heartbeat{};
    case gen::Request::GOODBYE:
      return m::Goodbye{};
    case gen::Request::GET_PROJECT:
      return m::GetProject{};
    case gen::Request::GET_GRAPH:
      return m::GetGraph{};
    case gen::Request::GET_STATUS:
      return m::GetStatus{};
    case gen::Request::GET_PROJECTS:
      return m::GetProjects{};
    case gen::Request::GET_HISTORY:
      return m::GetHistory{request.getGetHistory()};
    case gen::Request::GET_PRESETS:
      return m::GetPresets{reading.text("", as_view(request.getGetPresets()))};
    case gen::Request::GET_VERSIONS:
      return m::GetVersions{};
    case gen::Request::GET_PROJECT_AT:
      return m::GetProjectAt{request.getGetProjectAt()};
    case gen::Request::GET_DIFF:
      return m::GetDiff{request.getGetDiff().getFrom(), request.getGetDiff().getTo()};
    case gen::Request::DRY_RUN:
      return m::DryRun{read_command(reading, request.getDryRun())};
    case gen::Request::EXPLAIN:
      return m::Explain{m::TrackId{request.getExplain()}};
    case gen::Request::GET_WIRING:
      return m::GetWiring{};
    case gen::Request::TOUCH:
      return m::Touch{reading.text("control", as_view(request.getTouch().getControl())),
                      request.getTouch().getHeld()};
    case gen::Request::GET_CLIENTS:
      return m::GetClients{};
    case gen::Request::GET_ACCESS:
      return m::GetAccess{};
    case gen::Request::CHANGE_ACCESS:
      return read_change_access(reading, request.getChangeAccess());
    case gen::Request::GET_AUDIT:
      return m::GetAudit{request.getGetAudit().getMost(),
                         reading.text("who", as_view(request.getGetAudit().getWho()))};
    case gen::Request::GET_HASH:
      return m::GetHash{};
    case gen::Request::GET_TEMPLATES:
      return m::GetTemplates{};
    case gen::Request::WATCH_SPECTRUM:
      return m::WatchSpectrum{m::TrackId{request.getWatchSpectrum().getTrack()},
                              read_word<m::Tap>(reading, "tap", request.getWatchSpectrum().getTap())};
    default:
      break;
  }
  reading.refuse_arm("Request");
  return {};
}

m::Request read_request(Reading& reading, gen::Request::Reader request) {
  m::Request read;
  read.client = m::ClientId{request.getClient()};
  read.sequence = request.getSequence();
  read.expected_epoch = request.getExpectedEpoch();
  read.expected_revision = request.getExpectedRevision();
  read.gesture = request.getGesture();
  read.gesture_ends = request.getGestureEnds();
  read.body = read_body(reading, request);
  return read;
}

}  // namespace

static void write_request(const m::Request& request, gen::Request::Builder out) {
  out.setClient(request.client.value);
  out.setSequence(request.sequence);
  out.setExpectedEpoch(request.expected_epoch);
  out.setExpectedRevision(request.expected_revision);
  out.setGesture(request.gesture);
  out.setGestureEnds(request.gesture_ends);
  std::visit([&](const auto& body) { put(body, out); }, request.body);
}

Frame encode(const m::Request& request, Encoding encoding) {
  return encode_root<gen::Request>(request, write_request, encoding);
}

vocabulary::Result<m::Request> decode_request(FrameView frame) {
  return decode_root<gen::Request>(frame, kMostRequestBytes, read_request);
}

}  // namespace corelogic::wire
