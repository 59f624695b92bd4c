// insert_verbs.cpp: insert add, remove, move, bypass, set; what an insert hears and plays is with
// insert_sound_verbs.  Side: control.
#include <memory>

#include "clients/cli/settings.h"
#include "clients/cli/values.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string place;
  std::string effect;
  std::string state = "on";
  std::vector<std::string> settings;
  std::uint32_t position = kAtEnd;
  bool bypass = false;
};

/// "threshold=-20 ratio=4", or "threshold -20".
std::vector<Setting> understand_settings(const std::vector<std::string>& words) {
  const bool pair = words.size() == 2 && words[0].find('=') == std::string::npos;
  if (pair) return {must(read_setting(words[0] + "=" + show_dash(words[1])))};
  std::vector<Setting> settings;
  for (const std::string& word : words) settings.push_back(must(read_setting(word)));
  return settings;
}

void add_add(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const verb =
      add_verb(family, "add", "Put an effect into a track's chain (corelogic effects lists them)",
               "insert add Guitar compressor\n"
               "insert add Guitar compressor threshold=-20 ratio=4 --at 0\n"
               "insert add Reverb reverb decay=2.5");
  verb->add_option("track", words->place, "Track")->required();
  verb->add_option("effect", words->effect, "Name of the effect")->required();
  verb->add_option("settings", words->settings, "parameter=value; others keep their defaults")
      ->type_name("P=V");
  verb->add_option("--at", words->position, "Position in the chain, from 0; else the last")->type_name("N");
  verb->add_flag("--bypass", words->bypass, "Put it in bypassed");
  verb->callback([words, &line] {
    line.command =
        [words, settings = understand_settings(words->settings)](const Project& project) -> Result<Command> {
      const auto track = client::find_track(project, words->place);
      if (!track) return track.refusal();
      auto values = values_of(words->effect, settings);
      if (!values) return values.refusal();
      return Command{AddInsert{*track, words->effect, words->position, *std::move(values), words->bypass}};
    };
  });
}

void add_changes(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  const auto with_insert = [&](const char* name, const char* about, const char* examples) {
    CLI::App* const verb = add_verb(family, name, about, examples);
    verb->add_option("insert", words->place, "Insert: track/effect, track/effect:2 for the second, or '#id'")
        ->required();
    return verb;
  };
  CLI::App* const remove = with_insert("remove", "Take an effect out", "insert remove Guitar/compressor");
  remove->callback([words, &line] {
    set_insert_command(line, words->place, [](InsertId insert) { return Command{RemoveInsert{insert}}; });
  });
  CLI::App* const move =
      with_insert("move", "Move an effect within its chain", "insert move Guitar/compressor 0");
  move->add_option("position", words->position, "Position after the move, from 0")->required();
  move->callback([words, &line] {
    set_insert_command(line, words->place, [at = words->position](InsertId insert) {
      return Command{MoveInsert{insert, at}};
    });
  });
  CLI::App* const bypass =
      with_insert("bypass", "Let the signal pass an effect by",
                  "insert bypass Guitar/compressor\ninsert bypass Guitar/compressor off");
  bypass->add_option("state", words->state, "on or off")->capture_default_str();
  bypass->callback([words, &line] {
    const bool on = must(read_switch(words->state));
    set_insert_command(line, words->place, [=](InsertId insert) {
      return Command{SetInsertBypass{insert, on}};
    });
  });
}

void add_places(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  const auto with_insert = [&](const char* name, const char* about, const char* examples) {
    CLI::App* const verb = add_verb(family, name, about, examples);
    verb->add_option("insert", words->place, "Insert: track/effect, track/effect:2 for the second, or '#id'")
        ->required();
    return verb;
  };
  CLI::App* const post =
      with_insert("postfader", "Put an effect behind the fader, or before it again",
                  "insert postfader Guitar/compressor\ninsert postfader Guitar/compressor off");
  post->add_option("state", words->state, "on or off")->capture_default_str();
  post->callback([words, &line] {
    const bool on = must(read_switch(words->state));
    set_insert_command(line, words->place, [=](InsertId insert) {
      return Command{SetInsertPostFader{insert, on}};
    });
  });
  CLI::App* const clone =
      with_insert("clone", "Copy an effect with all its values into a track's chain",
                  "insert clone Guitar/compressor Drums\ninsert clone Guitar/compressor Drums --at 0");
  clone->add_option("track", words->effect, "Track that gets the copy")->required();
  clone->add_option("--at", words->position, "Position in the chain, from 0; else the last")->type_name("N");
  clone->callback([words, &line] {
    line.command = [=](const Project& project) -> Result<Command> {
      const auto insert = client::find_insert(project, words->place);
      if (!insert) return insert.refusal();
      const auto track = client::find_track(project, show_dash(words->effect));
      if (!track) return track.refusal();
      return Command{CopyInsert{*insert, *track, words->position}};
    };
  });
}

void add_set(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const verb = add_verb(family, "set", "Set parameters of an effect; several are one step",
                                  "insert set Guitar/compressor threshold -20\n"
                                  "insert set Guitar/compressor threshold=-20 ratio=4\n"
                                  "insert set Vocals/eq band1On=on band1Type=bell\n"
                                  "insert set Reverb/reverb decay=3.2");
  verb->add_option("insert", words->place, "Insert: track/effect, track/effect:2 for the second, or '#id'")
      ->required();
  verb->add_option("settings", words->settings, "parameter=value, or one parameter and its value")
      ->required()
      ->type_name("P=V");
  verb->callback([words, &line] {
    line.command = [name = words->place, settings = understand_settings(words->settings)](
                       const Project& project) -> Result<Command> {
      const auto insert = client::find_insert(project, name);
      if (!insert) return insert.refusal();
      const auto values = values_of(client::insert_of(project, *insert)->effect, settings);
      if (!values) return values.refusal();
      std::vector<Command> sets;
      for (const NamedValue& one : *values) sets.push_back({SetParameter{*insert, one.name, one.value}});
      return sets.size() == 1 ? sets.front() : Command{Batch{std::move(sets)}};
    };
  });
}

}  // namespace

void add_insert_verbs(CLI::App& root, Line& line) {
  CLI::App* const family =
      add_family(root, "insert",
                 "Effects in a track's chain: add, remove, move, bypass, set, postfader, clone, key, file, "
                 "preset, ab, copy");
  add_add(*family, line);
  add_changes(*family, line);
  add_set(*family, line);
  add_places(*family, line);
  add_insert_sound_verbs(*family, line);
}

}  // namespace corelogic::cli
