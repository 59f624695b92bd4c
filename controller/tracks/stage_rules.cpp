// stage_rules.cpp: ranges of the stages, and the words in which they are refused.  Side: control; pure.
#include "controller/tracks/stage_rules.h"

#include <string>
#include <utility>

#include "controller/tracks/strip_rules.h"

namespace corelogic::tracks {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Refusal invalid(std::string_view subject, std::string sentence) {
  return {RefusalCode::kInvalid, std::string(subject), std::move(sentence)};
}

const vocabulary::ParameterDescription& of_input(std::uint16_t parameter) {
  return vocabulary::input_stage::kParameters.at(parameter);
}

/// False for NaN.
bool within(const vocabulary::ParameterDescription& range, double value) {
  return value >= range.least && value <= range.most;
}

}  // namespace

Result<void> check_trim(double trim, std::string_view subject) {
  if (within(of_input(vocabulary::input_stage::kTrim), trim)) return {};
  return invalid(subject, "A trim of " + number_text(trim) + " dB is out of range: -36 to +36 dB.");
}

Result<void> check_high_pass(double frequency, std::string_view subject) {
  if (frequency == 0) return {};
  if (frequency >= vocabulary::input_stage::kLeastHighPass &&
      within(of_input(vocabulary::input_stage::kHighPass), frequency))
    return {};
  return invalid(subject, "A high-pass at " + number_text(frequency) +
                              " Hz is out of range: 20 to 1000 Hz, or 0 for off.");
}

Result<void> check_delay(double delay, std::string_view subject) {
  if (within(of_input(vocabulary::input_stage::kDelay), delay)) return {};
  return invalid(subject, "A delay of " + number_text(delay) + " ms is out of range: 0 to 500 ms.");
}

Result<void> check_dim_level(double level, std::string_view subject) {
  if (within(vocabulary::output::kParameters[vocabulary::output::kDimLevel], level)) return {};
  return invalid(subject, "A dim level of " + number_text(level) + " dB is out of range: -60 to 0 dB.");
}

Result<void> check_output_stage(const messages::OutputStage& stage, std::string_view subject) {
  constexpr double kLeastCeiling = -24;
  const std::string of(subject);
  if (!(stage.ceiling >= kLeastCeiling && stage.ceiling <= 0))
    return invalid(of + ".ceiling",
                   "A ceiling of " + number_text(stage.ceiling) + " dBTP is out of range: -24 to 0 dBTP.");
  const int bits = stage.dither_bits;
  if (bits != 0 && bits != 16 && bits != 20 && bits != 24)
    return invalid(of + ".ditherBits", "There is no dither for " + std::to_string(bits) +
                                           " bits; give 16, 20 or 24, or 0 for off.");
  return check_dim_level(stage.dim_level, of + ".dimLevel");
}

Result<void> check_stage_width(const messages::Track& track, std::string_view subject) {
  const std::uint16_t most = vocabulary::find_effect("inputStage")->most_channels;
  if (track.channels <= most) return {};
  const bool neutral = track.trim == 0 && track.polarity == messages::Polarity::kNormal &&
                       track.high_pass == 0 && track.delay == 0 && !track.stage.safety_limiter;
  if (neutral) return {};
  return invalid(subject, track.name + " has " + std::to_string(track.channels) +
                              " channels; trim, polarity, high-pass, delay and the safety limiter work on at "
                              "most " +
                              std::to_string(most) + ".");
}

Result<void> check_stages(const messages::Track& track, std::string_view subject) {
  if (auto good = check_trim(track.trim, subject); !good) return good;
  if (auto good = check_high_pass(track.high_pass, subject); !good) return good;
  if (auto good = check_delay(track.delay, subject); !good) return good;
  if (auto good = check_stage_width(track, subject); !good) return good;
  const bool master = track.kind == messages::TrackKind::kMaster;
  if (!master && track.stage != messages::OutputStage{})
    return invalid(subject, track.name + " has an output stage; only the master has one.");
  if (master && track.listen != messages::Listen::kOff)
    return invalid(subject, "The master cannot be listened to by itself; the monitor hears it anyway.");
  return check_output_stage(track.stage, subject);
}

}  // namespace corelogic::tracks
