// openapi_test.cpp: the document has the shape of OpenAPI 3.1, holds every command, and what it says of
// bodies is what the decoder takes.  Side: test.
#include "clients/gateway/openapi.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "clients/gateway/routes.h"
#include "schema/wire/codec.h"
#include "schema/wire/schema_words.h"
#include "tests/unit/schema/wire/examples.h"

namespace corelogic::gateway {
namespace {

using nlohmann::json;

const json& document() {
  static const json parsed = json::parse(openapi_document());
  return parsed;
}

TEST(OpenApi, HasWhatTheStandardDemands) {
  EXPECT_EQ(document()["openapi"], "3.1.0");
  EXPECT_TRUE(document()["info"]["title"].is_string());
  EXPECT_TRUE(document()["info"]["version"].is_string());
  EXPECT_EQ(document()["components"]["securitySchemes"]["token"]["scheme"], "bearer");
  for (const auto& [path, item] : document()["paths"].items()) {
    EXPECT_TRUE(path.starts_with('/')) << path;
    for (const auto& [method, operation] : item.items()) {
      EXPECT_TRUE(method == "get" || method == "post" || method == "delete") << path;
      EXPECT_TRUE(operation["responses"].contains("200")) << path;
      EXPECT_TRUE(operation["responses"]["200"]["description"].is_string()) << path;
    }
  }
}

TEST(OpenApi, ReachesEveryRoute) {
  for (const Route& route : routes()) {
    std::string method = route.method;
    for (char& letter : method) letter = static_cast<char>(std::tolower(letter));
    ASSERT_TRUE(document()["paths"].contains(route.path)) << route.path;
    EXPECT_EQ(document()["paths"][route.path][method]["summary"], route.word) << route.path;
  }
}

TEST(OpenApi, ReachesEveryCommandOfTheSchema) {
  for (const auto& command : wire::schema_words().structs.at("Command").fields)
    EXPECT_TRUE(document()["paths"].contains("/commands/" + command.name)) << command.name;
}

TEST(OpenApi, NamesEveryOperationOnce) {
  std::set<std::string> ids;
  for (const auto& [path, item] : document()["paths"].items())
    for (const auto& [method, operation] : item.items())
      EXPECT_TRUE(ids.insert(operation["operationId"].get<std::string>()).second) << path;
}

void expect_resolved(const json& value, const std::string& where) {
  if (value.is_array())
    for (const auto& each : value) expect_resolved(each, where);
  if (!value.is_object()) return;
  if (const auto reference = value.find("$ref"); reference != value.end()) {
    const auto pointer = json::json_pointer(reference->get<std::string>().substr(1));
    EXPECT_TRUE(document().contains(pointer)) << where << ": " << *reference;
  }
  for (const auto& [key, member] : value.items()) expect_resolved(member, where + "/" + key);
}

TEST(OpenApi, HasNoReferenceIntoNothing) {
  expect_resolved(document(), "");
}

TEST(OpenApi, EveryPathParameterIsDescribed) {
  for (const auto& [path, item] : document()["paths"].items()) {
    const std::size_t open = path.find('{');
    if (open == std::string::npos) continue;
    const std::string name = path.substr(open + 1, path.find('}') - open - 1);
    for (const auto& [method, operation] : item.items()) {
      EXPECT_EQ(operation["parameters"][0]["name"], name) << path;
      EXPECT_EQ(operation["parameters"][0]["in"], "path") << path;
      EXPECT_EQ(operation["parameters"][0]["required"], true) << path;
    }
  }
}

/// Enough of JSON Schema for this document: what it says is checked, and nothing it says is passed over.
bool valid(const json& value, const json& schema) {
  if (schema.is_boolean()) return schema.get<bool>();
  if (const auto reference = schema.find("$ref"); reference != schema.end())
    return valid(value, document()[json::json_pointer(reference->get<std::string>().substr(1))]);
  if (const auto any = schema.find("anyOf"); any != schema.end())
    return std::any_of(any->begin(), any->end(), [&](const json& each) { return valid(value, each); });
  if (const auto words = schema.find("enum"); words != schema.end())
    if (std::find(words->begin(), words->end(), value) == words->end()) return false;
  if (const auto one = schema.find("oneOf"); one != schema.end())
    if (std::count_if(one->begin(), one->end(), [&](const json& each) {
          return value.contains(each["required"][0].get<std::string>());
        }) != 1)
      return false;
  const auto is = [&](const std::string& type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
           (type == "null" && value.is_null()) || (type == "integer" && value.is_number_integer()) ||
           (type == "number" && value.is_number());
  };
  if (const auto type = schema.find("type"); type != schema.end()) {
    const bool fits = type->is_array()
                          ? std::any_of(type->begin(), type->end(), [&](const json& t) { return is(t); })
                          : is(*type);
    if (!fits) return false;
  }
  if (schema.contains("minimum") && value < schema["minimum"]) return false;
  if (schema.contains("maximum") && value > schema["maximum"]) return false;
  if (value.is_array() && schema.contains("items"))
    for (const auto& each : value)
      if (!valid(each, schema["items"])) return false;
  if (value.is_object() && schema.contains("properties"))
    for (const auto& [key, member] : value.items()) {
      if (!schema["properties"].contains(key)) return false;
      if (!valid(member, schema["properties"][key])) return false;
    }
  return true;
}

// What the encoder writes of each command is what the document allows as its body.
TEST(OpenApi, TheExamplesOfAllCommandsAreValidBodies) {
  const auto make = [](auto of) { return wire::examples::example(of); };
  for (auto& body : wire::examples::each_alternative<messages::CommandBody>(make)) {
    const json command =
        json::parse(wire::as_text(wire::encode(messages::Command{body}, wire::Encoding::kJson)));
    const std::string name = command.begin().key();
    const json& operation = document()["paths"]["/commands/" + name]["post"];
    if (command.begin()->is_null()) {
      EXPECT_FALSE(operation.contains("requestBody")) << name;
      continue;
    }
    EXPECT_TRUE(valid(*command.begin(), operation["requestBody"]["content"]["application/json"]["schema"]))
        << command;
  }
}

TEST(OpenApi, TheBodyUnderAThingsPathLeavesItsIdToThePath) {
  const json& schema = document()["paths"]["/tracks/{track}/volume"]["post"]["requestBody"]["content"]
                                 ["application/json"]["schema"];
  EXPECT_TRUE(valid(json{{"volume", -6.0}}, schema));
  EXPECT_TRUE(valid(json{{"volume", "-inf"}}, schema));
  EXPECT_FALSE(valid(json{{"volume", "loud"}}, schema));
  EXPECT_FALSE(valid(json{{"track", 3}, {"volume", -6.0}}, schema));
}

TEST(OpenApi, AnswersAreThoseOfTheReply) {
  const auto answer = [&](const std::string& path, const std::string& method) {
    return document()["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"]
        .dump();
  };
  EXPECT_EQ(answer("/project", "get"), R"({"$ref":"#/components/schemas/Project"})");
  EXPECT_EQ(answer("/explain", "get"), R"({"$ref":"#/components/schemas/Explanation"})");
  EXPECT_EQ(answer("/projectAt", "get"), R"({"$ref":"#/components/schemas/Project"})");
  EXPECT_EQ(answer("/tracks", "post"), R"({"$ref":"#/components/schemas/CommandDone"})");
  for (const Route& route : routes()) {
    if (route.kind != Route::Kind::kRequest || route.method != "GET") continue;
    EXPECT_NE(answer(route.path, "get"), "true") << route.path << ": which arm of Reply answers it?";
  }
}

}  // namespace
}  // namespace corelogic::gateway
