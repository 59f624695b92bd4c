// stage_rules.h: what a strip's input stage, its output stage and the monitor may be set to.
// Values only: which track the monitor hears is for project_check.  Side: control; pure.
#pragma once

#include <string_view>

#include "schema/messages/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::tracks {

/// -36 ... +36 dB.
[[nodiscard]] vocabulary::Result<void> check_trim(double trim, std::string_view subject);
/// 0 (off), or 20 ... 1000 Hz.
[[nodiscard]] vocabulary::Result<void> check_high_pass(double frequency, std::string_view subject);
/// 0 ... 500 ms.
[[nodiscard]] vocabulary::Result<void> check_delay(double delay, std::string_view subject);
/// -60 ... 0 dB.
[[nodiscard]] vocabulary::Result<void> check_dim_level(double level, std::string_view subject);
/// Ceiling -24 ... 0 dBTP, dither for 16, 20 or 24 bits or none, dim level; the subject names the value.
[[nodiscard]] vocabulary::Result<void> check_output_stage(const messages::OutputStage&,
                                                          std::string_view subject);
/// An input stage and a safety limiter work on at most 16 channels: a wider strip has none.
[[nodiscard]] vocabulary::Result<void> check_stage_width(const messages::Track&, std::string_view subject);
/// Trim, high-pass and delay of the strip together; an output stage and a listening that fit its kind.
[[nodiscard]] vocabulary::Result<void> check_stages(const messages::Track&, std::string_view subject);

}  // namespace corelogic::tracks
