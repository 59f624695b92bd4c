// project_form.h: tracks and their parts to capnp and back; every other family that holds one uses these.
// Side: control; pure.
#pragma once

#include <cstdint>

#include "common.capnp.h"
#include "project.capnp.h"
#include "schema/messages/project.h"
#include "schema/wire/reading.h"
#include "schema/wire/wire_form.h"

namespace corelogic::wire {

namespace gen = capnpgen;

void write_input(const messages::Input&, gen::Input::Builder);
void write_output(const messages::Output&, gen::Output::Builder);
void write_named_value(const messages::NamedValue&, gen::NamedValue::Builder);
void write_insert(const messages::Insert&, gen::Insert::Builder);
void write_key(const messages::Key&, gen::Key::Builder);
void write_send(const messages::Send&, gen::Send::Builder);
void write_track(const messages::Track&, gen::Track::Builder);
void write_meter(const messages::Meter&, gen::Meter::Builder);
void write_output_stage(const messages::OutputStage&, gen::OutputStage::Builder);
void write_direct_out(const messages::DirectOut&, gen::DirectOut::Builder);
void write_mute_group(const messages::MuteGroup&, gen::MuteGroup::Builder);
void write_solo_settings(const messages::SoloSettings&, gen::SoloSettings::Builder);
void write_scene(const messages::Scene&, gen::Scene::Builder);
/// The fields of a strip from colour on.
void write_desk_parts(const messages::Track&, gen::Track::Builder);
void write_monitor(const messages::Monitor&, gen::Monitor::Builder);
void write_connection(const messages::Connection&, gen::Connection::Builder);
void write_project(const messages::Project&, gen::Project::Builder);

[[nodiscard]] messages::TrackKind read_kind(Reading&, gen::TrackKind);
[[nodiscard]] messages::Input read_input(Reading&, gen::Input::Reader);
[[nodiscard]] messages::Output read_output(Reading&, gen::Output::Reader);
[[nodiscard]] messages::NamedValue read_named_value(Reading&, gen::NamedValue::Reader);
[[nodiscard]] messages::Insert read_insert(Reading&, gen::Insert::Reader);
[[nodiscard]] messages::Key read_key(gen::Key::Reader);
[[nodiscard]] messages::Send read_send(Reading&, gen::Send::Reader);
[[nodiscard]] messages::Track read_track(Reading&, gen::Track::Reader);
[[nodiscard]] messages::Meter read_meter(Reading&, gen::Meter::Reader);
/// These two name themselves in the path: "stage", "monitor".
[[nodiscard]] messages::OutputStage read_output_stage(Reading&, gen::OutputStage::Reader);
[[nodiscard]] messages::Monitor read_monitor(Reading&, gen::Monitor::Reader);
[[nodiscard]] messages::DirectOut read_direct_out(Reading&, gen::DirectOut::Reader);
[[nodiscard]] messages::MuteGroup read_mute_group(Reading&, gen::MuteGroup::Reader);
[[nodiscard]] messages::SoloSettings read_solo_settings(Reading&, gen::SoloSettings::Reader);
[[nodiscard]] messages::Scene read_scene(Reading&, gen::Scene::Reader);
void read_desk_parts(Reading&, gen::Track::Reader, messages::Track&);
[[nodiscard]] messages::Connection read_connection(Reading&, gen::Connection::Reader);
[[nodiscard]] messages::Project read_project(Reading&, gen::Project::Reader);

/// Of a field of type Input or Output: the path names it.
[[nodiscard]] messages::Input read_input_of(Reading&, std::string_view field, gen::Input::Reader);
[[nodiscard]] messages::Output read_output_of(Reading&, std::string_view field, gen::Output::Reader);

/// kUnsupported, with what to do.
void refuse_newer_project(Reading&, std::uint64_t format_version);

}  // namespace corelogic::wire
