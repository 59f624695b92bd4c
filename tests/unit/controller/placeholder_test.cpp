// placeholder_test.cpp: an effect nobody knows keeps everything, passes sound, and is named.
#include "controller/tracks/placeholder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "controller/compiler/graph_compiler.h"
#include "controller/compiler/value_compiler.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"

namespace corelogic::tracks {
namespace {

using namespace corelogic::testing;
using namespace commands::testing;
using project::Project;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

messages::Project document_with_shimmer() {
  messages::Project document = demo_document();
  Insert& insert = track_in(document, kGuitar).inserts[0];
  insert.effect = "shimmer";
  insert.parameters = {{"sparkle", 0.25}, {"octave", 2}};
  insert.other = {{"sparkle", 1}};
  insert.side_b = true;
  insert.file = "halls/great.flac";
  insert.key = {kDrums, true};
  insert.safe = {"sparkle"};
  return document;
}

TEST(Placeholder, KeepsEverythingThroughTheModelAndBack) {
  const auto project = Project::from_message(document_with_shimmer());
  ASSERT_TRUE(project) << project.refusal().sentence;
  EXPECT_EQ(project->to_message(), document_with_shimmer());
}

TEST(Placeholder, IsAFaderAtUnityInTheGraphAndHearsNoValue) {
  const Project project = *Project::from_message(document_with_shimmer());
  const auto graph = compiler::compile(project, {1, 1}, {"/audio"});
  const auto node = std::ranges::find(
      graph.nodes, vocabulary::make_node_id(kCompressor.value, vocabulary::NodeRole::kInsert), &Node::id);
  ASSERT_NE(node, graph.nodes.end());
  EXPECT_EQ(std::get<FxNode>(node->kind), (FxNode{"fader", {0, 0, 0}, false}));
  EXPECT_EQ(node->inputs.size(), 1U);
  const auto bypass = accepted(project, SetInsertBypass{kCompressor, true});
  const auto values = compiler::compile_values(after(project, SetInsertBypass{kCompressor, true}),
                                               bypass.changes, project::invert(project, bypass.changes));
  ASSERT_TRUE(values);
  EXPECT_TRUE(values->empty());
}

TEST(Placeholder, IsNamedForTheStatus) {
  const Project project = *Project::from_message(document_with_shimmer());
  EXPECT_THAT(
      placeholder_warnings(project.tracks()),
      ElementsAre("insert 5 of Guitar: the effect \"shimmer\" is not known here; its values are kept and the "
                  "sound passes through"));
  EXPECT_THAT(placeholder_warnings(demo().tracks()), ElementsAre());
}

TEST(Placeholder, TakesNoValuesButMovesGoesAndComesBack) {
  const Project project = *Project::from_message(document_with_shimmer());
  for (const auto& no : {refused(project, SetParameter{kCompressor, "sparkle", 1}),
                         refused(project, SetKey{kCompressor, {kReverb, false}}),
                         refused(project, SetInsertFile{kCompressor, "a.wav"}),
                         refused(project, LoadPreset{kCompressor, "x"})}) {
    EXPECT_EQ(no.code, vocabulary::RefusalCode::kUnsupported);
    EXPECT_THAT(no.sentence, HasSubstr("shimmer"));
  }
  EXPECT_EQ(refused(demo(), add_insert(kGuitar, "shimmer")).code, vocabulary::RefusalCode::kUnknownId);
  Project there = after(project, add_insert(kGuitar, "eq"));
  there = after(there, MoveInsert{kCompressor, 1});
  const auto removal = accepted(there, RemoveInsert{kCompressor});
  Project gone = there;
  project::apply(gone, removal.changes);
  project::apply(gone, project::invert(there, removal.changes));
  EXPECT_EQ(*gone.tracks().find(kCompressor), *there.tracks().find(kCompressor));
  const Project stored = after(there, StoreScene{{}, "Verse"});
  EXPECT_TRUE(Project::from_message(stored.to_message()));
}

TEST(Placeholder, RefusesShapesThatAreNoValues) {
  const auto refuses = [](auto change) {
    messages::Project document = document_with_shimmer();
    change(track_in(document, kGuitar).inserts[0]);
    const auto project = Project::from_message(document);
    return !project && project.refusal().subject == "insert 5";
  };
  EXPECT_TRUE(refuses([](Insert& insert) { insert.effect = ""; }));
  EXPECT_TRUE(refuses([](Insert& insert) { insert.parameters[0].value = std::nan(""); }));
  EXPECT_TRUE(refuses([](Insert& insert) { insert.parameters[1].name = "sparkle"; }));
  EXPECT_TRUE(refuses([](Insert& insert) { insert.other.assign(1025, {"x", 0}); }));
  EXPECT_TRUE(refuses([](Insert& insert) { insert.file = "../secret"; }));
}

}  // namespace
}  // namespace corelogic::tracks
