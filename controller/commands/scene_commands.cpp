// scene_commands.cpp: scenes are stored, ordered and described; a recall is one edit of many changes, a morph
// a gesture.  Side: control; pure.
#include <algorithm>
#include <cmath>
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/scene_recall.h"
#include "controller/commands/undo.h"
#include "controller/project/scene_check.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // commands and changes by name

Result<void> check_scene_name_free(const Project& project, const std::string& name, SceneId except,
                                   std::string_view subject) {
  if (auto good = tracks::check_name(name, subject); !good) return good;
  const std::string folded = tracks::fold_name(name);
  for (const Scene& scene : project.scenes())
    if (scene.id != except && tracks::fold_name(scene.name) == folded)
      return vocabulary::Refusal{vocabulary::RefusalCode::kDuplicate, std::string(subject),
                                 "Scene " + std::to_string(scene.id.value) + " is named " + scene.name +
                                     "; store into it, or choose another name."};
  return {};
}

void take_desk(const Project& project, Scene& scene) {
  project::Desk desk = desk_of(project);
  scene.tracks = std::move(desk.tracks);
  scene.monitor = std::move(desk.monitor);
  scene.mute_groups = std::move(desk.mute_groups);
}

Result<Validated> store_anew(const Project& project, const StoreScene& command) {
  const auto found = scene_of(project, command.scene);
  if (!found) return found.refusal();
  if (command.position != kAtEnd)
    return invalid("storeScene.position", "The scene has its place already; moveScene gives it another.");
  Scene scene = **found;
  if (!command.name.empty()) {
    if (auto good = check_scene_name_free(project, command.name, scene.id, "storeScene.name"); !good)
      return good.refusal();
    scene.name = command.name;
  }
  take_desk(project, scene);
  const std::string label = "store scene " + scene.name;
  return edit(label, SceneStored{std::move(scene)});
}

/// Its changes, fitted to the project as it is; with the routing, or without it when some of it cannot be.
struct Plan {
  Changes changes;
  std::vector<std::string> notes;
};

Changes changes_to(const Project& project, const Scene& scene, Recall how, std::vector<std::string>& notes) {
  return project::desk_difference(desk_of(project), recalled(project, scene, how, notes));
}

Plan plan_recall(const Project& project, const Scene& scene) {
  Plan plan;
  plan.changes = changes_to(project, scene, Recall::kWhole, plan.notes);
  const auto fitted = plan_undo(project, plan.changes, {});
  const bool whole = plan.changes.empty() || (fitted && fitted->notes.empty());
  if (whole) return plan;
  Plan without;
  without.changes = changes_to(project, scene, Recall::kWithoutRouting, without.notes);
  without.notes.push_back("The routing stays as it is: it does not go together with what came since.");
  if (!fitted) return without;
  for (const std::string& why : fitted->notes) without.notes.push_back(why);
  return without;
}

std::string percent(double amount) {
  return std::to_string(static_cast<int>(std::lround(amount * 100))) + " %";
}

}  // namespace

Result<Validated> validate(const Project& project, const StoreScene& command) {
  if (command.scene.valid()) return store_anew(project, command);
  if (project.scenes().size() >= project::kMostScenes)
    return invalid("storeScene",
                   "A project has at most " + std::to_string(project::kMostScenes) + " scenes.");
  if (auto good = check_scene_name_free(project, command.name, {}, "storeScene.name"); !good)
    return good.refusal();
  const auto position = position_within(command.position, project.scenes().size(), "storeScene.position");
  if (!position) return position.refusal();
  const auto id = new_id(project);
  if (!id) return id.refusal();
  Scene scene;
  scene.id = SceneId{*id};
  scene.name = command.name;
  take_desk(project, scene);
  Validated validated = edit("store scene " + command.name, SceneAdded{std::move(scene), *position});
  validated.changes.push_back(IdsTaken{*id + 1});
  validated.ids.push_back(*id);
  return validated;
}

Result<Validated> validate(const Project& project, const RemoveScene& command) {
  const auto scene = scene_of(project, command.scene);
  if (!scene) return scene.refusal();
  return edit("remove scene " + (*scene)->name, SceneRemoved{command.scene});
}

Result<Validated> validate(const Project& project, const MoveScene& command) {
  const auto scene = scene_of(project, command.scene);
  if (!scene) return scene.refusal();
  const auto position = position_within(command.position, project.scenes().size() - 1, "moveScene.position");
  if (!position) return position.refusal();
  return edit("move scene " + (*scene)->name + " to position " + std::to_string(*position),
              SceneMoved{command.scene, *position});
}

Result<Validated> validate(const Project& project, const DescribeScene& command) {
  const auto scene = scene_of(project, command.scene);
  if (!scene) return scene.refusal();
  if (auto good = check_scene_name_free(project, command.name, command.scene, "describeScene.name"); !good)
    return good.refusal();
  if (auto good = project::check_scene_comment(command.comment, "describeScene.comment"); !good)
    return good.refusal();
  if (auto good = project::check_scene_fade(command.fade_ms, "describeScene.fade"); !good)
    return good.refusal();
  return edit("describe scene " + command.name,
              SceneDescribed{command.scene, command.name, command.comment, command.fade_ms});
}

Result<Validated> validate(const Project& project, const RecallScene& command) {
  const auto scene = scene_of(project, command.scene);
  if (!scene) return scene.refusal();
  if (command.fade_ms < -1)
    return invalid("recallScene.fade", "A fade is 0 to 60000 ms, or -1 for the scene's own.");
  const auto fade = command.fade_ms < 0 ? (*scene)->fade_ms : static_cast<std::uint32_t>(command.fade_ms);
  if (auto good = project::check_scene_fade(fade, "recallScene.fade"); !good) return good.refusal();
  Plan plan = plan_recall(project, **scene);
  Validated validated;
  validated.label = "recall scene " + (*scene)->name;
  validated.changes = std::move(plan.changes);
  validated.notes = std::move(plan.notes);
  validated.fade_ms = fade;
  if (validated.changes.empty()) validated.notes.push_back("Everything is as in the scene already.");
  return validated;
}

Result<Validated> validate(const Project& project, const MorphScenes& command) {
  const auto from = scene_of(project, command.from);
  if (!from) return from.refusal();
  const auto to = scene_of(project, command.to);
  if (!to) return to.refusal();
  if (!(command.amount >= 0 && command.amount <= 1))
    return invalid("morphScenes.amount", "An amount of " + tracks::number_text(command.amount) +
                                             " is out of range: 0 (the first scene) to 1 (the second).");
  Validated validated;
  validated.label = "morph from " + (*from)->name + " to " + (*to)->name + ", " + percent(command.amount);
  validated.continuous = true;
  validated.changes =
      changes_to(project, between(**from, **to, command.amount), Recall::kValues, validated.notes);
  return validated;
}

}  // namespace corelogic::commands
