// far_side.cpp: sending, lending, taking home.  Side: control.
#include "engine/building/far_side.h"

#include <algorithm>

namespace corelogic::building {

using doors::RtBatch;
using doors::RtCommand;

bool FarSide::is_lent(const RtCommand& command) {
  return command.kind == RtCommand::Kind::kInstallPlan || command.kind == RtCommand::Kind::kSetBatch;
}

void FarSide::send(std::vector<doors::RtValue> values) {
  if (values.empty()) return;
  if (values.size() == 1) return send(RtCommand::set(values.front()));
  auto batch = std::make_unique<RtBatch>();
  batch->values = std::move(values);
  RtBatch* pointer = batch.get();
  batches_.emplace(pointer, std::move(batch));
  send(RtCommand::set(pointer));
}

Flight& FarSide::send_plan(Flight flight) {
  flights_.push_back(std::make_unique<Flight>(std::move(flight)));
  Flight& sent = *flights_.back();
  for (auto& reading : sent.readings) reading = graph::make_reading(*sent.plan);
  send(RtCommand::install(sent.plan.get()));
  return sent;
}

void FarSide::flush() {
  while (!outbox_.empty()) {
    const bool lent = is_lent(outbox_.front());
    if (lent && beyond_ >= doors::kRetireCapacity) return;
    if (!rings_.commands.push(outbox_.front())) return;
    beyond_ += lent ? 1 : 0;
    outbox_.pop_front();
  }
}

void FarSide::retire(const graph::RenderPlan* plan) {
  for (std::size_t i = 0; i < flights_.size(); ++i) {
    if (flights_[i]->plan.get() != plan) continue;
    flights_[i]->retired = true;
    if (i + 1 < flights_.size()) flights_[i + 1]->plays = true;
  }
}

std::uint64_t FarSide::take_home(std::uint64_t newest_generation) {
  doors::Retired item;
  while (rings_.retired.pop(item)) {
    --beyond_;
    if (item.batch != nullptr) batches_.erase(item.batch);
    if (item.plan != nullptr) retire(item.plan);
  }
  std::erase_if(flights_,
                [](const auto& flight) { return flight->retired && !flight->lent[0] && !flight->lent[1]; });
  std::uint64_t oldest = newest_generation;
  for (const auto& flight : flights_) oldest = std::min(oldest, flight->generation);
  return oldest;
}

void FarSide::lend_readings() {
  Flight* flight = newest();
  if (flight == nullptr || !flight->heard) return;
  for (std::size_t i = 0; i < flight->readings.size(); ++i)
    if (!flight->lent[i]) flight->lent[i] = rings_.readings.push(&flight->readings[i]);
}

void FarSide::feed_meters() {
  for (const auto& flight : flights_) {
    for (const auto& meter : flight->loudness) meter->feed();
    for (const Watched& watched : flight->spectra) watched.meter->feed();
  }
}

void FarSide::reset_loudness() {
  for (const auto& flight : flights_)
    for (const auto& meter : flight->loudness) meter->reset();
}

void FarSide::take_reading(graph::MeterReading* reading) {
  for (const auto& flight : flights_)
    for (std::size_t i = 0; i < flight->readings.size(); ++i)
      if (&flight->readings[i] == reading) flight->lent[i] = false;
}

Flight* FarSide::find(const graph::RenderPlan* plan) {
  const auto found =
      std::ranges::find_if(flights_, [&](const auto& flight) { return flight->plan.get() == plan; });
  return found == flights_.end() ? nullptr : found->get();
}

}  // namespace corelogic::building
