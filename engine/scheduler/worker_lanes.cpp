// worker_lanes.cpp: the crew's threads, when they sleep and when it is worth waking them. Waking is the one
// system call the callback makes (CountedWake).
#include "engine/scheduler/worker_lanes.h"

#include <pthread.h>
#include <sched.h>

#include <string>

#include "engine/dsp/vector_units.h"
#include "engine/scheduler/float_mode.h"
#include "engine/scheduler/spin.h"
#include "engine/scheduler/stack.h"
#include "engine/scheduler/tick_clock.h"

namespace corelogic::scheduler {

struct WorkerLanes::Crew {
  explicit Crew(TaskBoard& shared) : board(shared) {}

  struct Member {
    Crew* crew = nullptr;
    std::uint32_t number = 0;
    pthread_t thread{};
  };

  TaskBoard& board;
  alignas(64) std::atomic<std::uint32_t> sleepers{0};
  alignas(64) std::atomic<std::uint32_t> bell{0};  ///< what they sleep on
  std::atomic<bool> quit{false};
  std::uint64_t linger_ticks = 0;
  std::vector<Member> members;

  void ring() noexcept CL_REALTIME {
    bell.fetch_add(1);
    const CountedWake wake;
    bell.notify_all();
  }

  /// Takes part in every turn that opens while it is awake; returns to sleep.
  void attend(std::uint32_t worker, std::uint64_t& served) noexcept CL_REALTIME {
    const RealtimeScope scope;
    std::uint64_t idle_since = TickClock::now();
    while (!quit.load(std::memory_order_relaxed)) {
      const std::uint64_t now = TickClock::now();
      const std::uint64_t turn = board.turn();
      if (turn % 2 != 0 && turn != served) {
        board.help(worker, turn, now);
        served = turn;
        idle_since = TickClock::now();
      } else if (now - idle_since < linger_ticks) {
        dsp::keep_vector_units_awake();
        spin_once();
      } else {
        return;
      }
    }
  }

  void sleep(std::uint64_t served) noexcept {
    const std::uint32_t heard = bell.load();
    sleepers.fetch_add(1);
    const std::uint64_t turn = board.turn();
    if (!quit.load() && (turn % 2 == 0 || turn == served)) bell.wait(heard);
    sleepers.fetch_sub(1);
  }

  static void* thread_main(void* self) {
    const auto& member = *static_cast<Member*>(self);
    set_thread_role(ThreadRole::kWorker);
    flush_denormals();
    touch_stack();
    std::uint64_t served = 0;
    while (!member.crew->quit.load()) {
      member.crew->attend(member.number, served);
      member.crew->sleep(served);
    }
    return nullptr;
  }
};

WorkerLanes::WorkerLanes(const Settings& settings)
    : board_(settings.threads), settings_(settings), ticks_per_second_(TickClock::per_second()) {
  if (settings.threads <= 1) return;
  crew_ = std::make_unique<Crew>(board_);
  crew_->linger_ticks = static_cast<std::uint64_t>(kLingerSeconds * ticks_per_second_);
  crew_->members.resize(settings.threads - 1);
  std::uint32_t number = 0;
  for (Crew::Member& member : crew_->members) {
    member.crew = crew_.get();
    member.number = ++number;
    pthread_create(&member.thread, nullptr, Crew::thread_main, &member);
    const sched_param wanted{.sched_priority = settings.priority};
    if (settings.priority > 0 && pthread_setschedparam(member.thread, SCHED_FIFO, &wanted) != 0)
      priority_refused_ = true;  // slower, not wrong
    pthread_setname_np(member.thread, ("worker-" + std::to_string(number)).c_str());
  }
}

WorkerLanes::~WorkerLanes() {
  if (!crew_) return;
  crew_->quit.store(true);
  crew_->ring();
  for (const Crew::Member& member : crew_->members) pthread_join(member.thread, nullptr);
}

WorkerLanes::Way WorkerLanes::choose(double saved) noexcept CL_REALTIME {
  constexpr std::uint32_t kManyCloseOnes = 16;
  if (settings_.worth_waking_seconds == 0.0) return Way::kWoken;
  if (saved < kWorthSharingSeconds) return Way::kAlone;
  if (crew_->sleepers.load() == 0) return Way::kShared;
  if (saved >= settings_.worth_waking_seconds || close_ones_ >= kManyCloseOnes) return Way::kWoken;
  return crew_->sleepers.load() < crew_->members.size() ? Way::kShared : Way::kAlone;
}

std::uint64_t WorkerLanes::run(graph::RenderPlan& plan, const graph::CycleContext& context,
                               const Patience& patience, std::uint64_t now) noexcept CL_REALTIME {
  const double seconds = context.frames() / settings_.sample_rate;
  const Rendering rendering{.context = context,
                            .share_per_tick = static_cast<float>(1.0 / (ticks_per_second_ * seconds))};
  ++plan.tasks.renderings;
  if (!crew_) return board_.run_alone(plan, rendering, now);
  const bool together = board_.welcome_back();
  close_ones_ = now - ended_ < crew_->linger_ticks ? close_ones_ + 1 : 0;
  const Way way = choose(work_share_ * plan.tasks.saved * seconds);
  if (together && way == Way::kAlone) {
    ended_ = board_.run_alone(plan, rendering, now);
  } else {
    board_.open(plan, rendering);  // so also while somebody is late: what is mute is not run
    if (way == Way::kWoken) crew_->ring();
    ended_ = board_.finish(patience);
  }
  measure(plan);
  return ended_;
}

/// From time to time, because the workers' figures lie in their caches.
void WorkerLanes::measure(graph::RenderPlan& plan) noexcept CL_REALTIME {
  constexpr std::uint32_t kSeldom = 64;
  if (plan.tasks.renderings % kSeldom != kSeldom - 1 || board_.late() > 0) return;
  float sum = 0.0F;
  for (std::uint32_t cell = 0; cell < plan.tasks.cell_count(); ++cell) sum += plan.tasks.cost(cell).last;
  work_share_ += (sum - work_share_) * 0.25F;
}

bool WorkerLanes::quiet() noexcept CL_REALTIME {
  return board_.late() == 0 ? !board_.anybody_inside() : board_.welcome_back() && !board_.anybody_inside();
}

void WorkerLanes::wait_until_quiet() noexcept {
  while (!quiet()) sched_yield();
}

}  // namespace corelogic::scheduler
