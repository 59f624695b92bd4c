// track_verbs.cpp: track add, remove, rename, move, set; `track list` is with the other looks.  Side:
// control.
#include <functional>
#include <map>
#include <memory>

#include "clients/cli/looks.h"
#include "clients/cli/session.h"
#include "clients/cli/strip_settings.h"
#include "clients/cli/values.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string name;
  std::string other;
  std::string value;
  std::string map;
  std::uint16_t channels = 2;
  std::uint32_t position = kAtEnd;
  TrackKind kind = TrackKind::kAudio;
};

/// Makes the command of a value; what is no value is misuse.
using Understand = std::function<std::function<Command(TrackId)>(const std::string& value)>;

/// Every value but the output, whose word may name a track.
const std::map<std::string, Understand>& settable() {
  static const std::map<std::string, Understand> all{
      {"volume",
       [](const std::string& value) {
         const Decibels level{must(read_decibels(value))};
         return [=](TrackId track) { return Command{SetVolume{track, level}}; };
       }},
      {"pan",
       [](const std::string& value) {
         const double pan = must(read_pan(value));
         return [=](TrackId track) { return Command{SetPan{track, pan}}; };
       }},
      {"mute",
       [](const std::string& value) {
         const bool mute = must(read_switch(value));
         return [=](TrackId track) { return Command{SetMute{track, mute}}; };
       }},
      {"solo",
       [](const std::string& value) {
         const bool solo = must(read_switch(value));
         return [=](TrackId track) { return Command{SetSolo{track, solo}}; };
       }},
      {"input",
       [](const std::string& value) {
         const Input input = must(read_input(value));
         return [=](TrackId track) { return Command{SetInput{track, input}}; };
       }},
      {"trim",
       [](const std::string& value) {
         const double trim = must(read_decibels(value));
         return [=](TrackId track) { return Command{SetTrim{track, trim}}; };
       }},
      {"polarity",
       [](const std::string& value) {
         const auto side = must(read_word("polarity", value, {"normal", "left", "right", "both"}));
         return [=](TrackId track) { return Command{SetPolarity{track, static_cast<Polarity>(side)}}; };
       }},
      {"highpass",
       [](const std::string& value) {
         const double frequency = must(read_amount(value, "Hz"));
         return [=](TrackId track) { return Command{SetHighPass{track, frequency}}; };
       }},
      {"delay",
       [](const std::string& value) {
         const double delay = must(read_amount(value, "ms"));
         return [=](TrackId track) { return Command{SetDelay{track, delay}}; };
       }},
      {"meter",
       [](const std::string& value) {
         const Meter meter = must(read_meter(value));
         return [=](TrackId track) { return Command{SetMeter{track, meter}}; };
       }},
      {"arm",
       [](const std::string& value) {
         const bool on = must(read_switch(value));
         return [=](TrackId track) { return Command{SetRecordArm{track, on}}; };
       }},
      {"monitoring",
       [](const std::string& value) {
         const auto when = must(read_word("monitoring", value, {"input", "auto", "off"}));
         return [=](TrackId track) { return Command{SetMonitoring{track, static_cast<Monitoring>(when)}}; };
       }},
      {"isolate",
       [](const std::string& value) {
         const bool on = must(read_switch(value));
         return [=](TrackId track) { return Command{SetSoloIsolate{track, on}}; };
       }},
      {"solosafe",
       [](const std::string& value) {
         const bool on = must(read_switch(value));
         return [=](TrackId track) { return Command{SetSoloSafe{track, on}}; };
       }},
      {"listen",
       [](const std::string& value) {
         const auto how = must(read_word("way to listen", value, {"off", "pfl", "afl"}));
         return [=](TrackId track) { return Command{SetListen{track, static_cast<Listen>(how)}}; };
       }},
  };
  return all;
}

void set_output_command(Line& line, const Words& words) {
  const auto map = words.map.empty() ? std::vector<std::uint16_t>{} : must(read_map(words.map));
  line.command = [=](const Project& project) -> Result<Command> {
    const auto track = client::find_track(project, words.name);
    if (!track) return track.refusal();
    auto output = read_output(project, words.value);
    if (!output) return output.refusal();
    return Command{SetOutput{*track, *std::move(output), map}};
  };
}

void understand_set(Line& line, const Words& words) {
  if (words.other == "output") return set_output_command(line, words);
  if (!words.map.empty()) throw CLI::ValidationError("--map", "is of an output");
  if (const auto found = strip_settings().find(words.other); found != strip_settings().end()) {
    line.command = [name = words.name,
                    make = found->second(words.value)](const Project& project) -> Result<Command> {
      const auto track = client::find_track(project, show_dash(name));
      if (!track) return track.refusal();
      return make(project, *track);
    };
    return;
  }
  set_track_command(line, words.name, settable().at(words.other)(words.value));
}

void add_add(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const verb = add_verb(family, "add", "Add a track",
                                  "track add Guitar\n"
                                  "track add Reverb --kind aux\n"
                                  "track add Band --kind group\n"
                                  "track add Voice --channels 1 --at 0");
  static const std::map<std::string, TrackKind> kinds{{"audio", TrackKind::kAudio},
                                                      {"aux", TrackKind::kAux},
                                                      {"group", TrackKind::kGroup},
                                                      {"vca", TrackKind::kVca},
                                                      {"matrix", TrackKind::kMatrix}};
  verb->add_option("name", words->name, "What it is called; unique in the project")->required();
  verb->add_option("--kind", words->kind, "audio, aux, group, vca or matrix")
      ->transform(CLI::CheckedTransformer(kinds))
      ->default_str("audio");
  verb->add_option("--channels", words->channels, "1 to 64")->capture_default_str();
  verb->add_option("--at", words->position, "Position from 0; else the last before the master")
      ->type_name("N");
  verb->callback([words, &line] {
    set_plain_command(line, AddTrack{words->kind, show_dash(words->name), words->channels, words->position});
  });
}

void add_changes(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const remove =
      add_verb(family, "remove", "Remove a track and every send into it", "track remove Guitar");
  remove->add_option("track", words->name, "Track")->required();
  remove->callback([words, &line] {
    set_track_command(line, words->name, [](TrackId track) { return Command{RemoveTrack{track}}; });
  });
  CLI::App* const rename =
      add_verb(family, "rename", "Give a track another name", "track rename Guitar \"Lead guitar\"");
  rename->add_option("track", words->name, "Track")->required();
  rename->add_option("name", words->other, "New name")->required();
  rename->callback([words, &line] {
    set_track_command(line, words->name, [name = show_dash(words->other)](TrackId track) {
      return Command{RenameTrack{track, name}};
    });
  });
  CLI::App* const move = add_verb(family, "move", "Move a track to another position", "track move Drums 0");
  move->add_option("track", words->name, "Track")->required();
  move->add_option("position", words->position, "Position after the move, from 0")->required();
  move->callback([words, &line] {
    set_track_command(line, words->name, [at = words->position](TrackId track) {
      return Command{MoveTrack{track, at}};
    });
  });
}

void add_set(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const verb = add_verb(family, "set", "Set a value, the input or the output of a track",
                                  "track set Guitar volume -6\n"
                                  "track set Guitar volume -inf\n"
                                  "track set Guitar pan 0.3\n"
                                  "track set Drums mute on\n"
                                  "track set Guitar input device:1,2\n"
                                  "track set Drums input file:amen.flac,loop\n"
                                  "track set Guitar output Reverb\n"
                                  "track set Guitar output Reverb --map 2,1\n"
                                  "track set master output device:1,2\n"
                                  "track set Guitar trim -6dB\n"
                                  "track set Guitar polarity right\n"
                                  "track set Guitar highpass 80Hz\n"
                                  "track set Guitar highpass off\n"
                                  "track set Guitar delay 12.5ms\n"
                                  "track set Guitar meter pre,full\n"
                                  "track set Guitar listen pfl\n"
                                  "track set Guitar arm on\n"
                                  "track set Guitar monitoring auto\n"
                                  "track set Guitar isolate on\n"
                                  "track set Guitar solosafe on\n"
                                  "track set Guitar colour '#ff8800'\n"
                                  "track set Guitar icon guitar\n"
                                  "track set Guitar comment 'new strings'\n"
                                  "track set Guitar vcas none\n"
                                  "track set Guitar mutegroups none");
  std::vector<std::string> names{"output"};
  for (const auto& [name, understand] : settable()) names.push_back(name);
  for (const auto& [name, understand] : strip_settings()) names.push_back(name);
  verb->add_option("track", words->name, "Track")->required();
  verb->add_option("what", words->other, "What to set")->required()->check(CLI::IsMember(names));
  verb->add_option(
          "value", words->value,
          "dB; -1 to 1; on, off; input: none, device:1,2, file:PATH[,loop]; output: none, a track, "
          "device:1,2; polarity: normal, left, right, both; highpass: Hz or off; delay: ms; meter: "
          "input, pre, post, with ,full for all of it; listen: off, pfl, afl; monitoring: input, auto, off; "
          "vcas, mutegroups: names with commas, or none")
      ->required();
  verb->add_option("--map", words->map, "Of an output: for each channel the destination's, from 1; 0 nowhere")
      ->type_name("MAP");
  verb->callback([words, &line] { understand_set(line, *words); });
}

}  // namespace

void add_track_verbs(CLI::App& root, Line& line) {
  CLI::App* const family =
      add_family(root, "track", "Tracks: add, remove, rename, move, set, link, unlink, directout, list");
  add_add(*family, line);
  add_changes(*family, line);
  add_set(*family, line);
  add_track_way_verbs(*family, line);
  CLI::App* const list =
      add_verb(*family, "list", "List the tracks with their values", "track list\ntrack list --json");
  list->callback([&line] { line.action = show_tracks; });
}

}  // namespace corelogic::cli
