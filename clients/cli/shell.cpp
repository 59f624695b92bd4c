// shell.cpp: the prompt: the only unit that sees readline. History is kept between runs, completion is that
// of completion.h.  Side: control, one thread.
#include <readline/history.h>
#include <readline/readline.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "clients/cli/completion.h"
#include "clients/cli/script.h"
#include "clients/cli/session.h"

namespace corelogic::cli {
namespace {

constexpr int kMostHistory = 1000;

/// readline knows functions without context only.
Session* completing_session = nullptr;

/// $XDG_STATE_HOME/corelogic/history, else below ~/.local/state; empty without a home.
std::string history_file() {
  namespace fs = std::filesystem;
  const char* const state = std::getenv("XDG_STATE_HOME");
  const char* const home = std::getenv("HOME");
  if ((state == nullptr || *state == '\0') && (home == nullptr || *home == '\0')) return "";
  const fs::path folder =
      (state != nullptr && *state != '\0' ? fs::path(state) : fs::path(home) / ".local/state") / "corelogic";
  std::error_code fault;
  fs::create_directories(folder, fault);
  return fault ? "" : (folder / "history").string();
}

/// Ours to malloc, readline's to free.
char** as_matches(const std::vector<std::string>& texts) {
  auto** const matches = static_cast<char**>(std::calloc(texts.size() + 2, sizeof(char*)));
  if (matches == nullptr) return nullptr;
  std::string common = texts.front();
  for (const std::string& text : texts) {
    std::size_t same = 0;
    while (same < common.size() && same < text.size() && common[same] == text[same]) ++same;
    common.resize(same);
  }
  matches[0] = ::strdup(common.c_str());
  for (std::size_t i = 0; i < texts.size(); ++i) matches[i + 1] = ::strdup(texts[i].c_str());
  if (texts.size() == 1) {  // the one match is what is put in
    std::free(matches[1]);
    matches[1] = nullptr;
  }
  return matches;
}

char** complete_word(const char*, int, int end) {
  const Completion found =
      complete(std::string(rl_line_buffer, static_cast<std::size_t>(end)), *completing_session);
  rl_attempted_completion_over = found.files ? 0 : 1;
  rl_completion_append_character = found.unfinished ? 0 : int{' '};
  if (found.words.empty()) return nullptr;
  std::vector<std::string> words;
  for (const std::string& word : found.words) words.push_back(quoted_word(word));
  return as_matches(words);
}

/// A line, or nothing at the end of the input.
class Prompt {
 public:
  explicit Prompt(Session& session) : terminal_(::isatty(STDIN_FILENO) == 1) {
    if (!terminal_) return;
    completing_session = &session;
    rl_readline_name = "corelogic";
    rl_attempted_completion_function = complete_word;
    rl_basic_word_break_characters = " \t";
    rl_completer_word_break_characters = " \t";
    rl_completer_quote_characters = "";
    file_ = history_file();
    if (!file_.empty()) ::read_history(file_.c_str());
    ::stifle_history(kMostHistory);
  }
  ~Prompt() {
    if (terminal_ && !file_.empty()) ::write_history(file_.c_str());
    completing_session = nullptr;
  }
  Prompt(const Prompt&) = delete;
  Prompt& operator=(const Prompt&) = delete;

  std::optional<std::string> next() {
    std::string line;
    if (!terminal_) return std::getline(std::cin, line) ? std::optional(line) : std::nullopt;
    char* const typed = ::readline("corelogic> ");
    if (typed == nullptr) {
      std::cout << std::endl;
      return std::nullopt;
    }
    line = typed;
    std::free(typed);
    if (line.find_first_not_of(" \t") != std::string::npos) ::add_history(line.c_str());
    return line;
  }

 private:
  bool terminal_;
  std::string file_;
};

}  // namespace

Exit run_shell(Session& session) {
  Prompt prompt(session);
  Exit exit = Exit::kDone;
  while (const auto text = prompt.next()) {
    const SplitLine line = split_line(*text);
    if (line.words.empty()) continue;
    if (line.words.front() == "exit" || line.words.front() == "quit") break;
    if (line.open_quote) {
      session.err() << "corelogic: a quote is open; close it\n";
      exit = Exit::kMisuse;
      continue;
    }
    const bool help = line.words.front() == "help";
    exit = do_line(session, help ? std::vector<std::string>{"--help"} : line.words);
  }
  return exit;
}

}  // namespace corelogic::cli
