// timer_device.cpp: one thread that sleeps to the next period by CLOCK_MONOTONIC.
#include "engine/hardware/timer_device.h"

#include <sys/prctl.h>
#include <time.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

#include "engine/hardware/audio_thread.h"
#include "engine/hardware/out_fade.h"

namespace corelogic::hardware {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;  // ns

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kSecond + now.tv_nsec;
}

void sleep_until(std::int64_t ns) {
  const timespec until{ns / kSecond, ns % kSecond};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) == EINTR) {
  }
}

}  // namespace

struct TimerDevice::Clockwork {
  DeviceFacts facts;
  TimerSettings settings;
  Tap tap;
  std::vector<float> silence;
  std::vector<float> sound;
  std::vector<const float*> inputs;
  std::vector<float*> outputs;
  OutFade fade;
  std::atomic<std::uint64_t> xruns{0};
  std::atomic<bool> leaving{false};
  std::thread thread;

  void make_buffers();
  void play_period(scheduler::Cycle& cycle);
  void run(scheduler::Cycle& cycle);
};

void TimerDevice::Clockwork::make_buffers() {
  silence.assign(settings.block_frames, 0.0F);
  sound.assign(std::size_t{settings.block_frames} * settings.outputs, 0.0F);
  inputs.assign(settings.inputs, silence.data());
  for (std::uint32_t c = 0; c < settings.outputs; ++c) {
    outputs.push_back(sound.data() + std::size_t{c} * settings.block_frames);
  }
}

void TimerDevice::Clockwork::play_period(scheduler::Cycle& cycle) {
  {
    const RealtimeScope scope;
    cycle.run({inputs.data(), outputs.data(), settings.inputs, settings.outputs, settings.block_frames});
    fade.apply(outputs.data(), settings.outputs, settings.block_frames);
  }
  if (tap) tap(outputs.data(), settings.outputs, settings.block_frames);
}

void TimerDevice::Clockwork::run(scheduler::Cycle& cycle) {
  become_audio_thread();
  prctl(PR_SET_TIMERSLACK, 1UL);  // without realtime priority the kernel would add 50 µs to each sleep
  if (settings.priority > 0) take_realtime_priority(settings.priority);
  std::int64_t begun = now_ns();
  std::int64_t frames = 0;  // played since `begun`
  while (!leaving.load(std::memory_order_relaxed)) {
    play_period(cycle);
    frames += settings.block_frames;
    if (frames >=
        std::int64_t{
            settings.sample_rate}) {  // whole seconds are moved over: nothing overflows, nothing drifts
      frames -= settings.sample_rate;
      begun += kSecond;
    }
    const std::int64_t due = begun + frames * kSecond / settings.sample_rate;
    const std::int64_t period = std::int64_t{settings.block_frames} * kSecond / settings.sample_rate;
    sleep_until(due);
    const std::int64_t late = now_ns() - due;
    if (late <= period) continue;
    xruns.fetch_add(1, std::memory_order_relaxed);
    begun += late / period * period;
  }
}

TimerDevice::TimerDevice(std::unique_ptr<Clockwork> clockwork) : clockwork_(std::move(clockwork)) {}
TimerDevice::~TimerDevice() {
  TimerDevice::stop();
}

vocabulary::Result<std::unique_ptr<TimerDevice>> TimerDevice::make(const TimerSettings& settings, Tap tap) {
  using vocabulary::Refusal;
  using vocabulary::RefusalCode;
  if (settings.sample_rate < 1000 || settings.sample_rate > 768000) {
    return Refusal{
        RefusalCode::kInvalid, "rate",
        "a sample rate of " + std::to_string(settings.sample_rate) + " Hz: 1000 to 768000 are possible"};
  }
  if (settings.block_frames < 1 || settings.block_frames > 8192) {
    return Refusal{RefusalCode::kInvalid, "block",
                   "a block of " + std::to_string(settings.block_frames) + " frames: 1 to 8192 are possible"};
  }
  if (settings.inputs > 64 || settings.outputs > 64) {
    return Refusal{RefusalCode::kInvalid, "channels", "at most 64 inputs and 64 outputs are possible"};
  }
  auto clockwork = std::make_unique<Clockwork>();
  clockwork->settings = settings;
  clockwork->tap = std::move(tap);
  clockwork->facts = {"timer",         settings.sample_rate, settings.block_frames,
                      settings.inputs, settings.outputs,     {}};
  if (settings.priority > 0) grant_priority(clockwork->facts, settings.priority);
  clockwork->make_buffers();
  return std::unique_ptr<TimerDevice>(new TimerDevice(std::move(clockwork)));
}

const DeviceFacts& TimerDevice::facts() const {
  return clockwork_->facts;
}

vocabulary::Result<void> TimerDevice::start(scheduler::Cycle& cycle) {
  clockwork_->thread = std::thread([work = clockwork_.get(), &cycle] { work->run(cycle); });
  return {};
}

void TimerDevice::stop() {
  if (!clockwork_->thread.joinable()) return;
  clockwork_->fade.begin();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
  while (!clockwork_->fade.done() && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  clockwork_->leaving = true;
  clockwork_->thread.join();
}

std::uint64_t TimerDevice::xruns() const {
  return clockwork_->xruns.load(std::memory_order_relaxed);
}

}  // namespace corelogic::hardware
