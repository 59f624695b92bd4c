// response_rate_test.cpp: a convolution is as loud at every rate of its response and of the render.
#include <array>

#include "tests/render/render_case.h"

namespace corelogic::render_tests {
namespace {

constexpr std::array<std::uint32_t, 7> kRates = {24000, 44100, 48000, 88200, 96000, 176400, 192000};

/// A filter that does nothing but wait 5 ms.
std::vector<float> nothing(std::uint32_t rate) {
  std::vector<float> response(rate / 10, 0.0F);
  response[rate / 200] = 1.0F;
  return response;
}

/// A room without anything above 9 kHz: forty partials that rise and die away, as one impulse of area 1/48000
/// would make them ring, at whatever rate they are taken down.
std::vector<float> dark_room(std::uint32_t rate) {
  std::vector<float> response(rate / 2);
  for (std::size_t i = 0; i < response.size(); ++i) {
    const double t = static_cast<double>(i) / rate;
    double sum = 0.0;
    for (int k = 1; k <= 40; ++k) sum += std::sin(2.0 * std::numbers::pi * (217.0 * k + k * k % 7) * t + k);
    response[i] = static_cast<float>(0.01 * sum * t * std::exp(-t / 0.03) * 48000.0 / rate);
  }
  return response;
}

class ResponseRateTest : public RenderTest {
 protected:
  /// What the convolution makes of a tone, dB, when all of the response plays.
  double gain_of(const std::vector<float>& response, std::uint32_t response_rate, std::uint32_t rate,
                 double hertz, bool normalise, double length = 100) {
    constexpr double kLevel = 0.1;
    write_sound(file("tone.wav"), {sine(hertz, 48000, 72000, kLevel)});
    write_sound(file("response.wav"), {response}, response_rate);
    const std::string values =
        "100,0,0,20,20000," + std::string(normalise ? "1," : "0,") + std::to_string(length);
    std::string room = fx("convolution", values);
    room.insert(1, R"("file":")" + file("response.wav") + R"(",)");
    const Channels mix =
        rendered(graph({{.file = file("tone.wav"), .insert = room}}), {"--rate", std::to_string(rate)});
    if (mix.empty() || mix[0].size() < rate) return -1000.0;
    double power = 0.0;  // of the half second before the first second ends: whole turns of each tone
    for (std::size_t i = rate / 2; i < rate; ++i) power += static_cast<double>(mix[0][i]) * mix[0][i];
    return 10.0 * std::log10(power / (rate / 2.0) / (kLevel * kLevel / 2.0));
  }
};

TEST_F(ResponseRateTest, AResponseHasTheGainOfItsOwnRate) {
  for (const std::uint32_t rate : {48000U, 96000U})
    for (const std::uint32_t own : kRates)
      for (const double hertz : {100.0, 3000.0})
        EXPECT_NEAR(gain_of(nothing(own), own, rate, hertz, false), 0.0, 0.05)
            << own << " in " << rate << " at " << hertz << " Hz";
}

TEST_F(ResponseRateTest, ARoomIsAsLoudAtWhateverRateItWasTakenDown) {
  const double wanted[] = {gain_of(dark_room(48000), 48000, 48000, 218, false),
                           gain_of(dark_room(48000), 48000, 48000, 4342, false),
                           gain_of(dark_room(48000), 48000, 48000, 218, false, 30)};
  ASSERT_GT(wanted[0], -30.0);
  ASSERT_GT(std::abs(wanted[2] - wanted[0]), 0.2) << "the cut is to be heard";
  for (const std::uint32_t rate : {48000U, 96000U}) {
    for (const std::uint32_t own : kRates) {
      EXPECT_NEAR(gain_of(dark_room(own), own, rate, 218, false), wanted[0], 0.05) << own << " in " << rate;
      EXPECT_NEAR(gain_of(dark_room(own), own, rate, 4342, false), wanted[1], 0.05) << own << " in " << rate;
      EXPECT_NEAR(gain_of(dark_room(own), own, rate, 218, false, 30), wanted[2], 0.05)
          << own << " in " << rate;
    }
  }
}

/// The resampler leaves out the uppermost twentieth of the lower band: 10 · log10(0.95) = -0.22 dB of the
/// power of a response that fills it, which normalising then gives back.
TEST_F(ResponseRateTest, NormalisingJudgesAResponseInItsOwnBand) {
  for (const std::uint32_t rate : {48000U, 96000U})
    for (const std::uint32_t own : kRates)
      for (const double hertz : {100.0, 3000.0})
        EXPECT_NEAR(gain_of(nothing(own), own, rate, hertz, true), 0.0, own == rate ? 0.01 : 0.25)
            << own << " in " << rate << " at " << hertz << " Hz";
}

/// A room that is dark anyway has the same power in less of a band: its mean is greater by what is missing of
/// 24 kHz. Above 24 kHz nothing is judged.
TEST_F(ResponseRateTest, NormalisingKnowsNoRateThatHoldsAllThatIsHeard) {
  const double wanted = gain_of(dark_room(48000), 48000, 48000, 218, true);
  for (const std::uint32_t rate : {48000U, 96000U})
    for (const std::uint32_t own : kRates)
      EXPECT_NEAR(gain_of(dark_room(own), own, rate, 218, true),
                  wanted + 10.0 * std::log10(std::min(own, 48000U) / 48000.0), 0.05)
          << own << " in " << rate;
}

}  // namespace
}  // namespace corelogic::render_tests
