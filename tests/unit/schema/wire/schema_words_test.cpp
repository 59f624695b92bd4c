// schema_words_test.cpp: the schema as values says what the .capnp files say.
#include "schema/wire/schema_words.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "schema/wire/codec.h"
#include "tests/unit/schema/wire/examples.h"

namespace corelogic::wire {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

const FieldWords& field(const std::string& owner, const std::string& name) {
  static const FieldWords none{};
  const auto found = schema_words().structs.find(owner);
  const FieldWords* words = found == schema_words().structs.end() ? nullptr : found->second.find(name);
  EXPECT_NE(words, nullptr) << owner << '.' << name;
  return words != nullptr ? *words : none;
}

std::vector<std::string> fields_of(const std::string& owner) {
  std::vector<std::string> names;
  for (const FieldWords& each : schema_words().structs.at(owner).fields) names.push_back(each.name);
  return names;
}

TEST(SchemaWords, NamesTheFieldsOfACommandInTheOrderOfTheirOrdinals) {
  EXPECT_THAT(fields_of("AddSend"), ElementsAre("track", "destination", "level", "pan", "preFader", "preEq"));
  EXPECT_EQ(field("AddSend", "preFader").ordinal, 4);
}

TEST(SchemaWords, KnowsEveryKindOfType) {
  EXPECT_EQ(field("SetMute", "mute").type, (TypeWords{TypeKind::kBool, "", {}}));
  EXPECT_EQ(field("SetVolume", "volume").type, (TypeWords{TypeKind::kFloat64, "", {}}));
  EXPECT_EQ(field("OutputStage", "ditherBits").type, (TypeWords{TypeKind::kUint8, "", {}}));
  EXPECT_EQ(field("RecallScene", "fade").type, (TypeWords{TypeKind::kInt32, "", {}}));
  EXPECT_EQ(field("Request", "client").type, (TypeWords{TypeKind::kUint64, "", {}}));
  EXPECT_EQ(field("Request", "expectedRevision").type, (TypeWords{TypeKind::kInt64, "", {}}));
  EXPECT_EQ(field("Status", "load").type, (TypeWords{TypeKind::kFloat32, "", {}}));
  EXPECT_EQ(field("Command", "undo").type, (TypeWords{TypeKind::kVoid, "", {}}));
  EXPECT_EQ(field("AddTrack", "name").type, (TypeWords{TypeKind::kText, "", {}}));
  EXPECT_EQ(field("AddTrack", "kind").type, (TypeWords{TypeKind::kEnum, "TrackKind", {}}));
  EXPECT_EQ(field("SetOutput", "output").type, (TypeWords{TypeKind::kStruct, "Output", {}}));
  EXPECT_EQ(field("SetOutput", "map").type, (TypeWords{TypeKind::kList, "", {{TypeKind::kUint16, "", {}}}}));
  EXPECT_EQ(field("Batch", "commands").type,
            (TypeWords{TypeKind::kList, "", {{TypeKind::kStruct, "Command", {}}}}));
}

TEST(SchemaWords, TellsDefaults) {
  EXPECT_EQ(field("AddTrack", "position").fallback, DefaultWords(std::uint64_t{0xffffffff}));
  EXPECT_EQ(field("AddTrack", "kind").fallback, DefaultWords(std::string("audio")));
  EXPECT_EQ(field("Request", "expectedRevision").fallback, DefaultWords(std::int64_t{-1}));
  EXPECT_EQ(field("OutputStage", "dimLevel").fallback, DefaultWords(-20.0));
  EXPECT_EQ(field("Connect", "sourcePort").fallback, DefaultWords(std::string("out")));
  EXPECT_EQ(field("SetWires", "custom").fallback, DefaultWords(true));
  EXPECT_EQ(field("Batch", "commands").fallback, DefaultWords());
  EXPECT_EQ(field("Request", "getHistory").fallback, DefaultWords(std::uint64_t{0}));
}

TEST(SchemaWords, TellsArmsFromFieldsAndLeavesOutUnspecified) {
  EXPECT_EQ(field("Output", "device").arm, 3);
  EXPECT_EQ(field("Request", "client").arm, std::nullopt);
  EXPECT_TRUE(field("Request", "command").arm.has_value());
  EXPECT_TRUE(schema_words().structs.at("Output").has_arms());
  EXPECT_FALSE(schema_words().structs.at("SetVolume").has_arms());
  EXPECT_THAT(fields_of("Command"), Not(Contains("unspecified")));
  EXPECT_EQ(schema_words().structs.at("Output").find("unspecified"), nullptr);
}

TEST(SchemaWords, ListsEnumsByNumber) {
  EXPECT_THAT(schema_words().enums.at("TrackKind"),
              ElementsAre("unspecified", "audio", "aux", "master", "group", "vca", "matrix"));
}

TEST(SchemaWords, ReachesCommandsRepliesChangesProjectAndTelemetry) {
  for (const char* name :
       {"Command", "Request", "Reply", "Change", "Project", "MeterFrame", "Track", "Status"})
    EXPECT_TRUE(schema_words().structs.contains(name)) << name;
}

// Each JSON name that an example of each message says is a field the words know: nothing is hidden from them.
void expect_known(const nlohmann::json& value, const TypeWords& type) {
  if (type.kind == TypeKind::kList)
    for (const auto& each : value) expect_known(each, type.element.front());
  if (type.kind != TypeKind::kStruct) return;
  for (const auto& [key, member] : value.items()) expect_known(member, field(type.name, key).type);
}

TEST(SchemaWords, KnowsEveryFieldThatTheExamplesSay) {
  const auto make = [](auto of) { return examples::example(of); };
  for (auto& body : examples::each_alternative<messages::CommandBody>(make))
    expect_known(nlohmann::json::parse(as_text(encode(messages::Command{body}, Encoding::kJson))),
                 {TypeKind::kStruct, "Command", {}});
  for (auto& body : examples::each_alternative<decltype(messages::Reply::body)>(make))
    expect_known(nlohmann::json::parse(as_text(encode(examples::reply(body), Encoding::kJson))),
                 {TypeKind::kStruct, "Reply", {}});
}

// The command line's `call` and the gateway tell a request from a bare command by its words.
TEST(SchemaWords, NoCommandIsCalledLikeAFieldOfARequest) {
  for (const FieldWords& command : schema_words().structs.at("Command").fields)
    EXPECT_EQ(schema_words().structs.at("Request").find(command.name), nullptr) << command.name;
}

TEST(SchemaWords, AreOneJsonObject) {
  const auto json = nlohmann::json::parse(schema_json());
  EXPECT_EQ(json["protocolVersion"], 1);
  EXPECT_EQ(json["enums"]["SoloMode"], nlohmann::json({"inPlace", "pfl", "afl"}));
  EXPECT_EQ(json["structs"]["SetVolume"]["fields"],
            nlohmann::json::parse(R"([{"name":"track","ordinal":0,"type":"uint32","default":0},
                                      {"name":"volume","ordinal":1,"type":"float64","default":0.0}])"));
  EXPECT_EQ(json["structs"]["Output"]["fields"][2],
            nlohmann::json::parse(R"({"name":"device","ordinal":3,"type":{"list":"uint16"},"arm":3})"));
}

}  // namespace
}  // namespace corelogic::wire
