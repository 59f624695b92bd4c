// unit_file.cpp: the eight keys.  Side: supervisor.
#include "systemd/supervisor/unit_file.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace corelogic::supervisor {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> list;
  for (std::string word; stream >> word;) list.push_back(word);
  return list;
}

Result<Duration> unit_of_time(const std::string& word) {
  static const std::map<std::string, Duration> units = {
      {"us", Duration(1)},         {"ms", Duration(1'000)},        {"", Duration(1'000'000)},
      {"s", Duration(1'000'000)},  {"sec", Duration(1'000'000)},   {"min", Duration(60'000'000)},
      {"m", Duration(60'000'000)}, {"h", Duration(3'600'000'000)},
  };
  const auto found = units.find(word);
  if (found == units.end())
    return Refusal{RefusalCode::kInvalid, word, "not a unit of time: us, ms, s, min, h"};
  return found->second;
}

Result<void> take_duration(const std::string& value, Duration& into) {
  const auto parsed = parse_duration(value);
  if (!parsed) return parsed.refusal();
  into = *parsed;
  return {};
}

Result<void> take(ServiceUnit& unit, const std::string& key, const std::string& value) {
  if (key == "WatchdogSec") return take_duration(value, unit.watchdog);
  if (key == "RestartSec") return take_duration(value, unit.restart_delay);
  if (key == "TimeoutStartSec") return take_duration(value, unit.start_timeout);
  if (key == "TimeoutStopSec") return take_duration(value, unit.stop_timeout);
  if (key == "Type") unit.notifies = value == "notify";
  if (key == "ExecStart") unit.arguments = words(value);
  if (key == "Environment") {
    for (auto& word : words(value)) unit.environment.push_back(std::move(word));
  }
  return {};
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  Duration sum{0};
  std::string rest = trimmed(text);
  if (rest.empty()) return Refusal{RefusalCode::kInvalid, "time", "empty"};
  while (!rest.empty()) {
    const auto digits = rest.find_first_not_of("0123456789");
    if (digits == 0)
      return Refusal{RefusalCode::kInvalid, std::string(text), "a time begins with a whole number"};
    const auto count = std::stoll(rest.substr(0, digits));
    rest = digits == std::string::npos ? "" : trimmed(rest.substr(digits));
    const auto letters = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
    const auto unit = unit_of_time(rest.substr(0, letters));
    if (!unit) return unit.refusal();
    sum += *unit * count;
    rest = letters == std::string::npos ? "" : trimmed(rest.substr(letters));
  }
  return sum;
}

Result<ServiceUnit> parse_unit(const std::string& name, const std::string& text) {
  ServiceUnit unit;
  unit.name = name;
  std::istringstream stream(text);
  bool in_service = false;
  for (std::string raw; std::getline(stream, raw);) {
    const std::string line = trimmed(raw);
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    if (line.front() == '[') in_service = line == "[Service]";
    const auto equals = line.find('=');
    if (!in_service || equals == std::string::npos) continue;
    const auto taken = take(unit, trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1)));
    if (!taken) return Refusal{RefusalCode::kInvalid, name + ": " + line, taken.refusal().sentence};
  }
  if (unit.arguments.empty()) return Refusal{RefusalCode::kInvalid, name, "has no ExecStart"};
  return unit;
}

Result<ServiceUnit> load_unit(const std::string& path, const std::string& programs) {
  std::ifstream file(path);
  if (!file) return Refusal{RefusalCode::kNotFound, path, "cannot be read"};
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  auto unit = parse_unit(std::filesystem::path(path).stem(), text);
  if (unit && !programs.empty()) {
    const auto here =
        std::filesystem::path(programs) / std::filesystem::path(unit->arguments.front()).filename();
    if (std::filesystem::exists(here)) unit->arguments.front() = here;
  }
  return unit;
}

}  // namespace corelogic::supervisor
