// key.h: what makes a thing the same thing in two plans, as 128 bits.
// Two keys of different content agree with a chance of 2^-128 a pair: taken as never.  Side: control.
#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>

namespace corelogic::building {

struct Key {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const Key&) const = default;
};

/// Two independent chains of SplitMix64's finalizer (Steele, Lea, Flood, OOPSLA 2014) over the words added.
class KeyMaker {
 public:
  KeyMaker() = default;
  explicit KeyMaker(const Key& begun) : key_(begun) {}

  KeyMaker& add(std::uint64_t word) {
    key_.high = finish((key_.high ^ word) + 0x9e3779b97f4a7c15ULL);
    key_.low = finish((key_.low + word) ^ 0xd1b54a32d192ed03ULL);
    return *this;
  }
  KeyMaker& add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      word = (word << 8) | static_cast<unsigned char>(text[i]);
      if (i % 8 == 7) add(std::exchange(word, 0));
    }
    return add(word);
  }
  KeyMaker& add(const Key& key) { return add(key.high).add(key.low); }
  [[nodiscard]] Key key() const { return key_; }

 private:
  static std::uint64_t finish(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  Key key_{0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL};
};

}  // namespace corelogic::building

template <>
struct std::hash<corelogic::building::Key> {
  std::size_t operator()(const corelogic::building::Key& key) const noexcept {
    return static_cast<std::size_t>(key.low);
  }
};
