// request_sequence.cpp: the sequence of a request that cannot be read otherwise, so that its refusal finds
// who waits for it.  Side: control.
#include <charconv>

#include "command.capnp.h"
#include "schema/wire/codec.h"
#include "schema/wire/frame_form.h"
#include "schema/wire/json_text.h"
#include "schema/wire/limits.h"

namespace corelogic::wire {

namespace gen = capnpgen;

namespace {

std::uint64_t read_sequence(Reading&, gen::Request::Reader request) {
  return request.getSequence();
}

/// A member of the outermost object; a number or, as all 64-bit numbers, text.
std::uint64_t sequence_in_json(std::string_view text) {
  JsonDocument document;
  if (parse_json(text, document) || document.nodes.front().kind != JsonKind::kObject) return 0;
  for (std::uint32_t at = 1; at < document.nodes.front().next; at = document.nodes[at].next) {
    const JsonNode& node = document.nodes[at];
    if (document.text(node.key) != "sequence") continue;
    if (node.kind == JsonKind::kUnsigned) return node.natural;
    if (node.kind != JsonKind::kText) return 0;
    const std::string_view digits = document.text(node.text);
    std::uint64_t sequence = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), sequence);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() ? sequence : 0;
  }
  return 0;
}

}  // namespace

std::uint64_t sequence_of(FrameView request) {
  if (request.size() > kMostRequestBytes) return 0;
  if (encoding_of(request) == Encoding::kJson) return sequence_in_json(as_text(request));
  const auto sequence = decode_root<gen::Request>(request, kMostRequestBytes, read_sequence);
  return sequence ? *sequence : 0;
}

}  // namespace corelogic::wire
