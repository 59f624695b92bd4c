// wire_verbs.cpp: wire list, add, remove, auto: the JACK connections that are wanted.  Side: control.
#include <algorithm>
#include <memory>

#include "clients/cli/answers.h"
#include "clients/cli/looking.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string port;
  std::string other;
  bool keep = false;
};

void add_ends(CLI::App& verb, Words& words) {
  verb.add_option("port", words.port, "Ours: in_1, main_L")->required();
  verb.add_option("other", words.other, "Theirs: system:capture_1")->required();
}

}  // namespace

void add_wire_verbs(CLI::App& root, Line& line) {
  CLI::App* const family =
      add_family(root, "wire", "JACK connections: wanted, and made whenever the ports are there");
  auto words = std::make_shared<Words>();
  add_verb(*family, "list", "Wanted and actual wires, and the ports there are", "wire list\nwire list --json")
      ->callback([&line] {
        line.action = [](Session& session) {
          return look<Wiring>(session, GetWiring{},
                              [](const auto& wiring, auto) { return wiring_as_text(wiring); });
        };
      });
  CLI::App* const add = add_verb(*family, "add", "Want one more wire",
                                 "wire add in_1 system:capture_3\nwire add main_L recorder:in_1");
  add_ends(*add, *words);
  add->callback([words, &line] {
    line.command = [=](const Project& project) -> Result<Command> {
      SetWires wires{project.wires, project.custom_wiring};
      wires.wires.push_back({words->port, words->other});
      return Command{std::move(wires)};
    };
  });
  CLI::App* const remove =
      add_verb(*family, "remove", "Want a wire no more", "wire remove in_1 system:capture_3");
  add_ends(*remove, *words);
  remove->callback([words, &line] {
    line.command = [=](const Project& project) -> Result<Command> {
      SetWires wires{project.wires, project.custom_wiring};
      if (std::erase(wires.wires, Wire{words->port, words->other}) > 0) return Command{std::move(wires)};
      return vocabulary::Refusal{
          vocabulary::RefusalCode::kNotFound, "wire",
          "No wire from " + words->port + " to " + words->other + " is wanted; wire list shows them."};
    };
  });
  CLI::App* const by_itself =
      add_verb(*family, "auto",
               "Main and monitor go to the playback ports by themselves, or only what is wanted is made",
               "wire auto on\nwire auto off");
  auto state = std::make_shared<std::string>("on");
  by_itself->add_option("state", *state, "on or off")
      ->capture_default_str()
      ->check(CLI::IsMember({"on", "off"}));
  by_itself->callback([state, &line] {
    line.command = [=](const Project& project) -> Result<Command> {
      return Command{SetWires{project.wires, *state == "off"}};
    };
  });
}

}  // namespace corelogic::cli
