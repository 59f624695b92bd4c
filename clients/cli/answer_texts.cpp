// answer_texts.cpp: lines and columns.  Side: control; pure.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <sstream>

#include "clients/cli/answers.h"
#include "clients/cli/confirmation.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the answers by name

std::string time_text(std::int64_t ms) {
  if (ms == 0) return "";
  const std::time_t seconds = ms / 1000;
  std::tm local{};
  char text[32];
  localtime_r(&seconds, &local);
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &local);
  return text;
}

std::string percent(float share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f %%", static_cast<double>(share) * 100);
  return text;
}

std::uint32_t most(const std::vector<OutputLatency>& outputs) {
  std::uint32_t frames = 0;
  for (const OutputLatency& output : outputs) frames = std::max(frames, output.frames);
  return frames;
}

bool has_wire(const std::vector<Wire>& wires, const Wire& wire) {
  return std::find(wires.begin(), wires.end(), wire) != wires.end();
}

}  // namespace

std::string scenes_as_text(const Project& project) {
  std::ostringstream out;
  for (const Scene& scene : project.scenes) {
    out << "#" << scene.id.value << "  " << scene.name << "  " << scene.tracks.size() << " tracks";
    if (scene.fade_ms != 0) out << ", fade " << number(scene.fade_ms / 1000.0) << " s";
    if (!scene.comment.empty()) out << "  " << scene.comment;
    out << '\n';
  }
  return project.scenes.empty() ? "No scene is stored.\n" : out.str();
}

std::string versions_as_text(const Versions& versions) {
  std::ostringstream out;
  for (const Version& version : versions.versions) {
    out << "r" << version.revision << "  " << version.name;
    if (version.time_ms != 0) out << "  " << time_text(version.time_ms);
    if (!version.user.empty()) out << "  " << version.user;
    out << '\n';
  }
  return versions.versions.empty() ? "No version is named.\n" : out.str();
}

std::string diff_as_text(const Diff& diff) {
  std::ostringstream out;
  for (const std::string& line : diff.lines) out << line << '\n';
  if (diff.lines.empty())
    out << "Nothing differs between revision " << diff.from << " and " << diff.to << ".\n";
  return out.str();
}

std::string dry_run_as_text(const DryRunResult& result) {
  std::ostringstream out;
  out << result.label << '\n';
  for (const std::string& line : result.lines) out << "  " << line << '\n';
  if (result.lines.empty()) out << "  Nothing would change.\n";
  out << "graph      " << (result.structure ? "a new one would be built" : "stays; only values move") << '\n'
      << "cost       " << percent(result.cost_before) << " of the period, then " << percent(result.cost_after)
      << '\n'
      << "latency    " << most(result.latency_before) << " frames, then " << most(result.latency_after)
      << '\n';
  return out.str();
}

std::string explanation_as_text(const Explanation& explanation) {
  std::ostringstream out;
  for (const Reason& reason : explanation.silent) out << reason.sentence << '\n';
  if (explanation.silent.empty()) out << "Nothing keeps it silent.\n";
  out << "latency    " << explanation.latency_frames << " frames from its input to its end\n";
  for (const Reason& reason : explanation.late) out << "  " << reason.sentence << '\n';
  return out.str();
}

std::string wiring_as_text(const Wiring& wiring) {
  std::ostringstream out;
  if (!wiring.available) out << "The engine does not play on JACK; the wiring waits for it.\n";
  out << (wiring.custom ? "Only these wires are made:\n"
                        : "Main and monitor go to the playback ports by themselves; beside that:\n");
  for (const Wire& wire : wiring.wanted)
    out << "  " << wire.port << " - " << wire.other
        << (has_wire(wiring.actual, wire) ? "" : "  (not made: the port is not there)") << '\n';
  if (wiring.wanted.empty()) out << "  none\n";
  out << "Made now:\n";
  for (const Wire& wire : wiring.actual) out << "  " << wire.port << " - " << wire.other << '\n';
  if (wiring.actual.empty()) out << "  none\n";
  out << "Ports:\n";
  for (const EnginePort& port : wiring.ports)
    out << "  " << port.name << (port.input ? "  takes sound" : "  gives sound") << (port.own ? ", ours" : "")
        << (port.alias.empty() ? "" : "  (" + port.alias + ")") << '\n';
  return out.str();
}

}  // namespace corelogic::cli
