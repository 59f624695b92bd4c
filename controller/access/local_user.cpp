// local_user.cpp: a number of SO_PEERCRED and its name.  Side: control.
#include "controller/access/local_user.h"

#include <pwd.h>

#include <array>
#include <charconv>

#include "controller/access/identity.h"

namespace corelogic::access {
namespace {

constexpr std::string_view kPeer = "localhost:";
constexpr std::size_t kMostEntryBytes = 16'384;

}  // namespace

std::string local_user(const std::string& address) {
  if (!address.starts_with(kPeer)) return {};
  uid_t number = 0;
  const char* const begin = address.data() + kPeer.size();
  const char* const end = address.data() + address.size();
  const auto read = std::from_chars(begin, end, number);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != ':') return {};
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, kMostEntryBytes> texts{};
  getpwuid_r(number, &entry, texts.data(), texts.size(), &found);
  const std::string name = found != nullptr ? std::string(found->pw_name) : std::to_string(number);
  return name + std::string(kLocalEnding);
}

}  // namespace corelogic::access
