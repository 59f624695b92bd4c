// time_trouble.h: what took too long in the last seconds, in words for the status: branches that were muted,
// and periods that were overrun. It looks at no clock itself, and keeps no more than a few.  Side: control.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace corelogic::control {

class TimeTrouble {
 public:
  using Clock = std::chrono::steady_clock;
  /// Long enough to be read, and gone when it is well again.
  static constexpr std::chrono::seconds kSaidFor{10};
  static constexpr std::size_t kMost = 8;

  /// A branch was given up, where it was at work for `node`; empty: for none alone.
  void late(const std::string& node, Clock::time_point now);
  /// A period took `share` of its time, mostly because of `node`; empty: none stands out.
  void overran(const std::string& node, float share, Clock::time_point now);
  /// What has happened again and again is said once, until kSaidFor after the last time.
  [[nodiscard]] std::vector<std::string> present(Clock::time_point now) const;

 private:
  enum class Kind : std::uint8_t { kLate, kOverran };
  struct Entry {
    Kind kind = Kind::kLate;
    std::string node;
    std::uint64_t count = 0;
    float most = 0.0F;  ///< share of the period
    Clock::time_point last{};
  };

  Entry& entry(Kind kind, const std::string& node, Clock::time_point now);
  static std::string words(const Entry& entry);

  std::vector<Entry> entries_;  ///< the one that happened last stands last
};

}  // namespace corelogic::control
