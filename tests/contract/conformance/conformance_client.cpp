// conformance_client.cpp: the C++ client's part of the conformance suite: a line of the script in, its answer
// out, and at the end the mirror. README.md here says the form.  Side: test.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "clients/cpp/corelogic.h"
#include "schema/wire/codec.h"

namespace {

using namespace corelogic;
using namespace std::chrono_literals;
using nlohmann::json;

std::string text_of(const char* variable) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? "" : text;
}

client::StudioOptions options() {
  client::StudioOptions options;
  options.name = "conformance";
  const std::string seconds = text_of("CONFORMANCE_TIMEOUT");
  options.timeout = seconds.empty() ? 20s : std::chrono::seconds(std::stoi(seconds));
  options.endpoint = text_of("CORELOGIC_CONNECT");
  options.token = text_of("CORELOGIC_TOKEN");
  options.server_key = text_of("CORELOGIC_SERVER_KEY");
  if (const std::string file = text_of("CORELOGIC_KEY_FILE"); !file.empty())
    if (const auto pair = wire::read_key_file(file)) options.keys = *pair;
  return options;
}

/// A reply in its form, without its envelope.
json form_of(const messages::Reply& reply) {
  json form = json::parse(wire::as_text(wire::encode(reply, wire::Encoding::kJson)));
  for (const char* envelope : {"sequence", "epoch", "revision"}) form.erase(envelope);
  if (!form.contains("refused")) return form;
  return {{"refused", {form.at("refused").at("code"), form.at("refused").at("subject")}}};
}
json form_of(const vocabulary::Refusal& refusal) {
  messages::Reply reply;
  reply.body = refusal;
  return form_of(reply);
}

json done(const json& form) {
  return form.contains("refused") ? form : json{{"done", form.at("done").at("ids")}};
}

json question(client::Studio& studio, const json& asked) {
  auto request = wire::decode_request(wire::as_frame(asked.dump()));
  if (!request) return form_of(request.refusal());
  const auto reply = studio.ask(std::move(request->body));
  if (!reply) return form_of(reply.refusal());
  const json form = form_of(*reply);
  return form.contains("refused") ? form : json{{"answer", form}};
}

json command(client::Studio& studio, const json& line) {
  auto command = wire::decode_command(wire::as_frame(line.at("command").dump()));
  if (!command) return form_of(command.refusal());
  client::Terms terms;
  if (line.contains("expected")) terms.expected_revision = std::stoll(line.at("expected").get<std::string>());
  const auto reply = studio.ask(*std::move(command), terms);
  return reply ? done(form_of(*reply)) : form_of(reply.refusal());
}

json gesture(client::Studio& studio, const json& moves) {
  client::Gesture gesture(studio, "");
  std::optional<messages::CommandBody> last;
  for (const json& move : moves) {
    auto command = wire::decode_command(wire::as_frame(move.dump()));
    if (!command) return form_of(command.refusal());
    gesture.move(command->body);
    last = std::move(command->body);
  }
  const auto moved = gesture.release(*std::move(last));
  return moved ? json{{"done", json::array()}} : form_of(moved.refusal());
}

/// Hears until the mirror is where the controller is.
bool catch_up(client::Studio& studio) {
  const auto end = std::chrono::steady_clock::now() + 20s;
  while (std::chrono::steady_clock::now() < end) {
    const auto now = studio.ask(messages::GetStatus{});
    if (now && studio.replica().following() && studio.replica().mirror().revision() == now->revision)
      return true;
    studio.poll(100ms, true);
  }
  return false;
}

}  // namespace

int main() {
  const client::StudioOptions chosen = options();
  auto studio = client::Studio::open(chosen);
  if (!studio) {
    std::cerr << studio.refusal().sentence << '\n';
    return 1;
  }
  if (const auto here = studio->wait(chosen.timeout); !here) {
    std::cout << form_of(here.refusal()) << std::endl;
    return 3;
  }
  for (std::string text; std::getline(std::cin, text);) {
    const json line = json::parse(text);
    std::cout << (line.contains("ask")       ? question(*studio, line.at("ask"))
                  : line.contains("gesture") ? gesture(*studio, line.at("gesture"))
                                             : command(*studio, line))
              << std::endl;
  }
  if (!catch_up(*studio)) return 3;
  const auto project = wire::encode(studio->project(), wire::Encoding::kJson);
  std::cout << "{\"project\":" << wire::as_text(project) << ",\"hash\":\""
            << studio->replica().mirror().hash() << "\"}\n";
  return 0;
}
