// project_verbs.cpp: project new, open, save, export, import, list; what else a project can do is with
// travel_verbs. Side: control.
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "clients/cli/files.h"
#include "clients/cli/session.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string name;
  std::string file = "-";
  std::string from_template;
  std::uint32_t rate = 48000;
  bool here = false;
};

Exit export_project(Session& session, const std::string& file) {
  const auto reply = session.ask_project();
  if (!reply) return session.failure();
  const auto frame = wire::encode(std::get<Project>(reply->body), wire::Encoding::kJson);
  const std::string text = nlohmann::ordered_json::parse(wire::as_text(frame)).dump(2) + "\n";
  if (const auto written = write_file(file, text, session.out()); !written)
    return session.refuse(written.refusal());
  if (file != "-" && !session.options().json)
    session.out() << "project " << std::get<Project>(reply->body).name << ": exported to " << file
                  << " (revision " << reply->revision.number << ")\n";
  if (file != "-" && session.options().json) session.print_json(*reply);
  return Exit::kDone;
}

Result<Command> read_import(const Words& words) {
  const auto text = read_file(words.file);
  if (!text) return text.refusal();
  auto project = wire::decode_project(wire::as_frame(*text));
  if (!project) return project.refusal();
  // Without a name it takes the place of what is open, which undo brings back.
  const std::string name = words.here ? "" : (words.name.empty() ? project->name : words.name);
  return Command{ImportProject{name, *std::move(project)}};
}

Exit list_projects(Session& session) {
  const auto reply = session.ask(GetProjects{});
  if (!reply) return session.failure();
  if (session.options().json) {
    session.print_json(*reply);
  } else if (const auto* projects = std::get_if<ProjectNames>(&reply->body)) {
    for (const std::string& name : projects->names) session.out() << name << '\n';
  }
  return Exit::kDone;
}

void add_files(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const out = add_verb(family, "export", "Write the open project as one JSON document",
                                 "project export mix.json\nproject export > mix.json");
  out->add_option("file", words->file, "File; - is standard output")->capture_default_str();
  out->callback([words, &line] {
    line.action = [=](Session& session) { return export_project(session, words->file); };
  });
  CLI::App* const in = add_verb(family, "import", "Read a JSON document as a project and open it",
                                "project import mix.json\nproject import mix.json --name \"Mix of Monday\"\n"
                                "project import mix.json --here");
  in->add_option("file", words->file, "File; - is standard input")->required();
  in->add_option("--name", words->name, "What to call it; else as the document says");
  in->add_flag("--here", words->here, "Replace the contents of the open project; undo brings them back");
  in->callback([words, &line] {
    line.needs_project = false;
    line.command = [=](const Project&) { return read_import(*words); };
  });
}

}  // namespace

void add_project_verbs(CLI::App& root, Line& line) {
  CLI::App* const family = add_family(
      root, "project", "Projects: new, open, save, copy, remove, export, import, and what they were");
  auto words = std::make_shared<Words>();
  CLI::App* const create = add_verb(*family, "new", "Begin a new project and open it",
                                    "project new Monday\nproject new Monday --rate 96000\n"
                                    "project new Monday --template Band");
  create->add_option("name", words->name, "Name")->required();
  create->add_option("--rate", words->rate, "Sample rate in Hz")->capture_default_str();
  create->add_option("--template", words->from_template,
                     "Begin as this template; the rate is the template's");
  create->callback([words, &line] {
    set_plain_command(line, NewProject{words->name, words->rate, words->from_template});
  });
  CLI::App* const open = add_verb(*family, "open", "Open a stored project", "project open demo");
  open->add_option("name", words->name, "Name")->required();
  open->callback([words, &line] { set_plain_command(line, OpenProject{words->name}); });
  CLI::App* const save =
      add_verb(*family, "save", "Mark a point to come back to, or save a copy under another name",
               "project save\nproject save \"Monday, second take\"");
  save->add_option("name", words->name, "Name of the copy");
  save->callback([words, &line] { set_plain_command(line, SaveProject{words->name}); });
  add_files(*family, line);
  CLI::App* const list = add_verb(*family, "list", "List the stored projects", "project list");
  list->callback([&line] { line.action = list_projects; });
  add_travel_verbs(*family, line);
}

}  // namespace corelogic::cli
