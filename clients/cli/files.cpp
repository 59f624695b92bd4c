// files.cpp: reading and replacing whole files.  Side: control.
#include "clients/cli/files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace corelogic::cli {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;

std::string reason() {
  return errno != 0 ? std::strerror(errno) : "it is no readable file";
}

}  // namespace

vocabulary::Result<std::string> read_file(const std::string& path) {
  std::ostringstream text;
  if (path == "-") {
    text << std::cin.rdbuf();
    return text.str();
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path))
    return Refusal{RefusalCode::kNotFound, path, "The file cannot be read: " + reason() + "."};
  text << file.rdbuf();
  return text.str();
}

vocabulary::Result<void> write_file(const std::string& path, const std::string& text, std::ostream& out) {
  if (path == "-") {
    out << text;
    return {};
  }
  const std::string beside = path + ".part";
  errno = 0;
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  std::error_code failed;
  if (file) std::filesystem::rename(beside, path, failed);
  if (file && !failed) return {};
  const Refusal refusal{RefusalCode::kStorage, path,
                        "The file cannot be written: " + (failed ? failed.message() : reason()) + "."};
  std::filesystem::remove(beside, failed);
  return refusal;
}

}  // namespace corelogic::cli
