// line.h: what one command line asks for, after it was read and before anything is done.
// Values only: a test can read a line without a controller.  Side: control.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "schema/messages/command.h"
#include "schema/vocabulary/result.h"

namespace corelogic::cli {

using vocabulary::Result;
class Session;

/// The exit status of the program: scripts rely on it.
enum class Exit : int { kDone = 0, kRefused = 1, kMisuse = 2, kNoController = 3 };

struct Options {
  bool json = false;    ///< the controller's reply instead of a sentence
  std::string runtime;  ///< empty: as wire::runtime_directory() finds it
  double timeout_s = 5;
  std::string connect;     ///< "tcp://host:9610"; empty: this machine's own socket
  std::string server_key;  ///< the controller's public key, with connect
  std::string key_file;    ///< the own pair, with connect
  std::string token;       ///< for whom to speak on this machine's own socket
};

/// Turns names into ids. Errors: a name that is unknown or could mean two things.
using CommandMaker = std::function<Result<messages::Command>(const messages::Project&)>;
using Action = std::function<Exit(Session&)>;

/// Either a command, or an action of its own.
struct Line {
  Options options;
  CommandMaker command;
  bool needs_project = true;  ///< the command has names in it
  Action action;
};

/// Reads a line, without the program's name. Help and misuse are printed here.
///
/// Returns: the exit status if that was all (help asked for, or misuse); else nothing, and `line` says what
/// to do.
[[nodiscard]] std::optional<Exit> read_line(const std::vector<std::string>& words, Line& line,
                                            std::ostream& out, std::ostream& err);

/// Does what the line says.
[[nodiscard]] Exit carry_out(const Line& line, std::ostream& out, std::ostream& err);
/// The same on a session that may have served other lines.
[[nodiscard]] Exit carry_out(const Line& line, Session& session);

}  // namespace corelogic::cli
