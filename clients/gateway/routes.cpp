// routes.cpp: the shapes of paths.  Side: control; pure.
#include "clients/gateway/routes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <set>

#include "schema/wire/schema_words.h"

namespace corelogic::gateway {
namespace {

using wire::FieldWords;
using wire::StructWords;
using wire::TypeKind;

std::string with_first(std::string_view word, int (*change)(int)) {
  std::string changed(word);
  if (!changed.empty()) changed[0] = static_cast<char>(change(static_cast<unsigned char>(changed[0])));
  return changed;
}
std::string capital(std::string_view word) {
  return with_first(word, std::toupper);
}
std::string lower(std::string_view word) {
  return with_first(word, std::tolower);
}

/// "setVolume" is "set" and "Volume"; "undo" is "undo" and "".
struct Parts {
  std::string verb;
  std::string rest;
};
Parts parts_of(std::string_view word) {
  const auto* const capital_at = std::find_if(
      word.begin(), word.end(), [](char c) { return std::isupper(static_cast<unsigned char>(c)); });
  return {std::string(word.begin(), capital_at), std::string(capital_at, word.end())};
}

const StructWords* body_of(const FieldWords& command) {
  if (command.type.kind != TypeKind::kStruct) return nullptr;
  return &wire::schema_words().structs.at(command.type.name);
}
const FieldWords* first_field(const FieldWords& command) {
  const StructWords* const body = body_of(command);
  return body == nullptr || body->fields.empty() || body->fields.front().arm ? nullptr
                                                                             : &body->fields.front();
}
bool removes(std::string_view word) {
  return parts_of(word).verb == "remove" || word == "disconnect";
}

/// What can be removed by its number: "track", "insert", "connection".
const std::set<std::string>& things() {
  static const std::set<std::string> names = [] {
    std::set<std::string> found;
    for (const FieldWords& command : wire::schema_words().structs.at("Command").fields)
      if (const FieldWords* id = first_field(command); removes(command.name) && id != nullptr)
        if (id->type.kind == TypeKind::kUint32) found.insert(id->name);
    return found;
  }();
  return names;
}

/// Behind "/tracks/{track}": "/volume" of setVolume, "/bypass" of setInsertBypass, "/inserts" of addInsert,
/// "/rename" of renameTrack, "/switchSide".
std::string rest_of_path(const FieldWords& command, const std::string& thing) {
  const auto [verb, rest] = parts_of(command.name);
  const std::string noun = capital(thing);
  if (verb == "add") return "/" + lower(rest) + "s";
  const bool its_own =
      rest.starts_with(noun) &&
      (rest.size() == noun.size() || std::isupper(static_cast<unsigned char>(rest[noun.size()])));
  const std::string beside = its_own ? rest.substr(noun.size()) : rest;
  if (verb != "set") return "/" + (its_own ? verb + beside : command.name);
  // setMuteGroup {muteGroup, active}: what is set is the next field.
  return "/" + (beside.empty() ? body_of(command)->fields.at(1).name : lower(beside));
}

std::optional<Route> shaped(const FieldWords& command) {
  Route route{"POST", "", Route::Kind::kCommand, command.name, ""};
  const auto [verb, rest] = parts_of(command.name);
  const FieldWords* const first = first_field(command);
  const bool has_thing = first != nullptr && things().contains(first->name);
  if (has_thing) {
    route.id_field = first->name;
    route.path = "/" + first->name + "s/{" + first->name + "}";
    if (removes(command.name)) {
      route.method = "DELETE";
    } else {
      route.path += rest_of_path(command, first->name);
    }
    return route;
  }
  if (verb == "add") route.path = "/" + lower(rest) + "s";
  if (verb == "set") route.path = "/" + lower(rest);
  if (command.name == "connect") route.path = "/connections";
  if (route.path.empty()) return std::nullopt;
  return route;
}

constexpr std::array<std::string_view, 4> kNotForScripts{"command", "hello", "heartbeat", "goodbye"};

std::vector<Route> make_routes() {
  std::vector<Route> all;
  for (const FieldWords& command : wire::schema_words().structs.at("Command").fields) {
    if (auto route = shaped(command)) all.push_back(*std::move(route));
    all.push_back({"POST", "/commands/" + command.name, Route::Kind::kCommand, command.name, ""});
  }
  for (const FieldWords& request : wire::schema_words().structs.at("Request").fields) {
    const bool for_scripts = request.arm && std::find(kNotForScripts.begin(), kNotForScripts.end(),
                                                      request.name) == kNotForScripts.end();
    if (!for_scripts) continue;
    const auto [verb, rest] = parts_of(request.name);
    const bool asks = verb == "get" || request.name == "explain";
    all.push_back({asks ? "GET" : "POST", "/" + (verb == "get" ? lower(rest) : request.name),
                   Route::Kind::kRequest, request.name, ""});
  }
  return all;
}

/// Whether `path` is of the route's shape; its number goes into `id`.
bool fits(const Route& route, std::string_view path, std::uint64_t& id) {
  const std::size_t open = route.path.find('{');
  if (open == std::string::npos) return path == route.path;
  const std::string_view shape = route.path;
  if (!path.starts_with(shape.substr(0, open))) return false;
  path.remove_prefix(open);
  const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), id);
  return error == std::errc{} && end != path.data() &&
         path.substr(static_cast<std::size_t>(end - path.data())) == shape.substr(shape.find('}') + 1);
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> all = make_routes();
  return all;
}

std::variant<Found, NoSuchPath, OtherMethods> find_route(std::string_view method, std::string_view path) {
  std::set<std::string> allowed;
  for (const Route& route : routes()) {
    std::uint64_t id = 0;
    if (!fits(route, path, id)) continue;
    if (route.method == method) return Found{&route, id};
    allowed.insert(route.method);
  }
  if (allowed.empty()) return NoSuchPath{};
  std::string list;
  for (const std::string& each : allowed) list += (list.empty() ? "" : ", ") + each;
  return OtherMethods{list};
}

QueryWord query_word(std::string_view request) {
  if (request == "getHistory") return {"most", "100"};
  if (request == "getPresets") return {"effect", ""};
  if (request == "getProjectAt") return {"revision", std::nullopt};
  if (request == "explain") return {"track", std::nullopt};
  return {"value", std::nullopt};
}

}  // namespace corelogic::gateway
