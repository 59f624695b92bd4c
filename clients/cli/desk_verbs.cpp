// desk_verbs.cpp: solo and mute groups: what acts on many tracks at once.  Side: control.
#include <algorithm>
#include <memory>
#include <ostream>

#include "clients/cli/session.h"
#include "clients/cli/values.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string group;
  std::string word;
};

template <class Change>
void set_solo(Line& line, Change change) {
  line.command = [=](const Project& project) -> Result<Command> {
    SetSoloSettings set{project.solo};
    change(set.solo);
    return Command{set};
  };
}

template <class Make>
void set_group_command(Line& line, const std::string& name, Make make) {
  line.command = [=](const Project& project) -> Result<Command> {
    const auto group = client::find_mute_group(project, name);
    if (!group) return group.refusal();
    return make(*group);
  };
}

Exit list_groups(Session& session) {
  const auto reply = session.ask_project();
  if (!reply) return session.failure();
  if (session.options().json) {
    session.print_json(*reply);
    return Exit::kDone;
  }
  const auto& project = std::get<Project>(reply->body);
  for (const MuteGroup& group : project.mute_groups) {
    session.out() << '#' << group.id.value << ' ' << group.name << (group.active ? " (muted):" : ":");
    for (const Track& track : project.tracks)
      if (std::find(track.mute_groups.begin(), track.mute_groups.end(), group.id) != track.mute_groups.end())
        session.out() << ' ' << track.name;
    session.out() << '\n';
  }
  return Exit::kDone;
}

void add_group_changes(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  const auto with_group = [&](const char* name, const char* about, const char* examples) {
    CLI::App* const verb = add_verb(family, name, about, examples);
    verb->add_option("group", words->group, "Mute group")->required();
    return verb;
  };
  with_group("remove", "Remove a mute group; its tracks stay as they are", "mutegroup remove Band")
      ->callback([words, &line] {
        set_group_command(line, words->group,
                          [](MuteGroupId group) { return Command{RemoveMuteGroup{group}}; });
      });
  CLI::App* const rename =
      with_group("rename", "Give a mute group another name", "mutegroup rename Band Everybody");
  rename->add_option("name", words->word, "New name")->required();
  rename->callback([words, &line] {
    set_group_command(line, words->group, [name = words->word](MuteGroupId group) {
      return Command{RenameMuteGroup{group, name}};
    });
  });
  for (const bool on : {true, false})
    with_group(on ? "on" : "off", on ? "Silence a mute group" : "Let a mute group sound",
               on ? "mutegroup on Band" : "mutegroup off Band")
        ->callback([words, on, &line] {
          set_group_command(line, words->group, [on](MuteGroupId group) {
            return Command{SetMuteGroup{group, on}};
          });
        });
}

}  // namespace

void add_desk_verbs(CLI::App& root, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const solo = add_family(root, "solo", "What solo buttons do: mode, exclusive, clear");
  CLI::App* const mode =
      add_verb(*solo, "mode", "Solo in place, or into the monitor before or after the fader",
               "solo mode inplace\nsolo mode pfl");
  mode->add_option("mode", words->word, "inplace, pfl or afl")
      ->required()
      ->check(CLI::IsMember({"inplace", "pfl", "afl"}));
  mode->callback([words, &line] {
    const auto how = must(read_word("solo mode", words->word, {"inplace", "pfl", "afl"}));
    set_solo(line, [how](SoloSettings& settings) { settings.mode = static_cast<SoloMode>(how); });
  });
  CLI::App* const exclusive = add_verb(*solo, "exclusive", "Whether one solo ends the others",
                                       "solo exclusive on\nsolo exclusive off");
  exclusive->add_option("state", words->word, "on or off")->required();
  exclusive->callback([words, &line] {
    const bool on = must(read_switch(words->word));
    set_solo(line, [on](SoloSettings& settings) { settings.exclusive = on; });
  });
  add_verb(*solo, "clear", "End all solos and all listening", "solo clear")->callback([&line] {
    set_plain_command(line, ClearSolo{});
  });
  CLI::App* const groups =
      add_family(root, "mutegroup", "Tracks that are muted together: add, remove, rename, on, off, list");
  CLI::App* const add =
      add_verb(*groups, "add", "Make a mute group; track set TRACK mutegroups puts tracks into it",
               "mutegroup add Band");
  add->add_option("name", words->word, "What it is called; unique among mute groups")->required();
  add->callback([words, &line] { set_plain_command(line, AddMuteGroup{words->word}); });
  add_group_changes(*groups, line);
  add_verb(*groups, "list", "List the mute groups with their tracks", "mutegroup list")->callback([&line] {
    line.action = list_groups;
  });
}

}  // namespace corelogic::cli
