// line.cpp: reads a line with the tree of verbs, and carries out what it asks for.  Side: control.
#include "clients/cli/line.h"

#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "clients/cli/confirmation.h"
#include "clients/cli/session.h"
#include "clients/cli/values.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

Exit carry_out_command(Session& session, const Line& line) {
  messages::Project project;
  if (line.needs_project) {
    auto reply = session.ask_project();
    if (!reply) return session.failure();
    project = std::get<messages::Project>(std::move(reply->body));
  }
  const auto command = line.command(project);
  if (!command) return session.refuse(command.refusal());
  const auto reply = session.ask(*command);
  if (!reply) return session.failure();
  if (session.options().json) {
    session.print_json(*reply);
    return Exit::kDone;
  }
  session.out() << confirmation(project, *command, *reply) << '\n';
  if (const auto* done = std::get_if<messages::Done>(&reply->body))
    for (const std::string& note : done->notes) session.out() << "  " << note << '\n';
  return Exit::kDone;
}

}  // namespace

void build_tree(CLI::App& root, Line& line) {
  root.description(
      "Drives a CoreLogic Studio mixer: the tracks, inserts, sends and projects of a running controller.");
  root.require_subcommand(1);
  root.fallthrough();
  root.add_flag("--json", line.options.json, "Print the controller's reply as one line of JSON");
  root.add_option(
          "--runtime", line.options.runtime,
          "Runtime directory of the controller (else $CORELOGIC_RUNTIME_DIR, $XDG_RUNTIME_DIR/corelogic or "
          "/run/corelogic)")
      ->type_name("DIR");
  root.add_option("--timeout", line.options.timeout_s, "Seconds to wait for the controller")
      ->type_name("S")
      ->capture_default_str()
      ->check(CLI::Range(0.01, 3600.0));
  root.add_option("--connect", line.options.connect,
                  "A controller over the network; needs --server-key and --key-file")
      ->type_name("tcp://HOST:PORT")
      ->envname("CORELOGIC_CONNECT");
  root.add_option("--server-key", line.options.server_key, "Its public key, as an invitation says it")
      ->type_name("KEY")
      ->envname("CORELOGIC_SERVER_KEY");
  root.add_option("--key-file", line.options.key_file, "Your own key pair: corelogic access key makes one")
      ->type_name("FILE")
      ->envname("CORELOGIC_KEY_FILE");
  root.add_option("--token", line.options.token,
                  "Speak for the user who has this token, on this machine ($CORELOGIC_TOKEN)")
      ->envname("CORELOGIC_TOKEN");
  root.set_version_flag("--version", std::string("corelogic ") + CORELOGIC_VERSION);
  root.footer(
      "Tracks are named as they are called (Guitar), inserts guitar/compressor, sends and connections\n"
      "'Guitar->Reverb'; each also by its number, '#7'. Positions count from 0, device channels from 1.\n"
      "Exit status: 0 done, 1 refused (the reason is on stderr), 2 misuse, 3 no controller (./studio up).\n"
      "corelogic VERB --help shows examples.");
  add_track_verbs(root, line);
  add_insert_verbs(root, line);
  add_send_verbs(root, line);
  add_routing_verbs(root, line);
  add_output_verbs(root, line);
  add_monitor_verbs(root, line);
  add_edit_verbs(root, line);
  add_transport_verbs(root, line);
  add_project_verbs(root, line);
  add_version_verbs(root, line);
  add_scene_verbs(root, line);
  add_wire_verbs(root, line);
  add_explain_verbs(root, line);
  add_look_verbs(root, line);
  add_access_verbs(root, line);
  add_watch_verb(root, line);
  add_meters_verb(root, line);
  add_render_verb(root, line);
  add_script_verbs(root, line);
  add_desk_verbs(root, line);
  add_presence_verbs(root, line);
}

CLI::App* add_family(CLI::App& root, const std::string& name, const std::string& about) {
  CLI::App* const family = root.add_subcommand(name, about);
  family->require_subcommand(1);
  return family;
}

CLI::App* add_verb(CLI::App& parent, const std::string& name, const std::string& about,
                   const std::string& examples) {
  CLI::App* const verb = parent.add_subcommand(name, about);
  std::string footer = "Examples:";
  std::size_t start = 0;
  while (start < examples.size()) {
    const std::size_t end = std::min(examples.find('\n', start), examples.size());
    footer += "\n  corelogic " + examples.substr(start, end - start);
    start = end + 1;
  }
  verb->footer(footer);
  return verb;
}

std::optional<Exit> read_line(const std::vector<std::string>& words, Line& line, std::ostream& out,
                              std::ostream& err) {
  CLI::App root("", "corelogic");
  build_tree(root, line);
  std::vector<std::string> reversed;
  for (auto word = words.rbegin(); word != words.rend(); ++word) reversed.push_back(hide_dash(*word));
  try {
    root.parse(reversed);
  } catch (const CLI::ParseError& error) {
    const int status = root.exit(error, out, err);
    return status == 0 ? Exit::kDone : Exit::kMisuse;
  }
  return std::nullopt;
}

Exit carry_out(const Line& line, std::ostream& out, std::ostream& err) {
  if (!line.options.runtime.empty()) ::setenv("CORELOGIC_RUNTIME_DIR", line.options.runtime.c_str(), 1);
  Session session(line.options, out, err);
  return carry_out(line, session);
}

Exit carry_out(const Line& line, Session& session) {
  return line.action ? line.action(session) : carry_out_command(session, line);
}

}  // namespace corelogic::cli
