// metrics.cpp: families of samples, each with its help and type.  Side: control; pure.
#include "clients/gateway/metrics.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace corelogic::gateway {
namespace {

using nlohmann::json;

/// A number of the status: 64-bit ones are text there.
double number_in(const json& status, const char* field) {
  const auto found = status.find(field);
  if (found == status.end()) return 0;
  if (found->is_number()) return found->get<double>();
  if (found->is_boolean()) return found->get<bool>() ? 1 : 0;
  if (!found->is_string()) return 0;
  const auto& text = found->get_ref<const std::string&>();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class Exposition {
 public:
  void family(const char* name, const char* type, const char* help) {
    name_ = name;
    text_ += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
  }
  void sample(double value, const std::string& labels = {}) {
    char digits[32];
    text_ += name_ + (labels.empty() ? "" : "{" + labels + "}") + " ";
    text_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    text_ += '\n';
  }
  void gauge(const char* name, const char* help, double value) {
    family(name, "gauge", help);
    sample(value);
  }
  void counter(const char* name, const char* help, double value) {
    family(name, "counter", help);
    sample(value);
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string name_;
  std::string text_;
};

std::string node_label(std::uint64_t node, const NodeNames& names) {
  const auto known = names.find(node);
  return "node=\"" + escaped_label(known == names.end() ? "#" + std::to_string(node) : known->second) + "\"";
}

void write_status(Exposition& out, const json& status, const NodeNames& names) {
  const auto field = [&](const char* name) { return number_in(status, name); };
  out.gauge("corelogic_engine_up", "1 while an engine is connected to the controller.",
            field("engineConnected"));
  out.gauge("corelogic_transport_rolling", "1 while the transport rolls.", field("rolling"));
  out.gauge("corelogic_engine_load_ratio", "Share of the period that rendering takes.", field("load"));
  out.gauge("corelogic_sample_rate_hertz", "Sample rate of the device.", field("sampleRate"));
  out.gauge("corelogic_block_frames", "Frames of one period.", field("blockFrames"));
  out.gauge("corelogic_added_latency_frames", "Latency beyond the device's own.",
            field("addedLatencyFrames"));
  out.family("corelogic_xruns_total", "counter",
             "Periods that came too late; node: the dearest of the last one.");
  const auto guilty = static_cast<std::uint64_t>(field("guiltyNode"));
  out.sample(field("xruns"), guilty == 0 ? "node=\"\"" : node_label(guilty, names));
  out.counter("corelogic_late_branches_total", "Branches muted for a block because a worker came too late.",
              field("lateBranches"));
  const auto muted = status.find("mutedNodes");
  out.gauge("corelogic_muted_nodes", "Nodes muted because something at their output was no number.",
            muted != status.end() && muted->is_array() ? static_cast<double>(muted->size()) : 0);
  out.gauge("corelogic_revision", "The project's revision.", field("revision"));
  out.gauge("corelogic_installed_revision", "The revision of the plan that plays.",
            field("installedRevision"));
  out.gauge("corelogic_clients", "Clients that said hello.", field("clients"));
  out.gauge("corelogic_subscribers", "Clients that are told every change.", field("subscribers"));
  out.family("corelogic_queue_depth", "gauge", "What waits: edits for the disk, changes for subscribers.");
  out.sample(field("queued"), "queue=\"disk\"");
  out.sample(field("queuedChanges"), "queue=\"subscribers\"");
}

void write_costs(Exposition& out, const NodeNames& names, const NodeCosts& costs) {
  out.family("corelogic_node_cost_ratio", "gauge", "What a node costs as a share of the period.");
  for (std::size_t i = 0; i < costs.nodes.size(); ++i) {
    const std::string label = node_label(costs.nodes[i].value, names);
    if (i < costs.mean.size()) out.sample(static_cast<double>(costs.mean[i]), label + ",of=\"mean\"");
    if (i < costs.most.size()) out.sample(static_cast<double>(costs.most[i]), label + ",of=\"most\"");
  }
}

}  // namespace

NodeNames node_names(std::string_view graph) {
  NodeNames names;
  const json parsed = json::parse(graph, nullptr, false);
  if (!parsed.is_object()) return names;
  for (const json& node : parsed.value("nodes", json::array()))
    names[static_cast<std::uint64_t>(number_in(node, "id"))] = node.value("name", "");
  return names;
}

std::string escaped_label(std::string_view value) {
  std::string out;
  for (const char letter : value) {
    if (letter == '\\' || letter == '"') out += '\\';
    if (letter == '\n') {
      out += "\\n";
    } else {
      out += letter;
    }
  }
  return out;
}

std::string metrics_text(std::string_view status, const NodeNames& names, const NodeCosts& costs,
                         const Counters& counters) {
  Exposition out;
  const json parsed = json::parse(status, nullptr, false);
  out.gauge("corelogic_controller_up", "1 while the controller answers the gateway.",
            parsed.is_object() ? 1 : 0);
  if (parsed.is_object()) {
    write_status(out, parsed, names);
    write_costs(out, names, costs);
  }
  const auto of = [](std::uint64_t count) { return static_cast<double>(count); };
  out.counter("corelogic_gateway_requests_total", "HTTP requests.", of(counters.requests));
  out.counter("corelogic_gateway_refused_total", "Requests refused at the door.", of(counters.refused));
  out.counter("corelogic_gateway_meter_frames_total", "Meter frames sent to pages.",
              of(counters.meter_frames_sent));
  out.counter("corelogic_gateway_meter_frames_merged_total",
              "Meter frames merged into the next one of a page.", of(counters.meter_frames_merged));
  out.gauge("corelogic_gateway_connections", "Open connections.", of(counters.connections));
  out.gauge("corelogic_gateway_browsers", "Open pages.", of(counters.browsers));
  out.gauge("corelogic_gateway_outbox_bytes", "Text that waits for slow pages.", of(counters.outbox_bytes));
  return out.take();
}

}  // namespace corelogic::gateway
