// request_codec.cpp: Request of command.capnp.  Side: control.
#include "schema/wire/codec.h"
#include "schema/wire/command_form.h"
#include "schema/wire/frame_form.h"

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

void write_request(const m::Request& request, gen::Request::Builder out) {
  out.setClient(request.client.value);
  out.setSequence(request.sequence);
  out.setExpectedEpoch(request.expected_epoch);
  out.setExpectedRevision(request.expected_revision);
  out.setGesture(request.gesture);
  out.setGestureEnds(request.gesture_ends);
  std::visit([&](const auto& body) { put(body, out); }, request.body);
}

m::Hello read_hello(Reading& reading, gen::Hello::Reader hello) {
  return {hello.getProtocolVersion(), reading.text("name", as_view(hello.getName())), hello.getSubscribe()};
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

Frame encode(const m::Request& request, Encoding encoding) {
  return encode_root<gen::Request>(request, write_request, encoding);
}

vocabulary::Result<m::Request> decode_request(FrameView frame) {
  return decode_root<gen::Request>(frame, kMostRequestBytes, read_request);
}

}  // namespace corelogic::wire
