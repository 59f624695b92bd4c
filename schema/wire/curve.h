// curve.h: CURVE key pairs: made, checked, kept in files nobody else may read.  Side: control.
#pragma once

#include <string>

#include "schema/vocabulary/result.h"

namespace corelogic::wire {

/// Z85, 40 letters each.
struct KeyPair {
  std::string public_key;
  std::string secret_key;
};

[[nodiscard]] KeyPair make_key_pair();
/// The public key of a secret one; empty if that is none.
[[nodiscard]] std::string public_key_of(const std::string& secret_key);

/// A file of two lines, "public <key>" and "secret <key>", mode 0600.
/// Errors: kStorage; kDenied when others may read the file; kInvalid when it holds no pair.
[[nodiscard]] vocabulary::Result<KeyPair> read_key_file(const std::string& path);
/// Errors: kDuplicate when the file is there; kStorage.
[[nodiscard]] vocabulary::Result<void> write_key_file(const std::string& path, const KeyPair&);
/// The pair of the file, which is made if it is not there.
[[nodiscard]] vocabulary::Result<KeyPair> own_key_file(const std::string& path);

}  // namespace corelogic::wire
