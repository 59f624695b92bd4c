// state_hash_test.cpp: the hash of a state is the one written in schema/README.md; the file and the number
// beside it in tests/golden/state_hash were made by a stranger from that page, and every client is held
// against them.
#include "schema/wire/state_hash.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "schema/wire/codec.h"
#include "tests/support/places.h"

namespace corelogic::wire {
namespace {

std::string golden(const std::string& name) {
  std::ifstream file(support::source_directory() + "/tests/golden/state_hash/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

messages::Project every_field() {
  const auto project = decode_project(as_frame(golden("project.json")));
  if (project) return *project;
  ADD_FAILURE() << project.refusal().subject << ": " << project.refusal().sentence;
  return {};
}

TEST(StateHash, IsTheOneOfTheGoldenFile) {
  EXPECT_EQ(state_hash(every_field()), std::stoull(golden("hash")));
}

TEST(StateHash, IsTheSameForAFieldLeftOutAndAFieldAtItsDefault) {
  messages::Project project = every_field();
  project.tracks[0].comment.clear();
  project.tracks[0].vcas.clear();
  for (const auto encoding : {Encoding::kJson, Encoding::kCapnp}) {
    const auto again = decode_project(encode(project, encoding));
    ASSERT_TRUE(again) << again.refusal().sentence;
    EXPECT_EQ(state_hash(*again), state_hash(project));
  }
}

TEST(StateHash, DiffersWhenAnythingDoes) {
  const messages::Project project = every_field();
  std::set<std::uint64_t> seen{state_hash(project)};
  const auto differs = [&](auto change) {
    messages::Project other = project;
    change(other);
    EXPECT_TRUE(seen.insert(state_hash(other)).second);
  };
  differs([](messages::Project& other) { other.name += "x"; });
  differs([](messages::Project& other) { other.tempo += 1e-9; });
  differs([](messages::Project& other) { other.tracks[0].mute = !other.tracks[0].mute; });
  differs([](messages::Project& other) { std::swap(other.tracks[0], other.tracks[1]); });
  differs([](messages::Project& other) { other.tracks[0].volume = vocabulary::kSilence; });
  differs([](messages::Project& other) { other.scenes[0].tracks[0].pan = 0.125; });
  differs([](messages::Project& other) { other.tracks[0].input = messages::NoInput{}; });
}

TEST(StateHash, TakesNothingForZeroWithASign) {
  messages::Project project = every_field();
  project.tracks[0].pan = 0.0;
  const auto hash = state_hash(project);
  project.tracks[0].pan = -0.0;
  EXPECT_EQ(state_hash(project), hash);
}

}  // namespace
}  // namespace corelogic::wire
