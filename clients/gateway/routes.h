// routes.h: paths for people who write scripts, derived from the schema: a new command has its path at once.
// It says what a path means; it asks nobody.  Side: control; pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace corelogic::gateway {

/// `setVolume {track, volume}` is POST /tracks/{track}/volume: the first field of a command that names a
/// thing which can be removed is its id in the path, and what the command's name says beside is the rest. A
/// command that fits no shape, and every other one too, is POST /commands/<name>. getX is GET /x.
struct Route {
  enum class Kind : std::uint8_t { kCommand, kRequest };
  std::string method;
  std::string path;  ///< "/tracks/{track}/volume"
  Kind kind = Kind::kCommand;
  std::string word;      ///< "setVolume", "getHistory": the arm of Command or Request
  std::string id_field;  ///< "track": given by the path; empty: none
};

[[nodiscard]] const std::vector<Route>& routes();

struct Found {
  const Route* route = nullptr;
  std::uint64_t id = 0;  ///< if the route has an id_field
};
struct NoSuchPath {};
/// The path exists with other methods.
struct OtherMethods {
  std::string allowed;  ///< "DELETE, POST"
};
/// `path` is decoded and has no query.
[[nodiscard]] std::variant<Found, NoSuchPath, OtherMethods> find_route(std::string_view method,
                                                                       std::string_view path);

/// What the query of a request is called whose arm is no struct, as the schema gives it no name: "most" of
/// getHistory; and what it is when it is not given (nothing: it must be).
struct QueryWord {
  std::string_view name;
  std::optional<std::string_view> fallback;
};
[[nodiscard]] QueryWord query_word(std::string_view request);

}  // namespace corelogic::gateway
