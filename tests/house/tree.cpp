// tree.cpp: reads the tree for house_check.h.  Side: test.
#include <algorithm>
#include <fstream>
#include <set>

#include "tests/house/house_check.h"

namespace corelogic::house {
namespace {

namespace fs = std::filesystem;

bool is_left_out(const std::string& folder) {
  static const std::set<std::string> names = {"node_modules", "dist", "__pycache__"};
  return folder.starts_with(".") || folder.starts_with("build") || names.contains(folder);
}

bool is_text(const fs::path& path) {
  static const std::set<std::string> kinds = {".h",  ".cpp",   ".capnp",   ".py",    ".js",
                                              ".ts", ".tsx",   ".md",      ".txt",   ".sh",
                                              ".in", ".cmake", ".service", ".target"};
  return kinds.contains(path.extension()) || path.filename() == "studio";
}

SourceFile read_file(const fs::path& path, const fs::path& root) {
  SourceFile file{fs::relative(path, root).generic_string(), {}};
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
  return file;
}

}  // namespace

Tree read_tree(const fs::path& root) {
  Tree tree;
  for (const auto& entry : fs::directory_iterator(root)) tree.top_level.push_back(entry.path().filename());
  auto entry = fs::recursive_directory_iterator(root);
  for (; entry != fs::recursive_directory_iterator(); ++entry) {
    // "build" at the top is the compiler's; engine/building is not.
    const bool folder = entry->is_directory();
    const std::string name = entry->path().filename();
    if (folder && is_left_out(name) && (entry.depth() == 0 || !name.starts_with("build"))) {
      entry.disable_recursion_pending();
    } else if (!folder && is_text(entry->path())) {
      tree.files.push_back(read_file(entry->path(), root));
    }
  }
  const auto by_path = [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; };
  std::sort(tree.files.begin(), tree.files.end(), by_path);
  return tree;
}

std::string text(const std::vector<Finding>& findings) {
  std::string lines;
  for (const auto& one : findings) {
    lines += one.path + (one.line > 0 ? ":" + std::to_string(one.line) : "") + ": " + one.sentence + "\n";
  }
  return lines;
}

}  // namespace corelogic::house
