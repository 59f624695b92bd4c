// settings.h: parameters of effects as people type and read them: threshold=-20dB, band1Type=bell, listen=on.
// It knows words, no ranges: those are the controller's.  Side: control; pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/messages/project.h"
#include "schema/vocabulary/effects/description.h"
#include "schema/vocabulary/result.h"

namespace corelogic::cli {

using vocabulary::Result;

/// As it was typed: which effect it is for is known later.
struct Setting {
  std::string name;
  std::string text;
  std::optional<double> number;  ///< what the text is as a number, if it is one
};

/// "threshold=-20", "band1Type=bell". Errors: kInvalid; a word where no effect has one under this name too.
[[nodiscard]] Result<Setting> read_setting(std::string_view text);
/// A word of the parameter wins over a number: "voices=2" is two voices.
/// Errors: kInvalid with the words there are. A name the effect does not have is left to the controller.
[[nodiscard]] Result<messages::NamedValue> value_of(std::string_view effect, const Setting&);
[[nodiscard]] Result<std::vector<messages::NamedValue>> values_of(std::string_view effect,
                                                                  const std::vector<Setting>&);

/// "-20", "bell", "on".
[[nodiscard]] std::string value_text(const vocabulary::ParameterDescription*, double value);
/// The parameter of the effect, or null.
[[nodiscard]] const vocabulary::ParameterDescription* parameter_of(std::string_view effect,
                                                                   std::string_view parameter);

}  // namespace corelogic::cli
