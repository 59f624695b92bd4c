// house_check.h: reads a source tree and says where it breaks the rules of the house.
// It knows how to look, not what is right: that is house_rules.h.  Side: test.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace corelogic::house {

struct SourceFile {
  std::string path;  ///< from the root of the tree, with '/'
  std::vector<std::string> lines;
};

struct Tree {
  std::vector<std::string> top_level;
  std::vector<SourceFile> files;  ///< text files of known kinds, sorted by path
};

struct Finding {
  std::string path;
  std::size_t line = 0;  ///< from 1; 0: the file or folder as a whole
  std::string sentence;
};

/// Reads all sources, scripts and papers under `root`; leaves out build*, dot folders, node_modules, dist.
[[nodiscard]] Tree read_tree(const std::filesystem::path& root);

[[nodiscard]] std::vector<Finding> includes_outside_the_table(const Tree&);
[[nodiscard]] std::vector<Finding> foreign_headers_outside_their_room(const Tree&);
[[nodiscard]] std::vector<Finding> waiting_headers_in_realtime_rooms(const Tree&);
[[nodiscard]] std::vector<Finding> folders_without_readme(const Tree&);
[[nodiscard]] std::vector<Finding> files_without_opening_comment(const Tree&);
[[nodiscard]] std::vector<Finding> files_too_long(const Tree&);
[[nodiscard]] std::vector<Finding> words_that_promise_later(const Tree&);
[[nodiscard]] std::vector<Finding> paths_of_one_machine(const Tree&);
[[nodiscard]] std::vector<Finding> strangers_at_top_level(const Tree&);

/// One finding a line, "path:line: sentence"; empty for none.
[[nodiscard]] std::string text(const std::vector<Finding>&);

}  // namespace corelogic::house
