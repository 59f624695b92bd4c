// token.h: secrets a user shows: made, hashed, compared. Only the hash is ever kept.  Side: control.
#pragma once

#include <string>
#include <string_view>

namespace corelogic::access {

inline constexpr std::size_t kTokenLetters = 43;  // 256 bits in base64url without padding

/// 256 random bits as base64url.
[[nodiscard]] std::string make_token();
/// SHA-256, as 64 hexadecimal letters. A token has 256 bits of its own, so it needs no salt and no slow hash.
[[nodiscard]] std::string hash_of(std::string_view token);
/// Takes as long whatever differs.
[[nodiscard]] bool same_hash(std::string_view a, std::string_view b);

}  // namespace corelogic::access
