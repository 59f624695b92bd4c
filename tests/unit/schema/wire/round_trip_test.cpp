// round_trip_test.cpp: every word there and back, in both encodings. What has no equality is compared by
// encoding it again; that no field is forgotten on the way there is seen in JSON, where a full-valued example
// may have no default.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "schema/wire/codec.h"
#include "tests/unit/schema/wire/examples.h"

namespace corelogic::wire {
namespace {

namespace m = messages;
using examples::each_alternative;
using examples::Of;
using nlohmann::json;

const auto kExample = [](auto of) { return examples::example(of); };
const auto kDefault = []<class T>(Of<T>) { return T{}; };
constexpr Encoding kBoth[] = {Encoding::kCapnp, Encoding::kJson};

json parsed(const Frame& frame) {
  return json::parse(as_text(frame));
}

/// Every leaf of `full` must differ from what `plain`, all defaults, has in its place.
void expect_no_default(const json& full, const json& plain, const std::string& path) {
  if (full.is_null()) return;  // an arm without fields
  if (!full.is_object() || !plain.is_object()) {
    EXPECT_NE(full, plain) << path << " is not written, or its example has the default";
    return;
  }
  for (const auto& [key, value] : full.items())
    if (plain.contains(key) &&
        key != "formatVersion")  // there is but one; hostile_frame_test.cpp sends another
      expect_no_default(value, plain[key], path + "." + key);
}

template <class Message, class Decode>
void expect_round_trip(const Message& message, Decode decode) {
  for (Encoding encoding : kBoth) {
    const Frame frame = encode(message, encoding);
    EXPECT_EQ(encoding_of(frame), encoding);
    const auto again = decode(frame);
    ASSERT_TRUE(again) << again.refusal().subject << ": " << again.refusal().sentence << "\n"
                       << as_text(encode(message, Encoding::kJson));
    EXPECT_EQ(encode(*again, encoding), frame);
    if constexpr (requires { message.body; }) {
      EXPECT_EQ(again->body.index(), message.body.index());
    }
    if constexpr (requires { message == message; }) {
      EXPECT_TRUE(*again == message);
    }
  }
}

TEST(RoundTrip, KeepsEveryCommand) {
  for (auto& body : each_alternative<m::CommandBody>(kExample)) {
    expect_round_trip(m::Command{body}, decode_command);
    expect_round_trip(examples::request(m::Command{body}), decode_request);
  }
  for (auto& body : each_alternative<m::CommandBody>(kDefault))
    expect_round_trip(m::Command{body}, decode_command);
}

TEST(RoundTrip, WritesEveryFieldOfEveryCommand) {
  const auto full = each_alternative<m::CommandBody>(kExample);
  const auto plain = each_alternative<m::CommandBody>(kDefault);
  for (std::size_t i = 0; i < full.size(); ++i)
    expect_no_default(parsed(encode(m::Command{full[i]}, Encoding::kJson)),
                      parsed(encode(m::Command{plain[i]}, Encoding::kJson)), "command");
}

TEST(RoundTrip, KeepsEveryRequest) {
  const auto full = each_alternative<decltype(m::Request::body)>(kExample);
  const auto plain = each_alternative<decltype(m::Request::body)>(kDefault);
  for (std::size_t i = 0; i < full.size(); ++i) {
    expect_round_trip(examples::request(full[i]), decode_request);
    if (i == 0) continue;  // Command: two different ones, compared above
    m::Request bare;
    bare.body = plain[i];
    expect_round_trip(bare, decode_request);
    expect_no_default(parsed(encode(examples::request(full[i]), Encoding::kJson)),
                      parsed(encode(bare, Encoding::kJson)), "request");
  }
}

TEST(RoundTrip, KeepsEveryReply) {
  const auto full = each_alternative<decltype(m::Reply::body)>(kExample);
  const auto plain = each_alternative<decltype(m::Reply::body)>(kDefault);
  for (std::size_t i = 0; i < full.size(); ++i) {
    m::Reply bare;
    bare.body = plain[i];
    expect_round_trip(examples::reply(full[i]), decode_reply);
    expect_round_trip(bare, decode_reply);
    expect_no_default(parsed(encode(examples::reply(full[i]), Encoding::kJson)),
                      parsed(encode(bare, Encoding::kJson)), "reply");
  }
}

TEST(RoundTrip, KeepsEveryRefusalCode) {
  for (unsigned short code = 0; code <= static_cast<unsigned short>(vocabulary::RefusalCode::kInternal);
       ++code)
    expect_round_trip(examples::reply(m::Refused{static_cast<vocabulary::RefusalCode>(code), "s", "t"}),
                      decode_reply);
}

TEST(RoundTrip, KeepsEveryChange) {
  const auto full = each_alternative<m::Change>(kExample);
  const auto plain = each_alternative<m::Change>(kDefault);
  for (std::size_t i = 0; i < full.size(); ++i) {
    m::ChangeSet set = examples::change_set();
    set.changes = {full[i]};
    expect_round_trip(set, decode_change_set);
    m::ChangeSet bare;
    bare.changes = {plain[i]};
    expect_round_trip(bare, decode_change_set);
    expect_no_default(parsed(encode(set, Encoding::kJson))["changes"][0],
                      parsed(encode(bare, Encoding::kJson))["changes"][0], "change");
  }
  expect_round_trip(examples::change_set(), decode_change_set);
}

TEST(RoundTrip, KeepsEveryFieldOfAProject) {
  expect_round_trip(examples::project(), decode_project);
  m::Project plain;
  plain.tracks = {m::Track{}, m::Track{}};
  plain.connections = {m::Connection{}};
  expect_round_trip(plain, decode_project);
  const json full = parsed(encode(examples::project(), Encoding::kJson));
  const json bare = parsed(encode(plain, Encoding::kJson));
  expect_no_default(full["tracks"][0], bare["tracks"][0], "track");
  expect_no_default(full["connections"][0], bare["connections"][0], "connection");
}

TEST(RoundTrip, KeepsEveryInputAndOutput) {
  for (auto& input : each_alternative<m::Input>(kExample))
    expect_round_trip(m::Command{m::SetInput{m::TrackId{1}, input}}, decode_command);
  for (auto& output : each_alternative<m::Output>(kExample))
    expect_round_trip(m::Command{m::SetOutput{m::TrackId{1}, output}}, decode_command);
}

TEST(RoundTrip, KeepsEveryKindOfNode) {
  expect_round_trip(examples::graph(), decode_graph);
  for (auto& kind : each_alternative<decltype(m::Node::kind)>(kDefault)) {
    m::GraphSnapshot graph;
    graph.nodes = {m::Node{}};
    graph.nodes[0].kind = kind;
    expect_round_trip(graph, decode_graph);
  }
  for (auto& source : each_alternative<decltype(m::AudioInputNode::source)>(kExample))
    expect_round_trip(m::GraphSnapshot{{}, 48000, {examples::node(m::AudioInputNode{source})}}, decode_graph);
}

TEST(RoundTrip, WritesEveryFieldOfANode) {
  const json full = parsed(encode(examples::graph(), Encoding::kJson));
  m::GraphSnapshot plain;
  for (auto& kind : each_alternative<decltype(m::Node::kind)>(kDefault)) {
    plain.nodes.emplace_back();
    plain.nodes.back().kind = kind;
    plain.nodes.back().edges = {m::Edge{}};
  }
  const json bare = parsed(encode(plain, Encoding::kJson));
  for (std::size_t i = 0; i < plain.nodes.size(); ++i) {
    expect_no_default(full["nodes"][i], bare["nodes"][i], "node");
    expect_no_default(full["nodes"][i]["edges"][0], bare["nodes"][i]["edges"][0], "edge");
  }
}

TEST(RoundTrip, KeepsWhatGoesToTheEngine) {
  std::vector<m::ToEngine> messages;
  for (auto& body : each_alternative<decltype(m::ToEngine::body)>(kExample)) messages.push_back({body});
  for (auto& body : each_alternative<decltype(m::ToEngine::body)>(kDefault)) messages.push_back({body});
  for (auto& order : each_alternative<m::TransportOrder>(kExample)) messages.push_back({order});
  for (const m::ToEngine& message : messages) {
    const auto again = decode_to_engine(encode(message));
    ASSERT_TRUE(again) << again.refusal().sentence;
    EXPECT_TRUE(again->body == message.body);
  }
}

TEST(RoundTrip, KeepsWhatComesFromTheEngine) {
  std::vector<m::FromEngine> messages;
  for (auto& body : each_alternative<decltype(m::FromEngine::body)>(kExample)) messages.push_back({42, body});
  for (auto& body : each_alternative<decltype(m::FromEngine::body)>(kDefault)) messages.push_back({0, body});
  for (const m::FromEngine& message : messages) {
    const auto again = decode_from_engine(encode(message));
    ASSERT_TRUE(again) << again.refusal().sentence;
    EXPECT_EQ(again->instance, message.instance);
    EXPECT_TRUE(again->body == message.body);
  }
}

TEST(RoundTrip, KeepsMeters) {
  expect_round_trip(examples::meters(), decode_meter_frame);
  expect_round_trip(m::MeterFrame{}, decode_meter_frame);
  expect_no_default(parsed(encode(examples::meters(), Encoding::kJson)),
                    parsed(encode(m::MeterFrame{}, Encoding::kJson)), "meters");
}

TEST(RoundTrip, KeepsTheDeepestBatchAndHistory) {
  m::Command command = {examples::example(Of<m::AddInsert>{})};
  for (int level = 0; level < 3; ++level) command = {m::Batch{{command}}};
  expect_round_trip(examples::request(command), decode_request);
  m::ChangeSet set;
  set.changes = {m::ProjectReplaced{examples::project()}};
  expect_round_trip(examples::reply(m::History{{set}}), decode_reply);
}

}  // namespace
}  // namespace corelogic::wire
