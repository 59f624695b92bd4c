// insert_sound_verbs.cpp: insert key, file, preset, ab, copy: what an effect hears and plays, and its values
// as a whole.  Side: control.
#include <memory>
#include <ostream>

#include "clients/cli/session.h"
#include "clients/cli/values.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string insert;
  std::string other;
  bool none = false;
  bool pre = false;
  bool replace = false;
};

CLI::App* add_insert_verb(CLI::App& parent, const std::shared_ptr<Words>& words, const char* name,
                          const char* about, const char* examples) {
  CLI::App* const verb = add_verb(parent, name, about, examples);
  verb->add_option("insert", words->insert, "Insert: track/effect, track/effect:2 for the second, or '#id'")
      ->required();
  return verb;
}

/// The other word, or --none: one of both.
void must_be_one(const Words& words, const char* what) {
  if (words.other.empty() == words.none) return;
  throw CLI::ValidationError(what, std::string("write a ") + what + " or --none");
}

void add_key(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const verb = add_insert_verb(family, words, "key", "Let an effect listen to another track",
                                         "insert key Guitar/compressor Drums\n"
                                         "insert key Guitar/compressor Drums --pre\n"
                                         "insert key Guitar/compressor --none");
  verb->add_option("track", words->other, "The track it listens to");
  verb->add_flag("--pre", words->pre, "Before that track's fader; else after fader and pan");
  verb->add_flag("--none", words->none, "To its own input again");
  verb->callback([words, &line] {
    must_be_one(*words, "track");
    line.command = [=](const Project& project) -> Result<Command> {
      const auto insert = client::find_insert(project, words->insert);
      if (!insert) return insert.refusal();
      if (words->none) return Command{SetKey{*insert, {}}};
      const auto track = client::find_track(project, words->other);
      if (!track) return track.refusal();
      return Command{SetKey{*insert, {*track, words->pre}}};
    };
  });
}

void add_file(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const verb = add_insert_verb(family, words, "file", "Give an effect the sound file it plays",
                                         "insert file Reverb/convolution halls/great.wav\n"
                                         "insert file Reverb/convolution ./hall.wav\n"
                                         "insert file Reverb/convolution --none");
  verb->add_option("path", words->other, "Beside the project's audio, or absolute, or from here by ./");
  verb->add_flag("--none", words->none, "No file");
  verb->callback([words, &line] {
    must_be_one(*words, "path");
    set_insert_command(line, words->insert, [path = path_from_here(words->other)](InsertId insert) {
      return Command{SetInsertFile{insert, path}};
    });
  });
}

Exit list_presets(Session& session, const std::string& effect) {
  const auto reply = session.ask(GetPresets{effect});
  if (!reply) return session.failure();
  if (session.options().json) {
    session.print_json(*reply);
  } else if (const auto* presets = std::get_if<Presets>(&reply->body)) {
    for (const Preset& preset : presets->presets)
      session.out() << (effect.empty() ? preset.effect + "/" : "") << preset.name << '\n';
  }
  return Exit::kDone;
}

void add_save_and_load(CLI::App& presets, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const save = add_insert_verb(presets, words, "save", "Keep an effect's values under a name",
                                         "insert preset save Guitar/compressor Tight\n"
                                         "insert preset save Guitar/compressor Tight --replace");
  save->add_option("name", words->other, "Name of the preset")->required();
  save->add_flag("--replace", words->replace, "In place of one that is called so");
  save->callback([words, &line] {
    set_insert_command(line, words->insert, [name = words->other, replace = words->replace](InsertId insert) {
      return Command{SavePreset{insert, name, replace}};
    });
  });
  CLI::App* const load = add_insert_verb(presets, words, "load", "Set an effect's values from a preset",
                                         "insert preset load Guitar/compressor Tight");
  load->add_option("name", words->other, "Name of the preset")->required();
  load->callback([words, &line] {
    set_insert_command(line, words->insert, [name = words->other](InsertId insert) {
      return Command{LoadPreset{insert, name}};
    });
  });
}

void add_presets(CLI::App& family, Line& line) {
  CLI::App* const presets = add_family(family, "preset", "Presets of the house: save, load, list, remove");
  add_save_and_load(*presets, line);
  auto words = std::make_shared<Words>();
  CLI::App* const list = add_verb(*presets, "list", "List the presets, of one effect or of all",
                                  "insert preset list\ninsert preset list compressor");
  list->add_option("effect", words->insert, "Name of the effect");
  list->callback([words, &line] {
    line.action = [=](Session& session) { return list_presets(session, words->insert); };
  });
  CLI::App* const remove =
      add_verb(*presets, "remove", "Remove a preset for good", "insert preset remove compressor Tight");
  remove->add_option("effect", words->insert, "Name of the effect")->required();
  remove->add_option("name", words->other, "Name of the preset")->required();
  remove->callback([words, &line] { set_plain_command(line, RemovePreset{words->insert, words->other}); });
}

}  // namespace

void add_insert_sound_verbs(CLI::App& family, Line& line) {
  add_key(family, line);
  add_file(family, line);
  add_presets(family, line);
  auto words = std::make_shared<Words>();
  add_insert_verb(family, words, "ab", "Hear the other of an effect's two sides, A or B",
                  "insert ab Guitar/compressor")
      ->callback([words, &line] {
        set_insert_command(line, words->insert, [](InsertId insert) { return Command{SwitchSide{insert}}; });
      });
  add_insert_verb(family, words, "copy", "Copy the values that are heard to the other side",
                  "insert copy Guitar/compressor")
      ->callback([words, &line] {
        set_insert_command(line, words->insert, [](InsertId insert) { return Command{CopySide{insert}}; });
      });
}

}  // namespace corelogic::cli
