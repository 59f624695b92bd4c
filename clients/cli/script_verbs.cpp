// script_verbs.cpp: run, shell, completion, and the hidden complete.  Side: control.
#include <memory>
#include <ostream>

#include "clients/cli/completion.h"
#include "clients/cli/script.h"
#include "clients/cli/session.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

struct Words {
  std::string word;
  bool batch = false;
};

/// A person waits for the next key: whoever does not answer at once has no names.
constexpr double kPatience = 0.5;

Exit print_completion(Session& session, const std::string& line) {
  Options options = session.options();
  options.timeout_s = kPatience;
  session.set_options(options);
  const Completion found = complete(line, session);
  session.out() << (found.files        ? "files"
                    : found.unfinished ? "unfinished"
                                       : "words")
                << '\n'
                << found.typed << '\n';
  for (const std::string& word : found.words) session.out() << word << '\n';
  return Exit::kDone;
}

}  // namespace

void add_script_verbs(CLI::App& root, Line& line) {
  auto words = std::make_shared<Words>();
  CLI::App* const run =
      add_verb(root, "run", "Carry out the verbs of a file, one a line, up to the first that is refused",
               "run evening.txt\n"
               "run --batch evening.txt\n"
               "run - < evening.txt");
  run->add_option("script", words->word, "File of verbs, # begins a comment; - is standard input")
      ->required();
  run->add_flag("--batch", words->batch,
                "All lines as one: done at one moment and undone in one step, or refused whole");
  run->callback([words, &line] {
    line.action = [=](Session& session) { return run_script(session, words->word, words->batch); };
  });
  add_verb(root, "shell", "Type verbs at a prompt, with history and completion by Tab; exit or Ctrl-D leaves",
           "shell")
      ->callback([&line] { line.action = run_shell; });
  CLI::App* const completion = add_verb(
      root, "completion", "Print what a shell loads to complete verbs, tracks, effects and parameters",
      "completion bash > ~/.local/share/bash-completion/completions/corelogic\n"
      "completion zsh > ~/.zfunc/_corelogic");
  completion->add_option("shell", words->word, "bash or zsh")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh"}));
  completion->callback([words, &line] {
    line.action = [=](Session& session) {
      session.out() << completion_script(words->word);
      return Exit::kDone;
    };
  });
  CLI::App* const complete =
      root.add_subcommand("complete", "What may stand at the end of a line")->group("");
  complete->add_option("line", words->word, "The line up to the cursor");
  complete->callback([words, &line] {
    line.action = [=](Session& session) { return print_completion(session, words->word); };
  });
}

}  // namespace corelogic::cli
