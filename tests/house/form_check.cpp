// form_check.cpp: how files and folders look: README, opening comment, length, words.  Side: test.
#include <algorithm>
#include <cctype>
#include <set>

#include "tests/house/house_check.h"
#include "tests/house/house_rules.h"

namespace corelogic::house {
namespace {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string name_of(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

std::string comment_of(const std::string& path) {
  if (path.ends_with(".h") || path.ends_with(".cpp") || path.ends_with(".ts") || path.ends_with(".tsx"))
    return "// ";
  return path.ends_with(".capnp") || path.ends_with(".py") ? "# " : "";
}

bool is_source(const std::string& path) {
  return !comment_of(path).empty();
}

/// Unit tests lie as the sources do; their folders need no page of their own.
bool needs_readme(const std::string& folder) {
  return !folder.empty() && !folder.starts_with("tests/unit");
}

bool stands_alone(const std::string& line, std::size_t at, std::size_t length) {
  const auto is_word = [&](std::size_t i) {
    return i < line.size() && (std::isalnum(static_cast<unsigned char>(line[i])) != 0 || line[i] == '_');
  };
  return !(at > 0 && is_word(at - 1)) && !is_word(at + length);
}

std::vector<Finding> lines_with(const Tree& tree, const std::string& text, bool whole_word,
                                const std::string& why) {
  std::vector<Finding> findings;
  for (const auto& file : tree.files) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const auto at = file.lines[i].find(text);
      if (at == std::string::npos || (whole_word && !stands_alone(file.lines[i], at, text.size()))) continue;
      findings.push_back({file.path, i + 1, why});
    }
  }
  return findings;
}

}  // namespace

std::vector<Finding> folders_without_readme(const Tree& tree) {
  std::set<std::string> with_sources;
  std::set<std::string> with_readme;
  for (const auto& file : tree.files) {
    if (is_source(file.path)) with_sources.insert(folder_of(file.path));
    if (name_of(file.path) == "README.md") with_readme.insert(folder_of(file.path));
  }
  std::vector<Finding> findings;
  for (const auto& folder : with_sources) {
    if (needs_readme(folder) && !with_readme.contains(folder))
      findings.push_back({folder, 0, "has no README.md"});
  }
  return findings;
}

std::vector<Finding> files_without_opening_comment(const Tree& tree) {
  std::vector<Finding> findings;
  for (const auto& file : tree.files) {
    if (!is_source(file.path)) continue;
    const std::string wanted = comment_of(file.path) + name_of(file.path) + ": ";
    std::size_t first = 0;
    if (!file.lines.empty() && file.lines.front().starts_with("#!")) first = 1;
    if (file.lines.size() <= first || !file.lines[first].starts_with(wanted)) {
      findings.push_back({file.path, first + 1, "does not open with \"" + wanted + "...\""});
    }
  }
  return findings;
}

std::vector<Finding> files_too_long(const Tree& tree) {
  std::vector<Finding> findings;
  for (const auto& file : tree.files) {
    const auto& allowed = long_files();
    const bool excused =
        std::any_of(allowed.begin(), allowed.end(), [&](const auto& one) { return one.path == file.path; });
    if (is_source(file.path) && file.lines.size() > kMostLines && !excused) {
      findings.push_back(
          {file.path, 0, std::to_string(file.lines.size()) + " lines: it does more than one job"});
    }
  }
  return findings;
}

std::vector<Finding> words_that_promise_later(const Tree& tree) {
  std::vector<Finding> findings;
  // Written in two halves, or this file would find itself.
  for (const std::string word : {"TO"
                                 "DO",
                                 "FIX"
                                 "ME"}) {
    const auto found = lines_with(tree, word, true, word + ": do it or leave it out");
    findings.insert(findings.end(), found.begin(), found.end());
  }
  return findings;
}

std::vector<Finding> paths_of_one_machine(const Tree& tree) {
  return lines_with(tree,
                    "/wo"
                    "rk/",
                    false, "a path of one machine");
}

std::vector<Finding> strangers_at_top_level(const Tree& tree) {
  std::vector<Finding> findings;
  const auto& known = top_level();
  for (const auto& name : tree.top_level) {
    const bool free = name.starts_with(".") || name.starts_with("build") || name == "compile_commands.json";
    if (!free && std::find(known.begin(), known.end(), name) == known.end()) {
      findings.push_back({name, 0, "does not belong at the top level"});
    }
  }
  return findings;
}

}  // namespace corelogic::house
