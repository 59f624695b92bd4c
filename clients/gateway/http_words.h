// http_words.h: a request and a response as plain values: all the gateway's reasoning is about these, and
// none of it sees a socket.  Side: control; pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corelogic::gateway {

/// Names in lower case.
using Headers = std::map<std::string, std::string, std::less<>>;

struct Request {
  std::string method;  ///< "GET"
  std::string target;  ///< "/history?most=10", as sent
  Headers headers;
  std::string body;
  std::string address;  ///< of the peer, without port

  /// Empty if it was not sent.
  [[nodiscard]] std::string_view header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
  }
};

struct Response {
  unsigned status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
};

/// What went wrong, for RFC 7807.
struct Problem {
  unsigned status = 400;
  std::string code;      ///< as the controller's refusal codes: "unknownId"
  std::string subject;   ///< "track 7"
  std::string sentence;  ///< what was wrong, what would be right
};

[[nodiscard]] Response as_response(const Problem&);

/// A path and the pieces of a query, percent-decoded. Nothing is decoded twice.
struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};
/// False: a broken escape, a NUL, a control character, or something that is no path.
[[nodiscard]] bool read_target(std::string_view target, Target& out);

}  // namespace corelogic::gateway
