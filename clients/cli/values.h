// values.h: numbers, levels, switches, times and places as people type them. It knows no ranges: those are
// the controller's, which refuses with a sentence.  Side: control; pure. Errors of all: kInvalid.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/messages/project.h"
#include "schema/vocabulary/result.h"

namespace corelogic::cli {

using vocabulary::Result;

/// CLI11 takes "-inf" and "-.5" for options. A blank in front hides the dash; read_* and words() take it off
/// again.
[[nodiscard]] std::string hide_dash(const std::string& word);
[[nodiscard]] std::string show_dash(const std::string& word);

/// "-6", "+3.5", "-inf"; the typographic minus is one too.
[[nodiscard]] Result<double> read_number(std::string_view text);
/// A number with or without "dB".
[[nodiscard]] Result<double> read_decibels(std::string_view text);
/// -1 ... +1, or left, centre, right.
[[nodiscard]] Result<double> read_pan(std::string_view text);
/// on, off, true, false, yes, no, 1, 0.
[[nodiscard]] Result<bool> read_switch(std::string_view text);
/// "1,2": device channels from 1.
[[nodiscard]] Result<std::vector<std::uint16_t>> read_channels(std::string_view text);
/// "2,1": for each channel of the source the channel of the destination, from 1, or 0 for nowhere.
[[nodiscard]] Result<std::vector<std::uint16_t>> read_map(std::string_view text);
/// A number with or without its unit: "80", "80Hz", "12.5 ms". "off" is 0.
[[nodiscard]] Result<double> read_amount(std::string_view text, std::string_view unit);
/// Its place among the words, large and small letters alike.
[[nodiscard]] Result<std::size_t> read_word(const std::string& what, std::string_view text,
                                            const std::vector<std::string_view>& words);
/// "input", "pre", "post", each with ",full" behind it for all there is to know.
[[nodiscard]] Result<messages::Meter> read_meter(std::string_view text);
/// A path that begins with ./ or ../ made absolute: the controller has another working directory.
[[nodiscard]] std::string path_from_here(std::string path);

/// "none", "device:1,2", "file:PATH", "file:PATH,loop".
[[nodiscard]] Result<messages::Input> read_input(std::string_view text);
/// "none", "device:1,2", or a track's name ("track:none" for one that is called none).
[[nodiscard]] Result<messages::Output> read_output(const messages::Project&, std::string_view text);

/// "96000" frames, "2s", "2.5s" or "1:30" at the project's rate.
[[nodiscard]] Result<std::int64_t> read_time(std::string_view text, std::uint32_t sample_rate);

}  // namespace corelogic::cli
