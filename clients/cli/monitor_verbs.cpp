// monitor_verbs.cpp: monitor level, output, source, dim, mono, cut. The switches change one thing of the
// monitor as it is.  Side: control.
#include <memory>

#include "clients/cli/values.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string word;
  std::string level;
};

template <class Change>
void set_monitor(Line& line, Change change) {
  line.command = [=](const Project& project) -> Result<Command> {
    SetMonitor set{project.monitor};
    change(set.monitor);
    return Command{set};
  };
}

void add_places(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const level = add_verb(
      family, "level", "Level of the monitor output, relative to the main output", "monitor level -0.5");
  level->add_option("level", words->word, "dB, -inf to 12")->required();
  level->callback(
      [words, &line] { set_plain_command(line, SetMonitorLevel{{must(read_decibels(words->word))}}); });
  CLI::App* const output = add_verb(family, "output", "Where the monitor output goes",
                                    "monitor output device:3,4\nmonitor output none");
  output->add_option("output", words->word, "none or device:3,4")->required();
  output->callback([words, &line] {
    line.command = [=](const Project& project) -> Result<Command> {
      auto where = read_output(project, words->word);
      if (!where) return where.refusal();
      return Command{SetMonitorOutput{*std::move(where)}};
    };
  });
  CLI::App* const source = add_verb(
      family, "source", "What the monitor hears while no track is listened to: the master or a track",
      "monitor source master\nmonitor source Drums");
  source->add_option("source", words->word, "master, or a track")->required();
  source->callback([words, &line] {
    line.command = [=](const Project& project) -> Result<Command> {
      const auto track = client::find_track(project, words->word);
      if (!track) return track.refusal();
      SetMonitor set{project.monitor};
      const bool master = client::track_of(project, *track)->kind == TrackKind::kMaster;
      set.monitor.source = master ? MonitorSource{MasterSource{}} : MonitorSource{TrackSource{*track}};
      return Command{set};
    };
  });
}

void add_switches(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const dim = add_verb(family, "dim", "The monitor softer, by 20 dB or another level",
                                 "monitor dim on\nmonitor dim on -12\nmonitor dim off");
  dim->add_option("state", words->word, "on or off")->required();
  dim->add_option("level", words->level, "dB, -60 to 0; else as it was");
  dim->callback([words, &line] {
    const bool on = must(read_switch(words->word));
    const auto level = words->level.empty() ? std::nullopt : std::optional(must(read_decibels(words->level)));
    set_monitor(line, [=](Monitor& monitor) {
      monitor.dim = on;
      monitor.dim_level = level.value_or(monitor.dim_level);
    });
  });
  const auto add_switch = [&](const char* name, const char* about, bool Monitor::*field) {
    const std::string example = std::string("monitor ") + name + " ";
    CLI::App* const verb = add_verb(family, name, about, example + "on\n" + example + "off");
    verb->add_option("state", words->word, "on or off")->required();
    verb->callback([words, field, &line] {
      set_monitor(line,
                  [field, on = must(read_switch(words->word))](Monitor& monitor) { monitor.*field = on; });
    });
  };
  add_switch("mono", "The monitor plays the mean of its channels", &Monitor::mono);
  add_switch("cut", "The monitor is silent", &Monitor::cut);
}

}  // namespace

void add_monitor_verbs(CLI::App& root, Line& line) {
  CLI::App* const family =
      add_family(root, "monitor", "The monitor section: level, output, source, dim, mono, cut");
  add_places(*family, line);
  add_switches(*family, line);
}

}  // namespace corelogic::cli
