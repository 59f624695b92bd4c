// sound_library.cpp: one shelf of sounds, one thread that fills it.  Side: control, and its own disk thread.
#include "engine/streaming/sound_library.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/side.h"
#include "engine/streaming/sound_cache.h"
#include "engine/streaming/sound_loader.h"

namespace corelogic::streaming {

using vocabulary::Refusal;
using vocabulary::RefusalCode;
using vocabulary::Result;

struct SoundLibrary::Shelf {
  struct Entry {
    Lookup lookup;
    bool asked = true;  ///< since the last drop_unused()
  };

  Shelf(std::uint32_t sample_rate, std::string cache_directory)
      : rate(sample_rate), cache(std::move(cache_directory)) {}

  void load(const std::string& path);
  void put(const std::string& path, Lookup lookup);
  void work();

  const std::uint32_t rate;
  const SoundCache cache;
  std::mutex mutex;
  std::condition_variable wake;
  std::map<std::string, Entry> entries;  ///< guarded by mutex, as is:
  std::deque<std::string> wanted;
  std::atomic<bool> leaving{false};
  std::atomic<std::uint64_t> news{0};
  std::thread disk;
};

void SoundLibrary::Shelf::put(const std::string& path, Lookup lookup) {
  {
    const std::lock_guard lock(mutex);
    entries[path].lookup = std::move(lookup);
  }
  news.fetch_add(1, std::memory_order_release);
}

/// From the cache if it holds the sound; else from the file, and then into the cache, after it is ready.
void SoundLibrary::Shelf::load(const std::string& path) {
  const std::optional<SoundKey> key = key_of(path, rate);
  if (key) {
    if (std::shared_ptr<const Sound> cached = cache.find(*key)) {
      return put(path, {streaming::State::kReady, std::move(cached), {}});
    }
  }
  Result<std::shared_ptr<const Sound>> sound = load_sound(path, rate, leaving);
  if (!sound) return put(path, {streaming::State::kFailed, nullptr, sound.refusal().sentence});
  put(path, {streaming::State::kReady, *sound, {}});
  if (key) cache.keep(*key, **sound);
}

void SoundLibrary::Shelf::work() {
  set_thread_role(ThreadRole::kDisk);
  std::unique_lock lock(mutex);
  for (;;) {
    wake.wait(lock, [this] { return leaving || !wanted.empty(); });
    if (leaving) return;
    const std::string path = std::move(wanted.front());
    wanted.pop_front();
    lock.unlock();
    load(path);
    lock.lock();
  }
}

SoundLibrary::SoundLibrary(std::uint32_t sample_rate, Mode mode, std::string cache_directory)
    : shelf_(std::make_unique<Shelf>(sample_rate, std::move(cache_directory))) {
  if (mode == Mode::kThreaded) shelf_->disk = std::thread([shelf = shelf_.get()] { shelf->work(); });
}

SoundLibrary::~SoundLibrary() {
  if (!shelf_->disk.joinable()) return;
  {
    const std::lock_guard lock(shelf_->mutex);
    shelf_->leaving = true;
  }
  shelf_->wake.notify_one();
  shelf_->disk.join();
}

Lookup SoundLibrary::request(const std::string& path) {
  Shelf& shelf = *shelf_;
  {
    const std::lock_guard lock(shelf.mutex);
    const auto [at, is_new] = shelf.entries.try_emplace(path);
    at->second.asked = true;
    if (!is_new) return at->second.lookup;
    if (shelf.disk.joinable()) {
      shelf.wanted.push_back(path);
      shelf.wake.notify_one();
      return at->second.lookup;
    }
  }
  shelf.load(path);
  const std::lock_guard lock(shelf.mutex);
  return shelf.entries[path].lookup;
}

void SoundLibrary::drop_unused() {
  std::vector<std::shared_ptr<const Sound>> dropped;  // unmapped after the lock is free
  const std::lock_guard lock(shelf_->mutex);
  for (auto at = shelf_->entries.begin(); at != shelf_->entries.end();) {
    Shelf::Entry& entry = at->second;
    const bool unused =
        entry.lookup.state == streaming::State::kReady && !entry.asked && entry.lookup.sound.use_count() == 1;
    entry.asked = false;
    if (!unused && entry.lookup.state != streaming::State::kFailed) {
      ++at;
      continue;
    }
    if (unused) dropped.push_back(std::move(entry.lookup.sound));
    at = shelf_->entries.erase(at);
  }
}

std::uint64_t SoundLibrary::news() const {
  return shelf_->news.load(std::memory_order_acquire);
}

std::uint32_t SoundLibrary::sample_rate() const {
  return shelf_->rate;
}

}  // namespace corelogic::streaming
