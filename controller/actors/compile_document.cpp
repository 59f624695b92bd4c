// compile_document.cpp: read, decode, judge, compile, encode.  Side: control.
#include "controller/actors/compile_document.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "controller/compiler/graph_compiler.h"
#include "schema/wire/codec.h"

namespace corelogic::actors {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

Result<std::string> compile_document(const std::string& path, const std::string& audio_directory) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return Refusal{RefusalCode::kNotFound, path, path + " cannot be read: " + std::strerror(errno) + "."};
  const std::string bytes = std::move(text).str();
  const auto document = wire::decode_project(wire::as_frame(bytes));
  if (!document) return document.refusal();
  const auto project = project::Project::from_message(*document);
  if (!project) return project.refusal();
  const std::string directory = std::filesystem::absolute(audio_directory).lexically_normal();
  const auto graph = compiler::compile(*project, {1, 1}, {directory});
  return std::string(wire::as_text(wire::encode(graph)));
}

}  // namespace corelogic::actors
