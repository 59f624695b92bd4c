// strip_settings.cpp: one entry a word.  Side: control; pure.
#include "clients/cli/strip_settings.h"

#include "clients/cli/values.h"
#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

/// Of colour, icon and comment one is changed; the command sets all three.
template <class Change>
OfTrack look(Change change) {
  return [=](const Project& project, TrackId id) -> Result<Command> {
    const Track* const track = client::track_of(project, id);
    SetLook set{id, track->colour, track->icon, track->comment};
    change(set);
    return Command{set};
  };
}

OfTrack vcas(const std::string& value) {
  return [names = read_words(value)](const Project& project, TrackId track) -> Result<Command> {
    SetVcas set{track, {}};
    for (const std::string& name : names) {
      const auto vca = client::find_track(project, name);
      if (!vca) return vca.refusal();
      set.vcas.push_back(*vca);
    }
    return Command{set};
  };
}

OfTrack mute_groups(const std::string& value) {
  return [names = read_words(value)](const Project& project, TrackId track) -> Result<Command> {
    SetMuteGroups set{track, {}};
    for (const std::string& name : names) {
      const auto group = client::find_mute_group(project, name);
      if (!group) return group.refusal();
      set.mute_groups.push_back(*group);
    }
    return Command{set};
  };
}

/// "none" takes a text away.
std::string text_of(const std::string& value) {
  return value == "none" ? "" : show_dash(value);
}

}  // namespace

std::vector<std::string> read_words(std::string_view text) {
  std::vector<std::string> words;
  if (text == "none") return words;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view word = text.substr(0, comma);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (!word.empty()) words.emplace_back(word);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return words;
}

const std::map<std::string, std::function<OfTrack(const std::string&)>>& strip_settings() {
  static const std::map<std::string, std::function<OfTrack(const std::string&)>> all{
      {"colour",
       [](const std::string& value) { return look([=](SetLook& set) { set.colour = text_of(value); }); }},
      {"icon",
       [](const std::string& value) { return look([=](SetLook& set) { set.icon = text_of(value); }); }},
      {"comment",
       [](const std::string& value) { return look([=](SetLook& set) { set.comment = text_of(value); }); }},
      {"vcas", vcas},
      {"mutegroups", mute_groups},
  };
  return all;
}

}  // namespace corelogic::cli
