// plan_builder.cpp: the list of passes.  Side: control.
#include "engine/building/plan_builder.h"

#include <cmath>
#include <new>

#include "engine/building/latency_compensator.h"
#include "engine/building/meter_writer.h"
#include "engine/building/node_writer.h"
#include "engine/building/plan_draft.h"
#include "engine/building/playback_ways.h"
#include "engine/building/sink_writer.h"
#include "engine/building/task_maker.h"

namespace corelogic::building {
namespace {

/// Nothing comes from an input without a source, or whose device channel or sound is missing.
bool is_silent(const messages::Node& node, std::uint16_t channel, const Sounds& sounds,
               const BuildSettings& settings) {
  const auto& input = std::get<messages::AudioInputNode>(node.kind);
  if (const auto* device = std::get_if<messages::DeviceSource>(&input.source))
    return device->channels[channel] > settings.device_inputs;
  if (const auto* file = std::get_if<messages::FileSource>(&input.source))
    return !sounds.contains(file->path);
  return true;
}

void fold_gains(PlanDraft& draft) {
  draft.folded = fold(
      draft.graph, draft.settings.device_outputs,
      [&](const messages::Node& node, std::uint16_t channel) {
        return is_silent(node, channel, draft.sounds, draft.settings);
      },
      draft.settings.watched);
  draft.peaks.resize(draft.folded.meter_channels);
  draft.plan->paths.reserve(draft.folded.routes.size());
  draft.plan->path_cells.reserve(draft.folded.route_cells.size());
}

/// What the output nodes that reach a playback channel ask of it; the last one in the graph, if several do.
graph::StageSetting stage_setting(const PlanDraft& draft, std::uint32_t channel) {
  graph::StageSetting setting;
  for (const MergedNode& node : draft.graph.nodes) {
    const auto* output = std::get_if<messages::OutputNode>(&node.node->kind);
    if (output == nullptr || node.ghost()) continue;
    const auto reaches = [channel](const auto& channels) {
      return std::ranges::find(channels, channel + 1) != channels.end();
    };
    if (!reaches(output->main) && !reaches(output->monitor)) continue;
    if (output->clip != messages::ClipMode::kNone) setting.clip = static_cast<dsp::Clip>(output->clip);
    if (output->dither_bits != 0) setting.bits = output->dither_bits;
  }
  return setting;
}

void write_stage(PlanDraft& draft, std::uint32_t channel, After after) {
  graph::StageSetting setting = stage_setting(draft, channel);
  const bool idle = setting.clip == dsp::Clip::kNone && setting.bits == 0;
  const auto stage = draft.turn.stage(channel, idle, draft.graph.settled);
  if (stage == nullptr) return;
  if (draft.turn.first() && draft.graph.settled) stage->begin(setting.clip);  // nothing fades in
  setting.stage = stage.get();
  auto* step = draft.memory->make<graph::OutputStageStep>();
  *step = {.stage = stage.get(), .samples = &draft.plan->device_outputs[channel]};
  draft.steps.add(step, std::move(after), {});
  draft.plan->stage_settings.push_back(setting);
  draft.plan->owned.push_back(stage);
  draft.plan->transitional = draft.plan->transitional || idle;
}

/// Playback channels and meters: sinks that are not nodes.
void write_last_sinks(PlanDraft& draft) {
  graph::RenderPlan& plan = *draft.plan;
  plan.device_outputs.assign(draft.settings.device_outputs, nullptr);
  MeterWriter meters(draft);
  for (const Sink& sink : draft.folded.sinks) {
    if (sink.kind == Sink::Kind::kMeter) meters.write(sink);
    if (sink.kind == Sink::Kind::kSpectrum) meters.watch(sink);
    if (sink.kind != Sink::Kind::kDevice) continue;
    float* const* out = &plan.device_outputs[sink.node];
    plan.device_output_channels = sink.node + 1;
    write_stage(draft, sink.node, write_sink(draft, sink, &out));
  }
  meters.finish();
}

/// Cells and, for each, the paths that go through it.
void write_cells(PlanDraft& draft) {
  graph::RenderPlan& plan = *draft.plan;
  plan.cells.resize(draft.folded.cells.size());
  for (std::uint32_t cell : plan.path_cells) ++plan.cells[cell].path_count;
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < plan.cells.size(); ++i) {
    plan.cells[i].value = draft.folded.cells[i];
    plan.cells[i].first_path = next;
    next += plan.cells[i].path_count;
    plan.cells[i].path_count = 0;
  }
  plan.cell_paths.resize(next);
  for (std::uint32_t p = 0; p < plan.paths.size(); ++p) {
    for (std::uint32_t i = 0; i < plan.paths[p].cell_count; ++i) {
      graph::GainCell& cell = plan.cells[plan.path_cells[plan.paths[p].first_cell + i]];
      plan.cell_paths[cell.first_path + cell.path_count++] = p;
    }
  }
}

void warn_of_outputs(PlanDraft& draft) {
  for (const MergedNode& node : draft.graph.nodes)
    for (const DeviceRoute& route : node.device)
      if (route.channel > draft.settings.device_outputs && !node.ghost())
        draft.warnings.insert(node.node->name + ": the device has no playback channel " +
                              std::to_string(route.channel) + " (it has " +
                              std::to_string(draft.settings.device_outputs) + "): not heard there.");
}

ValueIndex value_index(const PlanDraft& draft) {
  ValueIndex index;
  for (std::size_t i = 0; i < draft.graph.nodes.size(); ++i) {
    const MergedNode& node = draft.graph.nodes[i];
    if (node.ghost()) continue;
    if (index.nodes.size() <= node.origin) index.nodes.resize(node.origin + 1);
    ValueIndex::NodeValues& values = index.nodes[node.origin];
    const NodeCells& cells = draft.folded.node_cells[i];
    values.cells = cells.own;
    values.main = cells.main;
    values.monitor = cells.monitor;
    values.effect = draft.effects[i];
    for (std::size_t e = 0; e < node.edges.size(); ++e) {
      if (node.edges[e].fade == Fade::kOut) continue;
      const std::size_t origin = node.edges[e].origin;
      if (values.edges.size() <= origin) values.edges.resize(origin + 1), values.shapes.resize(origin + 1);
      values.edges[origin] = cells.edges[e];
      values.shapes[origin] = node.edges[e].shape;
    }
  }
  return index;
}

Built build_all(const MergedGraph& graph, const Sounds& sounds, const BuildSettings& settings,
                vocabulary::Revision revision, ProcessorPool& pool) {
  PlanDraft draft(graph, sounds, settings, pool);
  graph::RenderPlan& plan = *draft.plan;
  plan.revision = revision;
  plan.transitional = graph.passing;
  plan.ramp_frames = static_cast<float>(settings.ramp_frames());
  fold_gains(draft);
  draft.latency = std::make_shared<LatencyCompensator>(draft);
  write_nodes(draft);
  write_last_sinks(draft);
  write_tasks(draft.steps, plan, settings.threads, settings.costs,
              {.planar = draft.silence, .lanes = draft.memory->make<dsp::LaneFrame>(dsp::kMaxFrames)});
  write_cells(draft);
  warn_of_outputs(draft);
  plan.owned.push_back(draft.memory);
  draft.turn.write_moves(plan, *draft.memory);
  plan.output_latencies = draft.latency->outputs();
  plan.playback_ways = playback_ways(draft);
  plan.hold_frames = draft.turn.first() ? 0 : std::max(draft.hold_frames, draft.turn.delays().hold_frames());
  plan.settle_frames = settings.ramp_frames();
  Built built{.plan = nullptr,
              .values = value_index(draft),
              .generation = pool.generation() + 1,
              .warnings = {draft.warnings.begin(), draft.warnings.end()},
              .loudness = draft.loudness,
              .spectra = draft.spectra};
  draft.turn.commit();
  built.plan = std::move(draft.plan);
  return built;
}

}  // namespace

vocabulary::Result<Built> build(const MergedGraph& graph, const Sounds& sounds, const BuildSettings& settings,
                                vocabulary::Revision revision, ProcessorPool& pool) {
  try {
    return build_all(graph, sounds, settings, revision, pool);
  } catch (const std::bad_alloc&) {
    return vocabulary::Refusal{
        .code = vocabulary::RefusalCode::kInternal,
        .subject = "memory",
        .sentence = "There is not enough memory for this graph; the former one plays on."};
  }
}

}  // namespace corelogic::building
