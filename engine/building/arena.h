// arena.h: memory for things the audio thread walks through: close together, at addresses that never change.
// Side: control; what is given out may be used by the audio thread.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

#include "engine/dsp/lanes.h"

namespace corelogic::building {

/// Many of one kind, given and taken back one by one.
template <class T>
class Arena {
 public:
  /// After so many in a row one is left out. A core that has seen some at even distances fetches the next; it
  /// would take from another thread, in every period, the first one of the next partial sum (sink_writer).
  static constexpr std::size_t kRun = 4;

  /// A fresh T, touched.
  T* take() {
    if (free_.empty()) grow();
    T* item = free_.back();
    free_.pop_back();
    *item = T{};
    ++taken_;
    return item;
  }
  void give(T* item) noexcept {
    free_.push_back(item);  // has room: grow() reserved for all
    --taken_;
  }
  [[nodiscard]] std::size_t taken() const { return taken_; }

 private:
  static constexpr std::size_t kChunk = 256;

  void grow() {
    free_.reserve((chunks_.size() + 1) * kChunk);
    chunks_.push_back(std::make_unique<T[]>(kChunk + kChunk / kRun));
    for (std::size_t i = kChunk; i-- > 0;) free_.push_back(&chunks_.back()[i + i / kRun]);
  }

  std::vector<std::unique_ptr<T[]>> chunks_;
  std::vector<T*> free_;
  std::size_t taken_ = 0;
};

/// All of one plan's small things, one behind the other, given back as a whole.
class PlanMemory {
 public:
  PlanMemory() = default;
  PlanMemory(const PlanMemory&) = delete;
  PlanMemory& operator=(const PlanMemory&) = delete;

  /// `count` zeroed or default T, aligned for T; for floats and lane frames at least 64 bytes.
  template <class T>
  T* make(std::size_t count = 1) {
    static_assert(std::is_trivially_destructible_v<T>);
    T* items = reinterpret_cast<T*>(reserve(count * sizeof(T), kAligned<T>));
    if constexpr (std::is_array_v<T> || std::is_arithmetic_v<T> || std::is_pointer_v<T>) {
      std::memset(static_cast<void*>(items), 0, count * sizeof(T));
    } else {
      for (std::size_t i = 0; i < count; ++i) new (items + i) T{};
    }
    return items;
  }
  [[nodiscard]] std::size_t bytes() const { return chunks_.size() * kChunkBytes + large_bytes_; }

 private:
  static constexpr std::size_t kChunkBytes = std::size_t{1} << 18;
  template <class T>
  static constexpr std::size_t kAligned = (std::is_array_v<T> || std::is_arithmetic_v<T>) ? dsp::kAlignment
                                                                                          : alignof(T);

  struct Release {
    void operator()(std::byte* memory) const noexcept {
      ::operator delete[](memory, std::align_val_t{dsp::kAlignment});
    }
  };
  using Chunk = std::unique_ptr<std::byte[], Release>;
  static Chunk allocate(std::size_t bytes) {
    return Chunk(static_cast<std::byte*>(::operator new[](bytes, std::align_val_t{dsp::kAlignment})));
  }

  std::byte* reserve(std::size_t bytes, std::size_t alignment) {
    if (bytes > kChunkBytes / 4) {
      large_.push_back(allocate(bytes));
      large_bytes_ += bytes;
      return large_.back().get();
    }
    used_ = (used_ + alignment - 1) / alignment * alignment;
    if (chunks_.empty() || used_ + bytes > kChunkBytes) {
      chunks_.push_back(allocate(kChunkBytes));
      used_ = 0;
    }
    std::byte* place = chunks_.back().get() + used_;
    used_ += bytes;
    return place;
  }

  std::vector<Chunk> chunks_;
  std::vector<Chunk> large_;
  std::size_t large_bytes_ = 0;
  std::size_t used_ = 0;
};

}  // namespace corelogic::building
