// look_texts.cpp: tracks, status and changes as text for people.  Side: control; pure.
#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <sstream>

#include "clients/cli/confirmation.h"
#include "clients/cli/looks.h"
#include "clients/cli/settings.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the model by name

const char* kind_of(TrackKind kind) {
  constexpr std::array kKinds{"track", "audio", "aux", "master", "group", "vca", "matrix"};
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::string flags_of(const Track& track) {
  return std::string(track.mute ? "mute " : "") + (track.solo ? "solo " : "");
}

/// Columns are counted in characters, not in bytes.
std::string padded(const std::string& text, std::size_t width) {
  std::size_t shown = 0;
  for (const char c : text) shown += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return text + std::string(shown < width ? width - shown : 1, ' ');
}

/// The many values of an equaliser would hide those that somebody set: of more than so many, only these.
constexpr std::size_t kShownWhole = 16;

void write_insert(std::ostream& out, const Project& project, const Insert& insert) {
  out << insert.effect << (insert.bypass ? " (bypassed)" : "") << (insert.post_fader ? " (post-fader)" : "")
      << (insert.side_b ? " (side B)" : "");
  for (const NamedValue& one : insert.parameters) {
    const auto* parameter = parameter_of(insert.effect, one.name);
    if (insert.parameters.size() > kShownWhole && parameter && one.value == parameter->initial) continue;
    out << ' ' << one.name << '=' << value_text(parameter, one.value);
  }
  if (insert.key.track.valid())
    out << " key=" << client::name_of(project, insert.key.track)
        << (insert.key.pre_fader ? " (pre-fader)" : "");
  if (!insert.file.empty()) out << " file=" << insert.file;
  out << '\n';
}

/// What the strip does before its inserts, and how it is heard and metered.
void write_stage(std::ostream& out, const Track& track) {
  constexpr std::array kSides{"", " polarity=left", " polarity=right", " polarity=both"};
  constexpr std::array kListens{"", " PFL", " AFL"};
  constexpr std::array kPoints{" meter=input", " meter=pre", ""};
  std::string text;
  if (track.trim != 0) text += " trim=" + decibels(track.trim);
  text += kSides.at(static_cast<std::size_t>(track.polarity));
  if (track.high_pass != 0) text += " highpass=" + number(track.high_pass) + " Hz";
  if (track.delay != 0) text += " delay=" + number(track.delay) + " ms";
  text += kPoints.at(static_cast<std::size_t>(track.meter.point));
  if (track.meter.detail == MeterDetail::kFull) text += " meter in full";
  text += kListens.at(static_cast<std::size_t>(track.listen));
  if (!text.empty()) out << "      " << text << '\n';
}

/// Who moves, mutes and goes with the strip, and what else stands on it.
void write_groups(std::ostream& out, const Project& project, const Track& track) {
  std::string text;
  for (const TrackId vca : track.vcas) text += " vca=" + client::name_of(project, vca);
  for (const MuteGroup& group : project.mute_groups)
    if (std::ranges::find(track.mute_groups, group.id) != track.mute_groups.end())
      text += " mutegroup=" + group.name + (group.active ? " (muted)" : "");
  if (track.link.valid()) text += " link=" + client::name_of(project, track.link);
  if (track.record_arm) text += " armed";
  constexpr std::array kMonitoring{"", " monitoring=auto", " monitoring=off"};
  text += kMonitoring.at(static_cast<std::size_t>(track.monitoring));
  if (track.solo_isolate) text += " isolated";
  if (track.solo_safe) text += " solosafe";
  if (!track.direct_out.channels.empty())
    text += " directout=" + client::text_of(project, DeviceOutput{track.direct_out.channels});
  if (!track.colour.empty()) text += " colour=" + track.colour;
  if (!track.icon.empty()) text += " icon=" + track.icon;
  if (!track.comment.empty()) text += " \"" + track.comment + "\"";
  if (!text.empty()) out << "      " << text << '\n';
}

void write_track(std::ostream& out, const Project& project, const Track& track) {
  out << padded("#" + std::to_string(track.id.value), 5) << padded(track.name, 17)
      << padded(kind_of(track.kind), 7) << padded(std::to_string(track.channels), 3)
      << padded(decibels(track.volume.value), 10) << padded(position_of(track.pan), 8) << flags_of(track);
  if (track.kind == TrackKind::kAudio) out << client::text_of(track.input) << " ";
  out << "-> " << client::text_of(project, track.output) << '\n';
  write_stage(out, track);
  write_groups(out, project, track);
  for (const Insert& insert : track.inserts) {
    out << "       " << padded("#" + std::to_string(insert.id.value), 5);
    write_insert(out, project, insert);
  }
  for (const Send& send : track.sends)
    out << "       " << padded("#" + std::to_string(send.id.value), 5) << "-> "
        << client::name_of(project, send.destination) << ' ' << decibels(send.level.value)
        << (send.pan != 0.0 ? " pan " + position_of(send.pan) : "")
        << (send.pre_eq      ? " pre-EQ"
            : send.pre_fader ? " pre-fader"
                             : "")
        << (send.mute ? " muted" : "") << '\n';
  if (track.kind == TrackKind::kMaster && !std::holds_alternative<NoOutput>(track.monitor_output))
    out << "       monitor " << decibels(track.monitor_level.value) << " -> "
        << client::text_of(project, track.monitor_output) << '\n';
}

std::string node_name(const GraphSnapshot& graph, NodeId id) {
  for (const Node& node : graph.nodes)
    if (node.id == id) return node.name;
  return "node " + std::to_string(id.value);
}

/// What the engine says of single nodes.
void write_nodes(std::ostream& out, const Status& status, const GraphSnapshot& graph) {
  if (!status.output_latencies.empty()) {
    out << "latency   ";
    for (const OutputLatency& one : status.output_latencies)
      out << ' ' << node_name(graph, one.node) << ' ' << one.frames;
    out << " frames beyond the device's\n";
  }
  if (status.late_branches > 0)
    out << "late       " << status.late_branches << " branches muted for a block each\n";
  if (status.guilty_node.valid())
    out << "overrun    the dearest node of the last one: " << node_name(graph, status.guilty_node) << '\n';
  if (status.muted_nodes.empty()) return;
  out << "muted     ";
  for (const NodeId node : status.muted_nodes) out << ' ' << node_name(graph, node);
  out << ": not a number at their output\n";
}

}  // namespace

std::string tracks_as_text(const Project& project) {
  std::ostringstream out;
  out << project.name << ", " << project.sample_rate << " Hz, tempo " << number(project.tempo) << "\n"
      << "id   name             kind   ch volume    pan     signal\n";
  for (const Track& track : project.tracks) write_track(out, project, track);
  for (const Connection& cable : project.connections)
    out << padded("#" + std::to_string(cable.id.value), 5) << client::name_of(project, cable.source)
        << (cable.source_port == "pre" ? " (pre-fader)" : "") << " -> "
        << client::text_of(project, cable.destination) << '\n';
  return out.str();
}

std::string status_as_text(const Status& status, vocabulary::Revision revision, const GraphSnapshot& graph) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1);
  out << "project    " << status.project_name << ", revision " << revision.number << " (epoch "
      << revision.epoch << ")\n";
  if (!status.engine_connected) {
    out << "engine     none: nothing plays; ./studio up starts it\n";
  } else {
    out << "engine     pid " << status.engine_pid << ", " << status.device << ", " << status.sample_rate
        << " Hz, " << status.block_frames << " frames a block, added latency " << status.added_latency_frames
        << " frames\n";
    out << "plan       revision " << status.installed_revision
        << (status.graph_hash == status.engine_hash ? ", plays what the project says\n"
                                                    : ", still on its way to what the project says\n");
    out << "load       " << static_cast<double>(status.load) * 100.0 << " % of the period, " << status.xruns
        << " xruns\n";
    const double seconds =
        status.sample_rate > 0 ? static_cast<double>(status.position) / status.sample_rate : 0.0;
    out << "transport  " << (status.rolling ? "rolling" : "stopped") << " at frame " << status.position
        << " (" << seconds << " s)\n";
  }
  write_nodes(out, status, graph);
  out << "clients    " << status.clients << '\n';
  for (const std::string& warning : status.warnings) out << "warning    " << warning << '\n';
  return out.str();
}

std::string change_as_text(const ChangeSet& set) {
  std::ostringstream out;
  out << padded("r" + std::to_string(set.revision.number), 7)
      << (set.label.empty() ? std::to_string(set.changes.size()) + " changes" : set.label);
  if (set.client.valid()) out << "  (client " << std::hex << (set.client.value >> 48) << ")";
  return out.str();
}

}  // namespace corelogic::cli
