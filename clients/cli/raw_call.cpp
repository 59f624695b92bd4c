// raw_call.cpp: the envelope is put around the text, not built from it: what is given twice or wrong must
// arrive so. Side: control.
#include "clients/cli/raw_call.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "clients/cli/files.h"
#include "clients/cli/session.h"
#include "schema/wire/schema_words.h"

namespace corelogic::cli {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

/// A request's fields, else a bare command's: no word is both.
bool is_request(const nlohmann::json& object) {
  const wire::StructWords& request = wire::schema_words().structs.at("Request");
  for (const auto& [field, value] : object.items())
    if (request.find(field) != nullptr) return true;
  return false;
}

}  // namespace

Result<std::string> envelope(const std::string& text, std::uint64_t client, std::uint64_t sequence) {
  const auto object = nlohmann::json::parse(text, nullptr, false);
  if (!object.is_object())
    return Refusal{RefusalCode::kInvalid, "json",
                   "This is no JSON object; write {\"setVolume\":{\"track\":2,\"volume\":-6}}."};
  const std::string who = "\"client\":\"" + std::to_string(client) + "\"";
  const std::string which = "\"sequence\":\"" + std::to_string(sequence) + "\"";
  if (!is_request(object)) return "{" + who + "," + which + ",\"command\":" + text + "}";
  std::string added;
  if (!object.contains("client")) {
    // A sequence counts within one client: a stranger's would mean nothing.
    added = who + ",";
    if (!object.contains("sequence")) added += which + ",";
  }
  return "{" + added + text.substr(text.find('{') + 1);
}

Exit call_raw(Session& session, const std::string& given) {
  std::string text = given;
  if (given == "-") {
    auto input = read_file(given);
    if (!input) return session.refuse(input.refusal());
    text = *std::move(input);
  }
  client::Connection* const connection = session.connection();
  if (connection == nullptr) return session.failure();
  const auto request = envelope(text, connection->id().value, connection->take_sequence());
  if (!request) {
    session.err() << "corelogic: " << request.refusal().sentence << '\n';
    return Exit::kMisuse;
  }
  const wire::FrameView view = wire::as_frame(*request);
  const auto frame = connection->call_frame(wire::Frame(view.begin(), view.end()));
  if (!frame && frame.refusal().subject == "controller") return session.nobody(frame.refusal());
  if (!frame) {
    session.print_json({.sequence = 0, .revision = {}, .body = frame.refusal()});
    return session.complain(frame.refusal());
  }
  session.out() << wire::as_text(*frame) << std::endl;
  const auto reply = wire::decode_reply(*frame);
  if (!reply) return session.refuse(reply.refusal());
  if (const auto* refused = std::get_if<messages::Refused>(&reply->body)) return session.complain(*refused);
  return Exit::kDone;
}

}  // namespace corelogic::cli
