// json_form.h: the JSON form of any message of the schema, by reflection, so a new field needs no line here.
// It validates names, arms, types and ranges against the schema; values are checked by the readers of each
// family. Side: control; pure.
#pragma once

#include <capnp/dynamic.h>
#include <capnp/schema.h>

#include <string>
#include <string_view>

#include "schema/wire/reading.h"

namespace corelogic::wire {

/// Fills `root` from `text`. Refuses in `reading`: no JSON, a field or arm the schema does not have (with the
/// one that was probably meant), one given twice, two arms, no arm, a wrong type, a number out of range.
void read_json(Reading& reading, std::string_view text, capnp::DynamicStruct::Builder root);

/// Every field, defaults too; 64-bit integers as strings, infinities as "Infinity" and "-Infinity".
[[nodiscard]] std::string write_json(capnp::DynamicStruct::Reader root);

}  // namespace corelogic::wire
