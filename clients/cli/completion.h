// completion.h: what may stand next on a command line: verbs, options, and the names of the running
// controller's tracks, effects, parameters, scenes, projects. It guesses no values.  Side: control, one
// thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/messages/project.h"

namespace corelogic::cli {

class Session;

/// Where names come from; asked only when they are wanted.
struct NameSource {
  std::function<std::optional<messages::Project>()> project;
  std::function<std::vector<std::string>()> projects;
};

struct Completion {
  std::string typed;               ///< the last word so far, without its quotes
  std::vector<std::string> words;  ///< what it may become
  bool unfinished = false;         ///< more belongs behind it without a blank: "threshold="
  bool files = false;              ///< a path is wanted
};

/// `line` is what stands before the cursor, without the program's name.
[[nodiscard]] Completion complete(const std::string& line, const NameSource&);
/// With the names of the controller this session speaks with; without them where nobody answers at once.
[[nodiscard]] Completion complete(const std::string& line, Session&);

/// As a shell must be given it: in quotes where it has blanks or signs.
[[nodiscard]] std::string quoted_word(const std::string& word);

/// The script that a shell loads: "bash" or "zsh"; empty for another one.
[[nodiscard]] std::string completion_script(const std::string& shell);

}  // namespace corelogic::cli
