// json_text.h: JSON text to one flat list of values, in the order they were written.
// It checks JSON itself (grammar, UTF-8, nesting) and keeps 64-bit integers exact; it knows no schema.
// Side: control. A value costs 32 bytes, the least JSON value ("0,") two: a frame grows 16 times at most.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corelogic::wire {

enum class JsonKind : std::uint8_t {
  kNull,
  kFalse,
  kTrue,
  kUnsigned,
  kSigned,
  kReal,
  kText,
  kArray,
  kObject
};

/// A piece of JsonDocument::letters.
struct JsonSlice {
  std::uint32_t begin;
  std::uint32_t size;
};

struct JsonNode {
  JsonKind kind = JsonKind::kNull;
  std::uint32_t next = 0;  ///< index behind this value and all it holds: its next sibling
  JsonSlice key{0, 0};     ///< if it is a member of an object
  union {
    std::uint64_t natural = 0;  ///< kUnsigned
    std::int64_t integer;       ///< kSigned: always negative
    double real;                ///< kReal
    JsonSlice text;             ///< kText
    std::uint64_t count;        ///< kArray, kObject
  };
};

/// The value at index 0 is the whole; the children of an array or object at i begin at i + 1.
struct JsonDocument {
  std::vector<JsonNode> nodes;
  std::string letters;  ///< of all keys and texts, each with a NUL behind it as capnp::Text wants it

  [[nodiscard]] std::string_view text(JsonSlice slice) const {
    return std::string_view(letters).substr(slice.begin, slice.size);
  }
};

/// Returns what is wrong with the text, as a sentence; nothing if it is right.
[[nodiscard]] std::optional<std::string> parse_json(std::string_view text, JsonDocument& document);

}  // namespace corelogic::wire
