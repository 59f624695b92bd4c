// explain_verbs.cpp: dry-run: what a line would do; explain: why a strip is silent or late.  Side: control.
#include <memory>
#include <sstream>

#include "clients/cli/answers.h"
#include "clients/cli/looking.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/names.h"
#include "schema/wire/codec.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

Result<Command> command_in_json(const std::string& text) {
  const std::string request = "{\"command\":" + text + "}";
  auto read = wire::decode_request(wire::as_frame(request));
  if (!read) return read.refusal();
  return std::get<Command>(std::move(read->body));
}

/// The words behind dry-run, read as a line of their own.
Exit try_dry(Session& session, const std::vector<std::string>& words) {
  if (words.size() == 1 && words.front().starts_with('{')) {
    const auto command = command_in_json(words.front());
    return command ? show_dry_run(session, *command) : session.refuse(command.refusal());
  }
  Line line;
  if (const auto ended = read_line(words, line, session.out(), session.err())) return *ended;
  if (!line.command) {
    session.err() << "corelogic: only an edit can be tried dry, not something that looks.\n";
    return Exit::kMisuse;
  }
  messages::Project project;
  if (line.needs_project) {
    auto reply = session.ask_project();
    if (!reply) return session.failure();
    project = std::get<Project>(std::move(reply->body));
  }
  const auto command = line.command(project);
  return command ? show_dry_run(session, *command) : session.refuse(command.refusal());
}

Exit explain(Session& session, const std::string& name) {
  const auto reply = session.ask_project();
  if (!reply) return session.failure();
  const auto track = client::find_track(std::get<Project>(reply->body), name);
  if (!track) return session.refuse(track.refusal());
  return look<Explanation>(session, Explain{*track},
                           [](const auto& explanation, auto) { return explanation_as_text(explanation); });
}

}  // namespace

Exit show_dry_run(Session& session, const Command& command) {
  return look<DryRunResult>(session, DryRun{command},
                            [](const auto& result, auto) { return dry_run_as_text(result); });
}

void add_explain_verbs(CLI::App& root, Line& line) {
  CLI::App* const dry =
      add_verb(root, "dry-run", "What an edit would do: changes, graph, cost, latency; nothing is done",
               "dry-run track add Voice\ndry-run insert add Guitar limiter\n"
               "dry-run '{\"recallScene\":{\"scene\":8}}'");
  dry->prefix_command()->fallthrough(false);  // what follows is the edit, not the rest of this line
  dry->callback([dry, &line] {
    std::vector<std::string> words = dry->remaining();
    if (std::erase(words, "--json") > 0) line.options.json = true;  // of this line, wherever it stands
    if (words.empty()) throw CLI::ValidationError("dry-run", "say what to try: dry-run track add Voice");
    line.action = [words](Session& session) { return try_dry(session, words); };
  });
  auto name = std::make_shared<std::string>();
  CLI::App* const why =
      add_verb(root, "explain", "Why a track is silent, and what makes it late", "explain Guitar");
  why->add_option("track", *name, "Track")->required();
  why->callback([name, &line] { line.action = [=](Session& session) { return explain(session, *name); }; });
}

}  // namespace corelogic::cli
