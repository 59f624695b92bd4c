// json_text.cpp: the only unit that sees nlohmann's parser; its events are laid down in a row.  Side:
// control.
#include "schema/wire/json_text.h"

#include <nlohmann/json.hpp>

#include "schema/wire/limits.h"

namespace corelogic::wire {
namespace {

/// Listens to the parser. Every function returns false to stop it.
class Listener {
 public:
  explicit Listener(JsonDocument& document) : document_(document) {}
  [[nodiscard]] std::string& sentence() { return sentence_; }

  bool null() { return add(JsonKind::kNull); }
  bool boolean(bool value) { return add(value ? JsonKind::kTrue : JsonKind::kFalse); }
  bool number_integer(std::int64_t value) {
    add(JsonKind::kSigned);
    document_.nodes.back().integer = value;
    return true;
  }
  bool number_unsigned(std::uint64_t value) {
    add(JsonKind::kUnsigned);
    document_.nodes.back().natural = value;
    return true;
  }
  bool number_float(double value, const std::string&) {
    add(JsonKind::kReal);
    document_.nodes.back().real = value;
    return true;
  }
  bool string(std::string& value) {
    const JsonSlice slice = keep(value);
    add(JsonKind::kText);
    document_.nodes.back().text = slice;
    return true;
  }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(JsonKind::kObject); }
  bool start_array(std::size_t) { return open(JsonKind::kArray); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& value) {
    key_ = keep(value);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& fault) {
    const std::string_view words =
        fault.what();  // "[json.exception.parse_error.101] parse error at line 1, ..."
    const std::size_t bracket = words.find("] ");
    sentence_ =
        "This is not JSON: " + std::string(bracket == words.npos ? words : words.substr(bracket + 2)) + ".";
    return false;
  }

 private:
  JsonSlice keep(const std::string& value) {
    const JsonSlice slice{static_cast<std::uint32_t>(document_.letters.size()),
                          static_cast<std::uint32_t>(value.size())};
    document_.letters += value;
    document_.letters += '\0';
    return slice;
  }
  bool add(JsonKind kind) {
    if (!open_.empty()) ++document_.nodes[open_.back()].count;
    JsonNode node;
    node.kind = kind;
    node.key = key_;
    node.next = static_cast<std::uint32_t>(document_.nodes.size() + 1);
    document_.nodes.push_back(node);
    key_ = {0, 0};
    return true;
  }
  bool open(JsonKind kind) {
    if (open_.size() >= static_cast<std::size_t>(kMostNesting)) {
      sentence_ = "The message is nested deeper than " + std::to_string(kMostNesting) + " levels.";
      return false;
    }
    add(kind);
    open_.push_back(document_.nodes.size() - 1);
    return true;
  }
  bool close() {
    document_.nodes[open_.back()].next = static_cast<std::uint32_t>(document_.nodes.size());
    open_.pop_back();
    return true;
  }

  JsonDocument& document_;
  std::vector<std::size_t> open_;
  JsonSlice key_{0, 0};
  std::string sentence_;
};

}  // namespace

std::optional<std::string> parse_json(std::string_view text, JsonDocument& document) {
  Listener listener(document);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &listener)) return std::nullopt;
  return listener.sentence();
}

}  // namespace corelogic::wire
