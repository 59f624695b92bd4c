// controls.h: the names by which a hand takes hold of a control: "track/3/volume", "send/7/level",
// "insert/9/threshold".
// It says which field of the project a name means; who holds it is for the touch board.  Side: control; pure.
#pragma once

#include <string>
#include <string_view>

#include "controller/project/field_keys.h"
#include "controller/project/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::commands {

/// Errors: kInvalid for a name of another form or a field that such a thing has not, with those it has;
/// kUnknownId for a thing or parameter that is not there.
[[nodiscard]] vocabulary::Result<project::FieldKey> control_of(const project::Project&,
                                                               std::string_view name);

/// "volume of Guitar", for people.
[[nodiscard]] std::string control_text(const project::Project&, const project::FieldKey&);

}  // namespace corelogic::commands
