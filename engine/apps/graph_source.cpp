// graph_source.cpp: see graph_source.h.
#include "engine/apps/graph_source.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "schema/wire/codec.h"

namespace corelogic::apps {
namespace {

using messages::GraphSnapshot;
using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::uintmax_t kMostBytes = std::uintmax_t{256} << 20;  // of a document; the decoders allow less

Refusal refused(RefusalCode code, const std::string& path, const std::string& why) {
  return {code, path, "cannot read " + path + ": " + why};
}

Result<std::string> read_text(const std::string& path) {
  std::error_code error;
  const bool plain = std::filesystem::is_regular_file(path, error);
  if (error) return refused(RefusalCode::kNotFound, path, error.message());
  if (!plain) return refused(RefusalCode::kNotFound, path, "it is not a plain file");
  if (std::filesystem::file_size(path, error) > kMostBytes) {
    return refused(RefusalCode::kInvalid, path, "it is too large for a project or a graph");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return refused(RefusalCode::kStorage, path, std::strerror(errno));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string beside_this_program(const std::string& name) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? name : (self.parent_path() / name).string();
}

std::string audio_beside(const std::string& document) {
  std::error_code error;
  const auto directory = std::filesystem::absolute(document, error).parent_path();
  const auto audio = directory / "audio";
  return std::filesystem::is_directory(audio, error) ? audio.string() : directory.string();
}

/// What a program said, and how it ended.
struct Said {
  int status = -1;
  std::string output;
  std::string error;
};

/// Reads both pipes to their ends, whichever speaks first.
void listen(int output, int error, Said& said) {
  std::array<pollfd, 2> pipes = {pollfd{output, POLLIN, 0}, pollfd{error, POLLIN, 0}};
  std::array<std::string*, 2> texts = {&said.output, &said.error};
  std::array<char, 65536> piece;
  for (int open = 2; open > 0;) {
    if (::poll(pipes.data(), pipes.size(), -1) < 0 && errno != EINTR) return;
    for (std::size_t i = 0; i < pipes.size(); ++i) {
      if (pipes[i].fd < 0 || pipes[i].revents == 0) continue;
      const ssize_t got = ::read(pipes[i].fd, piece.data(), piece.size());
      if (got > 0) {
        texts[i]->append(piece.data(), static_cast<std::size_t>(got));
      } else {
        pipes[i].fd = -1;
        --open;
      }
    }
  }
}

Result<Said> ask(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  int output[2];
  int error[2];
  if (::pipe2(output, O_CLOEXEC) != 0 || ::pipe2(error, O_CLOEXEC) != 0) {
    return Refusal{RefusalCode::kInternal, words[0], std::string("no pipe: ") + std::strerror(errno)};
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, error[1], STDERR_FILENO);
  pid_t child = -1;
  const int failed = posix_spawn(&child, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(output[1]);
  ::close(error[1]);
  Said said;
  if (failed == 0) {
    listen(output[0], error[0], said);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    said.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  ::close(output[0]);
  ::close(error[0]);
  if (failed == 0) return said;
  return Refusal{
      RefusalCode::kNotFound, words[0],
      "a project is compiled by " + words[0] + ", and that does not start: " + std::strerror(failed)};
}

Result<GraphSnapshot> compile(const std::string& path, const std::string& audio_directory) {
  const auto said = ask({beside_this_program("corelogic-controller"), "--compile", path, "--audio-directory",
                         audio_directory.empty() ? audio_beside(path) : audio_directory});
  if (!said) return said.refusal();
  if (said->status != 0) {
    std::string why = said->error;
    while (!why.empty() && why.back() == '\n') why.pop_back();
    return Refusal{
        RefusalCode::kInvalid, path,
        why.empty() ? "the compiler of " + path + " ended with status " + std::to_string(said->status) : why};
  }
  return wire::decode_graph(wire::as_frame(said->output));
}

}  // namespace

Result<GraphSnapshot> read_graph(const std::string& path, const std::string& audio_directory) {
  const Result<std::string> text = read_text(path);
  if (!text) return text.refusal();
  const wire::FrameView frame = wire::as_frame(*text);
  Result<GraphSnapshot> graph = wire::decode_graph(frame);
  if (graph) return graph;
  // Unknown fields are refused, so no JSON document is both.
  const auto project = wire::decode_project(frame);
  if (project) return compile(path, audio_directory);
  const bool meant_as_graph =
      text->find("\"nodes\"") != std::string::npos || wire::encoding_of(frame) == wire::Encoding::kCapnp;
  return refused(RefusalCode::kInvalid, path,
                 (meant_as_graph ? graph.refusal() : project.refusal()).sentence);
}

}  // namespace corelogic::apps
