// state_hash.cpp: FNV-1a over the project's JSON form with every field there, straight from capnp's
// reflection. Side: control.
#include "schema/wire/state_hash.h"

#include <capnp/dynamic.h>
#include <capnp/message.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/wire/project_form.h"

namespace corelogic::wire {
namespace {

using Field = capnp::StructSchema::Field;
using Value = capnp::DynamicValue;

class StateHash {
 public:
  [[nodiscard]] std::uint64_t digest() const { return hash_; }

  void object(capnp::DynamicStruct::Reader message) {
    letters("{");
    for (const Key& key : keys_of(message.getSchema())) {
      if (key.arm && !chosen(message, key.field)) continue;
      text(key.name);
      value(message.get(key.field), key.field.getType());
    }
    letters("}");
  }

 private:
  struct Key {
    std::string_view name;
    Field field;
    bool arm = false;
  };

  static bool chosen(capnp::DynamicStruct::Reader message, const Field& arm) {
    KJ_IF_MAYBE (which, message.which()) return *which == arm;
    return false;
  }

  /// In ascending order of bytes; looked up once a struct.
  const std::vector<Key>& keys_of(capnp::StructSchema schema) {
    std::vector<Key>& keys = keys_[schema.getProto().getId()];
    if (!keys.empty()) return keys;
    for (const Field field : schema.getFields())
      keys.push_back({std::string_view(field.getProto().getName().cStr()), field,
                      field.getProto().getDiscriminantValue() != capnp::schema::Field::NO_DISCRIMINANT});
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.name < b.name; });
    return keys;
  }

  void value(const Value::Reader& reader, capnp::Type type) {
    switch (reader.getType()) {
      case Value::BOOL:
        return letters(reader.as<bool>() ? "t" : "f");
      case Value::INT:
        return integer(reader.as<std::int64_t>(), type.isInt64());
      case Value::UINT:
        return integer(reader.as<std::uint64_t>(), type.isUInt64());
      case Value::FLOAT:
        return number(type.isFloat32() ? as_written(reader.as<float>()) : reader.as<double>());
      case Value::TEXT: {
        const auto raw = reader.as<capnp::Text>();
        return text({raw.begin(), raw.size()});
      }
      case Value::LIST:
        return array(reader.as<capnp::DynamicList>());
      case Value::ENUM:
        return word(reader.as<capnp::DynamicEnum>());
      case Value::STRUCT:
        return object(reader.as<capnp::DynamicStruct>());
      default:
        return letters("0");
    }
  }

  void array(capnp::DynamicList::Reader list) {
    const capnp::Type type = list.getSchema().getElementType();
    letters("[");
    for (auto each : list) value(each, type);
    letters("]");
  }

  template <class Whole>
  void integer(Whole whole, bool as_text) {
    if (!as_text) return number(static_cast<double>(whole));
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), whole).ptr;
    text({digits.data(), static_cast<std::size_t>(end - digits.data())});
  }

  void word(capnp::DynamicEnum number_of) {
    KJ_IF_MAYBE (known, number_of.getEnumerant()) {
      text(known->getProto().getName().cStr());
    } else {
      number(number_of.getRaw());
    }
  }

  /// The JSON form says a float in the fewest digits that give it back; read as a double, 0.1f is 0.1.
  static double as_written(float value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    double read = static_cast<double>(value);
    std::from_chars(digits.data(), end, read);
    return read;
  }

  void number(double value) {
    letters("n");
    hexadecimal(std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value), 16);
  }
  void text(std::string_view bytes) {
    letters("s");
    hexadecimal(bytes.size(), 8);
    letters(bytes);
  }
  void hexadecimal(std::uint64_t bits, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
      letter("0123456789abcdef"[(bits >> shift) & 15]);
  }
  void letters(std::string_view bytes) {
    for (const char one : bytes) letter(one);
  }
  void letter(char one) { hash_ = (hash_ ^ static_cast<unsigned char>(one)) * 1099511628211U; }

  std::uint64_t hash_ = 14695981039346656037U;
  std::unordered_map<std::uint64_t, std::vector<Key>> keys_;
};

}  // namespace

std::uint64_t state_hash(const messages::Project& project) {
  capnp::MallocMessageBuilder message;
  auto root = message.initRoot<gen::Project>();
  write_project(project, root);
  StateHash hash;
  hash.object(root.asReader());
  return hash.digest();
}

}  // namespace corelogic::wire
