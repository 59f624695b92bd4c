// scene_check.cpp: scenes and wires judged.  Side: control; pure.
#include "controller/project/scene_check.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "controller/project/project_check.h"
#include "controller/tracks/stage_rules.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::project {
namespace {

using messages::Scene;
using messages::Wire;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal invalid(std::string_view subject, std::string sentence) {
  return {RefusalCode::kInvalid, std::string(subject), std::move(sentence)};
}

std::size_t characters_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_port_name(const std::string& name) {
  return !name.empty() && name.size() <= kMostPortNameBytes &&
         std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

Result<Scene> checked_scene(const Scene& scene) {
  const std::string subject = "scene " + std::to_string(scene.id.value);
  if (auto good = tracks::check_name(scene.name, subject); !good) return good.refusal();
  if (auto good = check_scene_comment(scene.comment, subject); !good) return good.refusal();
  if (auto good = check_scene_fade(scene.fade_ms, subject); !good) return good.refusal();
  if (auto good = tracks::check_dim_level(scene.monitor.dim_level, subject); !good) return good.refusal();
  if (scene.tracks.size() > tracks::kMostTracks)
    return invalid(subject, "A scene has at most 10000 tracks, as a project.");
  if (auto good = check_sends(scene.tracks, subject); !good) return good.refusal();
  Scene complete = scene;
  for (messages::Track& track : complete.tracks) {
    auto checked = checked_track(track);
    if (!checked)
      return Refusal{checked.refusal().code, subject + " " + checked.refusal().subject,
                     checked.refusal().sentence};
    track = *std::move(checked);
  }
  return complete;
}

}  // namespace

Result<void> check_scene_comment(const std::string& comment, std::string_view subject) {
  if (characters_of(comment) <= 2000 && comment.size() <= kMostSceneCommentBytes) return {};
  return invalid(
      subject, "A comment has at most 2000 characters, not " + std::to_string(characters_of(comment)) + ".");
}

Result<void> check_scene_fade(std::uint32_t fade_ms, std::string_view subject) {
  if (fade_ms <= kMostFadeMs) return {};
  return invalid(subject,
                 "A fade of " + std::to_string(fade_ms) + " ms is out of range: 0 to 60000 ms (a minute).");
}

Result<void> check_wires(const std::vector<Wire>& wires, std::string_view subject) {
  if (wires.size() > kMostWires)
    return invalid(subject, "There are at most " + std::to_string(kMostWires) + " wires.");
  std::set<Wire> seen;
  for (const Wire& wire : wires) {
    if (!is_port_name(wire.port) || wire.port.find(':') != std::string::npos)
      return invalid(subject,
                     "\"" + wire.port + "\" is no port of ours; give it without a client: in_1, main_L.");
    if (!is_port_name(wire.other) || wire.other.find(':') == std::string::npos)
      return invalid(subject,
                     "\"" + wire.other + "\" is no port of another client; give it whole: system:capture_1.");
    if (!seen.insert(wire).second)
      return invalid(subject, "The wire from " + wire.port + " to " + wire.other + " is given twice.");
  }
  return {};
}

Result<std::vector<Scene>> checked_scenes(const std::vector<Scene>& scenes) {
  if (scenes.size() > kMostScenes)
    return invalid("project.scenes", "A project has at most " + std::to_string(kMostScenes) + " scenes.");
  std::unordered_set<std::string> names;
  std::vector<Scene> complete;
  complete.reserve(scenes.size());
  for (const Scene& scene : scenes) {
    auto checked = checked_scene(scene);
    if (!checked) return checked.refusal();
    if (!names.insert(tracks::fold_name(scene.name)).second)
      return Refusal{RefusalCode::kDuplicate, "scene " + std::to_string(scene.id.value),
                     "Another scene is named " + scene.name + "; names differ by more than case."};
    complete.push_back(*std::move(checked));
  }
  return complete;
}

}  // namespace corelogic::project
