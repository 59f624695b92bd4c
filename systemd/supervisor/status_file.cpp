// status_file.cpp: JSON by hand: six fields, and no library in the program that must outlive all others.
// Side: supervisor.
#include "systemd/supervisor/status_file.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace corelogic::supervisor {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof(code), "\\u%04x", static_cast<unsigned>(c));
      out += code;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

std::string to_json(pid_t supervisor, const std::vector<ServiceStatus>& services) {
  std::string text = "{\"pid\":" + std::to_string(supervisor) + ",\"services\":[";
  for (const auto& one : services) {
    if (text.back() == '}') text += ",";
    text += "\n {\"name\":" + quoted(one.name) + ",\"state\":" + quoted(one.state) +
            ",\"pid\":" + std::to_string(one.pid) + ",\"restarts\":" + std::to_string(one.restarts) +
            ",\"status\":" + quoted(one.status) + ",\"lastEnd\":" + quoted(one.last_end) + "}";
  }
  return text + "]}\n";
}

void write_status_file(const std::string& path, pid_t supervisor,
                       const std::vector<ServiceStatus>& services) {
  const std::string fresh = path + ".new";
  std::ofstream(fresh) << to_json(supervisor, services);
  std::error_code ignored;
  std::filesystem::rename(fresh, path, ignored);
}

}  // namespace corelogic::supervisor
