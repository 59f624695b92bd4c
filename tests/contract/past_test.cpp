// past_test.cpp: whoever looks into the past holds up nobody who works: counted, not timed.
#include "tests/contract/running_controller.h"

namespace corelogic::contract {
namespace {

using namespace messages;

constexpr int kRows = 1900;  // all to be read for a look at the last of them: milestones stand 2000 apart
constexpr int kLooks = 60;

/// `kRows` durable edits, many under way at a time.
void fill(Client& writer, TrackId track) {
  int sent = 0;
  int done = 0;
  std::uint64_t sequence = 100'000;
  while (done < kRows) {
    for (; sent < kRows && sent - done < 50; ++sent) {
      Request request = Client::command(SetVolume{track, {-static_cast<double>(sent % 500) / 10.0}});
      request.client = ClientId{9};
      request.sequence = ++sequence;
      writer.send(request);
    }
    const auto reply = writer.hear();
    ASSERT_TRUE(reply && is_done(*reply));
    ++done;
  }
}

/// One asks 60 questions about the past at once; the other edits meanwhile. Were the questions answered by
/// the thread that commits, all of them would come before the first edit.
TEST(Past, IsLookedAtWhileEditsAreCommitted) {
  RunningController controller;
  Client writer(controller, wire::Encoding::kCapnp, 7);
  const TrackId guitar{writer.done(AddTrack{TrackKind::kAudio, "Guitar"}).at(0)};
  fill(writer, guitar);
  Client historian(controller);
  for (std::uint64_t i = 1; i <= kLooks; ++i) {
    Request look = Client::request(GetProjectAt{kRows - i});
    look.sequence = i;
    historian.send(look);
  }
  int answered = 0;
  const auto take = [&](Milliseconds deadline) {
    const auto reply = historian.hear(deadline);
    if (!reply) return false;
    EXPECT_TRUE(std::holds_alternative<Project>(reply->body)) << sentence_of(*reply);
    ++answered;
    return true;
  };
  int edits_before_the_last_look = 0;
  for (int i = 0; i < 200 && answered < kLooks; ++i) {
    writer.done(SetPan{guitar, i / 200.0});
    while (take(0ms)) continue;
    if (answered < kLooks) ++edits_before_the_last_look;
  }
  while (answered < kLooks && take(5s)) continue;
  EXPECT_EQ(answered, kLooks);
  EXPECT_GE(edits_before_the_last_look, 10) << "edits waited for looks into the past";
}

TEST(Past, IsSeenAsItWasWhileItGoesOn) {
  RunningController controller;
  Client writer(controller, wire::Encoding::kCapnp, 7);
  const TrackId guitar{writer.done(AddTrack{TrackKind::kAudio, "Guitar"}).at(0)};
  const std::uint64_t start = writer.ask(Client::request(GetStatus{})).revision.number;
  for (int i = 1; i <= 50; ++i) {
    writer.done(SetVolume{guitar, {-i * 1.0}});
    // The newest too: what was answered as done is seen at once.
    const auto seen = writer.ask(Client::request(GetProjectAt{start + static_cast<std::uint64_t>(i)}));
    ASSERT_TRUE(std::holds_alternative<Project>(seen.body)) << sentence_of(seen);
    EXPECT_EQ(std::get<Project>(seen.body).tracks.at(0).volume.value, -i * 1.0);
    const auto before = writer.ask(Client::request(GetProjectAt{start + static_cast<std::uint64_t>(i) / 2}));
    EXPECT_EQ(std::get<Project>(before.body).tracks.at(0).volume.value, -(i / 2) * 1.0);
  }
}

}  // namespace
}  // namespace corelogic::contract
