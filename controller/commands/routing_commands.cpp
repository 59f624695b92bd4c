// routing_commands.cpp: inputs, outputs and explicit connections.  Side: control; pure.
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/routing/routing_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // commands and changes by name

std::string channels_text(const std::vector<std::uint16_t>& channels) {
  std::string text = channels.size() == 1 ? "device channel " : "device channels ";
  for (std::size_t i = 0; i < channels.size(); ++i)
    text += (i == 0 ? "" : ", ") + std::to_string(channels[i]);
  return text;
}

std::string text_of(const Project& project, const Output& output) {
  if (const auto* device = std::get_if<DeviceOutput>(&output)) return channels_text(device->channels);
  if (const auto* target = std::get_if<TrackOutput>(&output))
    return project.tracks().find(target->track)->name;
  return "none";
}

std::string text_of(const Input& input) {
  if (const auto* device = std::get_if<DeviceInput>(&input)) return channels_text(device->channels);
  if (const auto* file = std::get_if<FileInput>(&input)) return file->path + (file->loop ? " (looped)" : "");
  return "none";
}

/// The track an output names, if it names one, must be there.
Result<void> check_target(const Project& project, const Output& output) {
  const auto* target = std::get_if<TrackOutput>(&output);
  if (!target) return {};
  const auto track = track_of(project, target->track);
  if (!track) return track.refusal();
  return {};
}

}  // namespace

Changes output_changes(const Track& track, const Output& output, const std::vector<std::uint16_t>& map) {
  Changes changes;
  if (!track.output_map.empty()) changes.push_back(OutputMapSet{track.id, {}});
  changes.push_back(OutputSet{track.id, output});
  if (!map.empty()) changes.push_back(OutputMapSet{track.id, map});
  return changes;
}

Result<Validated> validate(const Project& project, const SetInput& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = routing::check_input(**track, command.input, "setInput.input"); !good)
    return good.refusal();
  return edit("set input of " + (*track)->name + " to " + text_of(command.input),
              InputSet{command.track, command.input});
}

Result<Validated> validate(const Project& project, const SetOutput& command) {
  const auto track = track_of(project, command.track);
  if (!track) return track.refusal();
  if (auto good = check_target(project, command.output); !good) return good.refusal();
  if (auto good = routing::check_output(project.wiring(), **track, command.output, "setOutput.output"); !good)
    return good.refusal();
  if (auto good = routing::check_map(project.wiring(), **track, command.output, command.map, "setOutput.map");
      !good)
    return good.refusal();
  Validated validated;
  validated.label = "set output of " + (*track)->name + " to " + text_of(project, command.output);
  validated.changes = output_changes(**track, command.output, command.map);
  return validated;
}

Result<Validated> validate(const Project& project, const SetMonitorOutput& command) {
  const Track& master = project.tracks().master();
  if (auto good = routing::check_monitor_output(master, command.output, "setMonitorOutput.output"); !good)
    return good.refusal();
  return edit("set monitor output to " + text_of(project, command.output),
              MonitorOutputSet{master.id, command.output});
}

Result<Validated> validate(const Project& project, const Connect& command) {
  const auto source = track_of(project, command.source);
  if (!source) return source.refusal();
  if (auto good = check_target(project, command.destination); !good) return good.refusal();
  if (project.connections().size() >= routing::kMostConnections)
    return invalid("connect",
                   "A project has at most " + std::to_string(routing::kMostConnections) + " connections.");
  const auto id = new_id(project);
  if (!id) return id.refusal();
  const Connection connection{ConnectionId{*id}, command.source, command.source_port, command.destination,
                              command.map};
  if (auto good = routing::check_connection(project.wiring(), connection, "connect"); !good)
    return good.refusal();
  Validated validated = edit("connect " + (*source)->name + " to " + text_of(project, command.destination),
                             Connected{connection});
  validated.changes.push_back(IdsTaken{*id + 1});
  validated.ids.push_back(*id);
  return validated;
}

Result<Validated> validate(const Project& project, const Disconnect& command) {
  const auto connection = connection_of(project, command.connection);
  if (!connection) return connection.refusal();
  return edit("disconnect " + project.tracks().find((*connection)->source)->name + " from " +
                  text_of(project, (*connection)->destination),
              Disconnected{command.connection});
}

}  // namespace corelogic::commands
