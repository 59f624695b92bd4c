// http_words.cpp: problem+json, and targets taken apart.  Side: control; pure.
#include "clients/gateway/http_words.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace corelogic::gateway {
namespace {

bool decode(std::string_view raw, bool plus_is_blank, std::string& out) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    char letter = raw[i];
    if (letter == '+' && plus_is_blank) letter = ' ';
    if (letter == '%') {
      unsigned value = 0;
      if (i + 2 >= raw.size()) return false;
      const char* const first = raw.data() + i + 1;
      if (const auto got = std::from_chars(first, first + 2, value, 16); got.ptr != first + 2) return false;
      letter = static_cast<char>(value);
      i += 2;
    }
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) return false;
    out += letter;
  }
  return true;
}

bool read_query(std::string_view text, Target& out) {
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), piece.size() + 1));
    if (piece.empty()) continue;
    const std::size_t equals = piece.find('=');
    auto& [name, value] = out.query.emplace_back();
    if (!decode(piece.substr(0, equals), true, name)) return false;
    if (equals != piece.npos && !decode(piece.substr(equals + 1), true, value)) return false;
  }
  return true;
}

}  // namespace

Response as_response(const Problem& problem) {
  const nlohmann::ordered_json body{{"type", "urn:corelogic:problem:" + problem.code},
                                    {"title", problem.code},
                                    {"status", problem.status},
                                    {"detail", problem.sentence},
                                    {"code", problem.code},
                                    {"subject", problem.subject}};
  Response response{problem.status, "application/problem+json",
                    body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)};
  if (problem.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"corelogic\"");
  if (problem.status == 429 || problem.status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

bool read_target(std::string_view target, Target& out) {
  if (target.empty() || target.front() != '/') return false;
  const std::size_t question = target.find('?');
  if (target.find('#') != target.npos) return false;
  if (!decode(target.substr(0, question), false, out.path)) return false;
  return question == target.npos || read_query(target.substr(question + 1), out);
}

}  // namespace corelogic::gateway
