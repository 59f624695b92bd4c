// edit_verbs.cpp: undo, redo, batch, call: edits that name no track.  Side: control.
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "clients/cli/files.h"
#include "clients/cli/raw_call.h"
#include "clients/cli/session.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name
using nlohmann::ordered_json;
using vocabulary::Refusal;
using vocabulary::RefusalCode;

/// The elements of a JSON array, or the lines of JSON lines, as texts: the codec shall read what was written.
Result<std::vector<std::string>> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && text[first] == '[') {
    const auto array = ordered_json::parse(text, nullptr, false);
    if (array.is_discarded())
      return Refusal{RefusalCode::kInvalid, "batch", "The file is no JSON array of commands."};
    for (const auto& element : array) parts.push_back(element.dump());
    return parts;
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find_first_not_of(" \t\r") != std::string::npos) parts.push_back(line);
  return parts;
}

Result<Command> read_batch(const std::string& file) {
  const auto text = read_file(file);
  if (!text) return text.refusal();
  const auto parts = parts_of(*text);
  if (!parts) return parts.refusal();
  if (parts->empty()) return Refusal{RefusalCode::kInvalid, "batch", "The file holds no command."};
  Batch batch;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    auto command = wire::decode_command(wire::as_frame((*parts)[i]));
    if (!command)
      return Refusal{command.refusal().code,
                     "command " + std::to_string(i + 1) + ", " + command.refusal().subject,
                     command.refusal().sentence};
    batch.commands.push_back(*std::move(command));
  }
  return Command{std::move(batch)};
}

}  // namespace

void add_edit_verbs(CLI::App& root, Line& line) {
  auto others = std::make_shared<bool>(false);
  auto client = std::make_shared<std::uint64_t>(0);
  CLI::App* const undo =
      add_verb(root, "undo", "Take back the newest change of one's own, or, for admins, of others",
               "undo\nundo --others\nundo --client 4611686018427387904");
  undo->add_flag("--others", *others, "The newest step of anybody");
  CLI::Option* const whose =
      undo->add_option("--client", *client, "The newest step of this client")->type_name("ID");
  undo->callback([others, client, whose, &line] {
    if (*others || whose->count() > 0)
      set_plain_command(line, UndoOthers{ClientId{*client}});
    else
      set_plain_command(line, Undo{});
  });
  add_verb(root, "redo", "Do again what undo took back", "redo")->callback([&line] {
    set_plain_command(line, Redo{});
  });
  auto word = std::make_shared<std::string>();
  CLI::App* const batch = add_verb(root, "batch", "Apply many commands as one, or none of them",
                                   "batch edits.json\n"
                                   "batch - < edits.jsonl");
  batch->add_option("file", *word, "JSON array of commands, or one a line; - is standard input")->required();
  batch->callback([word, &line] {
    line.needs_project = false;
    line.command = [=](const Project&) { return read_batch(*word); };
  });
  CLI::App* const call =
      add_verb(root, "call", "Send any command or request as JSON and print the JSON reply",
               "call '{\"setVolume\":{\"track\":2,\"volume\":-6}}'\n"
               "call '{\"getStatus\":null}'\n"
               "call '{\"expectedRevision\":12,\"command\":{\"undo\":null}}'");
  call->add_option("json", *word, "A Command, or a whole Request; - is standard input")->required();
  call->callback([word, &line] { line.action = [=](Session& session) { return call_raw(session, *word); }; });
}

}  // namespace corelogic::cli
