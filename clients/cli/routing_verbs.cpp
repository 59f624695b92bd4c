// routing_verbs.cpp: connect, disconnect.  Side: control.
#include <memory>

#include "clients/cli/values.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::vector<std::string> words;
  std::string from;
  std::string to;
  std::string map;
  bool pre = false;
};

void add_connect(CLI::App& root, Line& line) {
  auto given = std::make_shared<Words>();
  CLI::App* const verb =
      add_verb(root, "connect", "Lay a cable from a track to a track or to device channels",
               "connect Guitar Cue\n"
               "connect Guitar device:5,6\n"
               "connect Guitar Cue --pre\n"
               "connect Guitar device:5,6 --map 2,1");
  verb->add_option("from", given->from, "Track")->required();
  verb->add_option("to", given->to, "Track, or device:1,2")->required();
  verb->add_flag("--pre", given->pre, "Take the signal before the fader");
  verb->add_option("--map", given->map, "For each channel the destination's, from 1; 0 nowhere")
      ->type_name("MAP");
  verb->callback([given, &line] {
    const auto map = given->map.empty() ? std::vector<std::uint16_t>{} : must(read_map(given->map));
    line.command = [=](const Project& project) -> Result<Command> {
      const auto from = client::find_track(project, given->from);
      if (!from) return from.refusal();
      auto to = read_output(project, given->to);
      if (!to) return to.refusal();
      return Command{Connect{*from, given->pre ? "pre" : "out", *std::move(to), map}};
    };
  });
}

}  // namespace

void add_routing_verbs(CLI::App& root, Line& line) {
  add_connect(root, line);
  auto given = std::make_shared<Words>();
  CLI::App* const verb = add_verb(root, "disconnect", "Take a cable away",
                                  "disconnect Guitar Cue\ndisconnect 'Guitar->device:5,6'\ndisconnect '#12'");
  verb->add_option("connection", given->words, "From and to, or 'from->to', or '#id'")
      ->required()
      ->expected(1, 2);
  verb->callback([given, &line] {
    const auto& words = given->words;
    const std::string name = words.size() == 2 ? words[0] + "->" + words[1] : words[0];
    line.command = [=](const Project& project) -> Result<Command> {
      const auto connection = client::find_connection(project, name);
      if (!connection) return connection.refusal();
      return Command{Disconnect{*connection}};
    };
  });
}

}  // namespace corelogic::cli
