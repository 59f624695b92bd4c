// send_verbs.cpp: send add, remove, set.  Side: control.
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
  std::string level = "0";
  std::string pan = "0";
  bool pre = false;
  bool eq = false;
};

/// "Guitar->Reverb" may be one word or two: a shell wants quotes around the arrow.
std::string joined_name(const std::vector<std::string>& words, std::size_t count) {
  return count == 2 ? words[0] + "->" + words[1] : words[0];
}

template <class Make>
void set_send_command(Line& line, const std::string& name, Make make) {
  line.command = [=](const Project& project) -> Result<Command> {
    const auto send = client::find_send(project, name);
    if (!send) return send.refusal();
    return make(*send);
  };
}

void understand_set(Line& line, const Words& given) {
  const std::size_t size = given.words.size();
  const std::string name = joined_name(given.words, size - 2);
  const std::string& what = given.words[size - 2];
  const std::string& value = given.words[size - 1];
  if (what == "level") {
    const Decibels level{must(read_decibels(value))};
    set_send_command(line, name, [=](SendId send) { return Command{SetSendLevel{send, level}}; });
  } else if (what == "pan") {
    const double pan = must(read_pan(value));
    set_send_command(line, name, [=](SendId send) { return Command{SetSendPan{send, pan}}; });
  } else if (what == "pre") {
    const bool pre = must(read_switch(value));
    set_send_command(line, name, [=](SendId send) { return Command{SetSendPreFader{send, pre}}; });
  } else if (what == "tap") {
    const auto tap = static_cast<Tap>(must(read_word("tap", value, {"post", "pre", "eq"})));
    set_send_command(line, name, [=](SendId send) { return Command{SetSendTap{send, tap}}; });
  } else if (what == "mute") {
    const bool mute = must(read_switch(value));
    set_send_command(line, name, [=](SendId send) { return Command{SetSendMute{send, mute}}; });
  } else {
    throw CLI::ValidationError("what", "\"" + what + "\" cannot be set; write level, pan, pre, tap or mute");
  }
}

void add_add(CLI::App& family, Line& line) {
  auto given = std::make_shared<Words>();
  CLI::App* const verb = add_verb(family, "add", "Send a track's signal to an aux as well",
                                  "send add Guitar Reverb --level -6\n"
                                  "send add Guitar Reverb --level -6dB --pan -0.5 --pre");
  verb->add_option("from", given->from, "Track")->required();
  verb->add_option("to", given->to, "An aux or the master")->required();
  verb->add_option("--level", given->level, "dB, -inf to 12")->capture_default_str()->type_name("DB");
  verb->add_option("--pan", given->pan, "-1 to 1")->capture_default_str()->type_name("PAN");
  verb->add_flag("--pre", given->pre, "Take the signal before the fader");
  verb->add_flag("--eq", given->eq, "Take the signal before the inserts");
  verb->callback([given, &line] {
    const Decibels level{must(read_decibels(given->level))};
    const double pan = must(read_pan(given->pan));
    line.command = [=](const Project& project) -> Result<Command> {
      const auto from = client::find_track(project, given->from);
      if (!from) return from.refusal();
      const auto to = client::find_track(project, given->to);
      if (!to) return to.refusal();
      return Command{AddSend{*from, *to, level, pan, given->pre || given->eq, given->eq}};
    };
  });
}

}  // namespace

void add_send_verbs(CLI::App& root, Line& line) {
  CLI::App* const family = add_family(root, "send", "Sends from a track to an aux: add, remove, set");
  add_add(*family, line);
  auto given = std::make_shared<Words>();
  CLI::App* const remove =
      add_verb(*family, "remove", "Remove a send",
               "send remove Guitar Reverb\nsend remove 'Guitar->Reverb'\nsend remove '#9'");
  remove->add_option("send", given->words, "From and to, or 'from->to', or '#id'")
      ->required()
      ->expected(1, 2);
  remove->callback([given, &line] {
    const std::string name = joined_name(given->words, given->words.size());
    set_send_command(line, name, [](SendId send) { return Command{RemoveSend{send}}; });
  });
  CLI::App* const set = add_verb(*family, "set", "Set level, pan, tap, pre (fader) or mute of a send",
                                 "send set Guitar Reverb level -9\n"
                                 "send set 'Guitar->Reverb' pan 0.5\n"
                                 "send set Guitar Reverb pre on\n"
                                 "send set Guitar Reverb tap eq\n"
                                 "send set Guitar Reverb mute on");
  set->add_option("send-what-value", given->words,
                  "The send, then level, pan, pre, tap (post, pre, eq) or mute, then the value")
      ->required()
      ->expected(3, 4);
  set->callback([given, &line] { understand_set(line, *given); });
}

}  // namespace corelogic::cli
