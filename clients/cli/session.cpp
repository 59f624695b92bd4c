// session.cpp: the connection of one run, and how failure is said.  Side: control.
#include "clients/cli/session.h"

#include <array>
#include <cstdlib>
#include <functional>
#include <ostream>

#include "clients/cli/identity.h"
#include "schema/wire/endpoints.h"

namespace corelogic::cli {

std::string name_of(vocabulary::RefusalCode code) {
  constexpr std::array<const char*, 13> kNames{
      "unspecified", "invalid",       "unknownId", "conflict", "cycle",       "duplicate", "busy",
      "denied",      "nothingToUndo", "storage",   "notFound", "unsupported", "internal"};
  const auto index = static_cast<std::size_t>(code);
  return index < kNames.size() ? kNames[index] : "code " + std::to_string(index);
}

client::Connection* Session::connection() {
  if (connection_) return &*connection_;
  client::ConnectionOptions options;
  options.name = "corelogic";
  options.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(options_.timeout_s * 1000.0));
  // Who asks for more patience than usual waits for a controller that is being started.
  if (options_.timeout_s > Options{}.timeout_s) options.grace = options.timeout;
  if (auto way = find_way(options); !way) {
    failure_ = refuse(way.refusal());
    return nullptr;
  }
  // Undo stacks are users'; whoever speaks for another is another client.
  const std::string whose = options_.token + options_.key_file;
  const Identity self =
      take_identity(wire::runtime_directory(),
                    whose.empty() ? "" : std::to_string(std::hash<std::string>{}(whose)&0xffffff));
  options.id = self.client;
  options.last_sequence = self.last_sequence;
  auto made = client::Connection::open(context_, std::move(options));
  if (!made) {
    failure_ = nobody(made.refusal());
    return nullptr;
  }
  connection_.emplace(*std::move(made));
  return &*connection_;
}

vocabulary::Result<void> Session::find_way(client::ConnectionOptions& options) {
  options.token = options_.token;
  if (options_.connect.empty()) return {};
  if (options_.server_key.empty() || options_.key_file.empty())
    return vocabulary::Refusal{vocabulary::RefusalCode::kInvalid, "--connect",
                               "A controller over the network needs --server-key and --key-file; corelogic "
                               "access key FILE makes a pair, and an admin adds its public key."};
  auto pair = wire::read_key_file(options_.key_file);
  if (!pair) return pair.refusal();
  keys_ = *std::move(pair);
  options.endpoint = options_.connect;
  options.server_key = options_.server_key;
  options.keys = keys_;
  return {};
}

/// The port above control's.
std::string Session::telemetry() const {
  const std::size_t colon = options_.connect.rfind(':');
  if (colon == std::string::npos) return {};
  const int port = std::atoi(options_.connect.c_str() + colon + 1);
  return options_.connect.substr(0, colon + 1) + std::to_string(port + 1);
}

wire::Curve Session::curve() const {
  if (options_.connect.empty()) return {};
  return {keys_.public_key, keys_.secret_key, options_.server_key, {}};
}

std::optional<messages::Reply> Session::call(client::RequestBody body, const client::Terms& terms) {
  client::Connection* const line = connection();
  if (line == nullptr) return std::nullopt;
  auto reply = line->call(std::move(body), terms);
  if (reply) return *std::move(reply);
  failure_ = reply.refusal().subject == "controller" ? nobody(reply.refusal()) : refuse(reply.refusal());
  return std::nullopt;
}

std::optional<messages::Reply> Session::peek(client::RequestBody body) {
  client::Connection* const line = connection();
  if (line == nullptr) return std::nullopt;
  auto reply = line->call(std::move(body));
  return reply ? std::optional(*std::move(reply)) : std::nullopt;
}

std::optional<messages::Reply> Session::ask(client::RequestBody body) {
  auto reply = call(std::move(body));
  if (!reply) return std::nullopt;
  if (const auto* refused = std::get_if<messages::Refused>(&reply->body)) {
    if (options_.json) print_json(*reply);
    failure_ = complain(*refused);
    return std::nullopt;
  }
  return reply;
}

std::optional<messages::Reply> Session::ask_project() {
  auto reply = ask(messages::GetProject{});
  if (reply && !std::holds_alternative<messages::Project>(reply->body)) {
    failure_ = refuse({vocabulary::RefusalCode::kInternal, "getProject",
                       "The controller answered with something else than a project."});
    return std::nullopt;
  }
  return reply;
}

Exit Session::refuse(const vocabulary::Refusal& refusal) {
  if (options_.json) print_json({.sequence = 0, .revision = {}, .body = refusal});
  return complain(refusal);
}

Exit Session::complain(const vocabulary::Refusal& refusal) {
  err_ << "corelogic: refused (" << name_of(refusal.code) << ", " << refusal.subject
       << "): " << refusal.sentence << '\n';
  return Exit::kRefused;
}

Exit Session::nobody(const vocabulary::Refusal& refusal) {
  err_ << "corelogic: " << refusal.sentence << '\n';
  return Exit::kNoController;
}

void Session::print_json(const messages::Reply& reply) {
  out_ << wire::as_text(wire::encode(reply, wire::Encoding::kJson)) << std::endl;
}

}  // namespace corelogic::cli
