// render_verb.cpp: hands a project, or the open one, to corelogic-render, and becomes it. It renders nothing
// itself. Side: control.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <ostream>
#include <unordered_map>

#include "clients/cli/session.h"
#include "clients/cli/values.h"
#include "clients/cli/verbs.h"

namespace corelogic::cli {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

/// "mix.json" in front, or a word that ends in .json and is no option's value.
bool names_a_project(const std::vector<std::string>& words) {
  if (!words.empty() && !words.front().starts_with('-')) return true;
  const auto takes_value = [](const std::string& word) {
    return word.starts_with('-') && word != "--stats" && word != "--no-dither";
  };
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i].ends_with(".json") && !words[i].starts_with('-') && !takes_value(words[i - 1])) return true;
  return false;
}

/// The files of the project as the engine finds them: the controller knows where its audio/ is, and its graph
/// says it.
void make_paths_absolute(messages::Project& project, const messages::GraphSnapshot& graph) {
  using vocabulary::make_node_id;
  using vocabulary::NodeRole;
  std::unordered_map<vocabulary::NodeId, std::string> paths;
  for (const messages::Node& node : graph.nodes) {
    if (const auto* fx = std::get_if<messages::FxNode>(&node.kind)) paths[node.id] = fx->file;
    const auto* input = std::get_if<messages::AudioInputNode>(&node.kind);
    if (const auto* source = input ? std::get_if<messages::FileSource>(&input->source) : nullptr)
      paths[node.id] = source->path;
  }
  const auto replace = [&](std::string& path, vocabulary::NodeId node) {
    if (const auto found = paths.find(node); found != paths.end()) path = found->second;
  };
  for (messages::Track& track : project.tracks) {
    if (auto* const file = std::get_if<messages::FileInput>(&track.input))
      replace(file->path, make_node_id(track.id.value, NodeRole::kInput));
    for (messages::Insert& insert : track.inserts)
      if (!insert.file.empty()) replace(insert.file, make_node_id(insert.id.value, NodeRole::kInsert));
  }
}

/// The open project in memory, as a path that the next program can read.
std::optional<std::string> open_project(Session& session, Exit& failed) {
  auto project = session.ask_project();
  const auto graph = project ? session.ask(messages::GetGraph{}) : std::nullopt;
  if (!graph) {
    failed = session.failure();
    return std::nullopt;
  }
  auto& document = std::get<messages::Project>(project->body);
  if (const auto* nodes = std::get_if<messages::GraphSnapshot>(&graph->body))
    make_paths_absolute(document, *nodes);
  const wire::Frame frame = wire::encode(document, wire::Encoding::kJson);
  const int memory = ::memfd_create("corelogic-project.json", 0);
  std::size_t written = 0;
  while (memory >= 0 && written < frame.size()) {
    const ssize_t now = ::write(memory, frame.data() + written, frame.size() - written);
    if (now <= 0) break;
    written += static_cast<std::size_t>(now);
  }
  if (memory < 0 || written < frame.size()) {
    failed = session.refuse(
        {RefusalCode::kStorage, "render",
         std::string("The open project cannot be handed over: ") + std::strerror(errno) + "."});
    return std::nullopt;
  }
  return "/proc/self/fd/" + std::to_string(memory);
}

Exit become_renderer(Session& session, const std::vector<std::string>& words) {
  std::error_code failed;
  const std::string program =
      (std::filesystem::read_symlink("/proc/self/exe", failed).parent_path() / "corelogic-render").string();
  std::vector<char*> arguments{const_cast<char*>(program.c_str())};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  session.out().flush();
  ::execv(program.c_str(), arguments.data());
  return session.refuse({RefusalCode::kNotFound, program,
                         std::string("The renderer cannot be started: ") + std::strerror(errno) + "."});
}

Exit render(Session& session, std::vector<std::string> words) {
  const bool open = std::erase(words, "--open") > 0;
  if (open || !names_a_project(words)) {
    Exit failed = Exit::kRefused;
    const auto path = open_project(session, failed);
    if (!path) return failed;
    words.insert(words.begin(), *path);
  }
  return become_renderer(session, words);
}

}  // namespace

void add_render_verb(CLI::App& root, Line& line) {
  CLI::App* const verb =
      add_verb(root, "render", "Render a project file, or the open project, as fast as the machine can",
               "render mix.json -o mix.wav\n"
               "render --open -o mix.flac --seconds 30\n"
               "render mix.json -o stem.wav --format s16 --no-dither\n"
               "render mix.json -o mix.wav --rate 96000 --threads 2 --stats");
  verb->fallthrough(false);
  verb->allow_extras();
  verb->add_option("--runtime", line.options.runtime, "As above")->type_name("DIR");
  verb->add_option("--timeout", line.options.timeout_s, "As above")->type_name("S");
  verb->callback([verb, &line] {
    std::vector<std::string> words = verb->remaining();
    std::transform(words.begin(), words.end(), words.begin(), show_dash);
    line.action = [words](Session& session) { return render(session, words); };
  });
}

}  // namespace corelogic::cli
