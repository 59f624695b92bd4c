// worker_lanes.cpp: a crew of threads that meets at every level of a plan.
// Between cycles the workers sleep on a futex; waking them is the one system call the callback makes
// (CountedWake). Within a cycle they spin from level to level. A worker that is late takes nothing: the
// callback does it alone.
#include "engine/scheduler/worker_lanes.h"

#include <pthread.h>

#include <atomic>
#include <vector>

#include "engine/scheduler/float_mode.h"

namespace corelogic::scheduler {
namespace {

inline void spin_once() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

}  // namespace

struct WorkerLanes::Crew {
  static constexpr std::uint32_t kClosed = 0xffffffff;  // a step number at or beyond every end
  // (level number since the start << 32) | next step. A thread takes a step by counting it up, so a level
  // that is over, or a newer one, can never be mistaken for its own.
  std::atomic<std::uint64_t> cursor{0};
  std::atomic<std::uint32_t> end{0};  // of the present level
  std::atomic<std::uint32_t> unfinished{0};
  std::atomic<const graph::RenderPlan*> plan{nullptr};
  std::atomic<const graph::CycleContext*> context{nullptr};
  std::atomic<int> cycle{0};  // counts up: the workers sleep on it; odd while a cycle runs
  std::atomic<bool> quit{false};
  std::vector<pthread_t> threads;

  void work_on_level(std::uint32_t level) noexcept CL_REALTIME {
    for (;;) {
      std::uint64_t seen = cursor.load(std::memory_order_acquire);
      const auto step = static_cast<std::uint32_t>(seen);
      if (seen >> 32 != level || step >= end.load(std::memory_order_acquire)) return;
      if (!cursor.compare_exchange_weak(seen, seen + 1, std::memory_order_acq_rel)) continue;
      const graph::RenderStep& work = plan.load(std::memory_order_relaxed)->steps[step];
      work.run(work.state, *context.load(std::memory_order_relaxed));
      unfinished.fetch_sub(1, std::memory_order_release);
    }
  }

  void run_level(const graph::RenderLevel& level) noexcept CL_REALTIME {
    const auto number = static_cast<std::uint32_t>(cursor.load(std::memory_order_relaxed) >> 32) + 1;
    // Closed first: a thread that still looks at the former level must not see its cursor below the new end.
    cursor.store((static_cast<std::uint64_t>(number) << 32) | kClosed, std::memory_order_release);
    unfinished.store(level.count, std::memory_order_relaxed);
    end.store(level.first + level.count, std::memory_order_release);
    cursor.store((static_cast<std::uint64_t>(number) << 32) | level.first, std::memory_order_release);
    work_on_level(number);
    while (unfinished.load(std::memory_order_acquire) != 0) spin_once();
  }

  void help(int now) noexcept CL_REALTIME {
    const RealtimeScope scope;
    while (cycle.load(std::memory_order_acquire) == now) {
      work_on_level(static_cast<std::uint32_t>(cursor.load(std::memory_order_acquire) >> 32));
      spin_once();
    }
  }

  static void* thread_main(void* self) {
    auto& crew = *static_cast<Crew*>(self);
    set_thread_role(ThreadRole::kWorker);
    flush_denormals();
    int now = crew.cycle.load();
    while (!crew.quit.load()) {
      if (now % 2 != 0) crew.help(now);
      crew.cycle.wait(now);
      now = crew.cycle.load();
    }
    return nullptr;
  }
};

WorkerLanes::WorkerLanes(std::uint32_t threads, bool realtime, int priority) {
  if (threads <= 1) return;
  crew_ = std::make_unique<Crew>();
  crew_->threads.resize(threads - 1);
  for (pthread_t& thread : crew_->threads) {
    pthread_create(&thread, nullptr, Crew::thread_main, crew_.get());
    const sched_param wanted{.sched_priority = priority};
    if (realtime) pthread_setschedparam(thread, SCHED_FIFO, &wanted);  // without: slower, not wrong
  }
}

WorkerLanes::~WorkerLanes() {
  if (!crew_) return;
  crew_->quit.store(true);
  crew_->cycle.fetch_add(2);
  crew_->cycle.notify_all();
  for (pthread_t thread : crew_->threads) pthread_join(thread, nullptr);
}

void WorkerLanes::run(const graph::RenderPlan& plan,
                      const graph::CycleContext& context) noexcept CL_REALTIME {
  if (!crew_) return graph::render(plan, context);
  crew_->plan.store(&plan, std::memory_order_relaxed);
  crew_->context.store(&context, std::memory_order_relaxed);
  crew_->cycle.fetch_add(1, std::memory_order_release);
  {
    const CountedWake wake;
    crew_->cycle.notify_all();
  }
  for (const graph::RenderLevel& level : plan.levels) {
    if (level.count == 1) {
      const graph::RenderStep& alone = plan.steps[level.first];
      alone.run(alone.state, context);
    } else {
      crew_->run_level(level);
    }
  }
  crew_->cycle.fetch_add(1, std::memory_order_release);
}

}  // namespace corelogic::scheduler
