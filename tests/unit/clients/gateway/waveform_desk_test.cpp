// waveform_desk_test.cpp: a file is read once for all who ask, again when it is another one, and never more
// than is asked for. Side: test.
#include "clients/gateway/waveform_desk.h"

#include <gmock/gmock.h>

#include <deque>

#include "tests/support/process.h"
#include "tests/unit/clients/gateway/hand_wav.h"

namespace corelogic::gateway {
namespace {

struct WaveformDeskTest : testing::Test {
  /// Asks, and remembers the answer when it comes.
  std::shared_ptr<std::optional<Response>> ask(const std::string& path, std::string_view known = "") {
    auto answer = std::make_shared<std::optional<Response>>();
    desk.answer(path, known, [answer](Response response) { *answer = std::move(response); });
    return answer;
  }
  void run_all() {
    while (!errands.empty()) {
      const auto errand = std::move(errands.front());
      errands.pop_front();
      ++readings;
      errand.first();
      errand.second();
    }
  }
  static std::string tag(const Response& response) { return response.headers.at(0).second; }

  support::ScratchDirectory scratch;
  std::deque<std::pair<std::function<void()>, std::function<void()>>> errands;
  int readings = 0;
  WaveformDesk desk{[this](std::function<void()> work, std::function<void()> done) {
    errands.emplace_back(std::move(work), std::move(done));
  }};
};

TEST_F(WaveformDeskTest, ReadsAFileOnceForAllAndAgainWhenItIsAnother) {
  const std::string path = scratch.file("a.wav");
  write_wav(path, 48000, 1, {1, 2, 3});
  const auto first = ask(path), second = ask(path);
  EXPECT_FALSE(*first);
  run_all();
  ASSERT_TRUE(*first && *second);
  EXPECT_EQ((*first)->status, 200U);
  EXPECT_EQ((*first)->body, (*second)->body);
  const auto third = ask(path);
  ASSERT_TRUE(*third) << "known already";
  EXPECT_EQ((*ask(path, tag(**third)))->status, 304U);
  EXPECT_EQ(readings, 1);
  write_wav(path, 48000, 1, {1, 2, 3, 4, 5, 6});
  const auto changed = ask(path, tag(**third));
  run_all();
  ASSERT_TRUE(*changed);
  EXPECT_EQ((*changed)->status, 200U);
  EXPECT_NE(tag(**changed), tag(**third));
  EXPECT_EQ(readings, 2);
}

TEST_F(WaveformDeskTest, SaysWhyThereIsNoPicture) {
  std::ofstream(scratch.file("b.wav")) << "no sound";
  const auto gone = ask(scratch.file("gone.wav")), none = ask(scratch.file("b.wav"));
  run_all();
  EXPECT_EQ((*gone)->status, 404U);
  EXPECT_EQ((*none)->status, 422U);
  EXPECT_EQ((*none)->type, "application/problem+json");
}

TEST_F(WaveformDeskTest, LetsOnlySoManyFilesWait) {
  for (int i = 0; i < 20; ++i) write_wav(scratch.file(std::to_string(i)), 48000, 1, {1});
  std::vector<std::shared_ptr<std::optional<Response>>> answers;
  for (int i = 0; i < 20; ++i) answers.push_back(ask(scratch.file(std::to_string(i))));
  EXPECT_FALSE(*answers[15]);
  ASSERT_TRUE(*answers[16]);
  EXPECT_EQ((*answers[16])->status, 429U);
  run_all();
  EXPECT_EQ((*answers[0])->status, 200U);
}

TEST_F(WaveformDeskTest, AnswersNobodyWhenItIsClosed) {
  write_wav(scratch.file("c.wav"), 48000, 1, {1});
  const auto answer = ask(scratch.file("c.wav"));
  desk.close();
  run_all();
  EXPECT_FALSE(*answer);
}

TEST(SoundFiles, AreWhatTheInputsOfAGraphPlay) {
  const auto files = sound_files(
      R"({"nodes":[{"id":"769","audioInput":{"file":{"path":"/a/b.wav","loop":true}}},{"id":"1025","audioInput":{"none":null}},
         {"id":"1281","fx":{"effect":"convolution","file":"/a/hall.wav"}},{"id":"1537","audioInput":{"device":[1]}}]})");
  EXPECT_THAT(files, testing::ElementsAre(testing::Pair(3U, "/a/b.wav")));
  EXPECT_TRUE(sound_files("nonsense").empty());
}

}  // namespace
}  // namespace corelogic::gateway
