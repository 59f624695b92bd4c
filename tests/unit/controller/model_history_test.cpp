// model_history_test.cpp: long random histories, from fixed seeds, hold what the whole model promises at
// every step.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "controller/commands/dispatch.h"
#include "controller/commands/undo.h"
#include "controller/compiler/graph_compiler.h"
#include "controller/compiler/value_compiler.h"
#include "controller/project/apply_change.h"
#include "controller/project/invert_change.h"
#include "schema/messages/graph_hash.h"
#include "tests/unit/controller/random_commands.h"

namespace corelogic {
namespace {

using namespace corelogic::testing;
using project::Project;

GraphSnapshot graph_of(const Project& project) {
  return compiler::compile(project, {1, 1}, {"/audio"});
}

/// What the engine does with SetParameters, on the snapshot it plays.
void set(GraphSnapshot& graph, const ParameterValue& value) {
  for (Node& node : graph.nodes) {
    if (node.id != value.node) continue;
    if (value.edge.valid()) {
      for (Edge& edge : node.edges) {
        if (edge.id != value.edge) continue;
        (value.parameter == kEdgeLevel ? edge.level.value : edge.pan) = value.value;
        return;
      }
    } else if (auto* fx = std::get_if<FxNode>(&node.kind)) {
      if (value.parameter == kBypassParameter)
        fx->bypass = value.value != 0;
      else
        fx->parameters.at(value.parameter) = value.value;
      return;
    } else {
      std::get<OutputNode>(node.kind).parameters.at(value.parameter) = value.value;
      return;
    }
  }
  FAIL() << "no node or edge for a value of node " << value.node.value;
}

void expect_same_but_next_id(const Project& left, const Project& right) {
  auto a = left.to_message();
  auto b = right.to_message();
  a.next_id = b.next_id = 0;
  ASSERT_EQ(a, b);
}

void expect_legal(const GraphSnapshot& graph) {
  std::set<NodeId> ids;
  std::set<std::string> names;
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
    ASSERT_TRUE(ids.insert(graph.nodes[i].id).second);
    ASSERT_TRUE(names.insert(graph.nodes[i].name).second) << graph.nodes[i].name;
    for (const Edge& edge : graph.nodes[i].edges) ASSERT_LT(edge.source, i);
  }
}

class History : public ::testing::TestWithParam<unsigned> {};

TEST_P(History, StaysValidReversibleAndCompilesToTheSameByValuesAsAnew) {
  RandomCommands random(GetParam());
  Project project = demo();
  GraphSnapshot playing = graph_of(project);
  int accepted = 0;
  int by_value = 0;
  for (int step = 0; step < 400; ++step) {
    SCOPED_TRACE(step);
    const Command command = random.next(project);
    const auto validated = commands::validate(project, command);
    if (!validated) {
      ASSERT_NE(validated.refusal().code, vocabulary::RefusalCode::kInternal);
      ASSERT_FALSE(validated.refusal().sentence.empty());
      continue;
    }
    ++accepted;
    const Project before = project;
    const Changes inverse = project::invert(before, validated->changes);
    project::apply(project, validated->changes);

    const auto reopened = Project::from_message(project.to_message());
    ASSERT_TRUE(reopened) << validated->label << ": " << reopened.refusal().sentence;
    ASSERT_EQ(*reopened, project);

    Project undone = project;
    project::apply(undone, inverse);
    expect_same_but_next_id(undone, before);
    if (!inverse.empty()) {
      const auto plan = commands::plan_undo(project, inverse, {});
      ASSERT_TRUE(plan) << validated->label << ": " << plan.refusal().sentence;
      ASSERT_TRUE(plan->notes.empty()) << validated->label << ": " << plan->notes.front();
      ASSERT_EQ(plan->changes, inverse) << validated->label;
    }

    const GraphSnapshot anew = graph_of(project);
    expect_legal(anew);
    if (const auto values = compiler::compile_values(project, validated->changes, inverse)) {
      ++by_value;
      playing.tempo = project.tempo();  // the transport's, told beside the values
      for (const ParameterValue& value : *values) set(playing, value);
      ASSERT_EQ(graph_hash(playing), graph_hash(anew)) << validated->label;
    }
    playing = anew;
  }
  EXPECT_GT(accepted, 100);
  EXPECT_GT(by_value, 50);
}

// A step of mine, a few of others, then my undo: whatever it takes back, the project stays valid, and so does
// redo.
TEST_P(History, StaysValidWhenUndoneAmongOthers) {
  RandomCommands random(GetParam() + 1000);
  Project project = demo();
  for (int round = 0; round < 150; ++round) {
    SCOPED_TRACE(round);
    const auto mine = commands::validate(project, random.next(project));
    if (!mine) continue;
    const Changes inverse = project::invert(project, mine->changes);
    project::apply(project, mine->changes);
    std::vector<ChangeSet> others;
    for (int i = 0; i < 4; ++i) {
      const auto theirs = commands::validate(project, random.next(project));
      if (!theirs) continue;
      project::apply(project, theirs->changes);
      others.push_back({{}, ClientId{2}, 0, 0, theirs->label, theirs->changes});
    }
    const auto plan = commands::plan_undo(project, inverse, others);
    if (!plan) {
      ASSERT_EQ(plan.refusal().code, vocabulary::RefusalCode::kNothingToUndo);
      continue;
    }
    const Project before_undo = project;
    const Changes redo = project::invert(project, plan->changes);
    project::apply(project, plan->changes);
    const auto valid = Project::from_message(project.to_message());
    ASSERT_TRUE(valid) << mine->label << ": " << valid.refusal().sentence;
    Project redone = project;
    project::apply(redone, redo);
    expect_same_but_next_id(redone, before_undo);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, History, ::testing::Range(1U, 25U));

}  // namespace
}  // namespace corelogic
