// include_check.cpp: holds every #include against the tables.  Side: test.
#include <algorithm>
#include <optional>

#include "tests/house/house_check.h"
#include "tests/house/house_rules.h"

namespace corelogic::house {
namespace {

struct Include {
  std::string name;
  bool angle = false;
};

std::optional<Include> include_of(const std::string& line) {
  const auto hash = line.find_first_not_of(" \t");
  if (hash == std::string::npos || line[hash] != '#') return std::nullopt;
  const auto word = line.find_first_not_of(" \t", hash + 1);
  if (word == std::string::npos || line.compare(word, 7, "include") != 0) return std::nullopt;
  const auto open = line.find_first_of("<\"", word);
  if (open == std::string::npos) return std::nullopt;
  const auto close = line.find_first_of(">\"", open + 1);
  return Include{line.substr(open + 1, close - open - 1), line[open] == '<'};
}

bool is_cpp(const std::string& path) {
  return path.ends_with(".h") || path.ends_with(".cpp");
}

/// Whether `path` is the folder or file `place`, or lies in it; a place that ends in '/' or '_' is a
/// beginning.
bool lies_in(std::string_view path, std::string_view place) {
  if (!path.starts_with(place)) return false;
  if (path.size() == place.size() || place.ends_with('/') || place.ends_with('_')) return true;
  return path[place.size()] == '/';
}

bool lies_in_any(std::string_view path, const std::vector<std::string_view>& places) {
  return std::any_of(places.begin(), places.end(), [&](auto place) { return lies_in(path, place); });
}

const RoomRule* rule_of(std::string_view path) {
  const RoomRule* found = nullptr;
  for (const auto& rule : room_rules()) {
    if (lies_in(path, rule.room) && (found == nullptr || rule.room.size() > found->room.size()))
      found = &rule;
  }
  return found;
}

const ForeignRule* foreign_rule_of(std::string_view header) {
  for (const auto& rule : foreign_rules()) {
    if (header.starts_with(rule.header)) return &rule;
  }
  return nullptr;
}

bool is_generated(const std::string& name) {
  return name.ends_with(".capnp.h");
}

bool is_of_the_house(const std::string& name) {
  if (name.starts_with("systemd/sd-")) return false;  // libsystemd's headers share our folder's name
  static const std::vector<std::string_view> rooms = {"engine/",  "controller/", "schema/",
                                                      "clients/", "systemd/",    "tests/"};
  return lies_in_any(name, rooms);
}

template <class Look>
std::vector<Finding> for_each_include(const Tree& tree, Look look) {
  std::vector<Finding> findings;
  for (const auto& file : tree.files) {
    if (!is_cpp(file.path)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const auto include = include_of(file.lines[i]);
      if (!include) continue;
      const std::string sentence = look(file.path, *include);
      if (!sentence.empty()) findings.push_back({file.path, i + 1, sentence});
    }
  }
  return findings;
}

std::string check_table(const std::string& path, const Include& include) {
  const bool foreign =
      include.angle || foreign_rule_of(include.name) != nullptr || is_generated(include.name);
  if (foreign && !is_of_the_house(include.name)) return {};  // the other checks look at it
  if (path == "engine/side.h") return include.angle ? "" : "side.h includes nothing but std";
  const RoomRule* rule = rule_of(path);
  if (rule == nullptr) return "no room of the table: add its row to house_rules.h";
  if (!is_of_the_house(include.name))
    return "\"" + include.name + "\" is not named from the repository's root";
  if (lies_in(include.name, rule->room) || lies_in_any(include.name, rule->may_include)) return {};
  return std::string(rule->room) + " may not include " + include.name;
}

std::string check_foreign(const std::string& path, const Include& include) {
  if (path.starts_with("tests/")) return {};
  if (is_generated(include.name)) {
    return path.starts_with("schema/wire/") ? "" : include.name + " is generated for schema/wire only";
  }
  if (!include.angle && is_of_the_house(include.name)) return {};
  if (const auto* rule = foreign_rule_of(include.name)) {
    return lies_in_any(path, rule->places) ? ""
                                           : include.name + " lives in " + std::string(rule->places.front());
  }
  if (include.name.find('/') == std::string::npos) return {};  // std, C, POSIX
  if (lies_in_any(include.name, system_folders())) return {};
  return include.name + " is a stranger: give it one room in house_rules.h";
}

std::string check_waiting(const std::string& path, const Include& include) {
  if (!include.angle || !lies_in_any(path, realtime_rooms())) return {};
  const auto& headers = waiting_headers();
  const auto& allowed = waiting_files();
  const bool may = std::any_of(allowed.begin(), allowed.end(), [&](const WaitingFile& file) {
    return file.path == path && file.header == include.name;
  });
  const bool waits = !may && std::find(headers.begin(), headers.end(), include.name) != headers.end();
  return waits ? "<" + include.name + "> has no place in a realtime room" : "";
}

}  // namespace

std::vector<Finding> includes_outside_the_table(const Tree& tree) {
  return for_each_include(tree, check_table);
}

std::vector<Finding> foreign_headers_outside_their_room(const Tree& tree) {
  return for_each_include(tree, check_foreign);
}

std::vector<Finding> waiting_headers_in_realtime_rooms(const Tree& tree) {
  return for_each_include(tree, check_waiting);
}

}  // namespace corelogic::house
