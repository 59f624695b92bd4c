// plan_keeper.cpp: one turn after the other.  Side: control.
#include "engine/building/plan_keeper.h"

#include <utility>

#include "engine/building/meter_reader.h"
#include "engine/building/snapshot_check.h"
#include "engine/building/transition.h"
#include "engine/building/value_router.h"
#include "schema/messages/graph_hash.h"
#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::building {
namespace {

/// A snapshot waits so long for its sounds, then plays without those that are not there yet.
constexpr std::chrono::seconds kMostSoundWait{5};

/// The sound a node plays or plays through; null: none.
const std::string* sound_path(const messages::Node& node) {
  if (const auto* fx = std::get_if<messages::FxNode>(&node.kind))
    return fx->file.empty() ? nullptr : &fx->file;
  const auto* input = std::get_if<messages::AudioInputNode>(&node.kind);
  const auto* file = input == nullptr ? nullptr : std::get_if<messages::FileSource>(&input->source);
  return file == nullptr ? nullptr : &file->path;
}

/// Whether `value` makes another effect of the node it belongs to: another one that fades in.
bool makes_another(const LiveGraph& graph, const messages::ParameterValue& value) {
  const messages::Node* node = graph.find(value.node);
  const auto* fx = node == nullptr ? nullptr : std::get_if<messages::FxNode>(&node->kind);
  if (fx == nullptr || value.edge.valid() || value.parameter >= fx->parameters.size()) return false;
  return vocabulary::find_effect(fx->effect)->parameters[value.parameter].makes_anew &&
         accepts(*node, value.parameter, value.value) && fx->parameters[value.parameter] != value.value;
}

}  // namespace

PlanKeeper::PlanKeeper(doors::Rings& rings, streaming::SoundLibrary& sounds, const BuildSettings& settings)
    : library_(sounds),
      settings_(settings),
      pool_(settings.sample_rate),
      far_side_(rings),
      fades_(settings.sample_rate),
      meter_reader_(settings.sample_rate) {
  settings_.costs = &costs_;
}

PlanKeeper::~PlanKeeper() = default;

void PlanKeeper::offer(messages::GraphSnapshot snapshot) {
  waiting_ = Waiting{
      .graph = LiveGraph(std::move(snapshot)), .reports = true, .checked = false, .since = Clock::now()};
}

void PlanKeeper::set(const messages::SetParameters& values) {
  std::vector<doors::RtValue> sent;
  bool needs_plan = false;
  for (const messages::ParameterValue& value : values.values) {
    if (makes_another(mirror_, value)) rebuild();
    const bool will_be = waiting_ && waiting_->graph.set(value);
    if (goal_) goal_->graph.set(value);
    if (makes_another(mirror_, value)) continue;
    const auto former = mirror_.value(value);
    const auto place = mirror_.set(value);
    if (!place && !will_be) ++ignored_;
    if (!place) continue;
    const messages::Node& node = mirror_.graph().nodes[place->node];
    if (fades_.set(node, value, *former, values.fade_ms, far_side_.now()) != Fades::Way::kSteps) continue;
    if (!route_value(mirror_.graph(), values_, *place, value.parameter, sent)) needs_plan = true;
  }
  far_side_.send(std::move(sent));
  if (needs_plan) rebuild();
}

void PlanKeeper::step_fades() {
  if (!far_side_.all_sent() || !fades_.due(far_side_.now())) return;
  std::vector<Moved> moved;
  for (const messages::ParameterValue& value : fades_.step(far_side_.now())) {
    const auto goal = mirror_.value(value);
    // What lies between two values that are allowed may not be (a high-pass of 0 or 20 Hz): it is left out.
    if (const auto place = goal ? mirror_.set(value) : std::nullopt)
      moved.push_back({.value = value, .place = *place, .goal = *goal});
  }
  const bool routed = tell(moved);
  for (Moved& each : moved) {
    each.value.value = each.goal;
    mirror_.set(each.value);
  }
  if (!routed) rebuild();
}

/// In parts: the audio thread stops between two of them when a period has had enough.
bool PlanKeeper::tell(const std::vector<Moved>& moved) {
  constexpr std::size_t kMostValues = 256;
  bool routed = true;
  std::vector<doors::RtValue> sent;
  for (const Moved& each : moved) {
    routed = route_value(mirror_.graph(), values_, each.place, each.value.parameter, sent) && routed;
    if (sent.size() >= kMostValues) far_side_.send(std::exchange(sent, {}));
  }
  far_side_.send(std::move(sent));
  return routed;
}

void PlanKeeper::watch(messages::SpectrumTaps taps) {
  if (taps.taps.size() > kMostWatched) taps.taps.resize(kMostWatched);
  if (taps.taps == settings_.watched) return;
  settings_.watched = std::move(taps.taps);
  if (!mirror_.graph().nodes.empty()) rebuild();
}

LiveGraph PlanKeeper::shown(const LiveGraph& graph) const {
  return fades_.empty() ? LiveGraph() : fades_.shown(graph, far_side_.now());
}

void PlanKeeper::rebuild() {
  if (!waiting_)
    waiting_ = Waiting{.graph = mirror_, .reports = false, .checked = true, .since = Clock::now()};
}

void PlanKeeper::transport(const messages::TransportOrder& order) {
  if (std::holds_alternative<messages::TransportPlay>(order)) far_side_.send(doors::RtCommand::play());
  if (std::holds_alternative<messages::TransportStop>(order)) far_side_.send(doors::RtCommand::stop());
  if (const auto* locate = std::get_if<messages::TransportLocate>(&order)) {
    far_side_.reset_loudness();
    far_side_.send(doors::RtCommand::locate(std::max<std::int64_t>(0, locate->frame)));
  }
  if (const auto* tempo = std::get_if<messages::TransportTempo>(&order)) set_tempo(tempo->tempo);
}

void PlanKeeper::set_tempo(double bpm) {
  if (waiting_) waiting_->graph.set_tempo(bpm);
  if (goal_) goal_->graph.set_tempo(bpm);
  mirror_.set_tempo(bpm);
  if (bpm != tempo_sent_) far_side_.send(doors::RtCommand::tempo(bpm));
  tempo_sent_ = bpm;
}

PlanKeeper::News PlanKeeper::poll() {
  News news;
  pool_.collect(far_side_.take_home(pool_.generation()));
  hear(news);
  advance(news);
  step_fades();
  far_side_.feed_meters();
  far_side_.lend_readings();
  far_side_.flush();
  return news;
}

void PlanKeeper::hear(News& news) {
  doors::RtEvent event;
  while (far_side_.next_event(event)) {
    Flight* flight = event.plan == nullptr ? nullptr : far_side_.find(event.plan);
    switch (event.kind) {
      case doors::RtEvent::Kind::kPlanInstalled:
        if (flight != nullptr) say_heard(*flight, event.nanos, news);
        break;
      case doors::RtEvent::Kind::kPlanSettled:
        if (flight != nullptr) flight->settled = true;
        break;
      case doors::RtEvent::Kind::kMetersRead:
        if (flight != nullptr) take_meters(*flight, *event.reading, news);
        far_side_.take_reading(event.reading);
        break;
      case doors::RtEvent::Kind::kLateBranch:
        news.late.push_back(event.node);
        break;
      case doors::RtEvent::Kind::kOverran:
        news.overruns.push_back({.node = event.node, .share = event.share});
        break;
    }
  }
  // An event that found no room in the ring is made up for by the former plan's coming home.
  for (const auto& flight : far_side_.flights()) {
    if (flight->overdue && !flight->heard) say_heard(*flight, 0, news);
    flight->overdue = flight->plays;
  }
}

void PlanKeeper::take_meters(Flight& flight, const graph::MeterReading& reading, News& news) {
  meter_reader_.read(*flight.plan, reading, mirror_, flight.loudness, frame_);
  read_spectra(flight);
  news.meters = true;
  if (reading.cost_renderings == 0) return;
  costs_.learn(*flight.plan, reading);
  news.costs = true;
  for (const NodeCost& cost : costs_.nodes()) {
    frame_.cost_nodes.push_back(cost.node);
    frame_.cost_least.push_back(cost.least);
    frame_.cost_mean.push_back(cost.mean);
    frame_.cost_most.push_back(cost.most);
  }
}

/// Those that were counted since the last frame.
void PlanKeeper::read_spectra(const Flight& flight) {
  frame_.spectrum_nodes.clear();
  frame_.spectra.clear();
  frame_.spectrum_bins = flight.spectra.empty() ? 0 : metering::SpectrumMeter::kBins;
  for (const Watched& watched : flight.spectra) {
    if (!watched.meter->fresh()) continue;
    const auto levels = watched.meter->levels();
    frame_.spectrum_nodes.push_back(watched.node);
    frame_.spectra.insert(frame_.spectra.end(), levels.begin(), levels.end());
  }
}

void PlanKeeper::say_heard(Flight& flight, std::uint32_t nanos, News& news) {
  if (flight.heard) return;
  flight.heard = true;
  news.another_plan = true;
  if (&flight == far_side_.newest()) former_mirror_ = LiveGraph();
  if (!flight.reports) return;
  installed_ = flight.plan->revision;
  news.installed.push_back(
      {.revision = installed_, .build_micros = flight.build_micros, .install_nanos = nanos});
}

void PlanKeeper::advance(News& news) {
  Flight* newest = far_side_.newest();
  if (newest != nullptr && (!newest->heard || (final_due_ && !newest->settled))) return;
  if (waiting_ && check_waiting(news)) {
    if (sounds_ready(waiting_->graph.graph(), waiting_->since, news)) return build_waiting(news);
  }
  if (final_due_) return build_final(news);
  if (!waiting_ && sounds_missing_ && library_.news() != sound_news_) rebuild();
}

bool PlanKeeper::check_waiting(News& news) {
  if (waiting_->checked) return true;
  const messages::GraphSnapshot& graph = waiting_->graph.graph();
  if (const auto good = check(graph); !good) {
    news.refused.push_back({.revision = graph.revision, .reason = good.refusal().sentence});
    waiting_ = std::exchange(goal_, std::nullopt);  // half way to another one: go on
    return waiting_.has_value();
  }
  waiting_->checked = true;
  return true;
}

bool PlanKeeper::sounds_ready(const messages::GraphSnapshot& graph, Clock::time_point since, News& news) {
  sound_news_ = library_.news();
  bool loading = false;
  Sounds found;
  std::vector<std::string> failed;
  for (const messages::Node& node : graph.nodes) {
    const std::string* path = sound_path(node);
    if (path == nullptr || found.contains(*path)) continue;
    const streaming::Lookup lookup = library_.request(*path);
    if (lookup.state == streaming::State::kReady) found.emplace(*path, lookup.sound);
    loading = loading || lookup.state == streaming::State::kLoading;
    if (lookup.state == streaming::State::kFailed)
      failed.push_back(node.name + " plays silence: " + lookup.reason);
    else if (lookup.state == streaming::State::kLoading)
      failed.push_back(node.name + " is silent until " + *path + " is loaded.");
  }
  if (loading && Clock::now() - since < kMostSoundWait) return false;
  sounds_ = std::move(found);
  sounds_missing_ = !failed.empty();
  news.warnings.insert(news.warnings.end(), failed.begin(), failed.end());
  return true;
}

/// What is on its way goes on from where it is: both graphs are built as they are heard, not as they are to
/// become.
void PlanKeeper::build_waiting(News& news) {
  const auto begun = Clock::now();
  const LiveGraph now_shown = shown(mirror_);
  const LiveGraph next_shown = shown(waiting_->graph);
  const LiveGraph& now = fades_.empty() ? mirror_ : now_shown;
  const messages::GraphSnapshot& next = fades_.empty() ? waiting_->graph.graph() : next_shown.graph();
  const bool whole = !settings_.fades_in && pool_.generation() == 0;
  Transition way =
      whole ? Transition{.graph = alone(next), .remainder = std::nullopt} : transition(now.graph(), next);
  if (way.remainder) {  // both at once cannot be: what leaves fades out first
    if (!send(way.graph, mirror_.graph().revision, false, begun, news)) return;
    former_mirror_ = mirror_;
    mirror_ = LiveGraph(std::move(*way.remainder));
    fades_.hide(mirror_);
    goal_ = waiting_;
    final_due_ = true;
    return;
  }
  if (!send(way.graph, next.revision, waiting_->reports, begun, news)) return;
  std::vector<doors::RtValue> differences;
  route_differences(now, next, values_, differences);
  far_side_.send(std::move(differences));
  set_tempo(next.tempo);
  final_due_ = far_side_.newest()->plan->transitional;
  former_mirror_ = std::move(mirror_);
  mirror_ = std::move(waiting_->graph);
  fades_.keep(mirror_);
  waiting_.reset();
  goal_.reset();
}

void PlanKeeper::build_final(News& news) {
  final_due_ = false;
  const LiveGraph now_shown = shown(mirror_);
  const MergedGraph graph = alone(fades_.empty() ? mirror_.graph() : now_shown.graph());
  send(graph, mirror_.graph().revision, false, Clock::now(), news);
}

bool PlanKeeper::send(const MergedGraph& graph, vocabulary::Revision revision, bool reports,
                      Clock::time_point begun, News& news) {
  auto built = build(graph, sounds_, settings_, revision, pool_);
  if (!built) {
    if (reports) news.refused.push_back({.revision = revision, .reason = built.refusal().sentence});
    if (reports) waiting_.reset();
    return false;
  }
  values_ = std::move(built->values);
  latencies_.clear();
  for (const graph::OutputLatency& output : built->plan->output_latencies)
    latencies_.push_back({.node = output.node, .frames = output.frames});
  ways_ = built->plan->playback_ways;
  if (reports) news.warnings.insert(news.warnings.end(), built->warnings.begin(), built->warnings.end());
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count();
  Flight flight;
  flight.plan = std::move(built->plan);
  flight.generation = built->generation;
  flight.loudness = std::move(built->loudness);
  flight.spectra = std::move(built->spectra);
  flight.build_micros = static_cast<std::uint32_t>(micros);
  flight.reports = reports;
  far_side_.send_plan(std::move(flight));
  return true;
}

bool PlanKeeper::busy() const {
  return waiting_.has_value() || final_due_ || !far_side_.idle();
}

std::string PlanKeeper::spoken(vocabulary::NodeId id) const {
  if (!id.valid()) return {};
  const messages::Node* node = mirror_.find(id);
  if (node == nullptr) node = former_mirror_.find(id);
  return node == nullptr ? "node " + std::to_string(id.value) : building::spoken(*node);
}

std::uint64_t PlanKeeper::hash() const {
  return messages::graph_hash(former_mirror_.graph().nodes.empty() ? mirror_.graph()
                                                                   : former_mirror_.graph());
}

}  // namespace corelogic::building
