// demo_graph_test.cpp: the demo's document, as it is installed, compiles to the graph in the files beside
// this one. CORELOGIC_WRITE_GOLDEN=1 writes them anew: read the difference before you commit it.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "clients/cpp/graph_text.h"
#include "controller/compiler/graph_compiler.h"
#include "schema/wire/codec.h"
#include "tests/support/places.h"
#include "tests/unit/controller/session.h"

namespace corelogic {
namespace {

const std::string kSource = support::source_directory();

std::string read(const std::string& path) {
  std::ifstream file(kSource + "/" + path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The file's text, or, when asked to write it anew, `text` written and returned.
std::string golden(const std::string& path, const std::string& text) {
  if (!std::getenv("CORELOGIC_WRITE_GOLDEN")) return read(path);
  std::ofstream(kSource + "/" + path, std::ios::binary) << text;
  return text;
}

/// One node a line, so that a difference can be read.
std::string by_lines(std::string json) {
  for (std::size_t at = 0; (at = json.find(R"({"id":")", at)) != std::string::npos; at += 2)
    json.insert(at++, "\n");
  return json + "\n";
}

messages::Project demo_file() {
  const auto document = wire::decode_project(wire::as_frame(read("controller/apps/demo.json")));
  if (document) return *document;
  ADD_FAILURE() << document.refusal().subject << ": " << document.refusal().sentence;
  return {};
}

messages::GraphSnapshot demo_graph() {
  const auto project = project::Project::from_message(demo_file());
  if (project) return compiler::compile(*project, {1, 1}, {"/var/lib/corelogic/Demo/audio"});
  ADD_FAILURE() << project.refusal().subject << ": " << project.refusal().sentence;
  return {};
}

TEST(DemoDocument, IsTheSessionTheTestsKnow) {
  const auto installed = project::Project::from_message(demo_file());  // with the parameters it leaves out
  ASSERT_TRUE(installed) << installed.refusal().sentence;
  EXPECT_EQ(installed->to_message(), testing::demo_document());
}

TEST(DemoDocument, ComesBackFromItsJsonForm) {
  const auto json = wire::encode(testing::demo_document(), wire::Encoding::kJson);
  const auto again = wire::decode_project(json);
  ASSERT_TRUE(again) << again.refusal().sentence;
  EXPECT_EQ(*again, testing::demo_document());
}

TEST(DemoGraph, IsTheGraphOnFile) {
  const auto json = wire::encode(demo_graph(), wire::Encoding::kJson);
  const auto filed = wire::decode_graph(
      wire::as_frame(golden("tests/golden/demo_graph.json", by_lines(std::string(wire::as_text(json))))));
  ASSERT_TRUE(filed) << filed.refusal().sentence;
  EXPECT_EQ(*filed, demo_graph());
}

TEST(DemoGraph, ReadsAsTheTextOnFile) {
  const std::string text = client::graph_as_text(demo_graph());
  EXPECT_EQ(text, golden("tests/golden/demo_graph.txt", text));
}

TEST(DemoGraph, DrawsAsTheDigraphOnFile) {
  const std::string dot = client::graph_as_dot(demo_graph());
  EXPECT_EQ(dot, golden("tests/golden/demo_graph.dot", dot));
}

}  // namespace
}  // namespace corelogic
