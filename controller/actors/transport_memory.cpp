// transport_memory.cpp: position + elapsed time while rolling.  Side: control, EngineActor.
#include "controller/actors/transport_memory.h"

#include "controller/actors/mail.h"

namespace corelogic::actors {

std::int64_t TransportMemory::position_at(Clock::time_point now) const {
  if (!rolling_) return position_;
  const std::chrono::duration<double> elapsed = now - seen_;
  return position_ + static_cast<std::int64_t>(elapsed.count() * rate_);
}

void TransportMemory::order(const messages::TransportOrder& order, Clock::time_point now) {
  position_ = position_at(now);
  seen_ = now;
  known_ = true;
  std::visit(Overloaded{[this](const messages::TransportPlay&) { rolling_ = true; },
                        [this](const messages::TransportStop&) { rolling_ = false; },
                        [this](const messages::TransportLocate& locate) { position_ = locate.frame; },
                        [](const messages::TransportTempo&) {}},  // the graph's: every snapshot says it
             order);
}

void TransportMemory::see(const messages::EngineStatus& status, Clock::time_point now) {
  known_ = true;
  rolling_ = status.rolling;
  position_ = status.position;
  if (status.sample_rate != 0) rate_ = status.sample_rate;
  seen_ = now;
}

std::vector<messages::TransportOrder> TransportMemory::restore(Clock::time_point now) const {
  if (!known_) return {};
  std::vector<messages::TransportOrder> orders{messages::TransportLocate{position_at(now)}};
  if (rolling_) orders.push_back(messages::TransportPlay{});
  return orders;
}

}  // namespace corelogic::actors
