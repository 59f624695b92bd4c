// live_test.cpp: what a real JACK client hears of a real studio, to the sample: the render's own samples, in
// the period they belong to, at the gain that was asked for, whatever is edited beside them.
#include <gtest/gtest.h>
#include <jack/jack.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "clients/cpp/meters.h"
#include "clients/cpp/names.h"
#include "tests/render/render_case.h"
#include "tests/scenario/live_case.h"
#include "tests/support/deadline.h"
#include "tests/support/places.h"

namespace corelogic {
namespace {

using namespace std::chrono_literals;
using namespace live_tests;

constexpr std::size_t kCompared = 5 * kSecond;

void cli(const Studio& studio, const std::vector<std::string>& words) {
  std::vector<std::string> line = {support::binary("corelogic")};
  line.insert(line.end(), words.begin(), words.end());
  const auto finished = support::run(line, studio.environment());
  ASSERT_EQ(finished.exit.status, 0) << finished.error;
}

/// The open project's first seconds as corelogic-render makes them of its export.
render_tests::Channels rendered(const Studio& studio, const support::ScratchDirectory& scratch) {
  cli(studio, {"project", "export", scratch.file("export.json")});
  const auto finished =
      support::run({support::binary("corelogic-render"), scratch.file("export.json"), "-o",
                    scratch.file("mix.wav"), "--format", "float", "--seconds", "7", "--block", "480"});
  EXPECT_EQ(finished.exit.status, 0) << finished.error;
  return render_tests::read_sound(scratch.file("mix.wav"));
}

/// Plays from frame 0 and counts the frames, of kCompared from the first sound on, that are not the render's.
Heard play_and_compare(Studio& studio, const render_tests::Channels& mix) {
  studio.command(messages::Locate{0});
  JackListener listener(kMain, 20);
  EXPECT_TRUE(hears_more(listener, 4800)) << studio.words();
  const std::size_t before = listener.heard();
  const std::uint64_t xruns = studio.status().xruns;
  EXPECT_EQ(first_sound(listener.channel(0), 0, before), before) << "not silent before it plays";
  studio.command(messages::Play{});
  EXPECT_TRUE(hears_more(listener, kCompared + kSecond / 4)) << studio.words();
  Heard heard;
  const std::size_t live = first_sound(listener.channel(0), before, listener.heard());
  const std::size_t offline = first_sound(mix[0].data(), 0, mix[0].size());
  EXPECT_GE(listener.heard(), live + kCompared) << "no sound";
  if (testing::Test::HasFailure()) return heard;
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t i = 0; i < kCompared; ++i)
      heard.wrong += listener.channel(c)[live + i] != mix[c][offline + i];
  heard.xruns = studio.status().xruns - xruns;
  return heard;
}

/// Stops, and brings every tail to its end in three seconds instead of thirty.
void let_everything_die_away(Studio& studio) {
  const auto project = studio.project();
  const auto reverb = client::find_insert(project, "Reverb/reverb");
  const auto compressor = client::find_insert(project, "Guitar/compressor");
  ASSERT_TRUE(reverb && compressor);
  studio.command(messages::Stop{});
  studio.command(messages::SetParameter{*reverb, "decay", 0.2});
  studio.command(messages::SetParameter{*compressor, "release", 10});
  JackListener listener(kMain, 20);
  ASSERT_TRUE(hears_more(listener, 3 * kSecond)) << studio.words();
  studio.command(messages::SetParameter{*reverb, "decay", 1.8});
  studio.command(messages::SetParameter{*compressor, "release", 120});
  ASSERT_TRUE(hears_more(listener, kSecond / 4)) << studio.words();
}

///  demo: Guitar -> compressor --+--------> master -> main_L/R -> listener
///                               '-> Reverb -^        against corelogic-render of the same project
///        Drums ----------------------------^
TEST(LiveMix, IsTheRenderToTheBitFromItsFirstSampleOnAndAgainAfterAStop) {
  Studio studio({.period = 256});  // the samples are the same with any; JACK loses fewer of these
  support::ScratchDirectory scratch;
  cli(studio, {"project", "import", support::source_directory() + "/controller/apps/demo.json"});
  ASSERT_TRUE(studio.in_step());
  studio.jack().use_in_this_process();
  const auto mix = rendered(studio, scratch);
  bool fresh = true;
  const auto play = [&]() -> Heard {
    if (!fresh) let_everything_die_away(studio);
    fresh = false;
    return testing::Test::HasFailure() ? Heard{} : play_and_compare(studio, mix);
  };
  expect_nothing_wrong(play);
  expect_nothing_wrong(play);
}

/// A JACK client that puts one sample of 0.8 where it is told.
class Impulse {
 public:
  Impulse() {
    support::within("opening the JACK client \"impulse\"", [tip = tip_] { tip->open(); });
  }
  ~Impulse() {
    try {
      support::within("closing the JACK client \"impulse\"",
                      [tip = tip_] { jack_client_close(tip->client); });
    } catch (const std::exception& late) {
      ADD_FAILURE() << late.what();
    }
  }
  Impulse(const Impulse&) = delete;
  Impulse& operator=(const Impulse&) = delete;

  [[nodiscard]] bool connect(const std::string& to) {
    const auto done = std::make_shared<bool>(false);
    support::within("connecting impulse:out to " + to, [tip = tip_, to, done] {
      *done = jack_connect(tip->client, "impulse:out", to.c_str()) == 0;
    });
    return *done;
  }
  /// Returns the server's time of the period it was put into; 0: not within 10 s.
  [[nodiscard]] std::uint64_t put(int offset) {
    tip_->time = 0;
    tip_->offset = offset;
    (void)support::eventually([this] { return tip_->time != 0; });
    return tip_->time;
  }

 private:
  /// Outlives the impulse where libjack does not come back.
  struct Tip {
    void open() {
      client = jack_client_open("impulse", JackNoStartServer, nullptr);
      if (client == nullptr) throw std::runtime_error("no JACK server");
      port = jack_port_register(client, "out", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
      jack_set_process_callback(client, process, this);
      jack_activate(client);
    }
    static int process(jack_nframes_t frames, void* self) {
      auto& tip = *static_cast<Tip*>(self);
      auto* out = static_cast<float*>(jack_port_get_buffer(tip.port, frames));
      std::fill_n(out, frames, 0.0F);
      const int offset = tip.offset.exchange(-1);
      if (offset < 0) return 0;
      out[offset] = 0.8F;
      tip.time = jack_frames_to_time(tip.client, jack_last_frame_time(tip.client));
      return 0;
    }

    jack_client_t* client = nullptr;
    jack_port_t* port = nullptr;
    std::atomic<int> offset{-1};
    std::atomic<std::uint64_t> time{0};
  };
  std::shared_ptr<Tip> tip_ = std::make_shared<Tip>();
};

///  [impulse] -> in_1 -> Voice (mono, -6 dB, pan -0.5) -> master -> main_L -> listener
TEST(LiveInput, IsHeardInTheSamePeriodAtTheSameFrame) {
  Studio studio;
  const auto added = studio.command(messages::AddTrack{.name = "Voice", .channels = 1});
  const messages::TrackId voice{std::get<messages::Done>(added.body).ids.at(0)};
  studio.command(messages::SetInput{voice, messages::DeviceInput{{1}}});
  studio.command(messages::SetVolume{voice, {-6.0}});
  studio.command(messages::SetPan{voice, -0.5});
  ASSERT_TRUE(studio.in_step());
  EXPECT_EQ(studio.status().added_latency_frames, 0U);
  studio.jack().use_in_this_process();
  Impulse impulse;
  JackListener listener(kMain, 60);
  ASSERT_TRUE(impulse.connect("corelogic:in_1"));
  ASSERT_TRUE(hears_more(listener, kSecond / 2)) << studio.words();
  const double theta = 0.5 * std::numbers::pi / 4.0;
  const double gain[2] = {0.8 * std::pow(10.0, -0.3) * std::cos(theta),
                          0.8 * std::pow(10.0, -0.3) * std::sin(theta)};
  for (const int offset : {0, 1, 17, 40, 62, 63}) {
    expect_nothing_wrong([&]() -> Heard {
      const std::uint64_t xruns = studio.status().xruns;
      const std::size_t begin = listener.heard();
      const std::uint64_t put = impulse.put(offset);
      EXPECT_NE(put, 0U) << "the impulse's callback was not called for 10 s\n" << studio.words();
      EXPECT_TRUE(hears_more(listener, 640)) << studio.words();
      if (testing::Test::HasFailure()) return {};
      const std::size_t end = listener.heard();
      Heard heard;
      for (std::size_t c = 0; c < 2; ++c) {
        const std::size_t at = first_sound(listener.channel(c), begin, end);
        const bool found =
            at < end && listener.time_of(at) == put && offset_in_period(listener, at) == offset;
        heard.wrong += !found || first_sound(listener.channel(c), at + 1, end) != end;
        heard.wrong += !found || std::fabs(static_cast<double>(listener.channel(c)[at]) - gain[c]) > 1e-6;
      }
      heard.xruns = studio.status().xruns - xruns;
      return heard;
    });
  }
}

///  [constant 0.5] -> Level (volume 0 -> -6 dB) -> master -> main_L/R -> listener, meters
TEST(LiveVolume, FallsBySixDecibelsOnOneRampAndTheMetersFollow) {
  Studio studio;
  support::ScratchDirectory scratch;
  const auto track = support::play_loop(studio, "Level", support::write_constant(scratch, 0.5F));
  ASSERT_TRUE(studio.in_step());
  studio.jack().use_in_this_process();
  JackListener listener(kMain, 30);
  ASSERT_TRUE(hears_more(listener, kSecond / 2)) << studio.words();
  const std::size_t before = listener.heard();
  const float* sound = listener.channel(0);
  ASSERT_EQ(sound[before - 1], 0.5F);

  const std::uint64_t asked = jack_get_time();
  cli(studio, {"track", "set", "Level", "volume", "-6"});
  ASSERT_TRUE(hears_more(listener, kSecond / 4)) << studio.words();
  const std::size_t end = listener.heard();
  const float last = sound[end - 1];
  EXPECT_NEAR(last / 0.5F, 0.501187F, 1e-5F);
  std::size_t first = before;
  while (first < end && sound[first] == 0.5F) ++first;
  std::size_t arrived = first;
  while (arrived < end && sound[arrived] != last) ++arrived;
  EXPECT_EQ(arrived + 1 - first, 480U) << "10 ms";
  EXPECT_EQ(offset_in_period(listener, first), 0) << "begins with a block";
  for (std::size_t i = first; i < end; ++i) {
    const double share = std::min(1.0, static_cast<double>(i - first + 1) / 480.0);
    ASSERT_NEAR(sound[i], 0.5 * (1.0 - share) + 0.5 * std::pow(10.0, -0.3) * share, 1e-6) << i - first;
    ASSERT_EQ(listener.channel(1)[i], sound[i]);
  }
  std::cout << "command line's start to the first frame of the ramp: "
            << (static_cast<double>(listener.time_of(first)) - static_cast<double>(asked)) / 1000.0
            << " ms\n";

  const auto project = studio.project();
  ASSERT_NE(client::track_of(project, track), nullptr);
  EXPECT_EQ(client::track_of(project, track)->volume.value, -6.0);
  wire::Context context;
  auto meters = client::Meters::open(context, "ipc://" + studio.house().runtime_directory() + "/telemetry");
  ASSERT_TRUE(meters);
  double shown = 0;
  EXPECT_TRUE(support::eventually([&] {
    const auto frame = meters->next(1s);
    if (!frame) return false;
    for (const auto& strip : client::strip_meters(project, *frame))
      if (strip.track == track && strip.peaks.size() == 2) shown = strip.peaks[1];
    return std::fabs(shown + 12.0206) < 0.01;  // 20 log10(0.5) - 6
  })) << shown;
}

}  // namespace
}  // namespace corelogic
