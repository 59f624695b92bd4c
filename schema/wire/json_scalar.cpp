// json_scalar.cpp: ranges and spellings of scalars in JSON.  Side: control.
#include "schema/wire/json_scalar.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "schema/wire/words.h"

namespace corelogic::wire {
namespace {

using Value = std::optional<capnp::DynamicValue::Reader>;
using Which = capnp::schema::Type::Which;

/// An integer of either sign: the value is -1 - magnitude if negative, else magnitude.
struct Whole {
  bool negative = false;
  std::uint64_t magnitude = 0;
};

std::optional<Whole> whole_of_text(std::string_view text) {
  std::uint64_t natural = 0;
  std::int64_t integer = 0;
  const char* end = text.data() + text.size();
  if (const auto got = std::from_chars(text.data(), end, natural); got.ec == std::errc{} && got.ptr == end)
    return Whole{false, natural};
  if (const auto got = std::from_chars(text.data(), end, integer); got.ec == std::errc{} && got.ptr == end)
    return Whole{true, static_cast<std::uint64_t>(-(integer + 1))};
  return std::nullopt;
}

/// 7, 7.0 and, where the schema has 64 bits, "7" (JavaScript keeps only 53 bits of a number).
std::optional<Whole> whole_of(const JsonDocument& document, const JsonNode& node, bool text_allowed) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  switch (node.kind) {
    case JsonKind::kUnsigned:
      return Whole{false, node.natural};
    case JsonKind::kSigned:
      return Whole{true, static_cast<std::uint64_t>(-(node.integer + 1))};
    case JsonKind::kReal:
      if (std::abs(node.real) > kExact || std::trunc(node.real) != node.real) return std::nullopt;
      if (node.real < 0) return Whole{true, static_cast<std::uint64_t>(-node.real) - 1};
      return Whole{false, static_cast<std::uint64_t>(node.real)};
    case JsonKind::kText:
      return text_allowed ? whole_of_text(document.text(node.text)) : std::nullopt;
    default:
      return std::nullopt;
  }
}

template <class Number>
Value integer(Reading& reading, std::string_view field, const JsonDocument& document, const JsonNode& node) {
  using Limits = std::numeric_limits<Number>;
  const std::optional<Whole> whole = whole_of(document, node, sizeof(Number) == 8);
  // For signed types -1 - min() equals max(): one bound serves both signs.
  const bool fits = whole && (!whole->negative || Limits::is_signed) &&
                    whole->magnitude <= static_cast<std::uint64_t>(Limits::max());
  if (!fits) {
    reading.refuse(field, reading.path(field) + " must be a whole number from " +
                              std::to_string(Limits::min()) + " to " + std::to_string(Limits::max()) +
                              ", not " + describe(document, node) + ".");
    return std::nullopt;
  }
  if (whole->negative)
    return capnp::DynamicValue::Reader(
        static_cast<long long>(-1 - static_cast<std::int64_t>(whole->magnitude)));
  return capnp::DynamicValue::Reader(static_cast<unsigned long long>(whole->magnitude));
}

/// NaN passes here: Reading::number refuses it, in both encodings with one sentence.
std::optional<double> real_of_text(std::string_view text) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (text == "-Infinity" || text == "-inf") return -kInfinity;
  if (text == "Infinity" || text == "inf" || text == "+inf") return kInfinity;
  if (text == "NaN" || text == "nan") return std::numeric_limits<double>::quiet_NaN();
  return std::nullopt;
}

/// All below the middle between the greatest float and the next power of two is read as that float: its nine
/// digits, 3.4028235e+38, are a little more than it is.
constexpr double kGreatestFloat = std::numeric_limits<float>::max();
constexpr double kReadAsGreatestFloat = 0x1.fffffefffffffp127;

/// What is above `greatest`, up to `most`, is read as `greatest`.
Value real(Reading& reading, std::string_view field, const JsonDocument& document, const JsonNode& node,
           double greatest, double most) {
  std::optional<double> value;
  if (node.kind == JsonKind::kUnsigned) value = static_cast<double>(node.natural);
  if (node.kind == JsonKind::kSigned) value = static_cast<double>(node.integer);
  if (node.kind == JsonKind::kReal) value = node.real;
  if (value && std::abs(*value) > most) value.reset();
  if (value) value = std::clamp(*value, -greatest, greatest);
  if (node.kind == JsonKind::kText) value = real_of_text(document.text(node.text));
  if (value) return capnp::DynamicValue::Reader(*value);
  reading.refuse(field, reading.path(field) + " must be a number (\"-inf\" for silence), not " +
                            describe(document, node) + ".");
  return std::nullopt;
}

Value enumerator(Reading& reading, std::string_view field, const JsonDocument& document, const JsonNode& node,
                 capnp::EnumSchema schema) {
  std::vector<std::string_view> known;
  const std::string name(node.kind == JsonKind::kText ? document.text(node.text) : "");
  for (auto each : schema.getEnumerants()) {
    const auto known_name = each.getProto().getName();
    if (node.kind == JsonKind::kText && name == known_name.cStr())
      return capnp::DynamicValue::Reader(capnp::DynamicEnum(each));
    if (known_name != "unspecified") known.emplace_back(known_name.cStr());
  }
  reading.refuse(
      field, reading.path(field) + " must be " + one_of(known) + ", not " + describe(document, node) + ".");
  return std::nullopt;
}

Value wrong(Reading& reading, std::string_view field, const char* wanted, const JsonDocument& document,
            const JsonNode& node) {
  reading.refuse(field,
                 reading.path(field) + " must be " + wanted + ", not " + describe(document, node) + ".");
  return std::nullopt;
}

}  // namespace

std::string describe(const JsonDocument& document, const JsonNode& node) {
  switch (node.kind) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kFalse:
      return "false";
    case JsonKind::kTrue:
      return "true";
    case JsonKind::kUnsigned:
      return "the number " + std::to_string(node.natural);
    case JsonKind::kSigned:
      return "the number " + std::to_string(node.integer);
    case JsonKind::kReal: {
      char digits[32];
      const auto end = std::to_chars(digits, digits + sizeof digits, node.real).ptr;
      return "the number " + std::string(digits, end);
    }
    case JsonKind::kText:
      return "the text " + quoted(document.text(node.text));
    case JsonKind::kArray:
      return "an array";
    case JsonKind::kObject:
      return "an object";
  }
  return "something else";
}

Value read_scalar(Reading& reading, std::string_view field, const JsonDocument& document,
                  const JsonNode& node, capnp::Type type) {
  switch (type.which()) {
    case Which::VOID: {
      const bool empty_object = node.kind == JsonKind::kObject && node.count == 0;
      if (node.kind == JsonKind::kNull || node.kind == JsonKind::kTrue || empty_object)
        return capnp::DynamicValue::Reader(capnp::VOID);
      return wrong(reading, field, "null (it has no fields)", document, node);
    }
    case Which::BOOL:
      if (node.kind == JsonKind::kTrue || node.kind == JsonKind::kFalse)
        return capnp::DynamicValue::Reader(node.kind == JsonKind::kTrue);
      return wrong(reading, field, "true or false", document, node);
    case Which::INT8:
      return integer<std::int8_t>(reading, field, document, node);
    case Which::INT16:
      return integer<std::int16_t>(reading, field, document, node);
    case Which::INT32:
      return integer<std::int32_t>(reading, field, document, node);
    case Which::INT64:
      return integer<std::int64_t>(reading, field, document, node);
    case Which::UINT8:
      return integer<std::uint8_t>(reading, field, document, node);
    case Which::UINT16:
      return integer<std::uint16_t>(reading, field, document, node);
    case Which::UINT32:
      return integer<std::uint32_t>(reading, field, document, node);
    case Which::UINT64:
      return integer<std::uint64_t>(reading, field, document, node);
    case Which::FLOAT32:
      return real(reading, field, document, node, kGreatestFloat, kReadAsGreatestFloat);
    case Which::FLOAT64:
      return real(reading, field, document, node, std::numeric_limits<double>::max(),
                  std::numeric_limits<double>::max());
    case Which::ENUM:
      return enumerator(reading, field, document, node, type.asEnum());
    case Which::TEXT: {
      if (node.kind != JsonKind::kText) return wrong(reading, field, "text in double quotes", document, node);
      const std::string_view text = document.text(node.text);
      return capnp::DynamicValue::Reader(capnp::Text::Reader(text.data(), text.size()));
    }
    default:
      return wrong(reading, field, "something this version can read", document, node);
  }
}

}  // namespace corelogic::wire
