// answer.cpp: which refusal is which HTTP status.  Side: control; pure.
#include "clients/gateway/answer.h"

#include <array>

#include "clients/gateway/json_view.h"

namespace corelogic::gateway {
namespace {

struct CodeStatus {
  std::string_view code;
  unsigned status;
};
constexpr std::array<CodeStatus, 12> kStatuses{{{"invalid", 400},
                                                {"unknownId", 404},
                                                {"conflict", 409},
                                                {"cycle", 409},
                                                {"duplicate", 409},
                                                {"busy", 429},
                                                {"denied", 403},
                                                {"nothingToUndo", 409},
                                                {"storage", 507},
                                                {"notFound", 404},
                                                {"unsupported", 422},
                                                {"internal", 500}}};

}  // namespace

unsigned status_of(std::string_view code, bool expected) {
  if (code == "conflict" && expected) return 412;
  for (const auto& each : kStatuses)
    if (each.code == code) return each.status;
  return 500;
}

Response answer_of(std::string_view text, bool expected) {
  const ReplyView reply = read_reply(text);
  if (reply.arm.empty())
    return as_response({502, "internal", "reply", "The controller's answer could not be read."});
  if (reply.arm == "refused") {
    const std::string code = text_of(member(reply.value, "code"));
    return as_response({status_of(code, expected), code, text_of(member(reply.value, "subject")),
                        text_of(member(reply.value, "sentence"))});
  }
  const std::string epoch = std::to_string(reply.epoch);
  const std::string revision = std::to_string(reply.revision);
  Response response;
  response.headers.emplace_back("ETag", "\"" + epoch + "." + revision + "\"");
  response.headers.emplace_back("Cache-Control", "no-store");
  if (reply.arm == "done") {
    const std::string_view rest = reply.value.substr(1);  // what done holds, and its brace
    response.body = "{\"epoch\":" + epoch + ",\"revision\":\"" + revision + "\"" +
                    (rest.front() == '}' ? "" : ",") + std::string(rest);
  } else if (reply.value == "null") {
    response.status = 204;
  } else {
    response.body = std::string(reply.value);
  }
  return response;
}

}  // namespace corelogic::gateway
