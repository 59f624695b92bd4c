// far_side.h: what the audio thread has in its hands, and the queue to it: plans, batches, meter readings.
// It keeps the counts that make the retire ring safe, and frees what came home.  It builds nothing.  Side:
// control.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "engine/building/meter_reader.h"
#include "engine/building/plan_builder.h"
#include "engine/doors/rings.h"

namespace corelogic::building {

/// A plan from the moment it is sent until it is freed.
struct Flight {
  std::unique_ptr<graph::RenderPlan> plan;
  std::uint64_t generation = 0;
  std::uint32_t build_micros = 0;
  bool reports = false;  ///< PlanInstalled is said of it
  bool heard = false;
  bool settled = false;
  bool retired = false;
  bool plays = false;    ///< known from the one before it having come home
  bool overdue = false;  ///< so for a whole turn, and no event said it
  LoudnessMeters loudness;
  std::vector<Watched> spectra;
  std::array<graph::MeterReading, 2> readings;
  std::array<bool, 2> lent{};
};

class FarSide {
 public:
  explicit FarSide(doors::Rings& rings) : rings_(rings) {}

  /// Sent now or, when the ring or the far side is full, as soon as there is room; order is kept.
  void send(const doors::RtCommand& command) {
    outbox_.push_back(command);
    flush();
  }
  /// One value alone, several at one block edge.
  void send(std::vector<doors::RtValue> values);
  /// All that was sent has left for the audio thread.
  [[nodiscard]] bool all_sent() const { return outbox_.empty(); }
  [[nodiscard]] std::int64_t now() const { return rings_.clock.now(); }
  Flight& send_plan(Flight flight);
  void flush();

  /// Takes back what came home and frees it.  Returns: generation of the oldest plan alive.
  std::uint64_t take_home(std::uint64_t newest_generation);
  bool next_event(doors::RtEvent& event) { return rings_.events.pop(event); }
  /// Lends the empty readings of the plan that plays.
  void lend_readings();
  /// Counts what full meters and spectra have heard; they lose sound if that is not done twice a second.
  void feed_meters();
  /// Integrated loudness and range begin anew.
  void reset_loudness();
  /// A reading came home.
  void take_reading(graph::MeterReading* reading);

  [[nodiscard]] Flight* find(const graph::RenderPlan* plan);
  /// The plan sent last; null before the first.
  [[nodiscard]] Flight* newest() { return flights_.empty() ? nullptr : flights_.back().get(); }
  [[nodiscard]] std::deque<std::unique_ptr<Flight>>& flights() { return flights_; }
  /// Nothing is on its way there or back.
  [[nodiscard]] bool idle() const {
    return outbox_.empty() && batches_.empty() &&
           (flights_.empty() || (flights_.size() == 1 && flights_[0]->heard));
  }

 private:
  void retire(const graph::RenderPlan* plan);
  [[nodiscard]] static bool is_lent(const doors::RtCommand& command);

  doors::Rings& rings_;
  std::deque<doors::RtCommand> outbox_;
  std::deque<std::unique_ptr<Flight>> flights_;
  std::unordered_map<doors::RtBatch*, std::unique_ptr<doors::RtBatch>> batches_;
  std::size_t beyond_ = 0;  ///< pointers sent and not yet home
};

}  // namespace corelogic::building
