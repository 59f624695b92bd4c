// sound_commands.cpp: what an insert listens to, plays, and has on its two sides.  Side: control; pure.
#include <algorithm>
#include <utility>

#include "controller/commands/families.h"
#include "controller/commands/lookup.h"
#include "controller/commands/stereo_link.h"
#include "controller/routing/routing_rules.h"
#include "controller/tracks/placeholder.h"
#include "controller/tracks/strip_rules.h"

namespace corelogic::commands {
namespace {

using namespace messages;  // commands and changes by name

const vocabulary::EffectDescription& effect_of(const Insert& insert) {
  return *vocabulary::find_effect(insert.effect);
}

const char* side_text(bool side_b) {
  return side_b ? "B" : "A";
}

vocabulary::Refusal no_preset(const std::string& effect, const std::string& name, Presets presets) {
  constexpr std::size_t kMostShown = 12;
  std::string names;
  std::size_t shown = 0;
  for (const Preset& preset : presets.shelf)
    if (preset.effect == effect && shown++ < kMostShown) names += (names.empty() ? "" : ", ") + preset.name;
  if (shown > kMostShown) names += " and " + std::to_string(shown - kMostShown) + " more";
  return {vocabulary::RefusalCode::kNotFound, "loadPreset.name",
          "The " + effect + " has no preset \"" + name + "\"; " +
              (names.empty() ? "it has none yet." : "there are " + names + ".")};
}

/// What its other side plays: until that one was used, whatever this one does.
std::string other_file_of(const Insert& insert) {
  if (insert.other.empty()) return {};
  return insert.other_file.empty() ? insert.file : insert.other_file;
}

void add_files(const Insert& insert, const InsertFileSet& wanted, Validated& edit) {
  if (wanted != InsertFileSet{insert.id, insert.file, insert.other_file}) edit.changes.push_back(wanted);
}

/// As a project says it: relative, if the file is in its own folder, so that the project may be moved.
std::string file_in(std::string_view audio_directory, const std::string& path) {
  const std::string folder = std::string(audio_directory) + "/";
  return !audio_directory.empty() && path.starts_with(folder) ? path.substr(folder.size()) : path;
}

}  // namespace

Result<Validated> validate(const Project& project, const SetKey& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  const std::string label = insert_text(project, **insert);
  const Insert* twin = twin_of(project, **insert);
  if (!command.key.track.valid())
    return followed(edit("take the key off " + label, KeySet{command.insert, {}}), twin,
                    [](const Insert& one) {
                      return KeySet{one.id, {}};
                    });
  if (tracks::is_placeholder(**insert)) return tracks::refuse_placeholder(**insert, "setKey.insert");
  const auto heard = track_of(project, command.key.track);
  if (!heard) return heard.refusal();
  if (!effect_of(**insert).keyed)
    return invalid("setKey.insert", "The " + (*insert)->effect + " listens to no key.");
  const Track& listener = *project.tracks().owner_of(command.insert);
  if (auto good = routing::check_key(project.wiring(), listener, command.key.track, "setKey.track"); !good)
    return good.refusal();
  Validated keyed =
      edit("key " + label + " from " + (*heard)->name + (command.key.pre_fader ? " before its fader" : ""),
           KeySet{command.insert, command.key});
  // One that cannot hear it, for it feeds it or is it, keeps what it has.
  if (twin &&
      routing::check_key(project.wiring(), *project.tracks().owner_of(twin->id), command.key.track, ""))
    keyed.changes.push_back(KeySet{twin->id, command.key});
  return keyed;
}

Result<Validated> validate(const Project& project, const SetInsertFile& command) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  const std::string label = insert_text(project, **insert);
  const Insert* twin = twin_of(project, **insert);
  const auto file_set = [&](const Insert& one) {
    return InsertFileSet{one.id, command.path, other_file_of(one)};
  };
  if (command.path.empty())
    return followed(edit("take the sound file off " + label, file_set(**insert)), twin, file_set);
  if (tracks::is_placeholder(**insert)) return tracks::refuse_placeholder(**insert, "setInsertFile.insert");
  if (!effect_of(**insert).plays_file)
    return invalid("setInsertFile.insert", "The " + (*insert)->effect + " plays no sound file.");
  if (auto good = tracks::check_path(command.path, "setInsertFile.path"); !good) return good.refusal();
  return followed(edit("set sound file of " + label + " to " + command.path, file_set(**insert)), twin,
                  file_set);
}

Result<Validated> validate(const Project& project, const LoadPreset& command, Presets presets) {
  const auto insert = insert_of(project, command.insert);
  if (!insert) return insert.refusal();
  if (tracks::is_placeholder(**insert)) return tracks::refuse_placeholder(**insert, "loadPreset.insert");
  const auto found = std::ranges::find_if(presets.shelf, [&](const Preset& preset) {
    return preset.effect == (*insert)->effect && preset.name == command.name;
  });
  if (found == presets.shelf.end()) return no_preset((*insert)->effect, command.name, presets);
  auto values = tracks::complete_values(effect_of(**insert), found->parameters, "loadPreset.name");
  if (!values) return values.refusal();
  Validated load{.changes = {},
                 .ids = {},
                 .label = "load preset " + command.name + " into " + insert_text(project, **insert)};
  const std::string file = file_in(presets.audio_directory, found->file);
  for (const Insert* one : {*insert, twin_of(project, **insert)}) {
    if (one == nullptr) continue;
    load.changes.push_back(InsertValuesSet{one->id, *values, one->other, one->side_b});
    if (!file.empty() && file != one->file)
      load.changes.push_back(InsertFileSet{one->id, file, other_file_of(*one)});
  }
  return load;
}

// The first time the other side is empty: it begins as a copy of this one.
Result<Validated> validate(const Project& project, const SwitchSide& command) {
  const auto found = insert_of(project, command.insert);
  if (!found) return found.refusal();
  const Insert& insert = **found;
  const bool side_b = !insert.side_b;
  Validated edit{.changes = {},
                 .ids = {},
                 .label = "switch " + insert_text(project, insert) + " to " + side_text(side_b)};
  for (const Insert* one : {&insert, twin_of(project, insert)}) {
    if (one == nullptr || one->side_b == side_b) continue;  // a twin may be there already
    const bool fresh = one->other.empty();
    edit.changes.push_back(
        InsertValuesSet{one->id, fresh ? one->parameters : one->other, one->parameters, side_b});
    add_files(*one, {one->id, fresh ? one->file : other_file_of(*one), one->file}, edit);
  }
  return edit;
}

Result<Validated> validate(const Project& project, const CopySide& command) {
  const auto found = insert_of(project, command.insert);
  if (!found) return found.refusal();
  const Insert& insert = **found;
  Validated edit{.changes = {},
                 .ids = {},
                 .label = std::string("copy ") + side_text(insert.side_b) + " of " +
                          insert_text(project, insert) + " to " + side_text(!insert.side_b)};
  for (const Insert* one : {&insert, twin_of(project, insert)}) {
    if (one == nullptr) continue;
    edit.changes.push_back(InsertValuesSet{one->id, one->parameters, one->parameters, one->side_b});
    add_files(*one, {one->id, one->file, one->file}, edit);
  }
  return edit;
}

}  // namespace corelogic::commands
