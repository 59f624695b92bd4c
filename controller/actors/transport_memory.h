// transport_memory.h: where the transport was, so that a new engine goes on from there.
// It remembers; it orders nothing.  Side: control, EngineActor.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "controller/actors/actor.h"
#include "schema/messages/engine.h"

namespace corelogic::actors {

class TransportMemory {
 public:
  /// What a client wants.
  void order(const messages::TransportOrder&, Clock::time_point now);
  /// What the engine says of itself.
  void see(const messages::EngineStatus&, Clock::time_point now);
  /// The orders that bring a new engine to where it should be now; none if nothing is known.
  [[nodiscard]] std::vector<messages::TransportOrder> restore(Clock::time_point now) const;

 private:
  [[nodiscard]] std::int64_t position_at(Clock::time_point now) const;

  bool known_ = false;
  bool rolling_ = false;
  std::int64_t position_ = 0;
  std::uint32_t rate_ = 48000;
  Clock::time_point seen_{};
};

}  // namespace corelogic::actors
