// curve.cpp: libzmq's keys, and their files.  Side: control.
#include "schema/wire/curve.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace corelogic::wire {
namespace {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

constexpr std::size_t kLetters = 40;
using Text = std::array<char, kLetters + 1>;

Refusal storage(const std::string& path, int error) {
  return {RefusalCode::kStorage, path,
          "The key file " + path + ": " + std::generic_category().message(error) + "."};
}

}  // namespace

KeyPair make_key_pair() {
  Text open{};
  Text secret{};
  if (zmq_curve_keypair(open.data(), secret.data()) != 0) return {};
  return {open.data(), secret.data()};
}

std::string public_key_of(const std::string& secret_key) {
  Text open{};
  if (secret_key.size() != kLetters || zmq_curve_public(open.data(), secret_key.c_str()) != 0) return {};
  return open.data();
}

Result<KeyPair> read_key_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return storage(path, errno);
  if ((status.st_mode & 077) != 0)
    return Refusal{
        RefusalCode::kDenied, path,
        "Others may read the key file " + path + "; make it your own: chmod 600, or make a new key."};
  std::ifstream file(path);
  KeyPair pair;
  std::string word;
  std::string key;
  while (file >> word >> key) {
    if (word == "public") pair.public_key = key;
    if (word == "secret") pair.secret_key = key;
  }
  if (pair.secret_key.empty() || public_key_of(pair.secret_key) != pair.public_key)
    return Refusal{
        RefusalCode::kInvalid, path,
        path + " holds no pair of CURVE keys: a line \"public <key>\" and a line \"secret <key>\"."};
  return pair;
}

Result<void> write_key_file(const std::string& path, const KeyPair& pair) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0 && errno == EEXIST)
    return Refusal{RefusalCode::kDuplicate, path,
                   "There is a file " + path + " already; keys are never overwritten."};
  if (file < 0) return storage(path, errno);
  const std::string text = "public " + pair.public_key + "\nsecret " + pair.secret_key + "\n";
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (written) return {};
  ::unlink(path.c_str());
  return storage(path, error);
}

Result<KeyPair> own_key_file(const std::string& path) {
  if (::access(path.c_str(), F_OK) == 0) return read_key_file(path);
  const KeyPair pair = make_key_pair();
  if (auto written = write_key_file(path, pair); !written) return written.refusal();
  return pair;
}

}  // namespace corelogic::wire
