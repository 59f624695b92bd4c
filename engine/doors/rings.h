// rings.h: the only ways through the wall. One writer, one reader each; neither ever waits.
// command_ring full: the control thread keeps the command and tries again; nothing is dropped.
// event_ring full:   the audio thread drops the event and counts it; kPlanInstalled and kPlanSettled are also
// to be
//                    read from CycleReport, so nothing depends on an event alone.
// retire_ring full:  cannot be: the control thread lets at most kRetireCapacity pointers be on the far side.
#pragma once

#include <atomic>
#include <boost/lockfree/spsc_queue.hpp>
#include <cstddef>
#include <cstdint>

#include "engine/doors/rt_command.h"
#include "engine/doors/rt_event.h"

namespace corelogic::doors {

inline constexpr std::size_t kCommandCapacity = 4096;
inline constexpr std::size_t kEventCapacity = 1024;
inline constexpr std::size_t kRetireCapacity = 1024;

template <class T, std::size_t kCapacity>
class Ring {
 public:
  /// Writes every place once: a page met for the first time would be a fault in the cycle.  Side: control.
  Ring() noexcept {
    while (queue_.push(T{})) {
    }
    queue_.reset();
  }
  /// Side: the one writer.  Returns false when full.
  bool push(const T& item) noexcept { return queue_.push(item); }
  /// Side: the one reader.  Returns false when empty.
  bool pop(T& item) noexcept { return queue_.pop(item); }
  /// Side: the one reader.
  [[nodiscard]] std::size_t readable() const noexcept { return queue_.read_available(); }
  /// Side: the one writer.
  [[nodiscard]] std::size_t writable() const noexcept { return queue_.write_available(); }

 private:
  boost::lockfree::spsc_queue<T, boost::lockfree::capacity<kCapacity>> queue_;
};

/// control -> audio.
using CommandRing = Ring<RtCommand, kCommandCapacity>;
/// audio -> control.
using EventRing = Ring<RtEvent, kEventCapacity>;
/// audio -> control: what the audio thread has finished with.
using RetireRing = Ring<Retired, kRetireCapacity>;
/// control -> audio: empty meter readings for the present plan.
using MeterRing = Ring<graph::MeterReading*, 4>;

/// How far the sound is, in frames rendered since the start: the clock of whatever is to move with it.
struct RenderClock {
  std::atomic<std::int64_t> frames{0};
  /// Side: audio, at the end of a callback.
  void advance(std::uint32_t rendered) noexcept {
    frames.store(frames.load(std::memory_order_relaxed) + rendered, std::memory_order_relaxed);
  }
  /// Side: control.
  [[nodiscard]] std::int64_t now() const noexcept { return frames.load(std::memory_order_relaxed); }
};

struct Rings {
  CommandRing commands;
  EventRing events;
  RetireRing retired;
  MeterRing readings;
  RenderClock clock;
};

}  // namespace corelogic::doors
