// values.cpp: one short reader a kind of value.  Side: control; pure.
#include "clients/cli/values.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>

#include "clients/cpp/names.h"
#include "schema/wire/words.h"

namespace corelogic::cli {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

Refusal not_a(const std::string& what, std::string_view text, const std::string& examples) {
  return {RefusalCode::kInvalid, what, wire::quoted(text) + " is no " + what + "; write " + examples + "."};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string folded(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

/// "-6" of "−6" and "+6" of "6": what from_chars reads.
std::string plain_number(std::string_view text) {
  constexpr std::string_view kMinus = "\u2212";
  if (text.starts_with(kMinus)) return "-" + std::string(text.substr(kMinus.size()));
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  return std::string(text);
}

std::optional<double> number_in(std::string_view text) {
  const std::string plain = plain_number(trimmed(text));
  if (const std::string word = folded(plain); word == "-inf" || word == "-infinity" || plain == "-\u221e")
    return -std::numeric_limits<double>::infinity();
  double value = 0;
  const char* end = plain.data() + plain.size();
  const auto got = std::from_chars(plain.data(), end, value);
  if (got.ec != std::errc{} || got.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// "1,2", none less than `least`.
std::optional<std::vector<std::uint16_t>> numbers_in(std::string_view text, std::uint16_t least) {
  std::vector<std::uint16_t> numbers;
  std::string_view rest = trimmed(text);
  for (bool more = true; more;) {
    const std::size_t comma = rest.find(',');
    const std::string_view one = trimmed(rest.substr(0, comma));
    std::uint16_t number = 0;
    const auto got = std::from_chars(one.data(), one.data() + one.size(), number);
    if (got.ec != std::errc{} || got.ptr != one.data() + one.size() || number < least) return std::nullopt;
    numbers.push_back(number);
    more = comma != std::string_view::npos;
    if (more) rest.remove_prefix(comma + 1);
  }
  return numbers;
}

}  // namespace

std::string hide_dash(const std::string& word) {
  const bool dash = word.size() > 1 && word[0] == '-' && word[1] != '-';
  const std::string rest = dash ? folded(word.substr(1)) : "";
  const bool number = dash && (rest.starts_with("inf") || rest[0] == '.' ||
                               (rest[0] >= '0' && rest[0] <= '9') || rest.starts_with("\u221e"));
  return number ? " " + word : word;
}

std::string show_dash(const std::string& word) {
  return word.starts_with(" -") ? word.substr(1) : word;
}

Result<double> read_number(std::string_view text) {
  if (const auto value = number_in(text)) return *value;
  return not_a("number", text, "-6, 0.5 or -inf");
}

Result<double> read_decibels(std::string_view text) {
  std::string_view number = trimmed(text);
  if (folded(number).ends_with("db")) number.remove_suffix(2);
  if (const auto value = number_in(number)) return *value;
  return not_a("level", text, "-6, -6dB or -inf");
}

Result<double> read_pan(std::string_view text) {
  const std::string word = folded(trimmed(text));
  if (word == "left") return -1.0;
  if (word == "right") return 1.0;
  if (word == "centre" || word == "center") return 0.0;
  if (const auto value = number_in(text)) return *value;
  return not_a("pan position", text, "-1 (left) to 1 (right), or left, centre, right");
}

Result<bool> read_switch(std::string_view text) {
  const std::string word = folded(trimmed(text));
  if (word == "on" || word == "true" || word == "yes" || word == "1") return true;
  if (word == "off" || word == "false" || word == "no" || word == "0") return false;
  return not_a("switch", text, "on or off");
}

Result<std::vector<std::uint16_t>> read_channels(std::string_view text) {
  const auto channels = numbers_in(text, 1);
  return channels ? Result(*channels) : not_a("list of channels", text, "1,2: they count from 1");
}

Result<std::vector<std::uint16_t>> read_map(std::string_view text) {
  const auto channels = numbers_in(text, 0);
  return channels ? Result(*channels) : not_a("map", text, "2,1: channels from 1, 0 for nowhere");
}

Result<double> read_amount(std::string_view text, std::string_view unit) {
  std::string_view amount = trimmed(text);
  if (folded(amount) == "off") return 0.0;
  if (folded(amount).ends_with(folded(unit))) amount.remove_suffix(unit.size());
  if (const auto value = number_in(amount)) return *value;
  return not_a("number of " + std::string(unit), text, "80, 80" + std::string(unit) + " or off");
}

Result<std::size_t> read_word(const std::string& what, std::string_view text,
                              const std::vector<std::string_view>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (folded(words[i]) == folded(trimmed(text))) return i;
  return not_a(what, text, wire::one_of(words));
}

Result<messages::Meter> read_meter(std::string_view text) {
  const std::size_t comma = text.find(',');
  const auto point = read_word("place for a meter", text.substr(0, comma), {"input", "pre", "post"});
  if (!point) return point.refusal();
  messages::Meter meter;
  meter.point = static_cast<messages::MeterPoint>(*point);
  if (comma == std::string_view::npos) return meter;
  const auto detail = read_word("detail of a meter", text.substr(comma + 1), {"basic", "full"});
  if (!detail) return detail.refusal();
  meter.detail = static_cast<messages::MeterDetail>(*detail);
  return meter;
}

std::string path_from_here(std::string path) {
  if (!path.starts_with("./") && !path.starts_with("../")) return path;
  std::error_code failed;
  return std::filesystem::absolute(path, failed).lexically_normal().string();
}

Result<messages::Input> read_input(std::string_view text) {
  text = trimmed(text);
  if (folded(text) == "none") return messages::Input{messages::NoInput{}};
  if (text.starts_with("device:")) {
    auto channels = read_channels(text.substr(7));
    if (!channels) return channels.refusal();
    return messages::Input{messages::DeviceInput{*std::move(channels)}};
  }
  if (!text.starts_with("file:") || text.size() == 5)
    return not_a("input", text, "none, device:1,2, file:PATH or file:PATH,loop");
  std::string path(text.substr(5));
  const bool loop = path.ends_with(",loop");
  if (loop) path.resize(path.size() - 5);
  return messages::Input{messages::FileInput{path_from_here(std::move(path)), loop}};
}

Result<messages::Output> read_output(const messages::Project& project, std::string_view text) {
  text = trimmed(text);
  if (folded(text) == "none") return messages::Output{messages::NoOutput{}};
  if (text.starts_with("device:")) {
    auto channels = read_channels(text.substr(7));
    if (!channels) return channels.refusal();
    return messages::Output{messages::DeviceOutput{*std::move(channels)}};
  }
  if (text.starts_with("track:")) text.remove_prefix(6);
  const auto track = client::find_track(project, text);
  if (!track) return track.refusal();
  return messages::Output{messages::TrackOutput{*track}};
}

Result<std::int64_t> read_time(std::string_view text, std::uint32_t sample_rate) {
  text = trimmed(text);
  const auto wrong = [&] { return not_a("time", text, "96000 (frames), 2.5s or 1:30"); };
  const std::size_t colon = text.find(':');
  const bool seconds = text.ends_with('s') || colon != std::string_view::npos;
  if (!seconds) {
    std::int64_t frame = 0;
    const auto got = std::from_chars(text.data(), text.data() + text.size(), frame);
    if (got.ec != std::errc{} || got.ptr != text.data() + text.size()) return wrong();
    return frame;
  }
  if (text.ends_with('s')) text.remove_suffix(1);
  const auto minutes = colon == std::string_view::npos ? 0.0 : number_in(text.substr(0, colon));
  const auto rest = number_in(colon == std::string_view::npos ? text : text.substr(colon + 1));
  const double total = minutes && rest ? *minutes * 60.0 + *rest : -1.0;
  constexpr double kMost = 1e9;  // thirty years: frames stay exact in a double
  if (!minutes || !rest || !(std::abs(total) <= kMost)) return wrong();
  return static_cast<std::int64_t>(std::llround(total * sample_rate));
}

}  // namespace corelogic::cli
