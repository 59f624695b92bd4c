// schema_words.cpp: a walk over capnp's reflection from the roots, each struct and enum once.  Side: control.
#include "schema/wire/schema_words.h"

#include <capnp/dynamic.h>
#include <capnp/schema.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "change.capnp.h"
#include "command.capnp.h"
#include "project.capnp.h"
#include "schema/messages/command.h"
#include "telemetry.capnp.h"

namespace corelogic::wire {
namespace {

using Which = capnp::schema::Type::Which;
using Json = nlohmann::ordered_json;  // fields in the schema's order

/// "SetVolume" of "command.capnp:SetVolume".
template <class Schema>
std::string short_name(Schema schema) {
  const std::string_view full = schema.getProto().getDisplayName().cStr();
  return std::string(full.substr(full.find_last_of(":.") + 1));
}

TypeKind kind_of(Which which) {
  switch (which) {
    case Which::BOOL:
      return TypeKind::kBool;
    case Which::INT8:
      return TypeKind::kInt8;
    case Which::INT16:
      return TypeKind::kInt16;
    case Which::INT32:
      return TypeKind::kInt32;
    case Which::INT64:
      return TypeKind::kInt64;
    case Which::UINT8:
      return TypeKind::kUint8;
    case Which::UINT16:
      return TypeKind::kUint16;
    case Which::UINT32:
      return TypeKind::kUint32;
    case Which::UINT64:
      return TypeKind::kUint64;
    case Which::FLOAT32:
      return TypeKind::kFloat32;
    case Which::FLOAT64:
      return TypeKind::kFloat64;
    case Which::TEXT:
      return TypeKind::kText;
    case Which::LIST:
      return TypeKind::kList;
    case Which::ENUM:
      return TypeKind::kEnum;
    case Which::STRUCT:
      return TypeKind::kStruct;
    default:  // data, interfaces and pointers to anything are not words of this house
      return TypeKind::kVoid;
  }
}

DefaultWords fallback_of(const capnp::DynamicValue::Reader& value) {
  switch (value.getType()) {
    case capnp::DynamicValue::BOOL:
      return value.as<bool>();
    case capnp::DynamicValue::INT:
      return value.as<std::int64_t>();
    case capnp::DynamicValue::UINT:
      return value.as<std::uint64_t>();
    case capnp::DynamicValue::FLOAT:
      return value.as<double>();
    case capnp::DynamicValue::TEXT:
      return std::string(value.as<capnp::Text>().cStr());
    case capnp::DynamicValue::ENUM:
      KJ_IF_MAYBE (word, value.as<capnp::DynamicEnum>().getEnumerant())
        return std::string(word->getProto().getName().cStr());
      return {};
    default:
      return {};
  }
}

class SchemaWalk {
 public:
  void visit(capnp::StructSchema schema) {
    const auto [place, is_new] = words_.structs.try_emplace(short_name(schema));
    if (!is_new) return;
    StructWords& out = place->second;  // std::map: stays where it is while more come
    out.name = place->first;
    for (capnp::StructSchema::Field field : schema.getFields()) {
      const std::uint16_t arm = field.getProto().getDiscriminantValue();
      const bool is_arm = arm != capnp::schema::Field::NO_DISCRIMINANT;
      if (is_arm && arm == 0) continue;
      out.fields.push_back({field.getProto().getName().cStr(), field.getProto().getOrdinal().getExplicit(),
                            type_of(field.getType()), default_of(schema, field),
                            is_arm ? std::optional(arm) : std::nullopt});
    }
    std::sort(out.fields.begin(), out.fields.end(),
              [](const FieldWords& a, const FieldWords& b) { return a.ordinal < b.ordinal; });
  }

  [[nodiscard]] SchemaWords take() { return std::move(words_); }

 private:
  TypeWords type_of(capnp::Type type) {
    const TypeKind kind = kind_of(type.which());
    switch (kind) {
      case TypeKind::kList:
        return {kind, "", {type_of(type.asList().getElementType())}};
      case TypeKind::kEnum: {
        EnumWords words;
        for (auto word : type.asEnum().getEnumerants()) words.emplace_back(word.getProto().getName().cStr());
        const std::string name = short_name(type.asEnum());
        words_.enums.try_emplace(name, std::move(words));
        return {kind, name, {}};
      }
      case TypeKind::kStruct:
        visit(type.asStruct());
        return {kind, short_name(type.asStruct()), {}};
      default:
        return {kind, "", {}};
    }
  }

  /// The value a message has whose field was never set; of an arm, once it was chosen.
  static DefaultWords default_of(capnp::StructSchema schema, capnp::StructSchema::Field field) {
    const Which which = field.getType().which();
    if (which == Which::LIST || which == Which::STRUCT) return {};
    capnp::MallocMessageBuilder message;
    auto empty = message.initRoot<capnp::DynamicStruct>(schema);
    empty.clear(field);
    return fallback_of(empty.asReader().get(field));
  }

  SchemaWords words_;
};

Json json_of(const TypeWords& type) {
  switch (type.kind) {
    case TypeKind::kList:
      return {{"list", json_of(type.element.front())}};
    case TypeKind::kEnum:
      return {{"enum", type.name}};
    case TypeKind::kStruct:
      return {{"struct", type.name}};
    default:
      return name_of(type.kind);
  }
}

Json json_of(const FieldWords& field) {
  Json json{{"name", field.name}, {"ordinal", field.ordinal}, {"type", json_of(field.type)}};
  if (field.arm) json["arm"] = *field.arm;
  std::visit(
      [&](const auto& value) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) json["default"] = value;
      },
      field.fallback);
  return json;
}

}  // namespace

const FieldWords* StructWords::find(std::string_view field) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == field; });
  return found == fields.end() ? nullptr : &*found;
}

bool StructWords::has_arms() const {
  return std::any_of(fields.begin(), fields.end(), [](const auto& field) { return field.arm.has_value(); });
}

const SchemaWords& schema_words() {
  static const SchemaWords words = [] {
    SchemaWalk walk;
    walk.visit(capnp::Schema::from<capnpgen::Request>());
    walk.visit(capnp::Schema::from<capnpgen::Reply>());
    walk.visit(capnp::Schema::from<capnpgen::ChangeSet>());
    walk.visit(capnp::Schema::from<capnpgen::Project>());
    walk.visit(capnp::Schema::from<capnpgen::MeterFrame>());
    return walk.take();
  }();
  return words;
}

std::string_view name_of(TypeKind kind) {
  static constexpr std::array<std::string_view, 16> kNames{
      "void",   "bool",   "int8",    "int16",   "int32", "int64", "uint8", "uint16",
      "uint32", "uint64", "float32", "float64", "text",  "list",  "enum",  "struct"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string schema_json() {
  Json structs = Json::object();
  for (const auto& [name, words] : schema_words().structs) {
    Json fields = Json::array();
    for (const FieldWords& field : words.fields) fields.push_back(json_of(field));
    structs[name] = {{"fields", std::move(fields)}};
  }
  return Json{{"protocolVersion", messages::kProtocolVersion},
              {"structs", std::move(structs)},
              {"enums", schema_words().enums}}
      .dump();
}

}  // namespace corelogic::wire
