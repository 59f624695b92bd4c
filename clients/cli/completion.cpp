// completion.cpp: a walk down the tree of verbs to the word that is being written.  Side: control, one
// thread.
#include "clients/cli/completion.h"

#include <algorithm>
#include <map>

#include "clients/cli/script.h"
#include "clients/cli/session.h"
#include "clients/cli/settings.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/names.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::cli {
namespace {

using Words = std::vector<std::string>;

/// The place of the last word: the verb it belongs to, the words of that verb before it, and the option it is
/// for.
struct Place {
  const CLI::App* verb;
  Words before;
  const CLI::Option* option = nullptr;  ///< that waits for its value
};

bool is_any(const CLI::App*) {
  return true;
}

Place find_place(const CLI::App& root, const Words& words) {
  Place place{&root, {}};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (place.option != nullptr) {
      place.option = nullptr;
    } else if (word.size() > 1 && word.starts_with("--")) {
      const CLI::Option* option = place.verb->get_option_no_throw(word);
      if (option == nullptr) option = root.get_option_no_throw(word);
      if (option != nullptr && option->get_items_expected_max() > 0) place.option = option;
    } else if (const auto verbs =
                   place.verb->get_subcommands([&](const CLI::App* one) { return one->get_name() == word; });
               !verbs.empty() && place.before.empty()) {
      place.verb = verbs.front();
    } else {
      place.before.push_back(word);
    }
  }
  return place;
}

/// "TEXT:{pan,volume}": the words that CLI11 itself checks.
Words choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open == std::string::npos ? 0 : open);
  Words choices;
  if (open == std::string::npos || close == std::string::npos) return choices;
  std::size_t start = open + 1;
  while (start < close) {
    const std::size_t end = std::min(type.find(',', start), close);
    const std::string choice = type.substr(start, end - start);
    choices.push_back(choice.substr(0, choice.find("->")));
    start = end + 1;
  }
  return choices;
}

/// The positional that the next word is for; the last of them may take several.
const CLI::Option* positional(const Place& place) {
  const auto options = place.verb->get_options([](const CLI::Option* one) { return one->get_positional(); });
  std::size_t index = place.before.size();
  for (const CLI::Option* option : options) {
    const auto most = static_cast<std::size_t>(std::max(1, option->get_items_expected_max()));
    if (index < most) return option;
    index -= most;
  }
  return nullptr;
}

Words track_names(const messages::Project& project) {
  Words names;
  for (const auto& track : project.tracks) names.push_back(track.name);
  return names;
}

Words insert_names(const messages::Project& project) {
  Words names;
  for (const auto& track : project.tracks) {
    std::map<std::string, int> count;
    for (const auto& insert : track.inserts) {
      const int nth = ++count[insert.effect];
      names.push_back(track.name + "/" + insert.effect + (nth > 1 ? ":" + std::to_string(nth) : ""));
    }
  }
  return names;
}

Words send_names(const messages::Project& project) {
  Words names;
  for (const auto& track : project.tracks)
    for (const auto& send : track.sends)
      names.push_back(track.name + "->" + client::name_of(project, send.destination));
  return names;
}

Words effect_names() {
  Words names;
  for (const auto& effect : vocabulary::kEffects)
    if (effect.insertable) names.emplace_back(effect.name);
  return names;
}

/// "threshold=", or behind the = the words of the parameter.
Words settings_of(std::string_view effect_name, const std::string& typed) {
  const auto* const effect = vocabulary::find_effect(effect_name);
  Words words;
  if (effect == nullptr) return words;
  const std::size_t equals = typed.find('=');
  for (const auto& parameter : effect->parameters) {
    const std::string start = std::string(parameter.name) + "=";
    if (equals == std::string::npos)
      words.push_back(start);
    else if (typed.starts_with(start))
      for (const auto word : parameter.choices) words.push_back(start + std::string(word));
  }
  return words;
}

/// The words of a value whose name came before it: "mute" wants on or off.
Words values_of_name(const std::string& name, const messages::Project* project) {
  static const std::map<std::string, Words> kWords{
      {"mute", {"on", "off"}},
      {"solo", {"on", "off"}},
      {"arm", {"on", "off"}},
      {"isolate", {"on", "off"}},
      {"solosafe", {"on", "off"}},
      {"pre", {"on", "off"}},
      {"pan", {"left", "centre", "right"}},
      {"polarity", {"normal", "left", "right", "both"}},
      {"listen", {"off", "pfl", "afl"}},
      {"monitoring", {"input", "auto", "off"}},
      {"meter", {"input", "pre", "post", "input,full", "pre,full", "post,full"}},
      {"highpass", {"off"}},
      {"input", {"none", "device:", "file:"}},
      {"tap", {"post", "pre", "eq"}}};
  if (const auto found = kWords.find(name); found != kWords.end()) return found->second;
  if (name != "output") return {};
  Words words{"none", "device:"};
  if (project != nullptr)
    for (const auto& track : project->tracks)
      if (track.kind != messages::TrackKind::kAudio) words.push_back(track.name);
  return words;
}

class Finder {
 public:
  Finder(const NameSource& names, std::string typed) : names_(names), typed_(std::move(typed)) {}

  Completion find(const CLI::App& root, const Place& place) {
    if (place.option != nullptr) {
      of_option(*place.option, place);
    } else if (typed_.starts_with("-")) {
      options_of(root);
      if (place.verb != &root) options_of(*place.verb);
    } else if (!place.verb->get_subcommands(is_any).empty()) {
      for (const CLI::App* verb : place.verb->get_subcommands(is_any))
        if (!verb->get_group().empty()) offer({verb->get_name()});
    } else if (const CLI::Option* option = positional(place)) {
      of_option(*option, place);
    }
    std::sort(found_.words.begin(), found_.words.end());
    found_.words.erase(std::unique(found_.words.begin(), found_.words.end()), found_.words.end());
    found_.unfinished = !found_.words.empty() &&
                        std::all_of(found_.words.begin(), found_.words.end(), [](const std::string& word) {
                          return word.ends_with('=') || word.ends_with(':');
                        });
    found_.typed = typed_;
    return std::move(found_);
  }

 private:
  void offer(const Words& words) {
    for (const std::string& word : words)
      if (word.starts_with(typed_)) found_.words.push_back(word);
  }

  void options_of(const CLI::App& app) {
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames()) offer({"--" + name});
  }

  const messages::Project* project() {
    if (!asked_) project_ = names_.project();
    asked_ = true;
    return project_ ? &*project_ : nullptr;
  }

  template <class Names>
  void offer_from_project(Names names) {
    if (const auto* known = project()) offer(names(*known));
  }

  void of_option(const CLI::Option& option, const Place& place) {
    if (const Words choices = choices_of(option); !choices.empty()) return offer(choices);
    const std::string name = option.get_positional() ? option.get_name(true) : option.get_lnames().front();
    const std::string family = place.verb->get_parent() ? place.verb->get_parent()->get_name() : "";
    of_name(name, family, place);
  }

  void of_name(const std::string& name, const std::string& family, const Place& place) {
    static const Words kTracks{"track", "from", "to", "source", "partner", "destination"};
    if (name == "file" || name == "path" || name == "script" || name == "output")
      found_.files = true;
    else if (name == "insert")
      offer_from_project(insert_names);
    else if (name == "effect" || (name == "name" && place.verb->get_name() == "effect"))
      offer(effect_names());
    else if (name == "settings")
      offer(settings_of(effect_of(place), typed_));
    else if (name == "state")
      offer({"on", "off"});
    else if (name == "value" && !place.before.empty())
      offer(values_of_name(place.before.back(), place.before.back() == "output" ? project() : nullptr));
    else if (name == "send" || name == "send-what-value")
      of_send(place);
    else if (name == "scene" || family == "scene")
      offer_from_project([](const auto& known) { return names_in(known.scenes); });
    else if (name == "group")
      offer_from_project([](const auto& known) { return names_in(known.mute_groups); });
    else if (family == "project" && name == "name" && place.verb->get_name() != "new")
      offer(names_.projects());
    else if (std::find(kTracks.begin(), kTracks.end(), name) != kTracks.end())
      offer_from_project(track_names);
  }

  /// A send is one word or two; behind it what is set, and to what.
  void of_send(const Place& place) {
    static const Words kWhat{"level", "pan", "pre", "tap", "mute"};
    const auto* const known = project();
    if (known == nullptr) return;
    if (!place.before.empty() && std::find(kWhat.begin(), kWhat.end(), place.before.back()) != kWhat.end())
      return offer(values_of_name(place.before.back(), known));
    if (place.before.empty()) offer(send_names(*known));
    if (place.before.size() < 2 && (place.before.empty() || place.before[0].find("->") == std::string::npos))
      offer(track_names(*known));
    if (!place.before.empty() && place.verb->get_name() == "set") offer(kWhat);
  }

  template <class Things>
  static Words names_in(const Things& things) {
    Words names;
    for (const auto& one : things) names.push_back(one.name);
    return names;
  }

  /// Of "insert add TRACK EFFECT ..." it stands there; of "insert set INSERT ..." the project knows.
  std::string effect_of(const Place& place) {
    if (place.before.empty()) return "";
    if (place.verb->get_name() == "add") return place.before.size() > 1 ? place.before[1] : "";
    const auto* const known = project();
    if (known == nullptr) return "";
    const auto insert = client::find_insert(*known, place.before[0]);
    return insert ? client::insert_of(*known, *insert)->effect : "";
  }

  const NameSource& names_;
  std::string typed_;
  Completion found_;
  bool asked_ = false;
  std::optional<messages::Project> project_;
};

}  // namespace

Completion complete(const std::string& line, const NameSource& names) {
  SplitLine split = split_line(line);
  if (!split.open_word) split.words.emplace_back();
  CLI::App root("", "corelogic");
  Line ignored;
  build_tree(root, ignored);
  return Finder(names, split.words.back()).find(root, find_place(root, split.words));
}

Completion complete(const std::string& line, Session& session) {
  const NameSource names{[&]() -> std::optional<messages::Project> {
                           auto reply = session.peek(messages::GetProject{});
                           if (!reply || !std::holds_alternative<messages::Project>(reply->body))
                             return std::nullopt;
                           return std::get<messages::Project>(std::move(reply->body));
                         },
                         [&] {
                           const auto reply = session.peek(messages::GetProjects{});
                           const auto* all =
                               reply ? std::get_if<messages::ProjectNames>(&reply->body) : nullptr;
                           return all ? all->names : std::vector<std::string>{};
                         }};
  return complete(line, names);
}

std::string quoted_word(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+:,./%@";
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [&](char c) {
    return (static_cast<unsigned char>(c) & 0x80) != 0 || kPlain.find(c) != std::string_view::npos;
  });
  if (plain) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace corelogic::cli
