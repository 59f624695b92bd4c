// frame_form.cpp: bytes to words and words to bytes, with capnp's own limits set.  Side: control.
#include "schema/wire/frame_form.h"

#include <capnp/dynamic.h>
#include <capnp/serialize.h>
#include <kj/exception.h>
#include <kj/io.h>

#include <cstring>

#include "schema/wire/json_form.h"

namespace corelogic::wire {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using ReadRoot = kj::FunctionParam<void(Reading&, capnp::AnyPointer::Reader)>;

Refusal invalid(std::string sentence) {
  return {RefusalCode::kInvalid, "message", std::move(sentence)};
}

std::optional<Refusal> read_json_frame(FrameView frame, capnp::StructSchema schema, ReadRoot& read) {
  capnp::MallocMessageBuilder message;
  Reading reading(frame.size());
  read_json(reading, as_text(frame), message.initRoot<capnp::DynamicStruct>(schema));
  if (reading.refused()) return reading.take_refusal();
  Reading walk(static_cast<std::uint64_t>(message.sizeInWords()) * sizeof(capnp::word));
  read(walk, message.getRoot<capnp::AnyPointer>().asReader());
  return walk.take_refusal();
}

std::optional<Refusal> read_words(kj::ArrayPtr<const capnp::word> words, ReadRoot& read) {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = 4 * words.size() + 64;
  options.nestingLimit = kMostNesting;
  capnp::FlatArrayMessageReader message(words, options);
  if (message.getEnd() != words.end()) return invalid("The frame has bytes behind its Cap'n Proto message.");
  Reading walk(words.size() * sizeof(capnp::word));
  read(walk, message.getRoot<capnp::AnyPointer>());
  return walk.take_refusal();
}

std::optional<Refusal> read_capnp_frame(FrameView frame, ReadRoot& read) {
  if (frame.size() % sizeof(capnp::word) != 0)
    return invalid("A Cap'n Proto frame is a multiple of 8 bytes; a JSON frame begins with '{'.");
  const std::size_t count = frame.size() / sizeof(capnp::word);
  if (reinterpret_cast<std::uintptr_t>(frame.data()) % alignof(capnp::word) == 0)
    return read_words(kj::arrayPtr(reinterpret_cast<const capnp::word*>(frame.data()), count), read);
  auto aligned = kj::heapArray<capnp::word>(count);  // about 6 % of what ipc and tcp bring
  std::memcpy(aligned.begin(), frame.data(), frame.size());
  return read_words(aligned, read);
}

}  // namespace

Encoding encoding_of(FrameView frame) {
  return !frame.empty() && frame.front() == std::byte{'{'} ? Encoding::kJson : Encoding::kCapnp;
}

std::optional<Refusal> read_frame(FrameView frame, std::size_t most_bytes, capnp::StructSchema schema,
                                  ReadRoot read) {
  if (frame.empty()) return invalid("The frame is empty.");
  if (frame.size() > most_bytes)
    return invalid("The frame has " + std::to_string(frame.size()) + " bytes; at most " +
                   std::to_string(most_bytes) + " are allowed.");
  std::optional<Refusal> refusal;
  const auto fault = kj::runCatchingExceptions([&] {
    refusal = encoding_of(frame) == Encoding::kJson ? read_json_frame(frame, schema, read)
                                                    : read_capnp_frame(frame, read);
  });
  KJ_IF_MAYBE (exception, fault) {
    const auto words = exception->getDescription();
    Reading report(0);
    report.refuse("", "This is not a sound message: " + std::string(words.begin(), words.size()));
    return report.take_refusal();
  }
  return refusal;
}

Frame finish_frame(capnp::MessageBuilder& message, capnp::StructSchema schema, Encoding encoding) {
  if (encoding == Encoding::kJson) {
    const std::string text = write_json(message.getRoot<capnp::DynamicStruct>(schema).asReader());
    const FrameView bytes = as_frame(text);
    return {bytes.begin(), bytes.end()};
  }
  Frame frame(capnp::computeSerializedSizeInWords(message) * sizeof(capnp::word));
  kj::ArrayOutputStream out(kj::arrayPtr(reinterpret_cast<kj::byte*>(frame.data()), frame.size()));
  capnp::writeMessage(out, message);
  return frame;
}

}  // namespace corelogic::wire
