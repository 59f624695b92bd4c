// latency.cpp: one pass in processing order, then the outputs that meet in a playback channel.  Side:
// control; pure.
#include "controller/compiler/latency.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <variant>

#include "schema/vocabulary/effect_catalogue.h"

namespace corelogic::compiler {
namespace {

std::uint32_t own_latency(const messages::Node& node, double sample_rate) {
  const auto* fx = std::get_if<messages::FxNode>(&node.kind);
  const auto* effect = fx ? vocabulary::find_effect(fx->effect) : nullptr;
  return effect ? effect->latency_frames(fx->parameters, sample_rate) : 0;
}

}  // namespace

std::vector<std::uint32_t> node_latencies(const messages::GraphSnapshot& graph, double sample_rate) {
  std::vector<std::uint32_t> latency(graph.nodes.size(), 0);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    for (const messages::Edge& edge : graph.nodes[i].edges)
      latency[i] = std::max(latency[i], latency[edge.source]);
    latency[i] += own_latency(graph.nodes[i], sample_rate);
  }
  return latency;
}

std::vector<messages::OutputLatency> output_latencies(const messages::GraphSnapshot& graph,
                                                      double sample_rate) {
  const auto latency = node_latencies(graph, sample_rate);
  std::vector<std::size_t> group(graph.nodes.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  std::map<std::uint16_t, std::size_t> user_of_channel;
  std::vector<std::size_t> outputs;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const auto* output = std::get_if<messages::OutputNode>(&graph.nodes[i].kind);
    if (output == nullptr || (output->main.empty() && output->monitor.empty())) continue;
    outputs.push_back(i);
    for (const auto* channels : {&output->main, &output->monitor})
      for (const std::uint16_t channel : *channels)
        group[find(i)] = find(user_of_channel.try_emplace(channel, i).first->second);
  }
  std::map<std::size_t, std::uint32_t> most;
  for (const std::size_t i : outputs) most[find(i)] = std::max(most[find(i)], latency[i]);
  std::vector<messages::OutputLatency> all;
  for (const std::size_t i : outputs) all.push_back({graph.nodes[i].id, most[find(i)]});
  return all;
}

}  // namespace corelogic::compiler
