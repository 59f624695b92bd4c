// page_files.cpp: openat2 with RESOLVE_BENEATH: no path, dots or links leave the directory.  Side: control.
#include "clients/gateway/page_files.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <utility>

namespace corelogic::gateway {
namespace {

constexpr std::size_t kMostFileBytes = std::size_t{16} << 20;

struct ContentType {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array<ContentType, 17> kTypes{{{".html", "text/html; charset=utf-8"},
                                              {".js", "text/javascript; charset=utf-8"},
                                              {".mjs", "text/javascript; charset=utf-8"},
                                              {".css", "text/css; charset=utf-8"},
                                              {".json", "application/json"},
                                              {".map", "application/json"},
                                              {".webmanifest", "application/manifest+json"},
                                              {".svg", "image/svg+xml"},
                                              {".png", "image/png"},
                                              {".jpg", "image/jpeg"},
                                              {".webp", "image/webp"},
                                              {".ico", "image/x-icon"},
                                              {".woff2", "font/woff2"},
                                              {".woff", "font/woff"},
                                              {".wasm", "application/wasm"},
                                              {".txt", "text/plain; charset=utf-8"},
                                              {".md", "text/plain; charset=utf-8"}}};

/// What the page may load: itself, and its socket. Styles inline, because component libraries set them.
std::string policy_for(const Request& request) {
  const std::string host(request.header("host"));
  return "default-src 'self'; connect-src 'self' ws://" + host + " wss://" + host +
         "; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri "
         "'none'; "
         "form-action 'none'; frame-ancestors 'none'";
}

/// The directory is opened each time: a page that is built anew is there at once.
int open_beneath(const std::string& directory, const std::string& name) {
  const int root = ::open(directory.c_str(), O_DIRECTORY | O_PATH | O_CLOEXEC);
  if (root < 0) return -1;
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  const int fd = static_cast<int>(::syscall(SYS_openat2, root, name.c_str(), &how, sizeof how));
  ::close(root);
  return fd;
}

std::string read_all(int fd, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t at = 0;
  while (at < size) {
    const ssize_t count = ::read(fd, bytes.data() + at, size - at);
    if (count <= 0) break;
    at += static_cast<std::size_t>(count);
  }
  bytes.resize(at);
  return bytes;
}

/// Of a file as it lies on the disk: it changes whenever the file does.
std::string etag_of(const struct stat& status) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "\"%llx-%llx-%llx\"",
                static_cast<unsigned long long>(status.st_ino),
                static_cast<unsigned long long>(status.st_size),
                static_cast<unsigned long long>(status.st_mtim.tv_sec) * 1000000000ULL +
                    static_cast<unsigned long long>(status.st_mtim.tv_nsec));
  return text.data();
}

}  // namespace

PageFiles::PageFiles(std::string directory) : directory_(std::move(directory)) {}

std::optional<Response> PageFiles::answer(const Request& request, const std::string& path) const {
  if (directory_.empty() || (request.method != "GET" && request.method != "HEAD")) return std::nullopt;
  if (path == "/") return file(request, "index.html");
  const bool has_ending = path.find('.', path.rfind('/')) != std::string::npos;
  if (!has_ending) return wants_page(request) ? file(request, "index.html") : std::nullopt;
  return file(request, path.substr(1));
}

std::optional<Response> PageFiles::file(const Request& request, const std::string& name) const {
  const int fd = open_beneath(directory_, name);
  if (fd < 0) return std::nullopt;
  struct stat status {};
  const bool plain = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
                     static_cast<std::size_t>(status.st_size) <= kMostFileBytes;
  if (!plain) {
    ::close(fd);
    return std::nullopt;
  }
  Response response;
  response.type = content_type(name);
  const std::string etag = etag_of(status);
  response.headers.emplace_back("ETag", etag);
  // Vite names what it builds after its content.
  const bool hashed = name.starts_with("assets/");
  response.headers.emplace_back("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  if (response.type.starts_with("text/html"))
    response.headers.emplace_back("Content-Security-Policy", policy_for(request));
  if (request.header("if-none-match") == etag) {
    response.status = 304;
  } else {
    response.body = read_all(fd, static_cast<std::size_t>(status.st_size));
  }
  ::close(fd);
  return response;
}

std::string content_type(std::string_view name) {
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return std::string(type);
  return "application/octet-stream";
}

bool wants_page(const Request& request) {
  return request.header("accept").find("text/html") != std::string_view::npos;
}

}  // namespace corelogic::gateway
