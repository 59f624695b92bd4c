// result.h: a value or a Refusal. The control side returns it instead of throwing; the audio side has states.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace corelogic::vocabulary {

/// Why something was refused. The names are part of the protocol: never renumber, only append.
enum class RefusalCode : unsigned short {
  kUnspecified = 0,
  kInvalid = 1,      ///< the message cannot mean anything: a value out of range, a field missing, not parseable
  kUnknownId = 2,    ///< no such track, insert, send, connection, parameter, effect: never, or not any more
  kConflict = 3,     ///< the expected revision or epoch is not the present one
  kCycle = 4,        ///< the connection would close a cycle; the sentence names it
  kDuplicate = 5,    ///< the name or the connection exists already
  kBusy = 6,         ///< too many requests of this client are waiting; try again later
  kDenied = 7,       ///< this client may not
  kNothingToUndo = 8,
  kStorage = 9,      ///< disk full, not writable, or the store is suspect; nothing was applied
  kNotFound = 10,    ///< no such project, file
  kUnsupported = 11, ///< from a newer version; left untouched
  kInternal = 12,    ///< a fault of ours; nothing was applied
};

/// A refusal a person can act on: what was wrong and what would be right.
struct Refusal {
  RefusalCode code = RefusalCode::kUnspecified;
  std::string subject;   ///< what it is about: "track 7", "setVolume.volume"
  std::string sentence;  ///< one sentence: what was wrong, what would be right
};

/// `T` or the reason why not. Check with `if (result)`; `*result` requires success.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}       // NOLINT: meant to convert
  Result(Refusal refusal) : state_(std::in_place_index<1>, std::move(refusal)) {}  // NOLINT

  [[nodiscard]] explicit operator bool() const { return state_.index() == 0; }
  [[nodiscard]] T& operator*() & { return std::get<0>(state_); }
  [[nodiscard]] const T& operator*() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& operator*() && { return std::get<0>(std::move(state_)); }
  [[nodiscard]] T* operator->() { return &std::get<0>(state_); }
  [[nodiscard]] const T* operator->() const { return &std::get<0>(state_); }
  /// Requires: !*this.
  [[nodiscard]] const Refusal& refusal() const { return std::get<1>(state_); }

 private:
  std::variant<T, Refusal> state_;
};

/// Success without a value, or the reason why not.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Refusal refusal) : refusal_(std::move(refusal)) {}  // NOLINT: meant to convert
  [[nodiscard]] explicit operator bool() const { return !refusal_; }
  /// Requires: !*this.
  [[nodiscard]] const Refusal& refusal() const { return *refusal_; }

 private:
  std::optional<Refusal> refusal_;
};

}  // namespace corelogic::vocabulary
