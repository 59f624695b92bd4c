// demo_test.cpp: the demo's project, rendered, against a second mixer of a few lines of numpy
// (demo_reference.py), sample by sample.
#include <nlohmann/json.hpp>

#include "tests/render/render_case.h"
#include "tests/support/places.h"

namespace corelogic::render_tests {
namespace {

using Json = nlohmann::json;

constexpr const char* kSeconds = "12";  // both loops wrap: 9.97 and 6.86 s
constexpr std::size_t kFrames = 576000;
constexpr std::size_t kImpulseAt = 4800;
constexpr float kImpulse = 0.5F;

Json& track(Json& project, const std::string& name) {
  for (Json& one : project["tracks"])
    if (one["name"] == name) return one;
  throw std::runtime_error("the demo has no track " + name);
}

struct Difference {
  double peak = 0;
  double rms = 0;
};

Difference difference(const Channels& a, const Channels& b) {
  Difference found;
  if (a.size() != 2 || b.size() != 2 || a[0].size() != kFrames || b[0].size() != kFrames) {
    ADD_FAILURE() << "not two channels of " << kFrames << " frames";
    return {1.0, 1.0};
  }
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t i = 0; i < kFrames; ++i) {
      const double one = static_cast<double>(a[c][i]) - static_cast<double>(b[c][i]);
      found.peak = std::max(found.peak, std::fabs(one));
      found.rms += one * one / (2.0 * kFrames);
    }
  found.rms = std::sqrt(found.rms);
  EXPECT_TRUE(std::isfinite(found.rms));
  std::cout << "peak error " << found.peak << ", rms " << found.rms << "\n";
  return found;
}

/// a - b.
Channels without(Channels a, const Channels& b) {
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t i = 0; i < kFrames; ++i) a[c][i] -= b[c][i];
  return a;
}

constexpr double kLow = 500.0;  // Hz: where damping at 6 kHz does not reach

/// Energy still to come at each frame, of the sound behind a one-pole low-pass at kLow.
std::vector<double> energy_to_come(const std::vector<float>& sound) {
  const double coefficient = 1.0 - std::exp(-2.0 * std::numbers::pi * kLow / 48000.0);
  std::vector<double> to_come(sound.size() + 1, 0.0);
  double low = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    low += coefficient * (static_cast<double>(sound[i]) - low);
    to_come[i] = low * low;
  }
  for (std::size_t i = sound.size(); i-- > 0;) to_come[i] += to_come[i + 1];
  return to_come;
}

/// Seconds in which the sound loses 60 dB, from the slope between -5 and -35 dB of the energy still to come
/// (M. R. Schroeder, JASA 37, 1965).
double decay_time(const std::vector<double>& to_come) {
  const auto falls_below = [&](double db) {
    std::size_t i = 0;
    while (to_come[i] > to_come[0] * std::pow(10.0, db / 10.0)) ++i;
    return static_cast<double>(i);
  };
  return 2.0 * (falls_below(-35.0) - falls_below(-5.0)) / 48000.0;
}

class DemoTest : public RenderTest {
 protected:
  [[nodiscard]] static Json demo() {
    return Json::parse(bytes_of(support::source_directory() + "/controller/apps/demo.json"));
  }
  /// The demo with its recordings brought to 48 kHz beforehand, so that nothing is left to resample.
  [[nodiscard]] Json demo_at_48_kilohertz() {
    Json project = demo();
    for (const char* name : {"Guitar", "Drums"}) {
      Json& path = track(project, name)["input"]["file"]["path"];
      const std::string brought = file(std::string(name) + ".wav");
      const auto sox =
          support::run({"sox", "-V1", path, "-b", "32", "-e", "floating-point", brought, "rate", "48000"});
      EXPECT_EQ(sox.exit.status, 0) << sox.error;
      path = brought;
    }
    return project;
  }
  [[nodiscard]] Channels played(const Json& project, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"--seconds", kSeconds};
    words.insert(words.end(), more.begin(), more.end());
    return rendered(project.dump(), words);
  }
  /// What the second mixer makes of the project; `impulse`: with the reverb.
  [[nodiscard]] Channels reference(const Json& project, const std::vector<std::string>& impulse = {}) {
    std::ofstream(file("wanted.json")) << project;
    std::vector<std::string> words = {
        "/usr/bin/python3",  support::source_directory() + "/tests/render/demo_reference.py",
        file("wanted.json"), file("wanted.wav"),
        "--seconds",         kSeconds};
    words.insert(words.end(), impulse.begin(), impulse.end());
    const auto finished = support::run(words, {}, support::Milliseconds(60000));
    EXPECT_EQ(finished.exit.status, 0) << finished.error;
    return read_sound(file("wanted.wav"));
  }
  /// The reverb's answer to an impulse in one channel:  [impulse] --send 0 dB--> Reverb -> master
  Channels impulse_response(std::size_t channel, const std::string& name) {
    Channels click(2, std::vector<float>(kFrames, 0.0F));
    click[channel][kImpulseAt] = kImpulse;
    write_sound(file("click.wav"), click);
    Json project = demo();
    Json& guitar = track(project, "Guitar");
    guitar["inserts"] = Json::array();
    guitar["volume"] = 0;
    guitar["sends"][0]["level"] = 0;
    guitar["input"]["file"] = {{"path", file("click.wav")}, {"loop", false}};
    guitar["output"] = {{"none", nullptr}};
    track(project, "Drums")["mute"] = true;
    track(project, "Reverb")["volume"] = 0;
    Channels answer = played(project);
    write_sound(file(name), answer);
    return answer;
  }
  /// Measures both and says where they are, for reference().
  [[nodiscard]] std::vector<std::string> impulse() {
    impulse_response(0, "left.wav");
    impulse_response(1, "right.wav");
    return {"--impulse", file("left.wav"), file("right.wav"), std::to_string(kImpulseAt),
            std::to_string(kImpulse)};
  }
};

/// What else goes to the device is for other ears: a direct out, a monitor section of its own, a matrix, a
/// cable past the mix.
TEST_F(DemoTest, IsMadeOfTheMainOutputAlone) {
  const Channels plain = played(demo());
  Json project = demo();
  track(project, "Drums")["directOut"] = {{"channels", {7, 8}}};
  track(project, "Guitar")["listen"] = "pfl";
  EXPECT_EQ(difference(plain, played(project)).peak, 0);
  project = demo();
  const auto next = project["nextId"].get<std::uint32_t>();
  project["nextId"] = next + 3;
  project["formatVersion"] = 3;
  project["connections"].push_back({{"id", next},
                                    {"source", track(project, "Guitar")["id"]},
                                    {"sourcePort", "pre"},
                                    {"destination", {{"device", {1, 2}}}}});
  const Json fills = {{"id", next + 1},
                      {"kind", "matrix"},
                      {"name", "Fills"},
                      {"input", {{"none", nullptr}}},
                      {"output", {{"device", {1, 2}}}},
                      {"monitorOutput", {{"none", nullptr}}}};
  project["tracks"].insert(project["tracks"].end() - 1, fills);
  track(project, "Reverb")["sends"].push_back({{"id", next + 2}, {"destination", next + 1}});
  EXPECT_EQ(difference(plain, played(project)).peak, 0);
}

TEST_F(DemoTest, IsRefusedWithoutTheSoundOfAConvolution) {
  Json project = demo();
  track(project, "Drums")["inserts"].push_back(
      {{"id", 99}, {"effect", "convolution"}, {"file", file("no_such_hall.wav")}});
  project["nextId"] = 100;
  const auto refused = render(project.dump(), "mix.wav", {"--seconds", "1"});
  EXPECT_EQ(refused.exit.status, 1);
  EXPECT_NE(refused.error.find("no_such_hall.wav"), std::string::npos) << refused.error;
}

TEST_F(DemoTest, IsTheMixThatASecondMixerMakes) {
  const Difference found = difference(played(demo()), reference(demo(), impulse()));
  // Two resamplers: they differ by 2e-4 of full scale at most, and that in the last tenth of the band, where
  // the drums' hits reach into the filters' slopes (92 % of the difference lies above 20 kHz).
  EXPECT_LE(found.peak, 2e-4);
  EXPECT_LE(found.rms, 1e-5) << "-100 dB";
}

TEST_F(DemoTest, IsTheSameWithinAMillionthWhereNothingIsResampled) {
  const Json full = demo_at_48_kilohertz();
  Json dry = full;
  track(dry, "Reverb")["mute"] = true;
  const std::vector<std::string> answers = impulse();
  const Channels full_mix = played(full);
  const Channels dry_mix = played(dry);
  const Channels wanted_full = reference(full, answers);
  const Channels wanted_dry = reference(dry);
  EXPECT_LE(difference(full_mix, wanted_full).peak, 1e-6);
  EXPECT_LE(difference(dry_mix, wanted_dry).peak, 1e-6);
  EXPECT_LE(difference(without(full_mix, dry_mix), without(wanted_full, wanted_dry)).peak, 1e-6)
      << "the wet path is the convolution with the reverb's impulse responses";
}

TEST_F(DemoTest, AddsTheReverbAndNothingElse) {
  Json dry = demo();
  track(dry, "Reverb")["mute"] = true;
  Json alone = demo();
  track(alone, "Guitar")["output"] = {{"none", nullptr}};
  track(alone, "Drums")["output"] = {{"none", nullptr}};
  const Channels wet = played(alone);
  EXPECT_LE(difference(without(played(demo()), played(dry)), wet).peak, 1e-6);
}

TEST_F(DemoTest, LetsTheReverbDecayInTheTimeThatIsSetAndAsLoudAsItsInput) {
  Channels click(1, std::vector<float>(kFrames, 0.0F));
  click[0][kImpulseAt] = kImpulse;
  const double given = energy_to_come(click[0])[0];
  const Channels left = impulse_response(0, "left.wav");
  const Channels right = impulse_response(1, "right.wav");
  constexpr std::size_t kPreDelay = 960;  // 20 ms
  for (std::size_t side = 0; side < 2; ++side) {
    for (std::size_t i = 0; i < kImpulseAt + kPreDelay; ++i) ASSERT_EQ(left[side][i], 0.0F) << i;
    const auto from_left = energy_to_come(left[side]);
    const auto from_right = energy_to_come(right[side]);
    const double seconds = decay_time({from_left.begin() + kImpulseAt + kPreDelay, from_left.end()});
    const double level = 10.0 * std::log10((from_left[0] + from_right[0]) / given);
    std::cout << "below 500 Hz: RT60 " << seconds << " s, level " << level << " dB\n";
    EXPECT_NEAR(seconds, 1.8, 0.18);
    EXPECT_NEAR(level, 0.0, 1.5) << "noise in both channels comes out as loud as it went in";
  }
}

TEST_F(DemoTest, PlaysTheMonitorHalfADecibelQuieter) {
  const Channels main = played(demo());
  const Channels monitor = played(demo(), {"--channels", "monitor"});
  const double gain = std::pow(10.0, -0.5 / 20.0);
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t i = 0; i < kFrames; ++i)
      ASSERT_NEAR(monitor[c][i], static_cast<double>(main[c][i]) * gain, 1e-6) << c << " " << i;
}

}  // namespace
}  // namespace corelogic::render_tests
