// page_files.h: the built page: plain files below one directory and nothing beside it.
// Side: control; it reads files, which lie in memory after the first time.
#pragma once

#include <optional>
#include <string>

#include "clients/gateway/http_words.h"

namespace corelogic::gateway {

class PageFiles {
 public:
  /// Empty: there is no page.
  explicit PageFiles(std::string directory);

  /// The file of that path (decoded, with its slash), or the page itself for a path of its own: one that has
  /// no dot and is asked for as a page. Nothing: the path is somebody else's.
  [[nodiscard]] std::optional<Response> answer(const Request& request, const std::string& path) const;

 private:
  [[nodiscard]] std::optional<Response> file(const Request& request, const std::string& name) const;

  std::string directory_;
};

/// "text/html; charset=utf-8" of "index.html".
[[nodiscard]] std::string content_type(std::string_view name);
/// A person's browser asks for a page, not a program for a value.
[[nodiscard]] bool wants_page(const Request& request);

}  // namespace corelogic::gateway
