// json_form.cpp: JSON read along the schema. capnp's own JSON reader takes an unknown arm for arm 0, and of
// two arms or two equal keys the last; this one says what is wrong.  Side: control.
#include "schema/wire/json_form.h"

#include <string>
#include <vector>

#include "schema/messages/project.h"
#include "schema/wire/json_scalar.h"
#include "schema/wire/json_text.h"
#include "schema/wire/limits.h"
#include "schema/wire/project_form.h"
#include "schema/wire/words.h"

namespace corelogic::wire {
namespace {

using Field = capnp::StructSchema::Field;
using Which = capnp::schema::Type::Which;

const char* name_of(Field field) {
  return field.getProto().getName().cStr();
}
bool is_arm(Field field) {
  return field.getProto().getDiscriminantValue() != capnp::schema::Field::NO_DISCRIMINANT;
}
bool is_unspecified(Field field) {
  return is_arm(field) && field.getProto().getDiscriminantValue() == 0;
}

/// "SetVolume" of "command.capnp:SetVolume".
std::string name_of(capnp::StructSchema schema) {
  const std::string_view full = schema.getProto().getDisplayName().cStr();
  return std::string(full.substr(full.find_last_of(":.") + 1));
}

std::vector<std::string_view> names_of(capnp::StructSchema schema, bool arms_only) {
  std::vector<std::string_view> names;
  for (Field field : schema.getFields())
    if (!is_unspecified(field) && (is_arm(field) || !arms_only)) names.emplace_back(name_of(field));
  return names;
}

class JsonWalk {
 public:
  JsonWalk(Reading& reading, const JsonDocument& document) : reading_(reading), document_(document) {}

  void fill(std::uint32_t at, capnp::DynamicStruct::Builder out) {
    const JsonNode& object = document_.nodes[at];
    const capnp::StructSchema schema = out.getSchema();
    if (object.kind != JsonKind::kObject) {
      reading_.refuse("", reading_.path() + " must be an object of " + name_of(schema) + ", not " +
                              describe(document_, object) + ".");
      return;
    }
    if (schema == capnp::Schema::from<capnpgen::Project>() && is_of_newer_version(at)) return;
    Given given{std::vector<bool>(schema.getFields().size()), nullptr};
    for (std::uint32_t child = at + 1; child < object.next; child = document_.nodes[child].next) {
      if (reading_.refused()) return;
      member(child, schema, given, out);
    }
    if (given.arm == nullptr && schema.getUnionFields().size() > 0)
      reading_.refuse("", reading_.path() + " must say one of " + one_of(names_of(schema, true)) + ".");
  }

 private:
  struct Given {
    std::vector<bool> fields;  ///< by the field's index in its schema
    const char* arm;           ///< the union's arm that was given
  };

  /// Before any other field: what a newer version added is no misspelling.
  bool is_of_newer_version(std::uint32_t at) {
    for (std::uint32_t child = at + 1; child < document_.nodes[at].next;
         child = document_.nodes[child].next) {
      const JsonNode& node = document_.nodes[child];
      if (document_.text(node.key) != "formatVersion") continue;
      if (node.kind != JsonKind::kUnsigned || node.natural <= messages::kProjectFormatVersion) continue;
      refuse_newer_project(reading_, node.natural);
      return true;
    }
    return false;
  }

  void member(std::uint32_t at, capnp::StructSchema schema, Given& given, capnp::DynamicStruct::Builder out) {
    const std::string key(document_.text(document_.nodes[at].key));
    KJ_IF_MAYBE (field, schema.findFieldByName(kj::StringPtr(key.c_str(), key.size()))) {
      if (is_unspecified(*field)) return refuse_unknown(key, schema);
      if (given.fields[field->getIndex()])
        return reading_.refuse(name_of(*field),
                               reading_.path(name_of(*field)) + " is given twice; say it once.");
      given.fields[field->getIndex()] = true;
      if (is_arm(*field)) {
        if (given.arm != nullptr)
          return reading_.refuse("", reading_.path() + " has both " + given.arm + " and " + name_of(*field) +
                                         "; it can be only one of them.");
        given.arm = name_of(*field);
      }
      value(at, *field, out);
    } else {
      refuse_unknown(key, schema);
    }
  }

  void refuse_unknown(const std::string& key, capnp::StructSchema schema) {
    const std::vector<std::string_view> names = names_of(schema, false);
    const std::string_view meant = nearest(key, names);
    const std::string owner = name_of(schema);
    std::string hint =
        meant.empty() ? "it has " + one_of(names) + "." : "did you mean " + std::string(meant) + "?";
    if (names.empty()) hint = "it has none.";
    const std::string shown = printable(key, 40);
    reading_.refuse(shown, reading_.path(shown) + " is not a field of " + owner + "; " + hint);
  }

  void value(std::uint32_t at, Field field, capnp::DynamicStruct::Builder out) {
    const JsonNode& node = document_.nodes[at];
    const char* name = name_of(field);
    const capnp::Type type = field.getType();
    if (type.which() == Which::STRUCT) {
      const Reading::Step step(reading_, name);
      fill(at, out.init(field).as<capnp::DynamicStruct>());
    } else if (type.which() == Which::LIST) {
      if (node.kind != JsonKind::kArray)
        return reading_.refuse(
            name, reading_.path(name) + " must be an array, not " + describe(document_, node) + ".");
      if (!reading_.take(name, node.count, kMostElements, 1)) return;
      elements(at, name, out.init(field, static_cast<unsigned>(node.count)).as<capnp::DynamicList>());
    } else if (const auto scalar = read_scalar(reading_, name, document_, node, type)) {
      out.set(field, *scalar);
    }
  }

  void elements(std::uint32_t at, const char* name, capnp::DynamicList::Builder list) {
    const capnp::Type type = list.getSchema().getElementType();
    unsigned index = 0;
    for (std::uint32_t child = at + 1; child < document_.nodes[at].next;
         child = document_.nodes[child].next, ++index) {
      const Reading::Step step(reading_, name, index);
      if (type.which() == Which::STRUCT) {
        fill(child, list[index].as<capnp::DynamicStruct>());
      } else if (const auto scalar = read_scalar(reading_, "", document_, document_.nodes[child], type)) {
        list.set(index, *scalar);
      }
      if (reading_.refused()) return;
    }
  }

  Reading& reading_;
  const JsonDocument& document_;
};

}  // namespace

void read_json(Reading& reading, std::string_view text, capnp::DynamicStruct::Builder root) {
  JsonDocument document;
  if (const auto fault = parse_json(text, document)) return reading.refuse("", *fault);
  JsonWalk(reading, document).fill(0, root);
}

}  // namespace corelogic::wire
