// ask.cpp: bodies and queries around which an envelope is put.  Side: control; pure.
#include "clients/gateway/ask.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "clients/gateway/limits.h"
#include "schema/wire/schema_words.h"
#include "schema/wire/words.h"

namespace corelogic::gateway {
namespace {

using wire::FieldWords;
using wire::StructWords;
using wire::TypeKind;

Problem invalid(const std::string& subject, const std::string& sentence) {
  return {400, "invalid", subject, sentence};
}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The inside of the one JSON object that `body` is: "" of {}. Strictly parsed before, so cutting is safe.
std::optional<std::string> inside_of(const std::string& body) {
  if (body.find_first_not_of(" \t\r\n") == std::string::npos) return "";
  if (!nlohmann::json::accept(body)) return std::nullopt;
  const std::size_t open = body.find_first_not_of(" \t\r\n");
  const std::size_t close = body.find_last_not_of(" \t\r\n");
  if (body[open] != '{') return std::nullopt;
  const std::string inside = body.substr(open + 1, close - open - 1);
  return inside.find_first_not_of(" \t\r\n") == std::string::npos ? "" : inside;
}

Problem no_object() {
  return invalid("body",
                 "The body must be one JSON object, as {\"volume\": -6.0}; /openapi.json says its fields.");
}

const FieldWords& words_of(const Route& route) {
  const char* const owner = route.kind == Route::Kind::kCommand ? "Command" : "Request";
  return *wire::schema_words().structs.at(owner).find(route.word);
}

bool is_whole(TypeKind kind) {
  return kind >= TypeKind::kInt8 && kind <= TypeKind::kUint64;
}

/// A value out of a query, as JSON.
std::variant<std::string, Problem> query_value(const std::string& name, const FieldWords& field,
                                               std::string_view text) {
  const TypeKind kind = field.type.kind;
  if (kind == TypeKind::kText) {
    if (!wire::is_clean_text(text)) return invalid(name, "The query " + name + " is not in UTF-8.");
    return nlohmann::json(text).dump();
  }
  if (kind == TypeKind::kBool && (text == "true" || text == "false")) return std::string(text);
  const bool digits =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (is_whole(kind) && digits && text.size() <= 20) return "\"" + std::string(text) + "\"";
  return invalid(name, "The query " + name + " must be " +
                           (kind == TypeKind::kBool ? "true or false" : "a whole number from 0") + ", not " +
                           wire::quoted(text) + ".");
}

/// Text as a number where the schema has fewer than 64 bits: there it is refused as text.
std::string as_json_number(const FieldWords& field, std::string value) {
  const bool wide = field.type.kind == TypeKind::kUint64 || field.type.kind == TypeKind::kInt64;
  if (!is_whole(field.type.kind) || wide) return value;
  const std::size_t first = value.find_first_not_of('0', 1);  // JSON knows no 007
  return first + 1 >= value.size() ? "0" : value.substr(first, value.size() - first - 1);
}

std::variant<std::string, Problem> scalar_of_query(const Route& route, const FieldWords& field,
                                                   const Target& target) {
  const QueryWord word = query_word(route.word);
  const std::string name(word.name);
  std::optional<std::string> given;
  if (word.fallback) given = std::string(*word.fallback);
  for (const auto& [key, value] : target.query) {
    if (key != name)
      return invalid(wire::printable(key, 40),
                     "There is no query " + wire::quoted(key) + "; this path has " + name + ".");
    given = value;
  }
  if (!given) return invalid(name, "The query " + name + " must be given, as ?" + name + "=1.");
  auto value = query_value(name, field, *given);
  if (auto* text = std::get_if<std::string>(&value)) return as_json_number(field, std::move(*text));
  return value;
}

std::variant<std::string, Problem> struct_of_query(const StructWords& words, const Target& target) {
  std::string object;
  for (const auto& [key, text] : target.query) {
    const FieldWords* const field = words.find(key);
    if (field == nullptr) {
      std::vector<std::string_view> names;
      for (const FieldWords& each : words.fields) names.push_back(each.name);
      return invalid(wire::printable(key, 40), "There is no query " + wire::quoted(key) + "; this path has " +
                                                   wire::one_of(names) + ".");
    }
    auto value = query_value(key, *field, text);
    if (auto* problem = std::get_if<Problem>(&value)) return *problem;
    object += (object.empty() ? "" : ",") + nlohmann::json(key).dump() + ":" +
              as_json_number(*field, std::get<std::string>(std::move(value)));
  }
  return "{" + object + "}";
}

/// The value of the arm, from path, query and body.
std::variant<std::string, Problem> value_of(const Found& found, const Target& target,
                                            const Request& request) {
  const Route& route = *found.route;
  const FieldWords& words = words_of(route);
  const bool is_struct = words.type.kind == TypeKind::kStruct;
  if (route.method == "GET") {
    if (is_struct) return struct_of_query(wire::schema_words().structs.at(words.type.name), target);
    if (words.type.kind != TypeKind::kVoid) return scalar_of_query(route, words, target);
  }
  if (!target.query.empty())
    return invalid(wire::printable(target.query.front().first, 40),
                   "This path has no query; values go into the body.");
  const auto inside = inside_of(request.body);
  if (!inside) return no_object();
  if (!is_struct) {
    if (!inside->empty())
      return invalid("body", "The body must be empty or {}: " + route.word + " has no fields.");
    return std::string("null");
  }
  std::string id;
  if (!route.id_field.empty()) id = "\"" + route.id_field + "\":" + std::to_string(found.id);
  return "{" + id + (id.empty() || inside->empty() ? "" : ",") + *inside + "}";
}

/// "12", "\"12\"" or "\"3.12\"": epoch and revision.
bool read_expectation(std::string_view text, Ask& ask) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  const std::size_t dot = text.find('.');
  if (dot != text.npos) {
    const auto epoch = number_of<std::uint32_t>(text.substr(0, dot));
    if (!epoch) return false;
    ask.expected_epoch = *epoch;
    text.remove_prefix(dot + 1);
  }
  const auto revision = number_of<std::int64_t>(text);
  if (!revision || *revision < 0) return false;
  ask.expected_revision = *revision;
  return true;
}

std::optional<Problem> read_headers(const Request& request, Ask& ask) {
  const auto client = request.header("corelogic-client");
  const auto sequence = request.header("corelogic-sequence");
  if (client.empty() != sequence.empty())
    return invalid(
        "CoreLogic-Client",
        "CoreLogic-Client and CoreLogic-Sequence go together: who asks, and which of its requests.");
  if (!client.empty()) {
    ask.client = number_of<std::uint64_t>(client);
    ask.sequence = number_of<std::uint64_t>(sequence);
    if (ask.client.value_or(0) == 0 || ask.sequence.value_or(0) == 0)
      return invalid("CoreLogic-Client",
                     "CoreLogic-Client and CoreLogic-Sequence must be whole numbers from 1.");
  }
  const auto match = request.header("if-match");
  if (!match.empty() && match != "*" && !read_expectation(match, ask))
    return invalid("If-Match", "If-Match must be the ETag of an answer, \"epoch.revision\", or a revision.");
  return std::nullopt;
}

}  // namespace

std::variant<Ask, Problem> make_ask(const Found& found, const Target& target, const Request& request) {
  Ask ask;
  if (auto problem = read_headers(request, ask)) return *std::move(problem);
  auto value = value_of(found, target, request);
  if (auto* problem = std::get_if<Problem>(&value)) return *problem;
  const std::string inner = "\"" + found.route->word + "\":" + std::get<std::string>(std::move(value));
  ask.arm = found.route->kind == Route::Kind::kCommand ? "\"command\":{" + inner + "}" : inner;
  return ask;
}

std::string envelope(const Ask& ask, std::uint64_t client, std::uint64_t sequence) {
  std::string text =
      "{\"client\":\"" + std::to_string(client) + "\",\"sequence\":\"" + std::to_string(sequence) + "\",";
  if (ask.expected_epoch != 0) text += "\"expectedEpoch\":" + std::to_string(ask.expected_epoch) + ",";
  if (ask.expected_revision >= 0)
    text += "\"expectedRevision\":\"" + std::to_string(ask.expected_revision) + "\",";
  return text + ask.arm + "}";
}

std::size_t most_body_bytes(std::string_view path) {
  const bool large = path == "/commands/importProject" || path == "/commands/batch" || path == "/dryRun";
  return large ? kMostImportBytes : kMostBodyBytes;
}

}  // namespace corelogic::gateway
