// travel_verbs.cpp: project duplicate, remove, template, at, diff, restore; version save, list.  Side:
// control.
#include <memory>
#include <nlohmann/json.hpp>

#include "clients/cli/answers.h"
#include "clients/cli/files.h"
#include "clients/cli/looking.h"
#include "clients/cli/verbs.h"
#include "schema/wire/codec.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

struct Words {
  std::string name;
  std::string other;
  std::string file = "-";
  std::string revision;
  std::string until;
  bool replace = false;
};

/// A number, "r12", or the name of a version: numbers need no question.
std::optional<std::uint64_t> number_in(const std::string& text) {
  const std::string digits = text.starts_with('r') ? text.substr(1) : text;
  const bool number =
      !digits.empty() && digits.size() < 19 && digits.find_first_not_of("0123456789") == std::string::npos;
  return number ? std::optional(std::stoull(digits)) : std::nullopt;
}

/// nullopt: it is none, and the reason is printed.
std::optional<std::uint64_t> find_revision(Session& session, const std::string& text, Exit& failure) {
  if (const auto number = number_in(text)) return number;
  const auto reply = session.ask(GetVersions{});
  failure = session.failure();
  if (!reply) return std::nullopt;
  if (const auto* versions = std::get_if<Versions>(&reply->body))
    for (const Version& version : versions->versions)
      if (version.name == text) return version.revision;
  failure = session.refuse(
      {vocabulary::RefusalCode::kNotFound, "revision " + text,
       "There is no version called " + text + "; version list shows them, history the revisions."});
  return std::nullopt;
}

Exit show_project_at(Session& session, const Words& words) {
  Exit failure = Exit::kRefused;
  const auto revision = find_revision(session, words.revision, failure);
  if (!revision) return failure;
  const auto reply = session.ask(GetProjectAt{*revision});
  if (!reply) return session.failure();
  const auto frame = wire::encode(std::get<Project>(reply->body), wire::Encoding::kJson);
  const std::string text = nlohmann::ordered_json::parse(wire::as_text(frame)).dump(2) + "\n";
  if (const auto written = write_file(words.file, text, session.out()); !written)
    return session.refuse(written.refusal());
  if (words.file != "-")
    session.out() << "project " << std::get<Project>(reply->body).name << " as of revision "
                  << reply->revision.number << ": written to " << words.file << '\n';
  return Exit::kDone;
}

Exit show_diff(Session& session, const Words& words) {
  Exit failure = Exit::kRefused;
  const auto from = find_revision(session, words.revision, failure);
  if (!from) return failure;
  const auto to =
      words.until.empty() ? std::optional<std::uint64_t>(0) : find_revision(session, words.until, failure);
  if (!to) return failure;
  return look<Diff>(session, GetDiff{*from, *to}, [](const auto& diff, auto) { return diff_as_text(diff); });
}

/// A named version is looked up first; then it is a command like others.
Exit restore(Session& session, const Words& words) {
  Exit failure = Exit::kRefused;
  const auto revision = find_revision(session, words.revision, failure);
  if (!revision) return failure;
  const auto reply = session.ask(Command{Restore{*revision}});
  if (!reply) return session.failure();
  if (session.options().json) {
    session.print_json(*reply);
    return Exit::kDone;
  }
  session.out() << "restored revision " << *revision << " (revision " << reply->revision.number << ")\n";
  if (const auto* done = std::get_if<Done>(&reply->body))
    for (const std::string& note : done->notes) session.out() << "  " << note << '\n';
  return Exit::kDone;
}

void add_past(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const at = add_verb(family, "at", "The project as it was, as one JSON document",
                                "project at 12\nproject at \"before the break\" mix.json");
  at->add_option("revision", words->revision, "Revision, or name of a version")->required();
  at->add_option("file", words->file, "File; - is standard output")->capture_default_str();
  at->callback(
      [words, &line] { line.action = [=](Session& session) { return show_project_at(session, *words); }; });
  CLI::App* const diff = add_verb(family, "diff", "How two revisions differ, a sentence a difference",
                                  "project diff 12\nproject diff 12 40\nproject diff \"before the break\"");
  diff->add_option("from", words->revision, "Revision, or name of a version")->required();
  diff->add_option("to", words->until, "Revision, or name of a version; default: now");
  diff->callback(
      [words, &line] { line.action = [=](Session& session) { return show_diff(session, *words); }; });
  CLI::App* const back = add_verb(family, "restore", "Make the project what it was; undo takes that back",
                                  "project restore 12\nproject restore \"before the break\"");
  back->add_option("revision", words->revision, "Revision, or name of a version")->required();
  back->callback([words, &line] {
    if (const auto number = number_in(words->revision))
      set_plain_command(line, Restore{*number});
    else
      line.action = [=](Session& session) { return restore(session, *words); };
  });
}

void add_templates(CLI::App& family, Line& line) {
  CLI::App* const group = add_family(family, "template", "Templates: what new projects may begin as");
  auto words = std::make_shared<Words>();
  CLI::App* const save = add_verb(*group, "save", "Keep the open project as a template",
                                  "project template save Band\nproject template save Band --replace");
  save->add_option("name", words->name, "Name")->required();
  save->add_flag("--replace", words->replace, "In place of the one of that name");
  save->callback([words, &line] { set_plain_command(line, SaveTemplate{words->name, words->replace}); });
  CLI::App* const remove = add_verb(*group, "remove", "Delete a template", "project template remove Band");
  remove->add_option("name", words->name, "Name")->required();
  remove->callback([words, &line] { set_plain_command(line, RemoveTemplate{words->name}); });
  add_verb(*group, "list", "List the templates", "project template list")->callback([&line] {
    line.action = [](Session& session) {
      return look<Templates>(session, GetTemplates{}, [](const auto& templates, auto) {
        std::string text;
        for (const std::string& name : templates.names) text += name + "\n";
        return text;
      });
    };
  });
}

}  // namespace

void add_travel_verbs(CLI::App& family, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const duplicate =
      add_verb(family, "duplicate", "Copy a project's last state, without its history",
               "project duplicate Monday Tuesday");
  duplicate->add_option("name", words->name, "Project")->required();
  duplicate->add_option("copy", words->other, "Name of the copy")->required();
  duplicate->callback([words, &line] {
    set_plain_command(line, DuplicateProject{words->name, words->other});
  });
  CLI::App* const remove =
      add_verb(family, "remove", "Delete a stored project with its sounds, for good; not the open one",
               "project remove Monday");
  remove->add_option("name", words->name, "Project")->required();
  remove->callback([words, &line] { set_plain_command(line, RemoveProject{words->name}); });
  add_templates(family, line);
  add_past(family, line);
}

void add_version_verbs(CLI::App& root, Line& line) {
  CLI::App* const family = add_family(root, "version", "Versions: names for revisions of the open project");
  auto words = std::make_shared<Words>();
  CLI::App* const save =
      add_verb(*family, "save", "Give the present revision a name", "version save \"before the break\"");
  save->add_option("name", words->name, "Name")->required();
  save->callback([words, &line] { set_plain_command(line, SaveVersion{words->name}); });
  add_verb(*family, "list", "The named revisions, oldest first", "version list\nversion list --json")
      ->callback([&line] {
        line.action = [](Session& session) {
          return look<Versions>(session, GetVersions{},
                                [](const auto& versions, auto) { return versions_as_text(versions); });
        };
      });
}

}  // namespace corelogic::cli
