// meter_display.cpp: where a level stands on a bar, and how long a peak is held.  Side: control.
#include "clients/cli/meter_display.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "clients/cpp/names.h"

namespace corelogic::cli {
namespace {

constexpr double kFloor = -60.0;  // dB at the left end
constexpr double kTop = 6.0;      // dB at the right end
constexpr std::chrono::milliseconds kHold{1500};
constexpr double kFall = 20.0;  // dB a second
constexpr std::size_t kName = 14;
constexpr std::size_t kBeside = kName + 34;  // all of a line but the bar

std::string formatted(const char* format, double value) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

/// Cut or filled to `width` characters; a UTF-8 character is not cut in two.
std::string fitted(const std::string& text, std::size_t width) {
  std::string shown;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0) == 0x80) ++next;
    if (count == width) break;
    shown += text.substr(i, next - i);
    i = next;
    ++count;
  }
  return shown + std::string(width - count, ' ');
}

std::size_t cell_of(double level, std::size_t cells) {
  const double share = std::clamp((level - kFloor) / (kTop - kFloor), 0.0, 1.0);
  return static_cast<std::size_t>(std::lround(share * static_cast<double>(cells)));
}

std::string bar(double level, double hold, std::size_t cells) {
  std::string text(cells, ' ');
  std::fill_n(text.begin(), cell_of(level, cells), '=');
  if (const std::size_t mark = cell_of(hold, cells); mark > 0) text[mark - 1] = '|';
  return "[" + text + "]";
}

nlohmann::ordered_json json_level(double level) {
  if (std::isinf(level)) return level < 0 ? "-Infinity" : "Infinity";
  return std::round(level * 100.0) / 100.0;
}

}  // namespace

void MeterDisplay::take(const messages::Project& project, const messages::MeterFrame& frame, Time now) {
  frame_ = frame;
  sample_rate_ = project.sample_rate;
  strips_.clear();
  for (client::StripMeter& meter : client::strip_meters(project, frame)) {
    double loudest = -std::numeric_limits<double>::infinity();
    for (const double peak : meter.peaks) loudest = std::max(loudest, peak);
    const auto [place, first] = holds_.try_emplace(meter.track, Hold{loudest, now});
    Hold& hold = place->second;
    if (loudest >= hold.level) hold = {loudest, now};
    strips_.push_back({client::name_of(project, meter.track), std::move(meter), loudest});
  }
  for (auto& [track, hold] : holds_) {
    if (now - hold.since <= kHold) continue;
    const std::chrono::duration<double> falling = now - hold.since - kHold;
    hold.level -= kFall * falling.count();
    hold.since = now - kHold;
  }
}

std::string MeterDisplay::text(std::size_t width, const std::string& line_end) const {
  const double seconds = sample_rate_ > 0 ? static_cast<double>(frame_.position) / sample_rate_ : 0.0;
  std::string all = std::string(frame_.rolling ? "rolling " : "stopped ") + formatted("%.1f s", seconds) +
                    formatted("   load %.1f %%", static_cast<double>(frame_.load) * 100.0) + "   xruns " +
                    std::to_string(frame_.xruns) + "   revision " + std::to_string(frame_.revision.number) +
                    line_end;
  for (const Strip& strip : strips_) all += line_of(strip, width) + line_end;
  return all;
}

std::string MeterDisplay::line_of(const Strip& strip, std::size_t width) const {
  std::string line = fitted(strip.name, kName) + " ";
  if (strip.meter.peaks.empty()) return line + "   no meter";
  const double hold = holds_.at(strip.meter.track).level;
  const std::size_t cells = std::clamp<std::size_t>(width > kBeside ? width - kBeside : 8, 8, 100);
  line += (std::isinf(strip.loudest) ? std::string("  -inf") : formatted("%6.1f", strip.loudest)) + " dB ";
  line += bar(strip.loudest, hold, cells);
  if (strip.loudest > 0.0) line += " OVER";
  if (strip.meter.has_dynamics) line += formatted(" GR %.1f dB", strip.meter.gain_reduction);
  return line;
}

std::string meters_as_json(const messages::Project& project, const messages::MeterFrame& frame) {
  nlohmann::ordered_json strips = nlohmann::ordered_json::array();
  for (const client::StripMeter& meter : client::strip_meters(project, frame)) {
    nlohmann::ordered_json peaks = nlohmann::ordered_json::array();
    for (const double peak : meter.peaks) peaks.push_back(json_level(peak));
    nlohmann::ordered_json strip{
        {"track", meter.track.value}, {"name", client::name_of(project, meter.track)}, {"peaks", peaks}};
    if (meter.has_dynamics) strip["gainReduction"] = json_level(meter.gain_reduction);
    for (const client::DynamicsMeter& one : meter.dynamics)
      strip["dynamics"].push_back({{"insert", one.insert.value},
                                   {"level", json_level(one.level)},
                                   {"gainReduction", json_level(one.gain_reduction)}});
    strips.push_back(std::move(strip));
  }
  return nlohmann::ordered_json{
      {"number", frame.number},     {"epoch", frame.revision.epoch}, {"revision", frame.revision.number},
      {"position", frame.position}, {"rolling", frame.rolling},      {"xruns", frame.xruns},
      {"load", frame.load},         {"strips", std::move(strips)}}
      .dump();
}

}  // namespace corelogic::cli
