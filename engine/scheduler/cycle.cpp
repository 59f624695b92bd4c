// cycle.cpp: the callback, step by step, in one place.  Side: audio.
#include "engine/scheduler/cycle.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <limits>
#include <utility>

#include "engine/scheduler/spin.h"

namespace corelogic::scheduler {

using doors::RtCommand;
using doors::RtEvent;

Cycle::Cycle(doors::Rings& rings, const CycleSettings& settings)
    : rings_(rings),
      settings_(settings),
      load_(TickClock::per_second() / settings.sample_rate),
      workers_({.threads = settings.threads,
                .sample_rate = settings.sample_rate,
                .priority = settings.worker_priority,
                .worth_waking_seconds = settings.worth_waking_seconds}),
      ticks_per_frame_(TickClock::per_second() / settings.sample_rate),
      silence_(std::make_unique<float[]>(dsp::kMaxFrames)),
      bin_(std::make_unique<float[]>(dsp::kMaxFrames)) {}

Cycle::~Cycle() = default;

void Cycle::run(const DeviceBuffers& device) noexcept CL_REALTIME {
  assert_side(ThreadRole::kAudio);
  report_.freewheels.store(device.freewheels, std::memory_order_relaxed);
  report_.begun.fetch_add(1, std::memory_order_relaxed);
  hurried_ = settings_.late_share > 0.0F && !device.freewheels;
  begun_ = rendered_ = load_.begin();
  rendering_ = 0;
  suspect_ = {};
  // Who came too late while a clock still drove us is waited for now: nothing of a bounce may be missing.
  while (device.freewheels && workers_.late() > 0 && !workers_.quiet()) spin_once();
  if (rings_.commands.readable() > 0 && may_change(device.frames)) {
    drain(device.frames);
    rendered_ = TickClock::now();  // what commands cost is not the first node's
  }
  for (std::uint32_t offset = 0; offset < device.frames; offset += dsp::kMaxFrames)
    render_part(device, offset, std::min(dsp::kMaxFrames, device.frames - offset));
  if (workers_.late() == 0) {  // else a worker may still be at what these three change
    settle(device.frames);
    hold(device.frames);
    read_meters(device.frames);
  }
  rings_.clock.advance(device.frames);
  const float share = load_.end(device.frames);
  if (share > 1.0F && !device.freewheels) report_overrun(share, device.frames);
  report_.position.store(transport_.view().position, std::memory_order_relaxed);
  report_.rolling.store(transport_.view().rolling, std::memory_order_relaxed);
  report_.load.store(load_.smoothed(), std::memory_order_relaxed);
  if (share > report_.worst_load.load(std::memory_order_relaxed))
    report_.worst_load.store(share, std::memory_order_relaxed);
  late_frames_ = workers_.late() == 0 ? 0 : late_frames_ + device.frames;
  if (late_frames_ < kLongestLateness * settings_.sample_rate)
    report_.cycles.store(report_.begun.load(std::memory_order_relaxed), std::memory_order_release);
}

/// A worker that has just done its part leaves within a microsecond, unless the system has put it aside.
bool Cycle::may_change(std::uint32_t frames) noexcept CL_REALTIME {
  constexpr double kMostShare = 0.05;  // of the period; commands can wait for the next one
  while (!workers_.quiet()) {
    if (hurried_ && load_.spent(frames) > kMostShare) return false;
    spin_once();
  }
  return true;
}

void Cycle::drain(std::uint32_t frames) noexcept CL_REALTIME {
  constexpr double kMostShare = 0.1;          // of the period
  constexpr std::uint32_t kLookAtClock = 16;  // commands between two looks
  RtCommand command;
  for (std::uint32_t done = 0; done < kMostCommands; ++done) {
    if (done % kLookAtClock == kLookAtClock - 1 && load_.spent(frames) > kMostShare) return;
    if (!rings_.commands.pop(command)) return;
    apply(command);
  }
}

void Cycle::apply(const RtCommand& command) noexcept CL_REALTIME {
  switch (command.kind) {
    case RtCommand::Kind::kInstallPlan:
      return install(command.plan);
    case RtCommand::Kind::kSetValue:
      return apply(command.value);
    case RtCommand::Kind::kSetBatch:
      for (const doors::RtValue& value : command.batch->values) apply(value);
      rings_.retired.push({.plan = nullptr, .batch = command.batch});
      return;
    case RtCommand::Kind::kPlay:
      return transport_.play();
    case RtCommand::Kind::kStop:
      return transport_.stop();
    case RtCommand::Kind::kLocate:
      return transport_.locate(command.frame);
    case RtCommand::Kind::kTempo:
      return transport_.set_tempo(command.tempo_bpm);
  }
}

void Cycle::apply(const doors::RtValue& value) noexcept CL_REALTIME {
  if (value.effect != nullptr) {
    value.effect->set_parameter(static_cast<std::uint16_t>(value.index), value.value);
  } else if (plan_ != nullptr) {
    graph::set_gain(*plan_, value.index, value.value);
  }
}

void Cycle::install(graph::RenderPlan* next) noexcept CL_REALTIME {
  using Clock = std::chrono::steady_clock;  // clock_gettime by vDSO: no system call
  const Clock::time_point begun = Clock::now();
  graph::install(*next, unread_frames_);
  if (plan_ != nullptr) rings_.retired.push({.plan = plan_, .batch = nullptr});
  plan_ = next;
  workers_.forget(*next);
  cost_countdown_ = static_cast<std::uint32_t>(settings_.sample_rate);
  lent_.plan = nullptr;  // another plan may come to lie at the same address
  // The cross-fade of a plan that did not come to its own begins with the one of the next.
  hold_left_ = next->hold_frames;
  if (hold_left_ == 0) graph::begin_fades(*next);
  settle_left_ = next->settle_frames;
  settling_ = true;
  report_.installed_epoch.store(next->revision.epoch, std::memory_order_relaxed);
  report_.installed_revision.store(next->revision.number, std::memory_order_release);
  const auto nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begun).count();
  tell({.kind = RtEvent::Kind::kPlanInstalled,
        .nanos = static_cast<std::uint32_t>(nanos),
        .plan = next,
        .reading = nullptr});
}

void Cycle::lend_inputs(const DeviceBuffers& device, std::uint32_t offset) noexcept CL_REALTIME {
  const std::uint32_t count = device.input_count;
  if (lent_.same(plan_, device.inputs, count, offset)) return;
  const float* const silence = silence_.get();
  for (const graph::DeviceInput& input : plan_->device_inputs) {
    const float* channel = input.channel < count ? device.inputs[input.channel] : nullptr;
    *input.slot = channel == nullptr ? silence : channel + offset;
  }
}

bool Cycle::Lent::same(const graph::RenderPlan* now, const float* const* inputs, std::uint32_t channels,
                       std::uint32_t at) noexcept CL_REALTIME {
  const std::size_t bytes = std::min(channels, kMostLent) * sizeof(const float*);
  if (plan == now && count == channels && offset == at && channels <= kMostLent &&
      (bytes == 0 || std::memcmp(pointers, inputs, bytes) == 0))
    return true;
  plan = now;
  count = channels;
  offset = at;
  if (bytes > 0) std::memcpy(pointers, inputs, bytes);
  return false;
}

void Cycle::render_part(const DeviceBuffers& device, std::uint32_t offset,
                        std::uint32_t frames) noexcept CL_REALTIME {
  std::uint32_t written = 0;
  if (plan_ != nullptr) {
    lend_inputs(device, offset);
    graph::check_inputs(*plan_, frames);
    written = plan_->device_output_channels;
    for (std::uint32_t channel = 0; channel < written; ++channel) {
      float* lent = channel < device.output_count ? device.outputs[channel] : nullptr;
      plan_->device_outputs[channel] = lent == nullptr ? bin_.get() : lent + offset;
    }
    render_plan(device, offset, frames);
  }
  for (std::uint32_t channel = written; channel < device.output_count; ++channel)
    if (device.outputs[channel] != nullptr) std::fill_n(device.outputs[channel] + offset, frames, 0.0F);
  transport_.advance(frames);
}

void Cycle::render_plan(const DeviceBuffers& device, std::uint32_t offset,
                        std::uint32_t frames) noexcept CL_REALTIME {
  Patience patience;
  if (hurried_) {
    patience.deadline = begun_ + ticks(settings_.late_share * static_cast<float>(offset + frames));
    patience.grace = ticks(static_cast<float>(device.frames) / 16.0F);
  }
  const std::uint64_t before = rendered_;
  rendered_ = workers_.run(*plan_, graph::CycleContext(frames, transport_.view()), patience, before);
  rendering_ += rendered_ - before;
  if (rendered_ - before > ticks(static_cast<float>(frames)))
    suspect(static_cast<float>(frames) / static_cast<float>(device.frames));
  if (workers_.late() > 0) report_late();
}

/// Each counts as often as it is mute, and is named once.
void Cycle::report_late() noexcept CL_REALTIME {
  report_.late_branches.fetch_add(workers_.late(), std::memory_order_relaxed);
  for (std::uint32_t i = 0; i < workers_.late(); ++i)
    if (workers_.late_anew(i))
      tell({.kind = RtEvent::Kind::kLateBranch,
            .plan = plan_,
            .node = graph::owner_of(plan_->tasks, workers_.late_segment(i))});
}

/// A rendering was too long: because of the segment that went most beyond what it costs as a rule; of a late
/// one, if there is: it has made the others wait, and its cost is not known yet.
void Cycle::suspect(float share_of_period) noexcept CL_REALTIME {
  const bool late = workers_.late() > 0;
  graph::Excess excess = late ? graph::Excess{workers_.late_segment(0), std::numeric_limits<float>::max()}
                              : graph::most_beyond_its_mean(plan_->tasks);
  if (!late) excess.share *= share_of_period;
  if (excess.share > suspect_.share) suspect_ = excess;
}

/// Blames nobody where the renderings had time enough (commands took it, or a device that lends late), nor
/// where the worst of the segments explains less than half of what was too much: then all are dear.
void Cycle::report_overrun(float share, std::uint32_t frames) noexcept CL_REALTIME {
  report_.overruns.fetch_add(1, std::memory_order_relaxed);
  if (plan_ == nullptr) return;
  const bool explained =
      rendering_ > ticks(static_cast<float>(frames)) && suspect_.share >= (share - 1.0F) * 0.5F;
  const auto node = explained ? graph::owner_of(plan_->tasks, suspect_.segment) : vocabulary::NodeId{};
  report_.guilty_node.store(node.value, std::memory_order_relaxed);
  tell({.kind = RtEvent::Kind::kOverran, .plan = plan_, .node = node, .share = share});
}

void Cycle::hold(std::uint32_t frames) noexcept CL_REALTIME {
  if (hold_left_ == 0 || plan_ == nullptr) return;
  hold_left_ -= std::min(hold_left_, frames);
  if (hold_left_ == 0) graph::begin_fades(*plan_);
}

void Cycle::settle(std::uint32_t frames) noexcept CL_REALTIME {
  if (!settling_ || hold_left_ > 0) return;
  settle_left_ -= std::min(settle_left_, frames);
  if (settle_left_ > 0) return;
  // Tried again in the next period if the ring is full: the keeper waits for it.
  settling_ = !rings_.events.push(
      {.kind = RtEvent::Kind::kPlanSettled, .nanos = 0, .plan = plan_, .reading = nullptr});
}

void Cycle::read_meters(std::uint32_t frames) noexcept CL_REALTIME {
  unread_frames_ += frames;
  // What a period is late is taken off the next: else 480 frames would make 25 readings a second of 30.
  const auto interval = static_cast<std::int64_t>(settings_.sample_rate / settings_.meter_hz);
  meter_due_ = std::max(meter_due_ - std::int64_t{frames}, -interval);
  cost_countdown_ -= std::min(cost_countdown_, frames);
  if (meter_due_ > 0 || plan_ == nullptr) return;
  graph::MeterReading* reading = nullptr;
  if (rings_.events.writable() == 0 || !rings_.readings.pop(reading)) return;
  const bool current = reading->plan == plan_;  // else lent for a plan that is gone or not here yet
  if (current) graph::read_meters(*plan_, *reading, std::exchange(unread_frames_, 0));
  reading->cost_renderings = 0;
  if (current && cost_countdown_ == 0) {
    graph::read_costs(*plan_, *reading);
    cost_countdown_ = static_cast<std::uint32_t>(settings_.sample_rate);
  }
  tell({.kind = RtEvent::Kind::kMetersRead,
        .nanos = 0,
        .plan = current ? plan_ : nullptr,
        .reading = reading});
  if (current) meter_due_ += interval;
}

void Cycle::tell(const RtEvent& event) noexcept CL_REALTIME {
  if (!rings_.events.push(event)) report_.dropped_events.fetch_add(1, std::memory_order_relaxed);
}

void Cycle::release() noexcept {
  workers_.wait_until_quiet();
  RtCommand command;
  while (rings_.commands.pop(command)) {
    if (command.kind == RtCommand::Kind::kInstallPlan)
      rings_.retired.push({.plan = command.plan, .batch = nullptr});
    if (command.kind == RtCommand::Kind::kSetBatch)
      rings_.retired.push({.plan = nullptr, .batch = command.batch});
  }
  if (plan_ != nullptr) rings_.retired.push({.plan = plan_, .batch = nullptr});
  plan_ = nullptr;
}

}  // namespace corelogic::scheduler
