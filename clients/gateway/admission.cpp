// admission.cpp: lists and tokens.  Side: control.
#include "clients/gateway/admission.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "schema/wire/words.h"

namespace corelogic::gateway {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenLetters = 2 * kTokenBytes;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& letter : out) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return out;
}

bool has_port(const std::string& host) {
  const std::size_t colon = host.rfind(':');
  return colon != std::string::npos && host.find(']', colon) == std::string::npos;
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Each piece of "a, b, c".
std::vector<std::string_view> pieces_of(std::string_view list) {
  std::vector<std::string_view> pieces;
  while (!list.empty()) {
    std::string_view piece = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), piece.size() + 1));
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (!piece.empty()) pieces.push_back(piece);
  }
  return pieces;
}

/// A descriptor that is closed.
class File {
 public:
  File(const std::string& path, int flags)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

std::string read_token(const std::string& path) {
  const File file(path, O_RDONLY);
  struct stat status {};
  if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0) return {};
  const bool ours = S_ISREG(status.st_mode) && status.st_uid == ::geteuid() && (status.st_mode & 077) == 0;
  std::array<char, kTokenLetters + 2> letters{};
  const ssize_t count = ::read(file.fd(), letters.data(), letters.size());
  if (!ours || count != static_cast<ssize_t>(kTokenLetters) + 1) return {};
  const std::string token(letters.data(), kTokenLetters);
  const bool hex = std::all_of(token.begin(), token.end(),
                               [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
  return hex ? token : std::string{};
}

vocabulary::Refusal no_file(const std::string& path) {
  return {vocabulary::RefusalCode::kStorage, path,
          "The token cannot be written to " + path + ": " + std::strerror(errno) + "."};
}

}  // namespace

Doors make_doors(const std::string& address, unsigned port, bool tls,
                 const std::vector<std::string>& more_hosts, const std::vector<std::string>& more_origins) {
  const std::string scheme = tls ? "https://" : "http://";
  const bool default_port = port == (tls ? 443U : 80U);
  Doors doors;
  const auto add = [&](const std::string& name) {
    const std::string host = lower(name);
    const bool ported = has_port(host);
    doors.hosts.push_back(ported ? host : host + ":" + std::to_string(port));
    if (!ported && default_port) doors.hosts.push_back(host);  // browsers leave it out
    doors.origins.push_back(scheme + doors.hosts.back());
  };
  if (is_loopback(address))
    for (const char* name : {"127.0.0.1", "localhost", "[::1]"}) add(name);
  else if (address != "0.0.0.0" && address != "::")
    add(address.find(':') == std::string::npos ? address : "[" + address + "]");
  for (const std::string& host : more_hosts) add(host);
  for (const std::string& origin : more_origins) doors.origins.push_back(lower(origin));
  return doors;
}

std::optional<Problem> check_doors(const Doors& doors, const Request& request) {
  const std::string host = lower(request.header("host"));
  if (!contains(doors.hosts, host))
    return Problem{
        421, "denied", "Host",
        "This is not " + wire::quoted(host) + "; start the gateway with --host NAME if it should be."};
  const std::string origin = lower(request.header("origin"));
  if (!origin.empty() && !contains(doors.origins, origin))
    return Problem{403, "denied", "Origin",
                   "Pages from " + wire::quoted(origin) + " may not speak here; --origin URL lets them."};
  return std::nullopt;
}

std::string token_of(const Request& request) {
  const std::string_view authorization = request.header("authorization");
  constexpr std::string_view kBearer = "bearer ";
  if (authorization.size() > kBearer.size() && lower(authorization.substr(0, kBearer.size())) == kBearer)
    return std::string(authorization.substr(kBearer.size()));
  for (const std::string_view piece : pieces_of(request.header("sec-websocket-protocol")))
    if (piece.starts_with(kTokenSubprotocol)) return std::string(piece.substr(kTokenSubprotocol.size()));
  return {};
}

bool same_token(std::string_view a, std::string_view b) {
  return a.size() == b.size() && !a.empty() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

vocabulary::Result<std::string> own_token(const std::string& path) {
  if (std::string known = read_token(path); !known.empty()) return known;
  std::array<unsigned char, kTokenBytes> random{};
  if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
    return no_file(path);
  std::string token;
  for (const unsigned char byte : random) {
    static constexpr char kHex[] = "0123456789abcdef";
    token += {kHex[byte >> 4], kHex[byte & 15]};
  }
  const std::string made = path + ".new";
  ::unlink(made.c_str());
  {
    const File file(made, O_WRONLY | O_CREAT | O_EXCL);
    const std::string line = token + "\n";
    if (file.fd() < 0 || ::write(file.fd(), line.data(), line.size()) != static_cast<ssize_t>(line.size()))
      return no_file(path);
  }
  if (::rename(made.c_str(), path.c_str()) != 0) return no_file(path);
  return token;
}

}  // namespace corelogic::gateway
