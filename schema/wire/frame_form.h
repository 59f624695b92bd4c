// frame_form.h: from a frame of either encoding to the root of a message, and back.
// Nothing that capnp or kj throws gets past it. It does not know what the messages say.  Side: control; pure.
#pragma once

#include <capnp/any.h>
#include <capnp/message.h>
#include <capnp/schema.h>
#include <kj/function.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/wire/codec.h"
#include "schema/wire/limits.h"
#include "schema/wire/reading.h"
#include "schema/wire/words.h"

namespace corelogic::wire {

/// Calls `read` with the root of a well-formed frame. Returns why not, its own or what `read` refused.
[[nodiscard]] std::optional<vocabulary::Refusal> read_frame(
    FrameView frame, std::size_t most_bytes, capnp::StructSchema schema,
    kj::FunctionParam<void(Reading&, capnp::AnyPointer::Reader)> read);

[[nodiscard]] Frame finish_frame(capnp::MessageBuilder& message, capnp::StructSchema schema,
                                 Encoding encoding);

template <class Root, class Value>
[[nodiscard]] vocabulary::Result<Value> decode_root(FrameView frame, std::size_t most_bytes,
                                                    Value (*read)(Reading&, typename Root::Reader)) {
  Value value;
  auto refusal = read_frame(
      frame, most_bytes, capnp::Schema::from<Root>(),
      [&](Reading& reading, capnp::AnyPointer::Reader root) { value = read(reading, root.getAs<Root>()); });
  if (refusal) return *std::move(refusal);
  return value;
}

template <class Root, class Value>
[[nodiscard]] Frame encode_root(const Value& value, void (*write)(const Value&, typename Root::Builder),
                                Encoding encoding) {
  capnp::MallocMessageBuilder message;
  write(value, message.initRoot<Root>());
  return finish_frame(message, capnp::Schema::from<Root>(), encoding);
}

// What the families share.

[[nodiscard]] inline capnp::Text::Reader as_capnp(const std::string& text) {
  return {text.c_str(), text.size()};
}
[[nodiscard]] inline std::string_view as_view(capnp::Text::Reader text) {
  return {text.begin(), text.size()};
}
template <class Container>
[[nodiscard]] unsigned size_of(const Container& values) {
  return static_cast<unsigned>(values.size());
}

/// The name of the arm `message` holds, "" if this version does not know it: for Reading::Step.
template <class Reader>
[[nodiscard]] std::string_view arm_of(Reader message) {
  KJ_IF_MAYBE (field, capnp::Schema::from<typename Reader::Reads>().getFieldByDiscriminant(
                          static_cast<std::uint16_t>(message.which())))
    return as_view(field->getProto().getName());
  return {};
}

template <class Value, class List, class Read>
[[nodiscard]] std::vector<Value> read_list(Reading& reading, std::string_view name, const List& list,
                                           std::size_t most, Read read) {
  constexpr std::size_t kWord = 8;  // every struct of the schema has at least one
  std::vector<Value> values;
  if (!reading.take(name, list.size(), most, kWord)) return values;
  values.reserve(list.size());
  std::int64_t index = 0;
  for (auto each : list) {
    const Reading::Step step(reading, name, index++);
    values.push_back(read(reading, each));
    if (reading.refused()) break;
  }
  return values;
}

/// An enum: the schema and the message share the numbers. One that this version does not know is refused.
template <class Value, class Raw>
[[nodiscard]] Value read_word(Reading& reading, std::string_view field, Raw raw) {
  const auto number = static_cast<std::uint16_t>(raw);
  const auto known = capnp::Schema::from<Raw>().getEnumerants();
  if (number < known.size()) return static_cast<Value>(number);
  std::vector<std::string_view> words;
  for (auto each : known) words.emplace_back(each.getProto().getName().cStr());
  reading.refuse(
      field, reading.path(field) + " is a word of a newer version; this one knows " + one_of(words) + ".");
  return Value{};
}

/// Of numbers that need no check of their own.
template <class Value, class List>
[[nodiscard]] std::vector<Value> read_numbers(Reading& reading, std::string_view name, const List& list,
                                              std::size_t most) {
  std::vector<Value> values;
  if (!reading.take(name, list.size(), most, 2)) return values;
  values.reserve(list.size());
  for (auto each : list) values.push_back(Value{each});
  return values;
}

template <class Value, class List>
[[nodiscard]] std::vector<Value> read_reals(Reading& reading, std::string_view name, const List& list,
                                            std::size_t most) {
  std::vector<Value> values;
  if (!reading.take(name, list.size(), most, sizeof(Value))) return values;
  values.reserve(list.size());
  for (auto each : list) values.push_back(reading.number(name, each));
  return values;
}

template <class List>
[[nodiscard]] std::vector<std::string> read_texts(Reading& reading, std::string_view name, const List& list,
                                                  std::size_t most) {
  return read_list<std::string>(reading, name, list, most, [](Reading& r, capnp::Text::Reader text) {
    return r.text("", as_view(text));
  });
}

template <class ListBuilder, class Values, class Write>
void write_list(ListBuilder list, const Values& values, Write write) {
  unsigned index = 0;
  for (const auto& value : values) write(value, list[index++]);
}

template <class ListBuilder, class Values>
void write_numbers(ListBuilder list, const Values& values) {
  unsigned index = 0;
  for (auto value : values) list.set(index++, value);
}

template <class ListBuilder, class Ids>
void write_ids(ListBuilder list, const Ids& ids) {
  unsigned index = 0;
  for (auto id : ids) list.set(index++, id.value);
}

template <class ListBuilder>
void write_texts(ListBuilder list, const std::vector<std::string>& values) {
  unsigned index = 0;
  for (const auto& value : values) list.set(index++, as_capnp(value));
}

}  // namespace corelogic::wire
