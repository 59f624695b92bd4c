// script.cpp: the loop over lines, and what is said when one is refused.  Side: control, one thread.
#include "clients/cli/script.h"

#include <charconv>
#include <ostream>
#include <sstream>
#include <utility>

#include "clients/cli/files.h"
#include "clients/cli/session.h"

namespace corelogic::cli {
namespace {

using namespace messages;  // the commands by name

constexpr int kMostTries = 5;  ///< of a batch that others overtake

struct ScriptLine {
  std::size_t number = 0;
  std::string text;
  std::vector<std::string> words;
};

/// Those that say something. `corelogic` in front is taken off: examples are copied so.
std::vector<ScriptLine> lines_of(const std::string& script) {
  std::vector<ScriptLine> lines;
  std::istringstream in(script);
  std::size_t number = 0;
  for (std::string text; std::getline(in, text);) {
    ScriptLine line{++number, text, split_line(text).words};
    if (!line.words.empty() && line.words.front() == "corelogic") line.words.erase(line.words.begin());
    if (!line.words.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

void say_where(Session& session, const std::string& file, const ScriptLine& line) {
  session.err() << "corelogic: " << (file == "-" ? "standard input" : file) << ", line " << line.number
                << ": " << line.text << '\n';
}

/// Reads a line's words; misuse is printed. `json` of the whole counts for each.
std::optional<Exit> understand(Session& session, const std::vector<std::string>& words, Line& line) {
  const bool json = session.options().json;
  line.options = session.options();
  auto exit = read_line(words, line, session.out(), session.err());
  line.options.json |= json;
  return exit;
}

class BatchOfLines {
 public:
  BatchOfLines(Session& session, std::string file, std::vector<ScriptLine> lines)
      : session_(session), file_(std::move(file)), lines_(std::move(lines)) {}

  Exit run() {
    if (lines_.empty()) return Exit::kDone;
    for (int tries = 0; tries < kMostTries; ++tries) {
      auto reply = session_.ask_project();
      if (!reply) return session_.failure();
      if (const auto exit = collect(std::get<Project>(reply->body))) return *exit;
      client::Terms terms;
      terms.expected_epoch = reply->revision.epoch;
      terms.expected_revision = static_cast<std::int64_t>(reply->revision.number);
      const auto answer = session_.call(Command{batch_}, terms);
      if (!answer) return session_.failure();
      const auto* refused = std::get_if<Refused>(&answer->body);
      if (refused && refused->code == vocabulary::RefusalCode::kConflict) continue;
      return finish(*answer, refused);
    }
    return session_.refuse({vocabulary::RefusalCode::kConflict, "batch",
                            "Others changed the project each time the batch was tried; try again."});
  }

 private:
  /// All lines against `project` as it will be after those before.
  std::optional<Exit> collect(Project project) {
    batch_.commands.clear();
    line_of_command_.clear();
    for (const ScriptLine& each : lines_) {
      Line line;
      if (const auto exit = understand(session_, each.words, line)) {
        if (*exit != Exit::kDone) say_where(session_, file_, each);
        return exit;
      }
      if (!line.command) {
        session_.err() << "corelogic: " << each.words.front() << " is no edit; a batch holds edits only\n";
        say_where(session_, file_, each);
        return Exit::kMisuse;
      }
      const auto command = line.command(project);
      if (!command) {
        (void)session_.refuse(command.refusal());
        say_where(session_, file_, each);
        return Exit::kRefused;
      }
      foresee(project, *command);
      add(*command, each);
    }
    return std::nullopt;
  }

  /// A batch holds no batch: what a line says as several goes in one after the other.
  void add(const Command& command, const ScriptLine& line) {
    if (const auto* several = std::get_if<Batch>(&command.body)) {
      for (const Command& one : several->commands) add(one, line);
      return;
    }
    batch_.commands.push_back(command);
    line_of_command_.push_back(&line);
  }

  Exit finish(const Reply& reply, const Refused* refused) {
    if (session_.options().json) session_.print_json(reply);
    if (refused) {
      const Exit exit = session_.complain(*refused);
      if (const ScriptLine* line = line_of(refused->subject)) say_where(session_, file_, *line);
      return exit;
    }
    if (!session_.options().json)
      session_.out() << lines_.size() << (lines_.size() == 1 ? " line" : " lines")
                     << " done as one (revision " << reply.revision.number << ")\n";
    return Exit::kDone;
  }

  /// Of a subject such as "batch.commands[3] track 99"; null when it names none.
  [[nodiscard]] const ScriptLine* line_of(std::string_view subject) const {
    constexpr std::string_view kBegins = "batch.commands[";
    if (!subject.starts_with(kBegins)) return nullptr;
    std::size_t index = 0;
    const char* const end = subject.data() + subject.size();
    if (std::from_chars(subject.data() + kBegins.size(), end, index).ec != std::errc{}) return nullptr;
    return index < line_of_command_.size() ? line_of_command_[index] : nullptr;
  }

  Session& session_;
  std::string file_;
  std::vector<ScriptLine> lines_;
  Batch batch_;
  std::vector<const ScriptLine*> line_of_command_;
};

}  // namespace

SplitLine split_line(std::string_view text) {
  SplitLine split;
  std::string word;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool blank = c == ' ' || c == '\t' || c == '\r';
    if (quote == 0 && c == '#' && !split.open_word &&
        (i + 1 == text.size() || text[i + 1] < '0' || text[i + 1] > '9'))
      break;  // a comment; but #7 is a thing's number
    if (quote == 0 && blank) {
      if (split.open_word) split.words.push_back(std::exchange(word, {}));
      split.open_word = false;
      continue;
    }
    split.open_word = true;
    if (quote == 0 && (c == '\'' || c == '"'))
      quote = c;
    else if (c == quote)
      quote = 0;
    else if (c == '\\' && quote != '\'' && i + 1 < text.size())
      word += text[++i];
    else
      word += c;
  }
  if (split.open_word) split.words.push_back(word);
  split.open_quote = quote != 0;
  return split;
}

Exit do_line(Session& session, const std::vector<std::string>& words) {
  if (words.empty()) return Exit::kDone;
  if (words.front() == "shell" || words.front() == "run") {
    session.err() << "corelogic: " << words.front() << " cannot stand in a script\n";
    return Exit::kMisuse;
  }
  Line line;
  const Options whole = session.options();
  if (const auto exit = understand(session, words, line)) return *exit;
  session.set_options(line.options);
  const Exit exit = carry_out(line, session);
  session.set_options(whole);
  return exit;
}

Exit run_script(Session& session, const std::string& file, bool as_batch) {
  const auto text = read_file(file);
  if (!text) return session.refuse(text.refusal());
  std::vector<ScriptLine> lines = lines_of(*text);
  if (as_batch) return BatchOfLines(session, file, std::move(lines)).run();
  for (const ScriptLine& line : lines) {
    const Exit exit = do_line(session, line.words);
    if (exit == Exit::kDone) continue;
    say_where(session, file, line);
    return exit;
  }
  return Exit::kDone;
}

}  // namespace corelogic::cli
