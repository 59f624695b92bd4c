// look_texts.cpp: tracks, status, changes and effects as text for people.  Side: control; pure.
#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>

#include "clients/cli/confirmation.h"
#include "clients/cli/looks.h"
#include "clients/cpp/names.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the model by name

const char* kind_of(TrackKind kind) {
  if (kind == TrackKind::kAux) return "aux";
  return kind == TrackKind::kMaster ? "master" : "audio";
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

void write_track(std::ostream& out, const Project& project, const Track& track) {
  out << padded("#" + std::to_string(track.id.value), 5) << padded(track.name, 17)
      << padded(kind_of(track.kind), 7) << padded(std::to_string(track.channels), 3)
      << padded(decibels(track.volume.value), 10) << padded(position_of(track.pan), 8) << flags_of(track);
  if (track.kind == TrackKind::kAudio) out << client::text_of(track.input) << " ";
  out << "-> " << client::text_of(project, track.output) << '\n';
  for (const Insert& insert : track.inserts) {
    out << "       " << padded("#" + std::to_string(insert.id.value), 5) << insert.effect
        << (insert.bypass ? " (bypassed)" : "");
    for (const NamedValue& one : insert.parameters) out << ' ' << one.name << '=' << number(one.value);
    out << '\n';
  }
  for (const Send& send : track.sends)
    out << "       " << padded("#" + std::to_string(send.id.value), 5) << "-> "
        << client::name_of(project, send.destination) << ' ' << decibels(send.level.value)
        << (send.pan != 0.0 ? " pan " + position_of(send.pan) : "") << (send.pre_fader ? " pre-fader" : "")
        << '\n';
  if (track.kind == TrackKind::kMaster && !std::holds_alternative<NoOutput>(track.monitor_output))
    out << "       monitor " << decibels(track.monitor_level.value) << " -> "
        << client::text_of(project, track.monitor_output) << '\n';
}

/// "-60 ... 0 dB, else -18"
std::string range_of(const vocabulary::ParameterDescription& one) {
  const std::string unit =
      one.unit.empty() ? "" : (one.unit.front() == ':' ? "" : " ") + std::string(one.unit);
  return number(one.least) + " ... " + number(one.most) + unit + ", else " + number(one.initial);
}

}  // namespace

std::string tracks_as_text(const Project& project) {
  std::ostringstream out;
  out << project.name << ", " << project.sample_rate << " Hz\n"
      << "id   name             kind   ch volume    pan     signal\n";
  for (const Track& track : project.tracks) write_track(out, project, track);
  for (const Connection& cable : project.connections)
    out << padded("#" + std::to_string(cable.id.value), 5) << client::name_of(project, cable.source)
        << (cable.source_port == "pre" ? " (pre-fader)" : "") << " -> "
        << client::text_of(project, cable.destination) << '\n';
  return out.str();
}

std::string status_as_text(const Status& status, vocabulary::Revision revision) {
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

std::string effects_as_text() {
  std::ostringstream out;
  for (const auto& effect : vocabulary::kEffects) {
    if (!effect.insertable) continue;
    out << effect.name << ": " << effect.title << ", up to " << effect.most_channels << " channels\n";
    for (const auto& one : effect.parameters)
      out << "  " << padded(std::string(one.name), 11) << range_of(one) << '\n';
  }
  return out.str();
}

std::string effects_as_json() {
  nlohmann::ordered_json effects = nlohmann::ordered_json::array();
  for (const auto& effect : vocabulary::kEffects) {
    if (!effect.insertable) continue;
    nlohmann::ordered_json parameters = nlohmann::ordered_json::array();
    for (const auto& one : effect.parameters)
      parameters.push_back({{"name", one.name},
                            {"unit", one.unit},
                            {"least", one.least},
                            {"most", one.most},
                            {"initial", one.initial}});
    effects.push_back({{"name", effect.name},
                       {"title", effect.title},
                       {"mostChannels", effect.most_channels},
                       {"parameters", std::move(parameters)}});
  }
  return effects.dump();
}

}  // namespace corelogic::cli
