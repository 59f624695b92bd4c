// sound_library_test.cpp: sounds loaded, shared, cached, damaged, dropped.  Side: test.
#include "engine/streaming/sound_library.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "engine/streaming/sound_cache.h"
#include "engine/streaming/sound_loader.h"
#include "tests/unit/engine/streaming/scratch.h"

namespace corelogic::streaming {
namespace {

using testing::HasSubstr;

Channels contents(const Sound& sound) {
  const graph::SoundView view = sound.view();
  Channels channels;
  for (std::uint16_t c = 0; c < view.channel_count; ++c) {
    channels.emplace_back(view.channels[c], view.channels[c] + view.frames);
  }
  return channels;
}

/// Asks until it is no longer loading; a deadline of 10 s.
Lookup wait_for(SoundLibrary& library, const std::string& path) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  Lookup lookup = library.request(path);
  while (lookup.state == State::kLoading && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
    lookup = library.request(path);
  }
  return lookup;
}

TEST(SoundLibrary, LoadsInTheCallWhenInline) {
  Scratch scratch;
  const Channels channels = {sine(440, 48000, 1001), sine(660, 48000, 1001)};
  write_file(scratch.file("a.wav"), channels);
  SoundLibrary library(48000, Mode::kInline, "");
  const Lookup lookup = library.request(scratch.file("a.wav"));
  ASSERT_EQ(lookup.state, State::kReady);
  EXPECT_EQ(contents(*lookup.sound), channels);
  EXPECT_EQ(library.news(), 1U);
}

TEST(SoundLibrary, LoadsOnItsThreadWhenLive) {
  Scratch scratch;
  const Channels channels = {sine(440, 48000, 1001)};
  write_file(scratch.file("a.wav"), channels);
  SoundLibrary library(48000, Mode::kThreaded, scratch.file("cache"));
  const Lookup lookup = wait_for(library, scratch.file("a.wav"));
  ASSERT_EQ(lookup.state, State::kReady);
  EXPECT_EQ(contents(*lookup.sound), channels);
  EXPECT_EQ(lookup.sound, library.request(scratch.file("a.wav")).sound)
      << "one sound in memory, however often asked";
}

TEST(SoundLibrary, GivesEachChannelAnAddressThatSimdLikes) {
  Scratch scratch;
  write_file(scratch.file("a.wav"), {sine(440, 48000, 1001), sine(440, 48000, 1001), sine(440, 48000, 1001)});
  SoundLibrary library(48000, Mode::kInline, scratch.file("cache"));
  for (int time = 0; time < 2; ++time) {  // decoded, then from the cache
    const Lookup lookup = library.request(scratch.file("a.wav"));
    const graph::SoundView view = lookup.sound->view();
    for (std::uint16_t c = 0; c < 3; ++c)
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(view.channels[c]) % 64, 0U);
    library.drop_unused();
  }
}

TEST(SoundLibrary, BringsEverySoundToTheEnginesRate) {
  Scratch scratch;
  write_file(scratch.file("a.wav"), {sine(1000, 44100, 44100)}, 44100);
  SoundLibrary library(48000, Mode::kInline, "");
  const Lookup lookup = library.request(scratch.file("a.wav"));
  ASSERT_EQ(lookup.state, State::kReady);
  EXPECT_EQ(lookup.sound->frames(), 48000);
  EXPECT_NEAR(contents(*lookup.sound)[0][24012], sine(1000, 48000, 48000)[24012], 1e-6F);
}

TEST(SoundLibrary, RemembersTheRateOfTheFileThroughItsCache) {
  Scratch scratch;
  write_file(scratch.file("a.wav"), {sine(1000, 44100, 4410)}, 44100);
  for (int time = 0; time < 2; ++time) {  // decoded, then from the cache
    SoundLibrary library(48000, Mode::kInline, scratch.file("cache"));
    const Lookup lookup = library.request(scratch.file("a.wav"));
    ASSERT_EQ(lookup.state, State::kReady);
    EXPECT_EQ(lookup.sound->own_rate(), 44100U) << time;
    EXPECT_EQ(lookup.sound->frames(), 4800);
  }
  EXPECT_NE(SoundCache(scratch.file("cache")).find(*key_of(scratch.file("a.wav"), 48000)), nullptr);
}

TEST(SoundLibrary, SaysWhyAFileCannotBePlayed) {
  Scratch scratch;
  SoundLibrary library(48000, Mode::kThreaded, scratch.file("cache"));
  const Lookup lookup = wait_for(library, scratch.file("none.wav"));
  EXPECT_EQ(lookup.state, State::kFailed);
  EXPECT_THAT(lookup.reason, HasSubstr("none.wav"));
}

TEST(SoundLibrary, TriesAFailedFileAgainAfterDropping) {
  Scratch scratch;
  SoundLibrary library(48000, Mode::kInline, "");
  EXPECT_EQ(library.request(scratch.file("late.wav")).state, State::kFailed);
  write_file(scratch.file("late.wav"), {sine(440, 48000, 10)});
  EXPECT_EQ(library.request(scratch.file("late.wav")).state, State::kFailed);
  library.drop_unused();
  EXPECT_EQ(library.request(scratch.file("late.wav")).state, State::kReady);
}

TEST(SoundLibrary, DropsASoundThatNobodyHoldsOrAsksFor) {
  Scratch scratch;
  write_file(scratch.file("a.wav"), {sine(440, 48000, 10)});
  SoundLibrary library(48000, Mode::kInline, "");
  std::shared_ptr<const Sound> held = library.request(scratch.file("a.wav")).sound;
  std::weak_ptr<const Sound> watched = held;
  library.drop_unused();
  library.drop_unused();
  EXPECT_EQ(library.request(scratch.file("a.wav")).sound, held) << "held sounds stay";
  held.reset();
  library.drop_unused();
  EXPECT_FALSE(watched.expired()) << "asked for a moment ago";
  library.drop_unused();
  EXPECT_TRUE(watched.expired());
}

TEST(SoundLibrary, LeavesWhileAFileIsStillWaiting) {
  Scratch scratch;
  write_file(scratch.file("a.wav"), {std::vector<float>(2'000'000, 0.1F)}, 44100);
  for (int i = 0; i < 3; ++i) {
    SoundLibrary library(48000, Mode::kThreaded, "");
    EXPECT_EQ(library.request(scratch.file("a.wav")).state, State::kLoading);
  }
}

TEST(Sound, RefusesMoreThanTwoGigabytes) {
  const auto larger = Sound::allocate(2, (std::int64_t{1} << 28) + 1, 48000);
  ASSERT_FALSE(larger);
  EXPECT_THAT(larger.refusal().sentence, HasSubstr("2 GiB"));
  EXPECT_FALSE(Sound::allocate(1, std::numeric_limits<std::int64_t>::max(), 48000));
}

TEST(SoundLoader, GivesUpWhenCancelled) {
  Scratch scratch;
  write_file(scratch.file("a.wav"), {sine(440, 48000, 10)});
  const std::atomic<bool> cancelled{true};
  const auto sound = load_sound(scratch.file("a.wav"), 48000, cancelled);
  ASSERT_FALSE(sound);
  EXPECT_EQ(sound.refusal().code, vocabulary::RefusalCode::kBusy);
}

class CacheTest : public testing::Test {
 protected:
  void SetUp() override {
    write_file(source_, channels_);
    key_ = *key_of(source_, 48000);
    const std::atomic<bool> cancelled{false};
    sound_ = *load_sound(source_, 48000, cancelled);
  }
  void damage(std::size_t offset) const {
    std::fstream file(cache_.file_of(key_), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(offset));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(offset));
    file.put(static_cast<char>(byte ^ 1));
  }

  Scratch scratch_;
  const Channels channels_ = {sine(440, 48000, 1003), sine(660, 48000, 1003)};
  const std::string source_ = scratch_.file("a.wav");
  SoundCache cache_{scratch_.file("cache/sounds")};
  SoundKey key_;
  std::shared_ptr<const Sound> sound_;
};

TEST_F(CacheTest, GivesBackWhatItKept) {
  EXPECT_EQ(cache_.find(key_), nullptr);
  cache_.keep(key_, *sound_);
  const std::shared_ptr<const Sound> found = cache_.find(key_);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(contents(*found), channels_);
}

TEST_F(CacheTest, IgnoresAFileWithAnyBitChanged) {
  for (const std::size_t offset :
       {0U, 9U, 13U, 17U, 25U, 33U, 41U, 49U, 60U, 4090U, 4096U, 6000U, 8200U, 12159U}) {
    cache_.keep(key_, *sound_);
    ASSERT_NE(cache_.find(key_), nullptr);
    damage(offset);
    EXPECT_EQ(cache_.find(key_), nullptr) << "byte " << offset;
  }
}

TEST_F(CacheTest, IgnoresAFileThatWasCut) {
  for (const std::uintmax_t bytes : {0U, 100U, 4096U, 5000U}) {
    cache_.keep(key_, *sound_);
    std::filesystem::resize_file(cache_.file_of(key_), bytes);
    EXPECT_EQ(cache_.find(key_), nullptr) << bytes << " bytes";
  }
}

TEST_F(CacheTest, IgnoresTheSoundOfAnOlderFile) {
  cache_.keep(key_, *sound_);
  SoundKey other = key_;
  other.modified_ns += 1;
  EXPECT_EQ(cache_.find(other), nullptr);
  other = key_;
  other.bytes += 1;
  EXPECT_EQ(cache_.find(other), nullptr);
  other = key_;
  other.rate = 44100;
  EXPECT_EQ(cache_.find(other), nullptr);
}

TEST_F(CacheTest, MakesRoomByTheLongestUnused) {
  SoundCache small(scratch_.file("small"), 30000);  // two of 12 kB
  SoundKey keys[3] = {key_, key_, key_};
  for (int i = 0; i < 3; ++i) {
    keys[i].path += std::to_string(i);
    small.keep(keys[i], *sound_);
    std::filesystem::last_write_time(
        small.file_of(keys[i]), std::filesystem::file_time_type::clock::now() - std::chrono::hours(10 - i));
  }
  EXPECT_EQ(small.find(keys[0]), nullptr);
  EXPECT_NE(small.find(keys[1]), nullptr);
  EXPECT_NE(small.find(keys[2]), nullptr);
}

TEST_F(CacheTest, RewritesADamagedFileThroughTheLibrary) {
  const std::string directory = scratch_.file("library");
  const SoundCache cache(directory);
  const auto load = [&] {
    SoundLibrary library(48000, Mode::kInline, directory);
    return contents(*library.request(source_).sound);
  };
  EXPECT_EQ(load(), channels_);
  std::filesystem::resize_file(cache.file_of(key_), 5000);
  EXPECT_EQ(load(), channels_);
  EXPECT_NE(cache.find(key_), nullptr) << "whole again";
}

TEST_F(CacheTest, DoesWithoutADirectory) {
  const SoundCache none("");
  none.keep(key_, *sound_);
  EXPECT_EQ(none.find(key_), nullptr);
}

}  // namespace
}  // namespace corelogic::streaming
