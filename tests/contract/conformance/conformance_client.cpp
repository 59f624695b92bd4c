// conformance_client.cpp: the C++ client's part of the conformance suite: a script of commands in, answers and the mirror
// out. README.md here says the form.  Side: test.
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "clients/cpp/corelogic.h"
#include "schema/wire/codec.h"

namespace {

using namespace corelogic;
using namespace std::chrono_literals;
using nlohmann::json;

json reply_form(const messages::Reply& reply) {
  return json::parse(wire::as_text(wire::encode(reply, wire::Encoding::kJson)));
}

json refused_form(const json& refused) {
  return {{"refused", {refused.at("code"), refused.at("subject")}}};
}

/// As a reply has it, with the code by its name.
json refused_form(const vocabulary::Refusal& refusal) {
  messages::Reply reply;
  reply.body = refusal;
  return refused_form(reply_form(reply).at("refused"));
}

json answer_of(client::Connection& connection, const std::string& command) {
  auto read = wire::decode_command(wire::as_frame(command));
  if (!read) return refused_form(read.refusal());
  const auto reply = connection.call(*std::move(read));
  if (!reply) throw std::runtime_error(reply.refusal().sentence);
  const json form = reply_form(*reply);
  if (form.contains("refused")) return refused_form(form.at("refused"));
  return {{"done", form.at("done").at("ids")}};
}

/// Hears until the mirror is where the controller is.
bool catch_up(client::Subscription& subscription, client::Connection& connection) {
  const auto now = connection.call(messages::GetStatus{});
  if (!now) return false;
  const auto end = std::chrono::steady_clock::now() + 20s;
  while (std::chrono::steady_clock::now() < end) {
    if (subscription.mirror().filled() && subscription.mirror().revision() >= now->revision) return true;
    (void)subscription.next(100ms);
  }
  return false;
}

}  // namespace

int main() {
  wire::Context context;
  auto connection = client::Connection::open(context, {.name = "conformance"});
  if (!connection) return 3;
  client::Subscription subscription(*connection);
  if (!catch_up(subscription, *connection)) return 3;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << answer_of(*connection, json::parse(line).at("command").dump()) << '\n';
    while (subscription.next(0ms)) continue;
  }
  if (!catch_up(subscription, *connection)) return 3;
  const auto project = wire::encode(subscription.mirror().project(), wire::Encoding::kJson);
  std::cout << "{\"project\":" << wire::as_text(project) << "}\n";
  return 0;
}
