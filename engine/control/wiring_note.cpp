// wiring_note.cpp: the same frame in which it came.  Side: control.
#include "engine/control/wiring_note.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "schema/wire/codec.h"

namespace corelogic::control {

std::optional<messages::WantedWiring> WiringNote::read() const {
  std::ifstream file(path_, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (bytes.empty()) return std::nullopt;
  const auto word = wire::decode_to_engine(std::as_bytes(std::span(bytes)));
  const auto* wanted = word ? std::get_if<messages::WantedWiring>(&word->body) : nullptr;
  return wanted == nullptr ? std::nullopt : std::optional(*wanted);
}

void WiringNote::write(const messages::WantedWiring& wanted) const {
  const wire::Frame frame = wire::encode(messages::ToEngine{wanted});
  const std::string fresh = path_ + ".new";
  std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(frame.data()), static_cast<std::streamsize>(frame.size()));
  file.close();
  if (!file || std::rename(fresh.c_str(), path_.c_str()) != 0) std::remove(fresh.c_str());
}

}  // namespace corelogic::control
