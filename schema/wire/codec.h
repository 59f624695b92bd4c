// codec.h: messages to bytes and back, as Cap'n Proto or as its JSON form.
// It is the only door to capnp: no caller sees a reader or a builder. It validates form (sizes, unions,
// UTF-8, no NaN), never meaning.  Side: control; every function is pure and may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/messages/change.h"
#include "schema/messages/command.h"
#include "schema/messages/engine.h"
#include "schema/messages/project.h"
#include "schema/messages/telemetry.h"
#include "schema/vocabulary/result.h"

namespace corelogic::wire {

using Frame = std::vector<std::byte>;
using FrameView = std::span<const std::byte>;

enum class Encoding : std::uint8_t { kCapnp, kJson };

/// A frame is JSON when its first byte is '{'.
[[nodiscard]] Encoding encoding_of(FrameView frame);

[[nodiscard]] Frame encode(const messages::Request&, Encoding = Encoding::kCapnp);
[[nodiscard]] Frame encode(const messages::Reply&, Encoding = Encoding::kCapnp);
[[nodiscard]] Frame encode(const messages::Command&, Encoding = Encoding::kCapnp);
[[nodiscard]] Frame encode(const messages::ChangeSet&, Encoding = Encoding::kCapnp);
[[nodiscard]] Frame encode(const messages::Project&, Encoding = Encoding::kCapnp);
[[nodiscard]] Frame encode(const messages::Preset&, Encoding = Encoding::kCapnp);
[[nodiscard]] Frame encode(const messages::GraphSnapshot&, Encoding = Encoding::kCapnp);
[[nodiscard]] Frame encode(const messages::ToEngine&);
[[nodiscard]] Frame encode(const messages::FromEngine&);
[[nodiscard]] Frame encode(const messages::MeterFrame&, Encoding = Encoding::kCapnp);

/// Errors: kInvalid with the field and what is wrong, also for an unknown field, arm or enumerator, a second
/// arm, a
///         missing arm, NaN, a NUL or bad UTF-8 in text, a frame over its size or nesting; kUnsupported for a
///         project from a newer version.
[[nodiscard]] vocabulary::Result<messages::Request> decode_request(FrameView);
/// Of a request that cannot be read otherwise: its refusal must find who waits for it. 0 when it cannot be told.
[[nodiscard]] std::uint64_t sequence_of(FrameView request);
[[nodiscard]] vocabulary::Result<messages::Reply> decode_reply(FrameView);
[[nodiscard]] vocabulary::Result<messages::Command> decode_command(FrameView);
[[nodiscard]] vocabulary::Result<messages::ChangeSet> decode_change_set(FrameView);
[[nodiscard]] vocabulary::Result<messages::Project> decode_project(FrameView);
[[nodiscard]] vocabulary::Result<messages::Preset> decode_preset(FrameView);
[[nodiscard]] vocabulary::Result<messages::GraphSnapshot> decode_graph(FrameView);
[[nodiscard]] vocabulary::Result<messages::ToEngine> decode_to_engine(FrameView);
[[nodiscard]] vocabulary::Result<messages::FromEngine> decode_from_engine(FrameView);
[[nodiscard]] vocabulary::Result<messages::MeterFrame> decode_meter_frame(FrameView);

[[nodiscard]] inline std::string_view as_text(FrameView frame) {
  return {reinterpret_cast<const char*>(frame.data()), frame.size()};
}
[[nodiscard]] inline FrameView as_frame(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

}  // namespace corelogic::wire
