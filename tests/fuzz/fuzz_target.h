// fuzz_target.h: what the fuzzers share: bytes as a frame, and a promise that may not be broken.  Side: test.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "schema/wire/codec.h"

namespace corelogic::fuzz {

/// Ends the fuzzer with the input that broke it.
inline void must(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

/// What could be read can be written, in both encodings, and is then read as the same.
template <class Message, class Decode>
void comes_back(const Message& message, Decode decode) {
  for (const auto encoding : {wire::Encoding::kCapnp, wire::Encoding::kJson}) {
    const wire::Frame frame = wire::encode(message, encoding);
    const auto again = decode(frame);
    if (!again) std::fprintf(stderr, "it was refused: %s\n", again.refusal().sentence.c_str());
    must(static_cast<bool>(again), "what was read can be read again");
    must(wire::encode(*again, encoding) == frame, "and means the same");
  }
}

/// A refusal is one that a person can act on.
inline void is_clear(const vocabulary::Refusal& refusal) {
  must(refusal.code != vocabulary::RefusalCode::kUnspecified, "a refusal has a code");
  must(!refusal.sentence.empty(), "a refusal has a sentence");
}

}  // namespace corelogic::fuzz
