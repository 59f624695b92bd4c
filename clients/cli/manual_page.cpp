// manual_page.cpp: the tree of verbs as troff. The page says what the program says, because it is made of it.
// Side: control; pure.
#include <sstream>

#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

std::string escaped(const std::string& text) {
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line_start = i == 0 || text[i - 1] == '\n';
    if (line_start && (text[i] == '.' || text[i] == '\'')) safe += "\\&";
    if (text[i] == '\\')
      safe += "\\e";
    else if (text[i] == '-')
      safe += "\\-";
    else
      safe += text[i];
  }
  return safe;
}

/// "track set track what value [--json]"
std::string usage_of(const CLI::App& verb, const std::string& path) {
  std::string text = path;
  for (const CLI::Option* option :
       verb.get_options([](const CLI::Option* one) { return one->get_positional(); })) {
    const std::string name = option->get_name(true);
    text += option->get_required() ? " " + name : " [" + name + "]";
  }
  return text;
}

void write_options(std::ostream& page, const CLI::App& verb) {
  for (const CLI::Option* option : verb.get_options()) {
    if (option->get_description().empty() || option->get_name() == "--help") continue;
    const std::string name = option->get_positional() ? option->get_name(true) : option->get_name();
    page << ".RS\n.TP\n.I " << escaped(name) << "\n" << escaped(option->get_description());
    if (!option->get_default_str().empty()) page << " (else " << escaped(option->get_default_str()) << ")";
    page << "\n.RE\n";
  }
}

void write_verb(std::ostream& page, const CLI::App& verb, const std::string& path) {
  page << ".TP\n.B " << escaped(usage_of(verb, path)) << "\n" << escaped(verb.get_description()) << "\n";
  write_options(page, verb);
  const std::string examples = verb.get_footer();
  const std::size_t first = examples.find('\n');
  if (first != std::string::npos)
    page << ".RS\n.nf\n" << escaped(examples.substr(first + 1)) << "\n.fi\n.RE\n";
}

void write_verbs(std::ostream& page, const CLI::App& parent, const std::string& path) {
  for (const CLI::App* verb : parent.get_subcommands([](const CLI::App*) { return true; })) {
    if (verb->get_group().empty()) continue;
    const std::string name = path.empty() ? verb->get_name() : path + " " + verb->get_name();
    if (!verb->get_subcommands([](const CLI::App*) { return true; }).empty())
      write_verbs(page, *verb, name);
    else
      write_verb(page, *verb, name);
  }
}

}  // namespace

std::string manual_page(const CLI::App& root) {
  std::ostringstream page;
  page << ".TH CORELOGIC 1 \"\" \"CoreLogic Studio\" \"User commands\"\n"
       << ".SH NAME\ncorelogic \\- drive a CoreLogic Studio mixer\n"
       << ".SH SYNOPSIS\n.B corelogic\n.RI [ options ] \" verb \" [ words ]\n"
       << ".SH DESCRIPTION\n"
       << escaped(root.get_description()) << "\n.PP\n"
       << escaped(root.get_footer()) << "\n"
       << ".SH OPTIONS\n";
  for (const CLI::Option* option : root.get_options())
    page << ".TP\n.B " << escaped(option->get_name(false, true)) << "\n"
         << escaped(option->get_description()) << "\n";
  page << ".SH VERBS\n";
  write_verbs(page, root, "");
  page << ".SH SCRIPTS\n"
          "A file for \\fBcorelogic run\\fR holds one verb a line, as at a prompt: blanks part words, quotes "
          "keep them, # "
          "begins a comment. It stops at the first line that is refused and says which. With "
          "\\fB\\-\\-batch\\fR all lines "
          "are one edit, and a line may name what a line before it makes.\n"
       << ".SH EXIT STATUS\n.TP\n0\ndone\n.TP\n1\nrefused; the reason is on standard "
          "error\n.TP\n2\nmisuse\n.TP\n3\n"
          "no controller\n"
       << ".SH ENVIRONMENT\n.TP\n.B CORELOGIC_RUNTIME_DIR\nwhere the controller's sockets are; else "
          "$XDG_RUNTIME_DIR/corelogic, else /run/corelogic\n.TP\n.B XDG_STATE_HOME\nwhere the shell keeps "
          "its history; "
          "else ~/.local/state\n"
       << ".SH SEE ALSO\ncorelogic\\-render(1)\n";
  return page.str();
}

}  // namespace corelogic::cli
