// presence_verbs.cpp: clients, hash: who is here, and whether all see the same.  Side: control.
#include <array>
#include <ostream>
#include <sstream>

#include "clients/cli/looking.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the answers by name

std::string clients_as_text(const Clients& found) {
  constexpr std::array kRoles{"", "viewer", "musician", "mixer", "editor", "admin"};
  std::ostringstream text;
  for (const ClientEntry& one : found.clients) {
    text << one.client.value << "  " << one.name << "  " << one.user << ' '
         << kRoles.at(static_cast<std::size_t>(one.role)) << "  " << one.transport;
    for (const std::string& control : one.held) text << "  holds " << control;
    text << '\n';
  }
  return text.str();
}

}  // namespace

void add_presence_verbs(CLI::App& root, Line& line) {
  add_verb(root, "clients", "Who is here, in which role, and which controls they hold",
           "clients\nclients --json")
      ->callback([&line] {
        line.action = [](Session& session) {
          return look<Clients>(session, GetClients{},
                               [](const Clients& found, auto) { return clients_as_text(found); });
        };
      });
  add_verb(root, "hash", "The number by which replicas of the project agree", "hash\nhash --json")
      ->callback([&line] {
        line.action = [](Session& session) {
          return look<StateHash>(session, GetHash{}, [](const StateHash& state, auto) {
            return std::to_string(state.hash) + "\n";
          });
        };
      });
}

}  // namespace corelogic::cli
