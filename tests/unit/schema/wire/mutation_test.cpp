// mutation_test.cpp: 20 000 damaged frames into each decoder: none may crash it, and what it still reads it
// must be able to write. The damage comes from a seeded generator, so a failure can be seen again.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "schema/wire/codec.h"
#include "tests/unit/schema/wire/examples.h"

namespace corelogic::wire {
namespace {

namespace m = messages;
using examples::each_alternative;

constexpr int kMutations = 20000;
const auto kExample = [](auto of) { return examples::example(of); };

class Mutator {
 public:
  Frame damage(Frame frame) {
    for (int i = pick(4); i >= 0 && !frame.empty(); --i) once(frame);
    return frame;
  }
  int pick(std::size_t below) { return static_cast<int>(random_() % below); }

 private:
  std::size_t place(const Frame& frame) { return random_() % frame.size(); }
  void once(Frame& frame) {
    static constexpr unsigned char kTelling[] = {0,   1,   0x7f, 0x80, 0xff, '{', '}',
                                                 '[', ']', '"',  ',',  '-',  '9'};
    switch (pick(7)) {
      case 0:
        frame[place(frame)] ^= std::byte{static_cast<unsigned char>(1U << pick(8))};
        break;
      case 1:
        frame[place(frame)] = std::byte{kTelling[random_() % std::size(kTelling)]};
        break;
      case 2:
        frame[place(frame)] = std::byte{static_cast<unsigned char>(random_())};
        break;
      case 3:
        frame.resize(place(frame));
        break;
      case 4:
        swap_words(frame);
        break;
      case 5:
        frame.erase(frame.begin() + static_cast<std::ptrdiff_t>(place(frame)));
        break;
      default:
        frame.insert(frame.begin() + static_cast<std::ptrdiff_t>(place(frame)), frame[place(frame)]);
        break;
    }
  }
  /// Pointers are words: one in another's place is the most telling damage.
  void swap_words(Frame& frame) {
    if (frame.size() < 16) return;
    const std::size_t words = frame.size() / 8;
    const std::size_t a = 8 * (random_() % words);
    const std::size_t b = 8 * (random_() % words);
    for (std::size_t i = 0; i < 8; ++i) std::swap(frame[a + i], frame[b + i]);
  }

  std::mt19937 random_{20261122};
};

template <class Decode, class Encode>
void expect_survives(const std::vector<Frame>& seeds, Decode decode, Encode encode_again) {
  Mutator mutator;
  int read = 0;
  for (int i = 0; i < kMutations; ++i) {
    const Frame damaged = mutator.damage(seeds[static_cast<std::size_t>(i) % seeds.size()]);
    const auto message = decode(FrameView(damaged));
    if (!message) {
      ASSERT_FALSE(message.refusal().sentence.empty());
      continue;
    }
    ++read;
    const Frame again = encode_again(*message);
    ASSERT_TRUE(decode(FrameView(again))) << "what was read cannot be read again";
  }
  EXPECT_GT(read, 0) << "the damage is too heavy to test anything";
  EXPECT_LT(read, kMutations);
}

template <class Message>
void add(std::vector<Frame>& seeds, const Message& message) {
  seeds.push_back(encode(message, Encoding::kCapnp));
  seeds.push_back(encode(message, Encoding::kJson));
}

const auto kEncode = [](const auto& message) { return encode(message); };

TEST(Mutation, LeavesDecodeCommandAndRequestStanding) {
  std::vector<Frame> commands;
  std::vector<Frame> requests;
  for (auto& body : each_alternative<m::CommandBody>(kExample)) {
    add(commands, m::Command{body});
    add(requests, examples::request(m::Command{body}));
  }
  for (auto& body : each_alternative<decltype(m::Request::body)>(kExample))
    add(requests, examples::request(body));
  expect_survives(commands, decode_command, kEncode);
  expect_survives(requests, decode_request, kEncode);
}

TEST(Mutation, LeavesDecodeReplyStanding) {
  std::vector<Frame> seeds;
  for (auto& body : each_alternative<decltype(m::Reply::body)>(kExample)) add(seeds, examples::reply(body));
  expect_survives(seeds, decode_reply, kEncode);
}

TEST(Mutation, LeavesDecodeChangeSetStanding) {
  std::vector<Frame> seeds;
  for (auto& change : each_alternative<m::Change>(kExample)) {
    m::ChangeSet set;
    set.changes = {change};
    add(seeds, set);
  }
  expect_survives(seeds, decode_change_set, kEncode);
}

TEST(Mutation, LeavesDecodeProjectAndGraphStanding) {
  std::vector<Frame> projects;
  std::vector<Frame> graphs;
  add(projects, examples::project());
  add(graphs, examples::graph());
  expect_survives(projects, decode_project, kEncode);
  expect_survives(graphs, decode_graph, kEncode);
}

TEST(Mutation, LeavesTheEnginesDecodersStanding) {
  std::vector<Frame> down;
  std::vector<Frame> up;
  for (auto& body : each_alternative<decltype(m::ToEngine::body)>(kExample))
    down.push_back(encode(m::ToEngine{body}));
  for (auto& body : each_alternative<decltype(m::FromEngine::body)>(kExample))
    up.push_back(encode(m::FromEngine{7, body}));
  const std::string_view ping = "{\"transport\":{\"locate\":\"7\"}}";
  down.emplace_back(as_frame(ping).begin(), as_frame(ping).end());
  expect_survives(down, decode_to_engine, kEncode);
  expect_survives(up, decode_from_engine, kEncode);
}

TEST(Mutation, LeavesDecodeMeterFrameStanding) {
  std::vector<Frame> seeds;
  add(seeds, examples::meters());
  expect_survives(seeds, decode_meter_frame, kEncode);
}

}  // namespace
}  // namespace corelogic::wire
