// reading.h: what a decoder carries along while it walks a message: where it is, how much is left, what was
// wrong. The first refusal stays and later ones are ignored, so readers go on with defaults instead of
// throwing. It knows no schema.  Side: control; one object a frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/vocabulary/result.h"

namespace corelogic::wire {

class Reading {
 public:
  /// `bytes` is what the frame holds: everything read out of it together may not be more. Two pointers to one
  /// list would multiply a small frame into much memory.
  explicit Reading(std::uint64_t bytes) : bytes_left_(bytes) { places_.reserve(16); }

  [[nodiscard]] bool refused() const { return refusal_.has_value(); }
  [[nodiscard]] std::optional<vocabulary::Refusal> take_refusal() { return std::move(refusal_); }

  /// `field` may be empty: then it is about the present place.
  void refuse(std::string_view field, const std::string& sentence,
              vocabulary::RefusalCode code = vocabulary::RefusalCode::kInvalid);
  /// For the default branch of each union and for arm 0.
  void refuse_arm(std::string_view type);

  /// Text without NUL and in UTF-8.
  [[nodiscard]] std::string text(std::string_view field, std::string_view raw);
  /// A number; infinities pass, NaN does not.
  [[nodiscard]] double number(std::string_view field, double value);
  [[nodiscard]] float number(std::string_view field, float value);
  /// Before a list is read. Returns false, and refuses, if it has more than `most` or the frame cannot hold
  /// them.
  [[nodiscard]] bool take(std::string_view field, std::size_t count, std::size_t most,
                          std::size_t bytes_each);

  /// Where the walk is, for people: "setVolume", "batch.commands[3].addInsert". The outer "command" is left
  /// out.
  [[nodiscard]] std::string path(std::string_view field = {}) const;

  /// While it lives, the walk is one level deeper. `name` must outlive it.
  class Step {
   public:
    Step(Reading& reading, std::string_view name, std::int64_t index = -1) : reading_(reading) {
      reading_.places_.push_back({name, index});
    }
    ~Step() { reading_.places_.pop_back(); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Reading& reading_;
  };

 private:
  struct Place {
    std::string_view name;
    std::int64_t index;
  };

  std::uint64_t bytes_left_;
  std::vector<Place> places_;
  std::optional<vocabulary::Refusal> refusal_;
};

}  // namespace corelogic::wire
