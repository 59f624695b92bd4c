// script.h: lines of verbs from a file, from a pipe or typed: split as a shell does, carried out one after
// the other or all as one batch.  Side: control, one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/line.h"

namespace corelogic::cli {

/// One line as words: blanks part them, '…' and "…" keep them, \ takes the next character as it is, # begins
/// a comment.
struct SplitLine {
  std::vector<std::string> words;
  bool open_quote = false;  ///< it ends within quotes: the last word goes on
  bool open_word = false;   ///< it ends within a word, not behind a blank
};
[[nodiscard]] SplitLine split_line(std::string_view text);

/// What a project will be after a command, as far as names and ids go: so that a line of a batch can name
/// what a line before it makes. Ids are given in order, from next_id.
void foresee(messages::Project&, const messages::Command&);

/// One line, on a session that may have served others before. Nothing on it: done.
[[nodiscard]] Exit do_line(Session&, const std::vector<std::string>& words);

/// `corelogic run`: stops at the first line that is refused or misused, and says which. `file` may be "-".
[[nodiscard]] Exit run_script(Session&, const std::string& file, bool as_batch);

/// `corelogic shell`: with a prompt, history and completion on a terminal; else lines as they come. Refusals
/// do not end it. Returns: what its last line left.
[[nodiscard]] Exit run_shell(Session&);

}  // namespace corelogic::cli
