// json_scalar.h: one JSON value as a scalar of the schema: bool, number, text, enumerator.
// Side: control; pure.
#pragma once

#include <capnp/dynamic.h>
#include <capnp/schema.h>

#include <optional>
#include <string>

#include "schema/wire/json_text.h"
#include "schema/wire/reading.h"

namespace corelogic::wire {

/// Text lives in `document`, so the answer must not outlive it. Nothing, and a refusal about `field`, if the
/// value does not fit. Requires: `type` is neither struct nor list.
[[nodiscard]] std::optional<capnp::DynamicValue::Reader> read_scalar(Reading& reading, std::string_view field,
                                                                     const JsonDocument& document,
                                                                     const JsonNode& node, capnp::Type type);

/// "the number -6", "the text \"loud\"", "an object": for sentences.
[[nodiscard]] std::string describe(const JsonDocument& document, const JsonNode& node);

}  // namespace corelogic::wire
