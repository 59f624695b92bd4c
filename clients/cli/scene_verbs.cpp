// scene_verbs.cpp: scene store, list, recall, preview, morph, describe, move, remove; safe.  Side: control.
#include <cmath>
#include <memory>
#include <optional>

#include "clients/cli/answers.h"
#include "clients/cli/looking.h"
#include "clients/cli/values.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string scene;
  std::string other;
  std::string amount;
  std::string fade;
  std::optional<std::string> name;
  std::optional<std::string> comment;
  std::vector<std::string> safe;
  std::uint32_t position = kAtEnd;
};

/// "500", "500ms" or "2s", in ms.
Result<std::uint32_t> read_fade(const std::string& text) {
  const bool seconds = text.ends_with('s') && !text.ends_with("ms");
  const auto amount = read_amount(text, seconds ? "s" : "ms");
  if (!amount) return amount.refusal();
  const double ms = *amount * (seconds ? 1000 : 1);
  if (ms >= 0 && ms <= 1e6) return static_cast<std::uint32_t>(std::lround(ms));
  return vocabulary::Refusal{vocabulary::RefusalCode::kInvalid, "fade", "A fade is 0 to 60s."};
}

template <class Make>
void set_scene_command(Line& line, const std::string& name, Make make) {
  line.command = [=](const Project& project) -> Result<Command> {
    const auto scene = client::find_scene(project, name);
    if (!scene) return scene.refusal();
    return make(project, *scene);
  };
}

const Scene& scene_in(const Project& project, SceneId id) {
  for (const Scene& scene : project.scenes)
    if (scene.id == id) return scene;
  return project.scenes.front();  // found by its name a moment ago
}

/// A scene of that name is stored anew, else a new one is made.
Command store_command(const Project& project, const Words& words) {
  const auto known = client::find_scene(project, words.scene);
  if (known) return {StoreScene{*known, "", kAtEnd}};
  return {StoreScene{{}, words.scene, words.position}};
}

RecallScene recall_of(SceneId scene, const Words& words) {
  return {scene, words.fade.empty() ? -1 : static_cast<std::int32_t>(*read_fade(words.fade))};
}

Exit preview(Session& session, const Words& words) {
  const auto project = session.ask_project();
  if (!project) return session.failure();
  const auto scene = client::find_scene(std::get<Project>(project->body), words.scene);
  if (!scene) return session.refuse(scene.refusal());
  return show_dry_run(session, Command{RecallScene{*scene, -1}});
}

void add_recalls(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const recall = add_verb(family, "recall", "Bring the mix back as it was stored, as one edit",
                                    "scene recall Verse\nscene recall Verse --fade 2s");
  recall->add_option("scene", words->scene, "Scene")->required();
  recall->add_option("--fade", words->fade, "Time over which values move; else the scene's own");
  recall->callback([words, &line] {
    if (!words->fade.empty()) (void)must(read_fade(words->fade));
    set_scene_command(line, words->scene,
                      [=](const Project&, SceneId scene) { return Command{recall_of(scene, *words)}; });
  });
  CLI::App* const look =
      add_verb(family, "preview", "What a recall would change; nothing is done", "scene preview Verse");
  look->add_option("scene", words->scene, "Scene")->required();
  look->callback(
      [words, &line] { line.action = [=](Session& session) { return preview(session, *words); }; });
  CLI::App* const morph =
      add_verb(family, "morph", "Set values between two scenes: 0 is the first, 1 the second",
               "scene morph Verse Chorus 0.5\nscene morph Verse Chorus 30%");
  morph->add_option("from", words->scene, "Scene")->required();
  morph->add_option("to", words->other, "Scene")->required();
  morph->add_option("amount", words->amount, "0 to 1, or in %")->required();
  morph->callback([words, &line] {
    const bool percent = words->amount.ends_with('%');
    const double amount = must(read_amount(words->amount, "%")) / (percent ? 100 : 1);
    set_scene_command(line, words->scene, [=](const Project& project, SceneId from) -> Result<Command> {
      const auto to = client::find_scene(project, words->other);
      if (!to) return to.refusal();
      return Command{MorphScenes{from, *to, amount}};
    });
  });
}

void add_descriptions(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const describe = add_verb(
      family, "describe", "Name, comment and fade of a scene; what is not given stays",
      "scene describe Verse --fade 2s --comment \"quiet, no drums\"\nscene describe Verse --name Intro");
  describe->add_option("scene", words->scene, "Scene")->required();
  describe->add_option("--name", words->name, "New name");
  describe->add_option("--comment", words->comment, "Comment");
  describe->add_option("--fade", words->fade, "Time over which values move at a recall: 500ms, 2s");
  describe->callback([words, &line] {
    if (!words->fade.empty()) (void)must(read_fade(words->fade));
    set_scene_command(line, words->scene, [=](const Project& project, SceneId id) {
      const Scene& scene = scene_in(project, id);
      return Command{DescribeScene{id, words->name.value_or(scene.name),
                                   words->comment.value_or(scene.comment),
                                   words->fade.empty() ? scene.fade_ms : *read_fade(words->fade)}};
    });
  });
  CLI::App* const move =
      add_verb(family, "move", "Give a scene another place in the list", "scene move Verse 0");
  move->add_option("scene", words->scene, "Scene")->required();
  move->add_option("position", words->position, "Position from 0")->required();
  move->callback([words, &line] {
    set_scene_command(line, words->scene, [=](const Project&, SceneId scene) {
      return Command{MoveScene{scene, words->position}};
    });
  });
  CLI::App* const remove = add_verb(family, "remove", "Forget a scene", "scene remove Verse");
  remove->add_option("scene", words->scene, "Scene")->required();
  remove->callback([words, &line] {
    set_scene_command(line, words->scene,
                      [](const Project&, SceneId scene) { return Command{RemoveScene{scene}}; });
  });
}

void add_safe(CLI::App& root, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const safe = add_verb(root, "safe", "What scenes leave alone, of a track or an insert",
                                  "safe Guitar volume mute\nsafe Guitar/compressor threshold bypass\n"
                                  "safe Guitar all\nsafe Guitar none");
  safe->add_option("what", words->scene, "Track, or track/insert")->required();
  safe->add_option(
          "fields", words->safe,
          "Of a track: volume pan mute solo sends inserts routing stage groups all; of an insert: its "
          "parameters, bypass, all; none: nothing is safe")
      ->required();
  safe->callback([words, &line] {
    line.command = [=](const Project& project) -> Result<Command> {
      const std::vector<std::string> fields =
          words->safe == std::vector<std::string>{"none"} ? std::vector<std::string>{} : words->safe;
      const auto track = client::find_track(project, words->scene);
      if (track) return Command{SetTrackSafe{*track, fields}};
      const auto insert = client::find_insert(project, words->scene);
      if (insert) return Command{SetInsertSafe{*insert, fields}};
      return words->scene.find('/') == std::string::npos ? track.refusal() : insert.refusal();
    };
  });
}

}  // namespace

void add_scene_verbs(CLI::App& root, Line& line) {
  CLI::App* const family = add_family(root, "scene", "Scenes: the mix as it was, kept and brought back");
  auto words = std::make_shared<Words>();
  CLI::App* const store =
      add_verb(*family, "store", "Keep the mix as it is; a scene of that name is stored anew",
               "scene store Verse\nscene store Intro --position 0");
  store->add_option("scene", words->scene, "Scene")->required();
  store->add_option("--position", words->position, "Position in the list, from 0; default: at the end");
  store->callback([words, &line] {
    line.command = [=](const Project& project) -> Result<Command> { return store_command(project, *words); };
  });
  add_verb(*family, "list", "The scenes in their order", "scene list\nscene list --json")->callback([&line] {
    line.action = [](Session& session) {
      return look<Project>(session, GetProject{},
                           [](const auto& project, auto) { return scenes_as_text(project); });
    };
  });
  add_recalls(*family, line);
  add_descriptions(*family, line);
  add_safe(root, line);
}

}  // namespace corelogic::cli
