// openapi.cpp: struct -> schema, route -> operation.  Side: control; pure.
#include "clients/gateway/openapi.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "clients/gateway/routes.h"
#include "schema/wire/schema_words.h"

namespace corelogic::gateway {
namespace {

using Json = nlohmann::ordered_json;
using wire::FieldWords;
using wire::StructWords;
using wire::TypeKind;
using wire::TypeWords;

Json reference(const std::string& name) {
  return {{"$ref", "#/components/schemas/" + name}};
}

/// Bounds of an integer of up to 32 bits; a wider one is text of digits, or a number.
Json whole(TypeKind kind) {
  const auto ranged = [](std::int64_t least, std::int64_t most) {
    return Json{{"type", "integer"}, {"minimum", least}, {"maximum", most}};
  };
  switch (kind) {
    case TypeKind::kInt8:
      return ranged(INT8_MIN, INT8_MAX);
    case TypeKind::kInt16:
      return ranged(INT16_MIN, INT16_MAX);
    case TypeKind::kInt32:
      return ranged(INT32_MIN, INT32_MAX);
    case TypeKind::kUint8:
      return ranged(0, UINT8_MAX);
    case TypeKind::kUint16:
      return ranged(0, UINT16_MAX);
    case TypeKind::kUint32:
      return ranged(0, UINT32_MAX);
    default:
      return {{"type", Json::array({"string", "integer"})},
              {"pattern", kind == TypeKind::kUint64 ? "^[0-9]+$" : "^-?[0-9]+$"}};
  }
}

Json schema_of(const TypeWords& type) {
  switch (type.kind) {
    case TypeKind::kVoid:
      return {{"type", "null"}};
    case TypeKind::kBool:
      return {{"type", "boolean"}};
    case TypeKind::kFloat32:
    case TypeKind::kFloat64:
      return reference("Number");
    case TypeKind::kText:
      return {{"type", "string"}};
    case TypeKind::kList:
      return {{"type", "array"}, {"items", schema_of(type.element.front())}};
    case TypeKind::kEnum:
    case TypeKind::kStruct:
      return reference(type.name);
    default:
      return whole(type.kind);
  }
}

Json schema_of(const FieldWords& field) {
  Json schema = schema_of(field.type);
  std::visit(
      [&](const auto& value) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
          if (!field.arm) schema["default"] = value;
      },
      field.fallback);
  return schema;
}

/// Every field may be left out: it then has its default. Of a union exactly one arm is said.
Json schema_of(const StructWords& words, const std::string& left_out) {
  Json properties = Json::object();
  Json arms = Json::array();
  for (const FieldWords& field : words.fields) {
    if (field.name == left_out) continue;
    properties[field.name] = schema_of(field);
    if (field.arm) arms.push_back({{"required", Json::array({field.name})}});
  }
  Json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!arms.empty()) schema["oneOf"] = std::move(arms);
  return schema;
}

Json components() {
  Json schemas = Json::object();
  for (const auto& [name, words] : wire::schema_words().structs) schemas[name] = schema_of(words, "");
  for (const auto& [name, words] : wire::schema_words().enums) {
    Json list = Json::array();
    for (const std::string& word : words)
      if (word != "unspecified") list.push_back(word);
    schemas[name] = {{"type", "string"}, {"enum", std::move(list)}};
  }
  schemas["Number"] = {
      {"description", "A number, or \"-inf\" for silence; infinities are answered as \"-Infinity\"."},
      {"anyOf",
       Json::array({Json{{"type", "number"}}, Json{{"enum", {"-inf", "inf", "-Infinity", "Infinity"}}}})}};
  schemas["CommandDone"] = {{"type", "object"},
                            {"properties",
                             {{"epoch", whole(TypeKind::kUint32)},
                              {"revision", whole(TypeKind::kUint64)},
                              {"ids", {{"type", "array"}, {"items", whole(TypeKind::kUint32)}}},
                              {"notes", {{"type", "array"}, {"items", {{"type", "string"}}}}}}}};
  schemas["Problem"] = {
      {"type", "object"},
      {"description", "RFC 7807; code, subject and sentence (detail) as the controller said them."},
      {"properties",
       {{"type", {{"type", "string"}}},
        {"title", {{"type", "string"}}},
        {"status", {{"type", "integer"}}},
        {"detail", {{"type", "string"}}},
        {"code", {{"type", "string"}}},
        {"subject", {{"type", "string"}}}}}};
  return {{"schemas", std::move(schemas)},
          {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

/// Arm of Reply that answers a request; a command is done.
std::optional<std::string> answering_arm(const std::string& request) {
  static const std::map<std::string, std::string> kOthers{{"getProjectAt", "project"},
                                                          {"explain", "explanation"},
                                                          {"dryRun", "dryRun"},
                                                          {"changeAccess", "invitation"}};
  if (const auto known = kOthers.find(request); known != kOthers.end()) return known->second;
  if (!request.starts_with("get")) return std::nullopt;
  std::string arm = request.substr(3);
  arm[0] = static_cast<char>(arm[0] - 'A' + 'a');
  return arm;
}

Json answer_schema(const Route& route) {
  if (route.kind == Route::Kind::kCommand) return reference("CommandDone");
  const auto arm = answering_arm(route.word);
  const FieldWords* const field = arm ? wire::schema_words().structs.at("Reply").find(*arm) : nullptr;
  return field == nullptr ? Json(true) : schema_of(field->type);
}

Json parameter(const std::string& name, const char* where, bool required, Json schema) {
  return {{"name", name}, {"in", where}, {"required", required}, {"schema", std::move(schema)}};
}

Json parameters_of(const Route& route, const FieldWords& words) {
  Json list = Json::array();
  if (!route.id_field.empty())
    list.push_back(parameter(route.id_field, "path", true, whole(TypeKind::kUint32)));
  if (route.method == "GET" && words.type.kind == TypeKind::kStruct) {
    for (const FieldWords& field : wire::schema_words().structs.at(words.type.name).fields)
      list.push_back(parameter(field.name, "query", false, schema_of(field)));
  } else if (route.method == "GET" && words.type.kind != TypeKind::kVoid) {
    const QueryWord query = query_word(route.word);
    list.push_back(parameter(std::string(query.name), "query", !query.fallback, schema_of(words.type)));
  }
  if (route.kind == Route::Kind::kCommand)
    for (const char* header : {"If-Match", "CoreLogic-Client", "CoreLogic-Sequence"})
      list.push_back({{"$ref", std::string("#/components/parameters/") + header}});
  return list;
}

/// "post_tracks_track_volume": one of its own for each path, as generators want it.
std::string operation_id(const Route& route) {
  std::string id;
  for (const char letter : route.method) id += static_cast<char>(letter - 'A' + 'a');
  for (const char letter : route.path) {
    if (letter == '/') id += '_';
    if (letter != '/' && letter != '{' && letter != '}') id += letter;
  }
  return id;
}

Json operation(const Route& route) {
  const char* const owner = route.kind == Route::Kind::kCommand ? "Command" : "Request";
  const FieldWords& words = *wire::schema_words().structs.at(owner).find(route.word);
  Json out{{"operationId", operation_id(route)},
           {"summary", route.word},
           {"tags", Json::array({route.kind == Route::Kind::kCommand ? "commands" : "questions"})}};
  if (Json parameters = parameters_of(route, words); !parameters.empty())
    out["parameters"] = std::move(parameters);
  const bool is_struct = words.type.kind == TypeKind::kStruct;
  if (route.method == "POST" && is_struct) {
    Json schema = route.id_field.empty()
                      ? reference(words.type.name)
                      : schema_of(wire::schema_words().structs.at(words.type.name), route.id_field);
    out["requestBody"] = {{"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
  }
  out["responses"] = {{"200",
                       {{"description", "Done, at the revision of the ETag."},
                        {"content", {{"application/json", {{"schema", answer_schema(route)}}}}}}},
                      {"default",
                       {{"description", "Refused."},
                        {"content", {{"application/problem+json", {{"schema", reference("Problem")}}}}}}}};
  return out;
}

/// What is not asked of the controller as it is: {path, summary, type of the answer, whether it needs a
/// token}.
struct HousePath {
  const char* path;
  const char* summary;
  const char* type;
  bool token;
};
constexpr HousePath kHousePaths[] = {
    {"/health", "200 while controller and engine are there, else 503", "application/json", false},
    {"/openapi.json", "this document", "application/json", false},
    {"/metrics", "for Prometheus, exposition format 0.0.4", "text/plain", true},
    {"/waveforms/{track}",
     "the sound file at the input of a track as audiowaveform's .dat, version 2, 8 bits",
     "application/octet-stream", true}};

void add_house_paths(Json& paths) {
  for (const HousePath& house : kHousePaths) {
    const bool of_track = std::string_view(house.path).find('{') != std::string_view::npos;
    Json get{{"operationId", operation_id({.method = "GET", .path = house.path, .word = "", .id_field = ""})},
             {"summary", house.summary},
             {"tags", Json::array({"house"})}};
    if (of_track)
      get["parameters"] = Json::array({parameter("track", "path", true, whole(TypeKind::kUint32))});
    if (!house.token) get["security"] = Json::array();
    get["responses"] = {
        {"200", {{"description", house.summary}, {"content", {{house.type, Json::object()}}}}},
        {"default",
         {{"description", "Refused."},
          {"content", {{"application/problem+json", {{"schema", reference("Problem")}}}}}}}};
    paths[house.path]["get"] = std::move(get);
  }
}

Json make_document() {
  Json paths = Json::object();
  for (const Route& route : routes()) {
    std::string method;
    for (const char letter : route.method) method += static_cast<char>(letter - 'A' + 'a');
    paths[route.path][method] = operation(route);
  }
  add_house_paths(paths);
  Json parts = components();
  parts["parameters"] = {
      {"If-Match", parameter("If-Match", "header", false, {{"type", "string"}})},
      {"CoreLogic-Client", parameter("CoreLogic-Client", "header", false, whole(TypeKind::kUint64))},
      {"CoreLogic-Sequence", parameter("CoreLogic-Sequence", "header", false, whole(TypeKind::kUint64))}};
  return {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "CoreLogic Studio"},
        {"version", "1"},
        {"license", {{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}},
        {"description",
         "Every command of the protocol as POST /commands/<name>, and those about one thing under its path. "
         "A "
         "field that is left out has its default. Commands are done exactly once when CoreLogic-Client and "
         "CoreLogic-Sequence are given: a repeat gets the first answer."}}},
      {"servers", Json::array({Json{{"url", "/"}}})},
      {"security", Json::array({Json{{"token", Json::array()}}})},
      {"paths", std::move(paths)},
      {"components", std::move(parts)}};
}

}  // namespace

const std::string& openapi_document() {
  static const std::string document = make_document().dump();
  return document;
}

}  // namespace corelogic::gateway
