// node_names.cpp: plain names and their numbering.  Side: control; pure.
#include "controller/compiler/node_names.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace corelogic::compiler {

std::string plain_name(std::string_view name) {
  std::string plain;
  plain.reserve(name.size());
  for (const char c : name) {
    if ((static_cast<unsigned char>(c) & 0xc0) == 0x80) continue;  // the rest of a UTF-8 character
    const bool capital = c >= 'A' && c <= 'Z';
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    plain.push_back(capital ? static_cast<char>(c - 'A' + 'a') : kept ? c : '_');
  }
  return plain;
}

std::vector<std::string> strip_node_names(const tracks::TrackList& tracks) {
  std::unordered_set<std::string> taken{"master", "monitor"};  // "monitor_out" is the monitor's
  std::vector<std::string> names;
  names.reserve(tracks.size());
  for (const auto& track : tracks) {
    if (track.kind == messages::TrackKind::kMaster) {
      names.emplace_back("master");
      continue;
    }
    const std::string plain = plain_name(track.name);
    std::string name = plain;
    for (int number = 2; !taken.insert(name).second; ++number) name = plain + "_" + std::to_string(number);
    names.push_back(std::move(name));
  }
  return names;
}

std::string_view insert_suffix(std::string_view effect) {
  return effect == "compressor" ? "comp" : "fx";
}

std::string NodeNames::operator()(std::string_view suffix) {
  auto entry =
      std::find_if(used_.begin(), used_.end(), [&](const auto& used) { return used.first == suffix; });
  if (entry == used_.end()) entry = used_.insert(used_.end(), {std::string(suffix), 0});
  std::string name = strip_ + "_" + std::string(suffix);
  return ++entry->second == 1 ? name : name + "_" + std::to_string(entry->second);
}

}  // namespace corelogic::compiler
