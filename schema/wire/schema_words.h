// schema_words.h: the schema itself as plain values, for those who make something of it: the OpenAPI
// document, the Node client's types, tests that walk all commands. It holds no messages; what a word means
// for people stands in the .capnp files only.  Side: control; pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace corelogic::wire {

enum class TypeKind : std::uint8_t {
  kVoid,
  kBool,
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kUint8,
  kUint16,
  kUint32,
  kUint64,
  kFloat32,
  kFloat64,
  kText,
  kList,
  kEnum,
  kStruct,
};

struct TypeWords {
  TypeKind kind = TypeKind::kVoid;
  std::string name;                ///< of the enum or struct: "TrackKind"; else empty
  std::vector<TypeWords> element;  ///< of a list: exactly one
  bool operator==(const TypeWords&) const = default;
};

/// What a field has that is not given. An enum's is a word. Monostate: nothing that could be said in one
/// value (void, list, struct).
using DefaultWords = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string>;

struct FieldWords {
  std::string name;         ///< as in JSON: "preFader"
  std::uint16_t ordinal{};  ///< its number in the schema, never given again
  TypeWords type;
  DefaultWords fallback;
  std::optional<std::uint16_t> arm;  ///< of the struct's union: the arm's number, in the union's order
};

/// Fields in the order of their ordinals. A struct with arms holds exactly one of them; `unspecified`, arm 0
/// of every union, is left out: nobody may say it.
struct StructWords {
  std::string name;
  std::vector<FieldWords> fields;

  /// Null if there is none of that name.
  [[nodiscard]] const FieldWords* find(std::string_view field) const;
  [[nodiscard]] bool has_arms() const;
};

/// An enum's words, by number: "unspecified" too where it has it.
using EnumWords = std::vector<std::string>;

struct SchemaWords {
  std::map<std::string, StructWords, std::less<>> structs;
  std::map<std::string, EnumWords, std::less<>> enums;
};

/// Everything that can be said in a Request (and its Command), Reply, ChangeSet (and its Change), Project or
/// MeterFrame. Made once.
[[nodiscard]] const SchemaWords& schema_words();

/// "uint32", "text", "list", …: as schema_json() says it.
[[nodiscard]] std::string_view name_of(TypeKind);

/// The same as one JSON object:
///   {"protocolVersion":1,
///    "structs":{"SetVolume":{"fields":[{"name":"track","ordinal":0,"type":"uint32","default":0},…]},…},
///    "enums":{"TrackKind":["unspecified","audio",…],…}}
/// A type is a name ("void", "bool", "int8" … "uint64", "float32", "float64", "text") or one of
/// {"list":type},
/// {"enum":"TrackKind"}, {"struct":"Output"}. A field of the union has "arm":n. No "default": void, list,
/// struct.
[[nodiscard]] std::string schema_json();

}  // namespace corelogic::wire
