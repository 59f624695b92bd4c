// project_codec.cpp: common.capnp and project.capnp.  Side: control.
#include "schema/wire/codec.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

void put(const m::NoInput&, gen::Input::Builder out) {
  out.setNone();
}
void put(const m::DeviceInput& input, gen::Input::Builder out) {
  write_numbers(out.initDevice(size_of(input.channels)), input.channels);
}
void put(const m::FileInput& input, gen::Input::Builder out) {
  auto file = out.initFile();
  file.setPath(as_capnp(input.path));
  file.setLoop(input.loop);
}
void put(const m::NoOutput&, gen::Output::Builder out) {
  out.setNone();
}
void put(const m::TrackOutput& output, gen::Output::Builder out) {
  out.setTrack(output.track.value);
}
void put(const m::DeviceOutput& output, gen::Output::Builder out) {
  write_numbers(out.initDevice(size_of(output.channels)), output.channels);
}

}  // namespace

void write_input(const m::Input& input, gen::Input::Builder out) {
  std::visit([&](const auto& each) { put(each, out); }, input);
}

void write_output(const m::Output& output, gen::Output::Builder out) {
  std::visit([&](const auto& each) { put(each, out); }, output);
}

void write_named_value(const m::NamedValue& value, gen::NamedValue::Builder out) {
  out.setName(as_capnp(value.name));
  out.setValue(value.value);
}

void write_insert(const m::Insert& insert, gen::Insert::Builder out) {
  out.setId(insert.id.value);
  out.setEffect(as_capnp(insert.effect));
  out.setBypass(insert.bypass);
  write_list(out.initParameters(size_of(insert.parameters)), insert.parameters, write_named_value);
  write_key(insert.key, out.initKey());
  out.setFile(as_capnp(insert.file));
  write_list(out.initOther(size_of(insert.other)), insert.other, write_named_value);
  out.setSideB(insert.side_b);
  out.setPostFader(insert.post_fader);
  write_texts(out.initSafe(size_of(insert.safe)), insert.safe);
  out.setOtherFile(as_capnp(insert.other_file));
}

void write_send(const m::Send& send, gen::Send::Builder out) {
  out.setId(send.id.value);
  out.setDestination(send.destination.value);
  out.setLevel(send.level.value);
  out.setPan(send.pan);
  out.setPreFader(send.pre_fader);
  out.setPreEq(send.pre_eq);
  out.setMute(send.mute);
}

void write_track(const m::Track& track, gen::Track::Builder out) {
  out.setId(track.id.value);
  out.setKind(static_cast<gen::TrackKind>(track.kind));
  out.setName(as_capnp(track.name));
  out.setChannels(track.channels);
  out.setVolume(track.volume.value);
  out.setPan(track.pan);
  out.setMute(track.mute);
  out.setSolo(track.solo);
  write_list(out.initInserts(size_of(track.inserts)), track.inserts, write_insert);
  write_list(out.initSends(size_of(track.sends)), track.sends, write_send);
  write_input(track.input, out.initInput());
  write_output(track.output, out.initOutput());
  out.setMonitorLevel(track.monitor_level.value);
  write_output(track.monitor_output, out.initMonitorOutput());
  out.setTrim(track.trim);
  out.setPolarity(static_cast<gen::Polarity>(track.polarity));
  out.setHighPass(track.high_pass);
  out.setDelay(track.delay);
  write_meter(track.meter, out.initMeter());
  out.setListen(static_cast<gen::Listen>(track.listen));
  write_numbers(out.initOutputMap(size_of(track.output_map)), track.output_map);
  write_output_stage(track.stage, out.initStage());
  write_desk_parts(track, out);
}

void write_connection(const m::Connection& connection, gen::Connection::Builder out) {
  out.setId(connection.id.value);
  out.setSource(connection.source.value);
  out.setSourcePort(as_capnp(connection.source_port));
  write_output(connection.destination, out.initDestination());
  write_numbers(out.initMap(size_of(connection.map)), connection.map);
}

void write_project(const m::Project& project, gen::Project::Builder out) {
  out.setFormatVersion(project.format_version);
  out.setName(as_capnp(project.name));
  out.setSampleRate(project.sample_rate);
  out.setNextId(project.next_id);
  write_list(out.initTracks(size_of(project.tracks)), project.tracks, write_track);
  write_list(out.initConnections(size_of(project.connections)), project.connections, write_connection);
  out.setTempo(project.tempo);
  write_monitor(project.monitor, out.initMonitor());
  write_list(out.initMuteGroups(size_of(project.mute_groups)), project.mute_groups, write_mute_group);
  write_solo_settings(project.solo, out.initSolo());
  write_list(out.initScenes(size_of(project.scenes)), project.scenes, write_scene);
  write_list(out.initWires(size_of(project.wires)), project.wires, write_wire);
  out.setCustomWiring(project.custom_wiring);
}

m::TrackKind read_kind(Reading& reading, gen::TrackKind kind) {
  switch (kind) {
    case gen::TrackKind::AUDIO:
      return m::TrackKind::kAudio;
    case gen::TrackKind::AUX:
      return m::TrackKind::kAux;
    case gen::TrackKind::MASTER:
      return m::TrackKind::kMaster;
    case gen::TrackKind::GROUP:
      return m::TrackKind::kGroup;
    case gen::TrackKind::VCA:
      return m::TrackKind::kVca;
    case gen::TrackKind::MATRIX:
      return m::TrackKind::kMatrix;
    default:
      break;
  }
  reading.refuse("kind", reading.path("kind") + " must be audio, aux, group, vca, matrix or master.");
  return m::TrackKind::kUnspecified;
}

m::Input read_input(Reading& reading, gen::Input::Reader input) {
  switch (input.which()) {
    case gen::Input::NONE:
      return m::NoInput{};
    case gen::Input::DEVICE:
      return m::DeviceInput{read_numbers<std::uint16_t>(reading, "device", input.getDevice(), kMostChannels)};
    case gen::Input::FILE: {
      const auto file = input.getFile();
      return m::FileInput{reading.text("file.path", as_view(file.getPath())), file.getLoop()};
    }
    default:
      break;
  }
  reading.refuse_arm("Input");
  return {};
}

m::Output read_output(Reading& reading, gen::Output::Reader output) {
  switch (output.which()) {
    case gen::Output::NONE:
      return m::NoOutput{};
    case gen::Output::TRACK:
      return m::TrackOutput{m::TrackId{output.getTrack()}};
    case gen::Output::DEVICE:
      return m::DeviceOutput{
          read_numbers<std::uint16_t>(reading, "device", output.getDevice(), kMostChannels)};
    default:
      break;
  }
  reading.refuse_arm("Output");
  return {};
}

m::Input read_input_of(Reading& reading, std::string_view field, gen::Input::Reader input) {
  const Reading::Step step(reading, field);
  return read_input(reading, input);
}

m::Output read_output_of(Reading& reading, std::string_view field, gen::Output::Reader output) {
  const Reading::Step step(reading, field);
  return read_output(reading, output);
}

m::NamedValue read_named_value(Reading& reading, gen::NamedValue::Reader value) {
  return {reading.text("name", as_view(value.getName())), reading.number("value", value.getValue())};
}

m::Insert read_insert(Reading& reading, gen::Insert::Reader insert) {
  m::Insert read;
  read.id = m::InsertId{insert.getId()};
  read.effect = reading.text("effect", as_view(insert.getEffect()));
  read.bypass = insert.getBypass();
  read.parameters = read_list<m::NamedValue>(reading, "parameters", insert.getParameters(), kMostParameters,
                                             read_named_value);
  read.key = read_key(insert.getKey());
  read.file = reading.text("file", as_view(insert.getFile()));
  read.other =
      read_list<m::NamedValue>(reading, "other", insert.getOther(), kMostParameters, read_named_value);
  read.side_b = insert.getSideB();
  read.post_fader = insert.getPostFader();
  read.safe = read_texts(reading, "safe", insert.getSafe(), kMostParameters);
  read.other_file = reading.text("otherFile", as_view(insert.getOtherFile()));
  return read;
}

m::Send read_send(Reading& reading, gen::Send::Reader send) {
  m::Send read;
  read.id = m::SendId{send.getId()};
  read.destination = m::TrackId{send.getDestination()};
  read.level = {reading.number("level", send.getLevel())};
  read.pan = reading.number("pan", send.getPan());
  read.pre_fader = send.getPreFader();
  read.pre_eq = send.getPreEq();
  read.mute = send.getMute();
  return read;
}

namespace {

void read_strip_parts(Reading& reading, gen::Track::Reader track, m::Track& read) {
  read.trim = reading.number("trim", track.getTrim());
  read.polarity = read_word<m::Polarity>(reading, "polarity", track.getPolarity());
  read.high_pass = reading.number("highPass", track.getHighPass());
  read.delay = reading.number("delay", track.getDelay());
  read.meter = read_meter(reading, track.getMeter());
  read.listen = read_word<m::Listen>(reading, "listen", track.getListen());
  read.output_map = read_numbers<std::uint16_t>(reading, "outputMap", track.getOutputMap(), kMostChannels);
  read.stage = read_output_stage(reading, track.getStage());
  read_desk_parts(reading, track, read);
}

}  // namespace

m::Track read_track(Reading& reading, gen::Track::Reader track) {
  m::Track read;
  read.id = m::TrackId{track.getId()};
  read.kind = read_kind(reading, track.getKind());
  read.name = reading.text("name", as_view(track.getName()));
  read.channels = track.getChannels();
  read.volume = {reading.number("volume", track.getVolume())};
  read.pan = reading.number("pan", track.getPan());
  read.mute = track.getMute();
  read.solo = track.getSolo();
  read.inserts = read_list<m::Insert>(reading, "inserts", track.getInserts(), kMostInserts, read_insert);
  read.sends = read_list<m::Send>(reading, "sends", track.getSends(), kMostElements, read_send);
  read.input = read_input_of(reading, "input", track.getInput());
  read.output = read_output_of(reading, "output", track.getOutput());
  read.monitor_level = {reading.number("monitorLevel", track.getMonitorLevel())};
  read.monitor_output = read_output_of(reading, "monitorOutput", track.getMonitorOutput());
  read_strip_parts(reading, track, read);
  return read;
}

m::Connection read_connection(Reading& reading, gen::Connection::Reader connection) {
  m::Connection read;
  read.id = m::ConnectionId{connection.getId()};
  read.source = m::TrackId{connection.getSource()};
  read.source_port = reading.text("sourcePort", as_view(connection.getSourcePort()));
  read.destination = read_output_of(reading, "destination", connection.getDestination());
  read.map = read_numbers<std::uint16_t>(reading, "map", connection.getMap(), kMostChannels);
  return read;
}

void refuse_newer_project(Reading& reading, std::uint64_t format_version) {
  reading.refuse("formatVersion",
                 "The project has format version " + std::to_string(format_version) +
                     " and this version reads up to " + std::to_string(m::kProjectFormatVersion) +
                     "; it was left as it is, open it with a newer version.",
                 vocabulary::RefusalCode::kUnsupported);
}

m::Project read_project(Reading& reading, gen::Project::Reader project) {
  m::Project read;
  read.format_version = project.getFormatVersion();
  if (read.format_version > m::kProjectFormatVersion) {
    refuse_newer_project(reading, read.format_version);
    return read;
  }
  read.name = reading.text("name", as_view(project.getName()));
  read.sample_rate = project.getSampleRate();
  read.next_id = project.getNextId();
  read.tracks = read_list<m::Track>(reading, "tracks", project.getTracks(), kMostTracks, read_track);
  read.connections = read_list<m::Connection>(reading, "connections", project.getConnections(), kMostElements,
                                              read_connection);
  read.tempo = reading.number("tempo", project.getTempo());
  if (project.hasMonitor()) read.monitor = read_monitor(reading, project.getMonitor());
  read.mute_groups = read_list<m::MuteGroup>(reading, "muteGroups", project.getMuteGroups(), kMostMuteGroups,
                                             read_mute_group);
  read.solo = read_solo_settings(reading, project.getSolo());
  read.scenes = read_list<m::Scene>(reading, "scenes", project.getScenes(), kMostScenes, read_scene);
  read.wires = read_list<m::Wire>(reading, "wires", project.getWires(), kMostWires, read_wire);
  read.custom_wiring = project.getCustomWiring();
  return read;
}

Frame encode(const m::Project& project, Encoding encoding) {
  return encode_root<gen::Project>(project, write_project, encoding);
}

vocabulary::Result<m::Project> decode_project(FrameView frame) {
  return decode_root<gen::Project>(frame, kMostFrameBytes, read_project);
}

}  // namespace corelogic::wire
