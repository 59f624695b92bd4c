// access_verbs.cpp: access add, list, set, revoke, invite, key: who may come in; and the audit.  Side:
// control.
#include <unistd.h>

#include <array>
#include <ctime>
#include <iomanip>
#include <memory>
#include <ostream>
#include <sstream>

#include "clients/cli/looks.h"
#include "clients/cli/qr_code.h"
#include "clients/cli/session.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/names.h"
#include "schema/wire/curve.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the requests by name
using vocabulary::Refusal;
using vocabulary::RefusalCode;

struct Words {
  std::string user;
  std::string role;
  std::string key;
  std::string file;
  std::vector<std::string> strips;
};

Role role_of(const std::string& word) {
  constexpr std::array kRoles{"viewer", "musician", "mixer", "editor", "admin"};
  for (std::size_t i = 0; i < kRoles.size(); ++i)
    if (word == kRoles[i]) return static_cast<Role>(i + 1);
  return Role::kUnspecified;
}
std::string name_of(Role role) {
  constexpr std::array kRoles{"nobody", "viewer", "musician", "mixer", "editor", "admin"};
  const auto index = static_cast<std::size_t>(role);
  return index < kRoles.size() ? kRoles[index] : "?";
}

std::string when(std::int64_t ms) {
  if (ms == 0) return "never";
  const std::time_t seconds = ms / 1000;
  std::tm local{};
  ::localtime_r(&seconds, &local);
  std::ostringstream text;
  text << std::put_time(&local, "%Y-%m-%d %H:%M");
  return text.str();
}

/// Strips by name need the project; nullopt: the reason is printed.
std::optional<AccessEntry> entry_of(Session& session, const Words& words) {
  AccessEntry entry;
  entry.user = words.user;
  entry.role = role_of(words.role);
  entry.public_key = words.key;
  if (words.strips.empty()) return entry;
  const auto project = session.ask_project();
  if (!project) return std::nullopt;
  for (const std::string& name : words.strips) {
    const auto track = client::find_track(std::get<Project>(project->body), name);
    if (!track) {
      session.refuse(track.refusal());
      return std::nullopt;
    }
    entry.strips.push_back(*track);
  }
  return entry;
}

void print_invitation(Session& session, const Invitation& invitation) {
  std::ostream& out = session.out();
  out << invitation.user << " may come in as " << name_of(invitation.role) << ".\n";
  if (!invitation.link.empty()) {
    if (::isatty(STDOUT_FILENO) != 0) out << qr_code(invitation.link);
    out << "link        " << invitation.link << "\ntoken       " << invitation.token
        << "\nBoth are said only this once, and whoever has them is " << invitation.user << ".\n";
  }
  if (!invitation.server_key.empty()) out << "server key  " << invitation.server_key << '\n';
  out << std::flush;
}

Exit change(Session& session, ChangeAccess asked, const std::string& done) {
  const auto reply = session.ask(std::move(asked));
  if (!reply) return session.failure();
  if (session.options().json)
    session.print_json(*reply);
  else if (const auto* invitation = std::get_if<Invitation>(&reply->body))
    print_invitation(session, *invitation);
  else
    session.out() << done << std::endl;
  return Exit::kDone;
}

template <class Change>
Exit change_entry(Session& session, const Words& words, const std::string& done) {
  const auto entry = entry_of(session, words);
  return entry ? change(session, {Change{*entry}}, done) : Exit::kRefused;
}

Exit list(Session& session) {
  const auto reply = session.ask(GetAccess{});
  if (!reply) return session.failure();
  if (session.options().json) {
    session.print_json(*reply);
    return Exit::kDone;
  }
  const auto* access = std::get_if<Access>(&reply->body);
  if (access == nullptr) return Exit::kRefused;
  std::ostream& out = session.out();
  for (const AccessEntry& one : access->entries) {
    out << std::left << std::setw(18) << one.user << std::setw(10) << name_of(one.role) << std::setw(7)
        << (one.has_token ? "token" : "") << std::setw(5) << (one.public_key.empty() ? "" : "key") << "seen "
        << when(one.last_seen_ms);
    for (std::size_t i = 0; i < one.strips.size(); ++i)
      out << (i == 0 ? "  strips #" : " #") << one.strips[i].value;
    out << '\n';
  }
  out << std::flush;
  return Exit::kDone;
}

Exit make_key(Session& session, const std::string& file) {
  const wire::KeyPair pair = wire::make_key_pair();
  if (auto written = wire::write_key_file(file, pair); !written) return session.refuse(written.refusal());
  session.out() << "public key  " << pair.public_key << "\nThe pair is in " << file
                << "; give an admin the public key: corelogic access add NAME ROLE --key '" << pair.public_key
                << "'" << std::endl;
  return Exit::kDone;
}

void add_words(CLI::App* verb, const std::shared_ptr<Words>& words) {
  verb->add_option("user", words->user, "Name of the user")->required();
  verb->add_option("role", words->role, "viewer, musician, mixer, editor or admin")
      ->required()
      ->check(CLI::IsMember({"viewer", "musician", "mixer", "editor", "admin"}));
  verb->add_option("--strip", words->strips,
                   "Of a mixer: the only strips it may change; of a musician: the own monitor mix");
}

}  // namespace

Exit show_audit(Session& session, std::uint32_t most, const std::string& who) {
  const auto reply = session.ask(GetAudit{most, who});
  if (!reply) return session.failure();
  if (session.options().json) {
    session.print_json(*reply);
    return Exit::kDone;
  }
  const auto* audit = std::get_if<Audit>(&reply->body);
  if (audit == nullptr) return Exit::kRefused;
  for (const AuditEntry& one : audit->entries)
    session.out() << when(one.time_ms) << "  " << std::left << std::setw(18)
                  << (one.user.empty() ? "(nobody known)" : one.user) << std::setw(5) << one.transport
                  << (one.revision == 0 ? "" : "r" + std::to_string(one.revision) + "  ") << one.label
                  << '\n';
  session.out() << std::flush;
  return Exit::kDone;
}

void add_access_verbs(CLI::App& root, Line& line) {
  CLI::App* const family = add_family(root, "access", "Who may come in: add, list, set, revoke, invite, key");
  auto words = std::make_shared<Words>();
  CLI::App* const add = add_verb(*family, "add", "Let somebody in, by a key over the network or by a token",
                                 "access add anna mixer --key 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7'\n"
                                 "access add ben musician --strip \"Ben's mix\"");
  add_words(add, words);
  add->add_option("--key", words->key, "The public key; without one a token is made");
  add->callback([words, &line] {
    line.action = [=](Session& session) { return change_entry<AddAccess>(session, *words, ""); };
  });
  CLI::App* const invite =
      add_verb(*family, "invite", "Let somebody in by a link and a QR code", "access invite anna editor");
  add_words(invite, words);
  invite->callback([words, &line] {
    line.action = [=](Session& session) { return change_entry<InviteAccess>(session, *words, ""); };
  });
  CLI::App* const set = add_verb(*family, "set", "Change somebody's role and strips",
                                 "access set anna mixer --strip Guitar --strip Drums");
  add_words(set, words);
  set->callback([words, &line] {
    line.action = [=](Session& session) {
      return change_entry<SetAccess>(session, *words, words->user + ": now " + words->role);
    };
  });
  CLI::App* const revoke =
      add_verb(*family, "revoke", "Shut somebody out; open connections end", "access revoke anna");
  revoke->add_option("user", words->user, "Name of the user")->required();
  revoke->callback([words, &line] {
    line.action = [=](Session& session) {
      return change(session, {RevokeAccess{words->user}}, words->user + ": shut out");
    };
  });
  add_verb(*family, "list", "Who may come in", "access list")->callback([&line] { line.action = list; });
  CLI::App* const key =
      add_verb(*family, "key", "Make a key pair for the network; needs no controller", "access key my-key");
  key->add_option("file", words->file, "Where to keep it; made with mode 600")->required();
  key->callback(
      [words, &line] { line.action = [=](Session& session) { return make_key(session, words->file); }; });
}

}  // namespace corelogic::cli
