// graph_text.cpp: the order as a table, the matrix strip by strip, and Graphviz.  Side: control; pure.
#include "clients/cpp/graph_text.h"

#include <algorithm>
#include <vector>

#include "clients/cpp/graph_strips.h"

namespace corelogic::client {
namespace {

using namespace messages;  // the node kinds by name
using Row = std::vector<std::string>;

/// Columns as wide as their widest cell, two blanks between, none at a line's end.
std::string as_table(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string width_text(const std::vector<Port>& ports) {
  std::string text;
  for (const Port& port : ports) text += (text.empty() ? "" : "+") + std::to_string(port.channels);
  return text.empty() ? "-" : text;
}

std::string fed_by(const GraphSnapshot& graph, const Node& node) {
  std::string text;
  for (const Edge& edge : node.edges) {
    const std::string detail = edge_text(graph, edge);
    text += (text.empty() ? "" : ", ") + graph.nodes[edge.source].name +
            (detail.empty() ? "" : " (" + detail + ")");
  }
  return text.empty() ? "-" : text;
}

std::string order_table(const GraphSnapshot& graph) {
  std::vector<Row> rows{{"#", "node", "kind", "in", "out", "meter", "fed by", "settings"}};
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    rows.push_back({std::to_string(i), node.name, kind_text(node), width_text(node.inputs),
                    width_text(node.outputs), meter_text(node), fed_by(graph, node), settings_text(node)});
  }
  return as_table(rows);
}

bool is_device_output(const Node& node) {
  return std::holds_alternative<OutputNode>(node.kind);
}

std::string cable_text(const GraphSnapshot& graph, const Edge& edge) {
  const std::string detail = edge_text(graph, edge);
  switch (role_of(edge)) {
    case EdgeRole::kOutput:
      return detail.empty() ? "output" : "output " + detail;
    case EdgeRole::kSend:
      return "send " + detail;
    case EdgeRole::kConnection:
      return detail.empty() ? "connection" : "connection " + detail;
    case EdgeRole::kKey:
      return detail;
    case EdgeRole::kListen:
      return detail.empty() ? "listen" : "listen " + detail;
    case EdgeRole::kDirectOut:
      return detail.empty() ? "direct" : "direct " + detail;
    case EdgeRole::kChain:
      break;
  }
  return "device";  // the master's own chain into its output node
}

void add_to_cell(std::string& cell, const std::string& cable) {
  if (cell == "." || cell.empty())
    cell = cable;
  else
    cell += " + " + cable;
}

bool is_keyed(const Node& node) {
  return node.inputs.size() == 2;
}

/// Rows are strips that feed, columns what can be fed: sums, device outputs, and effects that have a key.
std::string routing_matrix(const GraphSnapshot& graph) {
  const GraphStrips found = find_strips(graph);
  Row head{"from \\ to"};
  std::vector<Row> rows;
  for (const GraphStrip& strip : found.strips) rows.push_back({strip.name});
  for (const Node& node : graph.nodes) {
    const bool sum = std::holds_alternative<MixerBusNode>(node.kind);
    if (!sum && !is_device_output(node) && !is_keyed(node)) continue;
    head.push_back(node.name);
    for (Row& row : rows) row.emplace_back(".");
    for (const Edge& edge : node.edges)
      if (!is_keyed(node) || role_of(edge) == EdgeRole::kKey)
        add_to_cell(rows[found.strip_of[edge.source]].back(), cable_text(graph, edge));
  }
  rows.insert(rows.begin(), std::move(head));
  return as_table(rows);
}

std::string quoted(const std::string& text) {
  std::string safe = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe + "\"";
}

std::string tooltip_of(const Node& node) {
  const std::string settings = settings_text(node);
  return kind_text(node) + (settings.empty() ? "" : ": " + settings);
}

std::string shape_of(const Node& node) {
  if (std::holds_alternative<AudioInputNode>(node.kind)) return "invhouse";
  if (std::holds_alternative<MixerBusNode>(node.kind)) return "invtrapezium";
  return is_device_output(node) ? "house" : "box";
}

}  // namespace

std::string graph_as_text(const GraphSnapshot& graph) {
  return "revision " + std::to_string(graph.revision.epoch) + "." + std::to_string(graph.revision.number) +
         ", " + std::to_string(graph.sample_rate) + " Hz, " + std::to_string(graph.nodes.size()) +
         " nodes in processing order\n\n" + order_table(graph) + "\nrouting matrix\n\n" +
         routing_matrix(graph);
}

std::string graph_as_dot(const GraphSnapshot& graph) {
  const GraphStrips found = find_strips(graph);
  std::string dot = "digraph mix {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", fontsize=10];\n";
  for (std::size_t s = 0; s < found.strips.size(); ++s) {
    const GraphStrip& strip = found.strips[s];
    dot += "  subgraph cluster_" + std::to_string(s) + " {\n    label=" + quoted(strip.name) + ";\n";
    for (const std::uint32_t i : strip.nodes) {
      const Node& node = graph.nodes[i];
      dot += "    n" + std::to_string(i) + " [shape=" + shape_of(node) + ", label=" + quoted(node.name) +
             ", tooltip=" + quoted(tooltip_of(node)) +
             (node.meter == NodeMeter::kNone ? "" : ", peripheries=2") + "];\n";
    }
    dot += "  }\n";
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    for (const Edge& edge : graph.nodes[i].edges) {
      const std::string detail = edge_text(graph, edge);
      const std::string style = role_of(edge) == EdgeRole::kKey ? ", style=dashed" : "";
      dot += "  n" + std::to_string(edge.source) + " -> n" + std::to_string(i) +
             (detail.empty() ? "" : " [label=" + quoted(detail) + style + "]") + ";\n";
    }
  return dot + "}\n";
}

}  // namespace corelogic::client
