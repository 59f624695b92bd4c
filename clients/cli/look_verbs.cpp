// look_verbs.cpp: status, graph, history, effects, effect, schema, and the hidden manual.  Side: control.
#include <memory>
#include <ostream>

#include "clients/cli/looking.h"
#include "clients/cli/looks.h"
#include "clients/cli/session.h"
#include "clients/cli/verbs.h"
#include "clients/cpp/graph_text.h"
#include "schema/vocabulary/effect_catalogue.h"
#include "schema/wire/schema_words.h"
#include "schema/wire/words.h"

namespace corelogic::cli {

Exit show_tracks(Session& session) {
  return look<messages::Project>(session, messages::GetProject{},
                                 [](const auto& project, auto) { return tracks_as_text(project); });
}

Exit show_status(Session& session) {
  // The status numbers nodes; the graph, asked for only then, has their names.
  return look<messages::Status>(session, messages::GetStatus{}, [&](const auto& status, auto revision) {
    const bool names_nodes =
        !status.output_latencies.empty() || status.guilty_node.valid() || !status.muted_nodes.empty();
    const auto reply = names_nodes ? session.ask(messages::GetGraph{}) : std::nullopt;
    const auto* graph = reply ? std::get_if<messages::GraphSnapshot>(&reply->body) : nullptr;
    return status_as_text(status, revision, graph ? *graph : messages::GraphSnapshot{});
  });
}

Exit show_graph(Session& session, bool dot) {
  return look<messages::GraphSnapshot>(session, messages::GetGraph{}, [=](const auto& graph, auto) {
    return dot ? client::graph_as_dot(graph) : client::graph_as_text(graph);
  });
}

Exit show_history(Session& session, std::uint32_t most) {
  return look<messages::History>(session, messages::GetHistory{most}, [](const auto& history, auto) {
    std::string text;
    for (const auto& set : history.change_sets) text += change_as_text(set) + "\n";
    return text;
  });
}

Exit show_effects(Session& session, const std::string& name) {
  Effects effects;
  std::vector<std::string_view> names;
  for (const auto& effect : vocabulary::kEffects) {
    if (!effect.insertable) continue;
    names.push_back(effect.name);
    if (name.empty() || effect.name == name) effects.push_back(&effect);
  }
  if (effects.empty()) {
    const std::string_view near = wire::nearest(name, names);
    return session.refuse({vocabulary::RefusalCode::kUnknownId, "effect " + wire::printable(name, 40),
                           "There is no effect " + wire::quoted(name) + "; " +
                               (near.empty() ? "there is " + wire::one_of(names) + "."
                                             : "did you mean " + wire::quoted(near) + "?")});
  }
  session.out() << (session.options().json ? effects_as_json(effects) + "\n" : effects_as_text(effects))
                << std::flush;
  return Exit::kDone;
}

void add_look_verbs(CLI::App& root, Line& line) {
  add_verb(root, "status", "What runs: project, engine, device, load, xruns, warnings",
           "status\nstatus --json")
      ->callback([&line] { line.action = show_status; });
  auto dot = std::make_shared<bool>(false);
  CLI::App* const graph =
      add_verb(root, "graph", "The signal graph in processing order, and its routing matrix",
               "graph\ngraph --dot | dot -Tsvg > graph.svg");
  graph->add_flag("--dot", *dot, "As Graphviz");
  graph->callback(
      [dot, &line] { line.action = [=](Session& session) { return show_graph(session, *dot); }; });
  auto most = std::make_shared<std::uint32_t>(20);
  CLI::App* const history = add_verb(root, "history", "The newest changes, as the journal has them",
                                     "history\nhistory 100\nhistory --who anna");
  history->add_option("most", *most, "At most this many")->capture_default_str();
  auto who = std::make_shared<std::string>();
  CLI::Option* const whose =
      history->add_option("--who", *who, "Who did what, from where and when, of this user; \"\": of all");
  history->callback([most, who, whose, &line] {
    const bool audit = whose->count() > 0;
    line.action = [=](Session& session) {
      return audit ? show_audit(session, *most, *who) : show_history(session, *most);
    };
  });
  add_verb(root, "effects", "The effects and the ranges of their parameters", "effects")->callback([&line] {
    line.action = [](Session& session) { return show_effects(session, ""); };
  });
  auto name = std::make_shared<std::string>();
  CLI::App* const effect =
      add_verb(root, "effect", "One effect: its parameters with range, words and default", "effect eq");
  effect->add_option("name", *name, "Name of the effect")->required();
  effect->callback(
      [name, &line] { line.action = [=](Session& session) { return show_effects(session, *name); }; });
  add_verb(root, "schema", "All words of the protocol as JSON, for programs that make something of them",
           "schema\nschema | jq .structs.SetVolume")
      ->callback([&line] {
        line.action = [](Session& session) {
          session.out() << wire::schema_json() << std::endl;
          return Exit::kDone;
        };
      });
  CLI::App* const manual = root.add_subcommand("manual", "The manual page, in troff")->group("");
  manual->callback([&root, &line] {
    line.action = [page = manual_page(root)](Session& session) {
      session.out() << page;
      return Exit::kDone;
    };
  });
}

}  // namespace corelogic::cli
