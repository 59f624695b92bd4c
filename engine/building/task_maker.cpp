// task_maker.cpp: clusters of steps, in a good order, as the plan's tasks.  Side: control.
#include "engine/building/task_maker.h"

#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "engine/building/task_scheduler.h"

namespace corelogic::building {
namespace {

constexpr float kMicrosecond = 1.0F / 1333.0F;  // of a period of 64 frames
/// A task should outweigh what it costs to begin it (0.2 to 0.4 µs: a fence, and caches that must turn to
/// it), and still leave some to share.
constexpr float kFullTask = 6.0F * kMicrosecond;
/// Steps below this follow what they read, even where others wait for that.
constexpr float kSmallStep = 0.2F * kMicrosecond;

using Steps = std::set<StepId>;

/// Steps that become one task.
struct Cluster {
  Steps steps;
  float cost = 0.0F;
  bool callers_own = false;
};

class TaskMaker {
 public:
  TaskMaker(const StepList& list, graph::RenderPlan& plan, const CostBook* costs)
      : list_(list.steps()), plan_(plan), ports_(list_.size()), costs_(list_.size()), readers_(list_.size()) {
    for (StepId s = 0; s < list_.size(); ++s) look_at(s, costs);
  }

  void write(std::uint32_t threads, const Silences& silences) {
    cluster();
    put_in_order();
    write_steps();
    deal(threads);
    write_mutes(silences);
    write_crossings();
    plan_.tasks.seal();
  }

 private:
  // --- what there is

  void look_at(StepId s, const CostBook* costs) {
    ports_[s].device = plan_.device_outputs;
    list_[s].describe(list_[s].step.state, ports_[s]);
    for (const void* memory : ports_[s].writings) writers_[memory].push_back(s);
    for (const StepId before : list_[s].after) readers_[before].push_back(s);
    costs_[s] = ports_[s].estimate;
    if (costs != nullptr) costs_[s] = costs->expected(list_[s].step.run, list_[s].nodes, costs_[s]);
  }

  /// The last step before `reader` that writes there; none: a source outside of the plan.
  [[nodiscard]] const StepId* writer_before(StepId reader, const void* memory) const {
    const auto found = writers_.find(memory);
    if (found == writers_.end()) return nullptr;
    const StepId* last = nullptr;
    for (const StepId& writer : found->second)
      if (writer < reader) last = &writer;
    return last;
  }
  [[nodiscard]] const StepId* writer_of(StepId reader, const StepPorts::Reading& reading) const {
    if (reading.slot == nullptr) return writer_before(reader, reading.frames);
    // A slot that a player moves belongs to the audio thread: what it points to is not looked at here.
    if (const StepId* player = writer_before(reader, reading.slot)) return player;
    return writer_before(reader, *reading.slot);
  }

  // --- clusters

  void cluster() {
    for (StepId s = 0; s < list_.size(); ++s) place(s);
    pack_small_sources();
  }

  void place(StepId s) {
    std::set<std::uint32_t> before;
    for (const StepId b : list_[s].after) before.insert(cluster_of_[b]);
    const std::uint32_t own = static_cast<std::uint32_t>(clusters_.size());
    clusters_.push_back({.steps = {s}, .cost = costs_[s], .callers_own = ports_[s].to_device});
    cluster_of_.push_back(own);
    if (before.empty()) return;
    std::vector<std::uint32_t> only_here;
    bool can_begin = true;  // all of them wait for nobody, so that as one task they need not wait either
    float sum = costs_[s];
    for (const std::uint32_t b : before) {
      sum += clusters_[b].cost;
      if (read_only_by(b, s)) only_here.push_back(b);
      can_begin = can_begin && waits_for(b).empty();
    }
    const bool all_only_here = only_here.size() == before.size();
    if (before.size() == 1 && (all_only_here || costs_[s] < kSmallStep)) return join(*before.begin(), own);
    if (all_only_here && can_begin && sum <= kFullTask) {
      for (const std::uint32_t b : only_here) join(b, own);
      return;
    }
    join_shared_memory(s, own);
    pack(only_here);
  }

  /// Whether nobody but `s` waits for it.
  [[nodiscard]] bool read_only_by(std::uint32_t number, StepId s) const {
    for (const StepId step : clusters_[number].steps)
      for (const StepId reader : readers_[step])
        if (reader != s && (reader >= cluster_of_.size() || cluster_of_[reader] != number)) return false;
    return true;
  }

  /// Everything of `from` into `to`.
  void join(std::uint32_t from, std::uint32_t to) {
    if (from == to) return;
    Cluster& old = clusters_[from];
    for (const StepId s : old.steps) cluster_of_[s] = to;
    clusters_[to].steps.merge(old.steps);
    clusters_[to].cost += old.cost;
    clusters_[to].callers_own = clusters_[to].callers_own || old.callers_own;
    old = {};
  }

  /// An effect that works where its input was gathered is one with the gathering: late, it must be both.
  void join_shared_memory(StepId s, std::uint32_t own) {
    for (const void* memory : ports_[s].writings)
      if (const StepId* other = writer_before(s, memory)) join(cluster_of_[*other], own);
  }

  /// Siblings that feed one step, in as few tasks as can be without one that is too full, and these alike.
  /// Only such as wait for nobody: else one would wait for what only another needs.
  void pack(const std::vector<std::uint32_t>& siblings) {
    std::vector<std::uint32_t> free;
    float sum = 0.0F;
    for (const std::uint32_t one : siblings) {
      if (clusters_[one].steps.empty() || clusters_[one].callers_own || !waits_for(one).empty()) continue;
      free.push_back(one);
      sum += clusters_[one].cost;
    }
    const float even = sum / std::max(1.0F, std::ceil(sum / kFullTask));
    const std::uint32_t* open = nullptr;
    for (const std::uint32_t& one : free) {
      if (open != nullptr && clusters_[*open].cost + clusters_[one].cost / 2 <= even) {
        join(one, *open);
      } else {
        open = &one;
      }
    }
  }

  /// Those that wait for nobody may be put together without anyone waiting for himself.
  void pack_small_sources() {
    std::vector<std::uint32_t> small;
    for (std::uint32_t number = 0; number < clusters_.size(); ++number)
      if (clusters_[number].cost < kSmallStep && !clusters_[number].steps.empty() &&
          waits_for(number).empty())
        small.push_back(number);
    pack(small);
  }

  [[nodiscard]] std::set<std::uint32_t> waits_for(std::uint32_t number) const {
    std::set<std::uint32_t> found;
    for (const StepId s : clusters_[number].steps)
      for (const StepId b : list_[s].after)
        if (cluster_of_[b] != number) found.insert(cluster_of_[b]);
    return found;
  }

  // --- order

  /// Each behind what it waits for, and right behind, so that neighbours belong together.
  void put_in_order() {
    task_of_.assign(clusters_.size(), kNoTask);
    for (std::uint32_t number = 0; number < clusters_.size(); ++number)
      if (!clusters_[number].steps.empty() && is_last(number)) visit(number);
  }

  [[nodiscard]] bool is_last(std::uint32_t number) const {
    return std::ranges::all_of(clusters_[number].steps, [&](StepId s) {
      return std::ranges::all_of(readers_[s], [&](StepId r) { return cluster_of_[r] == number; });
    });
  }

  void visit(std::uint32_t number) {
    if (task_of_[number] != kNoTask) return;
    for (const std::uint32_t b : waits_for(number)) visit(b);
    task_of_[number] = static_cast<std::uint32_t>(order_.size());
    order_.push_back(number);
  }

  // --- the plan

  void write_steps() {
    graph::TaskPlan& tasks = plan_.tasks;
    for (const std::uint32_t number : order_) {
      const Cluster& from = clusters_[number];
      graph::RenderTask task{.first_segment = static_cast<std::uint32_t>(tasks.segments.size()),
                             .first_before = static_cast<std::uint32_t>(tasks.befores.size()),
                             .callers_own = from.callers_own};
      const std::vector<vocabulary::NodeId>* owners = nullptr;
      for (const StepId s : chain_by_chain(number)) {
        if (owners == nullptr || *owners != list_[s].nodes) add_segment(list_[s].nodes);
        owners = &list_[s].nodes;
        ++tasks.segments.back().step_count;
        plan_.steps.push_back(list_[s].step);
      }
      for (const std::uint32_t b : waits_for(number)) tasks.befores.push_back(task_of_[b]);
      task.segment_count = static_cast<std::uint32_t>(tasks.segments.size()) - task.first_segment;
      task.before_count = static_cast<std::uint32_t>(tasks.befores.size()) - task.first_before;
      tasks.estimate += from.cost;
      tasks.tasks.push_back(task);
    }
  }

  /// A cluster's steps, each right behind what it reads, which is then still in the nearest cache.
  [[nodiscard]] std::vector<StepId> chain_by_chain(std::uint32_t number) const {
    std::vector<StepId> sorted;
    Steps done;
    const auto add = [&](StepId s, const auto& add_before) -> void {
      if (cluster_of_[s] != number || !done.insert(s).second) return;
      for (const StepId before : list_[s].after) add_before(before, add_before);
      sorted.push_back(s);
    };
    for (const StepId s : clusters_[number].steps)
      if (std::ranges::none_of(readers_[s], [&](StepId r) { return cluster_of_[r] == number; })) add(s, add);
    return sorted;
  }

  void add_segment(const std::vector<vocabulary::NodeId>& owners) {
    graph::TaskPlan& tasks = plan_.tasks;
    tasks.segments.push_back({.first_step = static_cast<std::uint32_t>(plan_.steps.size()),
                              .step_count = 0,
                              .first_owner = static_cast<std::uint32_t>(tasks.owners.size()),
                              .owner_count = static_cast<std::uint32_t>(owners.size())});
    tasks.owners.insert(tasks.owners.end(), owners.begin(), owners.end());
  }

  void deal(std::uint32_t threads) {
    graph::TaskPlan& tasks = plan_.tasks;
    std::vector<WeighedTask> weighed;
    for (std::uint32_t i = 0; i < tasks.tasks.size(); ++i) {
      const graph::RenderTask& task = tasks.tasks[i];
      const auto first = tasks.befores.begin() + task.first_before;
      weighed.push_back({.cost = clusters_[order_[i]].cost,
                         .before = {first, first + task.before_count},
                         .callers_own = task.callers_own});
    }
    const auto [thread_of, end] = deal_out(weighed, threads);
    tasks.saved = tasks.estimate > 0.0F ? std::max(0.0F, 1.0F - end / tasks.estimate) : 0.0F;
    for (std::uint32_t t = 0; t < threads; ++t) {
      const auto first = static_cast<std::uint32_t>(tasks.lists.size());
      for (std::uint32_t i = 0; i < thread_of.size(); ++i)
        if (thread_of[i] == t) tasks.lists.push_back(i);
      tasks.threads.push_back({first, static_cast<std::uint32_t>(tasks.lists.size()) - first});
    }
  }

  /// `use(step, reading, task)`: a step reads what another task writes.
  template <class Use>
  void each_crossing(Use use) const {
    for (StepId s = 0; s < list_.size(); ++s) {
      for (const StepPorts::Reading& reading : ports_[s].readings) {
        const StepId* writer = writer_of(s, reading);
        if (writer != nullptr && cluster_of_[*writer] != cluster_of_[s])
          use(s, reading, task_of_[cluster_of_[*writer]]);
      }
    }
  }

  void write_mutes(const Silences& silences) {
    std::map<std::uint32_t, std::map<void*, graph::MutePoint>> points;  // by task and field
    each_crossing([&](StepId, const StepPorts::Reading& reading, std::uint32_t from) {
      const bool planar = reading.slot != nullptr;
      points[from][reading.field] = {
          .field = reading.field,
          .sound = planar ? static_cast<const void*>(reading.slot) : reading.frames,
          .silence = planar ? static_cast<const void*>(silences.planar) : silences.lanes};
    });
    graph::TaskPlan& tasks = plan_.tasks;
    for (const auto& [number, fields] : points) {
      tasks.tasks[number].first_mute = static_cast<std::uint32_t>(tasks.mutes.size());
      tasks.tasks[number].mute_count = static_cast<std::uint32_t>(fields.size());
      for (const auto& [field, point] : fields) tasks.mutes.push_back(point);
    }
  }

  /// Of tasks that write few for other threads: many would get in each other's way.
  void write_crossings() {
    constexpr std::size_t kMany = 16;
    graph::TaskPlan& tasks = plan_.tasks;
    std::vector<std::uint32_t> thread_of(tasks.tasks.size());
    for (std::uint32_t t = 0; t < tasks.threads.size(); ++t)
      for (std::uint32_t i = 0; i < tasks.threads[t].count; ++i)
        thread_of[tasks.lists[tasks.threads[t].first + i]] = t;
    std::map<std::uint32_t, std::set<const float*>> crossings;
    each_crossing([&](StepId s, const StepPorts::Reading& reading, std::uint32_t from) {
      // Where a player's slot points to, the player decides.
      const bool fixed = reading.slot != nullptr && writer_before(s, reading.slot) == nullptr;
      if (fixed && thread_of[from] != thread_of[task_of_[cluster_of_[s]]])
        crossings[from].insert(*reading.slot);
    });
    for (const auto& [number, channels] : crossings) {
      if (channels.size() > kMany) continue;
      tasks.tasks[number].first_crossing = static_cast<std::uint32_t>(tasks.crossings.size());
      tasks.tasks[number].crossing_count = static_cast<std::uint32_t>(channels.size());
      tasks.crossings.insert(tasks.crossings.end(), channels.begin(), channels.end());
    }
  }

  static constexpr std::uint32_t kNoTask = 0xffffffffU;

  const std::vector<ListedStep>& list_;
  graph::RenderPlan& plan_;
  std::vector<StepPorts> ports_;
  std::vector<float> costs_;
  std::vector<std::vector<StepId>> readers_;
  std::unordered_map<const void*, std::vector<StepId>> writers_;
  std::vector<Cluster> clusters_;
  std::vector<std::uint32_t> cluster_of_;  ///< by step, as far as placed
  std::vector<std::uint32_t> task_of_;     ///< by cluster
  std::vector<std::uint32_t> order_;       ///< clusters, by task
};

}  // namespace

void write_tasks(const StepList& steps, graph::RenderPlan& plan, std::uint32_t threads, const CostBook* costs,
                 const Silences& silences) {
  TaskMaker(steps, plan, costs).write(std::max(1U, threads), silences);
}

}  // namespace corelogic::building
