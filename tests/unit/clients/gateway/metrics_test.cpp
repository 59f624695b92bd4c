// metrics_test.cpp: the exposition format, with what a stranger may have named.  Side: test.
#include "clients/gateway/metrics.h"

#include <gmock/gmock.h>

#include <regex>
#include <set>
#include <sstream>

namespace corelogic::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kStatus = R"({"engineConnected":true,"rolling":false,"load":0.25,"sampleRate":48000,
  "blockFrames":64,"xruns":"4","guiltyNode":"772","lateBranches":"2","mutedNodes":["1","2"],"revision":"1234567",
  "installedRevision":"7","clients":3,"queued":5,"subscribers":2,"queuedChanges":6})";

std::string text(const char* status = kStatus) {
  const NodeNames names{{772, "a\"b\\c\nd"}, {1028, "drums_fader"}};
  NodeCosts costs;
  costs.nodes = {vocabulary::NodeId{1028}, vocabulary::NodeId{9}};
  costs.mean = {0.25F, 0.5F};
  costs.most = {0.02F, 0.75F};
  Counters counters;
  counters.requests = 11;
  counters.browsers = 2;
  return metrics_text(status, names, costs, counters);
}

TEST(Metrics, TellsOfEngineQueuesRevisionsAndClients) {
  const std::string said = text();
  for (const char* line :
       {"corelogic_controller_up 1\n", "corelogic_engine_up 1\n", "corelogic_engine_load_ratio 0.25\n",
        "corelogic_revision 1234567\n", "corelogic_installed_revision 7\n", "corelogic_clients 3\n",
        "corelogic_muted_nodes 2\n", "corelogic_queue_depth{queue=\"disk\"} 5\n",
        "corelogic_queue_depth{queue=\"subscribers\"} 6\n", "corelogic_gateway_browsers 2\n",
        "corelogic_gateway_requests_total 11\n", "corelogic_late_branches_total 2\n"})
    EXPECT_THAT(said, HasSubstr(line));
}

TEST(Metrics, TellsWhatEachNodeCosts) {
  EXPECT_THAT(text(), HasSubstr("corelogic_node_cost_ratio{node=\"drums_fader\",of=\"mean\"} 0.25\n"));
  EXPECT_THAT(text(), HasSubstr("corelogic_node_cost_ratio{node=\"#9\",of=\"most\"} 0.75\n"));
}

TEST(Metrics, EscapesWhatPeopleNamed) {
  EXPECT_THAT(text(), HasSubstr("corelogic_xruns_total{node=\"a\\\"b\\\\c\\nd\"} 4\n"));
}

TEST(Metrics, WithoutAControllerThereIsOnlyTheGateway) {
  EXPECT_THAT(text(""), HasSubstr("corelogic_controller_up 0\n"));
  EXPECT_THAT(text(""), Not(HasSubstr("corelogic_engine_up")));
}

// https://prometheus.io/docs/instrumenting/exposition_formats: each family with HELP and TYPE, once, its
// samples behind it.
TEST(Metrics, AreInTheExpositionFormat) {
  const std::regex sample(R"re(([a-z_]+)(\{([a-z_]+="([^"\\\n]|\\["\\n])*",?)*\})? [-+0-9.eE]+)re");
  std::set<std::string> families;
  std::string family;
  std::istringstream lines(text());
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# HELP ")) {
      family = line.substr(7, line.find(' ', 7) - 7);
      EXPECT_TRUE(families.insert(family).second) << family << " twice";
    } else if (line.starts_with("# TYPE ")) {
      EXPECT_TRUE(line == "# TYPE " + family + " gauge" || line == "# TYPE " + family + " counter") << line;
    } else {
      std::smatch parts;
      ASSERT_TRUE(std::regex_match(line, parts, sample)) << line;
      EXPECT_EQ(parts[1], family);
    }
  }
  EXPECT_GT(families.size(), 20U);
}

TEST(Metrics, ReadsNamesOutOfAGraph) {
  const NodeNames names =
      node_names(R"({"nodes":[{"id":"772","name":"guitar_fader"},{"id":"1028","name":"x"}]})");
  EXPECT_EQ(names.at(772), "guitar_fader");
  EXPECT_TRUE(node_names("nonsense").empty());
}

}  // namespace
}  // namespace corelogic::gateway
