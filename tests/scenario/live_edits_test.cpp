// live_edits_test.cpp: edits while a sine plays: what they do not touch is the same to the bit.
#include <algorithm>
#include <cmath>
#include <random>

#include "tests/scenario/live_case.h"

namespace corelogic {
namespace {

using namespace live_tests;

constexpr int kCycle = 96;  // frames a cycle of the sine: 500 Hz at 48 kHz

/// One round of edits that lead nowhere near the main output: born, filled, moved about, gone.
void edit_beside(Studio& studio, const std::string& file, std::mt19937& random) {
  const auto id = [&](messages::CommandBody command) {
    return std::get<messages::Done>(studio.command(std::move(command)).body).ids.at(0);
  };
  const messages::Output monitor = messages::DeviceOutput{{3, 4}};
  const messages::TrackId aux{id(messages::AddTrack{.kind = messages::TrackKind::kAux, .name = "Hall"})};
  studio.command(messages::SetOutput{aux, monitor});
  const messages::TrackId track{id(messages::AddTrack{.name = "Beside"})};
  studio.command(messages::SetOutput{track, monitor});
  // Tracks are born with a cable to the master. It may still be fading out, or leave in the same snapshot,
  // when the sound comes: that must not take it.
  studio.command(messages::SetInput{track, messages::FileInput{.path = file, .loop = true}});
  studio.command(messages::AddInsert{.track = aux, .effect = "reverb", .parameters = {}});
  const messages::InsertId compressor{
      id(messages::AddInsert{.track = track, .effect = "compressor", .parameters = {}})};
  const messages::SendId send{id(messages::AddSend{.track = track, .destination = aux})};
  studio.command(messages::SetParameter{compressor, "threshold", -40.0 + static_cast<double>(random() % 30)});
  studio.command(messages::SetVolume{track, {-static_cast<double>(random() % 40)}});
  studio.command(messages::SetPan{track, static_cast<double>(random() % 200) / 100.0 - 1.0});
  studio.command(messages::SetMute{track, random() % 2 == 0});
  studio.command(messages::SetInsertBypass{compressor, true});
  studio.command(messages::MoveTrack{track, 0});
  if (random() % 2 == 0) studio.command(messages::RemoveSend{send});
  if (random() % 2 == 0) studio.command(messages::Undo{});
  studio.command(messages::RemoveTrack{track});
  studio.command(messages::RemoveTrack{aux});
}

///  [sine loop] -> Tone -> master -> main_L/R -> listener
///  [constant] -> Beside -> compressor -> monitor;  '-> Hall -> reverb -> monitor      (edited)
TEST(LiveEdits, ChangeNotOneSampleOfWhatTheyDoNotTouch) {
  expect_nothing_wrong([]() -> Heard {
    Studio studio;
    support::ScratchDirectory scratch;
    const std::string beside = support::write_constant(scratch, 0.3F);
    support::play_loop(studio, "Tone", support::write_sine(scratch, kCycle, 0.5F));
    EXPECT_TRUE(studio.in_step());
    studio.jack().use_in_this_process();
    JackListener listener(kMain, 60);
    EXPECT_TRUE(hears_more(listener, kSecond / 2)) << studio.words();
    if (testing::Test::HasFailure()) return {};
    const std::size_t steady = listener.heard();
    const std::uint64_t xruns = studio.status().xruns;
    std::mt19937 random(7);
    for (int round = 0; round < 12; ++round) edit_beside(studio, beside, random);
    EXPECT_TRUE(studio.in_step()) << studio.words();
    EXPECT_TRUE(hears_more(listener, kSecond / 4)) << studio.words();
    const std::size_t end = listener.heard();
    Heard heard;
    heard.xruns = studio.status().xruns - xruns;
    float peak = 0;
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t i = steady + kCycle; i < end; ++i) {
        heard.wrong += listener.channel(c)[i] != listener.channel(c)[i - kCycle];
        peak = std::max(peak, std::fabs(listener.channel(c)[i]));
      }
    EXPECT_NEAR(peak, 0.5F, 1e-3F) << "no sine";
    std::cout << "compared " << end - steady << " frames over at least " << 12 * 16 << " edits\n";
    return heard;
  });
}

}  // namespace
}  // namespace corelogic
