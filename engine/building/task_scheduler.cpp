// task_scheduler.cpp: two ways to deal out, judged by one simulation.  Side: control.
#include "engine/building/task_scheduler.h"

#include <algorithm>
#include <numeric>

namespace corelogic::building {
namespace {

using Threads = std::vector<std::uint32_t>;

/// What it costs to read another core's results: 0.5 µs of a period of 64 frames (a lane block is 4 KiB).
constexpr float kCrossing = 0.5F / 1333.0F;

/// When a task could begin on a thread that is free at `free`.
float begin(const std::vector<WeighedTask>& tasks, const std::vector<float>& ends, const Threads& threads,
            std::uint32_t task, std::uint32_t thread, float free) {
  for (const std::uint32_t before : tasks[task].before)
    free = std::max(free, ends[before] + (threads[before] == thread ? 0.0F : kCrossing));
  return free;
}

/// When the last one is done, each thread taking its tasks in order.
float end_of(const std::vector<WeighedTask>& tasks, const Threads& threads, std::uint32_t count) {
  std::vector<float> ends(tasks.size(), 0.0F), free(count, kCrossing);
  free[0] = 0.0F;
  for (std::uint32_t i = 0; i < tasks.size(); ++i) {
    const std::uint32_t t = threads[i];
    free[t] = ends[i] = begin(tasks, ends, threads, i, t, free[t]) + tasks[i].cost;
  }
  return *std::ranges::max_element(free);
}

/// The first tasks to the last thread until it has `load`, and so on; the rest, the end of all, to thread 0.
Threads in_pieces(const std::vector<WeighedTask>& tasks, std::uint32_t count, float load) {
  Threads threads(tasks.size(), 0);
  std::uint32_t thread = count - 1;
  float taken = 0.0F;
  for (std::uint32_t i = 0; i < tasks.size() && thread > 0; ++i) {
    if (tasks[i].callers_own) continue;
    if (taken > 0.0F && taken + tasks[i].cost / 2 > load) {
      --thread;
      taken = 0.0F;
    }
    threads[i] = thread;
    taken += tasks[i].cost;
  }
  return threads;
}

Threads longest_way_first(const std::vector<WeighedTask>& tasks, std::uint32_t count) {
  std::vector<float> way(tasks.size(), 0.0F);
  for (std::size_t i = tasks.size(); i-- > 0;) {
    way[i] += tasks[i].cost;
    for (const std::uint32_t before : tasks[i].before) way[before] = std::max(way[before], way[i]);
  }
  std::vector<std::uint32_t> order(tasks.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) { return way[a] > way[b]; });
  Threads threads(tasks.size(), 0);
  std::vector<float> ends(tasks.size(), 0.0F), free(count, kCrossing);
  free[0] = 0.0F;
  for (const std::uint32_t i : order) {
    float first = begin(tasks, ends, threads, i, 0, free[0]);
    for (std::uint32_t t = 1; t < count && !tasks[i].callers_own; ++t) {
      const float at = begin(tasks, ends, threads, i, t, free[t]);
      if (at >= first) continue;
      first = at;
      threads[i] = t;
    }
    free[threads[i]] = ends[i] = first + tasks[i].cost;
  }
  return threads;
}

}  // namespace

Deal deal_out(const std::vector<WeighedTask>& tasks, std::uint32_t threads) {
  if (tasks.empty()) return {};
  if (threads == 1) {
    Threads alone(tasks.size(), 0);
    const float end = end_of(tasks, alone, 1);
    return {.threads = std::move(alone), .end = end};
  }
  Threads best = longest_way_first(tasks, threads);
  float earliest = end_of(tasks, best, threads);
  float total = 0.0F;
  for (const WeighedTask& task : tasks) total += task.cost;
  constexpr int kTries = 17;  // from half an even share to one and a half
  for (int i = 0; i < kTries; ++i) {
    const float share = 0.5F + static_cast<float>(i) / (kTries - 1);
    Threads pieces = in_pieces(tasks, threads, total / static_cast<float>(threads) * share);
    const float end = end_of(tasks, pieces, threads);
    if (end > earliest) continue;
    earliest = end;
    best = std::move(pieces);
  }
  return {.threads = std::move(best), .end = earliest};
}

}  // namespace corelogic::building
