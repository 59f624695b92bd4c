// power_cut_test.cpp: the power goes at every write and every sync: what was acknowledged is there, nothing
// is corrupt.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <random>

#include "tests/support/process.h"
#include "tests/unit/controller/store/examples.h"

namespace corelogic::store {
namespace {

namespace fs = std::filesystem;
using namespace testing;

/// What the platter holds of each file: everything at its last sync, and the writes since, which a power cut
/// may have kept or not, each by itself.
struct Platter {
  struct Write {
    std::size_t at = 0;
    std::string bytes;
    bool cuts = false;  ///< a truncation to `at`
  };
  struct File {
    std::string synced;
    std::vector<Write> since;
  };
  std::map<std::string, File> files;
  int failing_sync = 0;  ///< counts down; the sync that reaches 0 fails
  std::function<void()> before_each;

  static void play(std::string& content, const Write& write) {
    if (write.cuts) return content.resize(std::min(content.size(), write.at));
    content.resize(std::max(content.size(), write.at + write.bytes.size()));
    content.replace(write.at, write.bytes.size(), write.bytes);
  }
  void write(const std::string& path, Write what) {
    if (before_each) before_each();
    files[path].since.push_back(std::move(what));
  }
  bool sync(const std::string& path) {
    if (before_each) before_each();
    if (failing_sync > 0 && --failing_sync == 0) return false;
    File& file = files[path];
    for (const Write& write : file.since) play(file.synced, write);
    file.since.clear();
    return true;
  }
  /// The files after a power cut now, each unsynced write kept by the toss of a coin.
  void leave(const std::string& from, const std::string& to, std::mt19937& coin) const {
    fs::create_directories(to + "/audio");
    for (const auto& [path, file] : files) {
      if (!path.starts_with(from + "/") || !fs::exists(path)) continue;
      std::string content = file.synced;
      for (const Write& write : file.since)
        if (coin() % 2 == 0) play(content, write);
      std::ofstream(to + path.substr(from.size()), std::ios::binary) << content;
    }
  }
};

Platter* platter = nullptr;

/// A VFS over the system's own that tells the platter. Files: our methods, then theirs.
struct Shim {
  sqlite3_file head;
  const std::string* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
Shim& shim(sqlite3_file* file) {
  return *reinterpret_cast<Shim*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return shim(file).real();
}

int shim_close(sqlite3_file* file) {
  const int result = real(file)->pMethods->xClose(real(file));
  delete shim(file).path;
  return result;
}
int shim_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  if (shim(file).path != nullptr)
    platter->write(*shim(file).path,
                   {static_cast<std::size_t>(at),
                    std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
  return real(file)->pMethods->xWrite(real(file), bytes, size, at);
}
int shim_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (shim(file).path != nullptr)
    platter->write(*shim(file).path, {static_cast<std::size_t>(size), {}, true});
  return real(file)->pMethods->xTruncate(real(file), size);
}
int shim_sync(sqlite3_file* file, int flags) {
  if (shim(file).path != nullptr && !platter->sync(*shim(file).path)) return SQLITE_IOERR_FSYNC;
  return real(file)->pMethods->xSync(real(file), flags);
}

const sqlite3_io_methods* shim_methods() {
  static const sqlite3_io_methods methods = [] {
    sqlite3_io_methods m{};
    m.iVersion = 2;  // with shared memory for the WAL, without memory-mapped reading
    m.xClose = shim_close;
    m.xWrite = shim_write;
    m.xTruncate = shim_truncate;
    m.xSync = shim_sync;
    m.xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
      return real(f)->pMethods->xRead(real(f), to, n, at);
    };
    m.xFileSize = [](sqlite3_file* f, sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); };
    m.xLock = [](sqlite3_file* f, int how) { return real(f)->pMethods->xLock(real(f), how); };
    m.xUnlock = [](sqlite3_file* f, int how) { return real(f)->pMethods->xUnlock(real(f), how); };
    m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
      return real(f)->pMethods->xCheckReservedLock(real(f), out);
    };
    m.xFileControl = [](sqlite3_file* f, int what, void* with) {
      return real(f)->pMethods->xFileControl(real(f), what, with);
    };
    m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
    m.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };
    m.xShmMap = [](sqlite3_file* f, int page, int size, int grow, void volatile** out) {
      return real(f)->pMethods->xShmMap(real(f), page, size, grow, out);
    };
    m.xShmLock = [](sqlite3_file* f, int at, int n, int how) {
      return real(f)->pMethods->xShmLock(real(f), at, n, how);
    };
    m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
    m.xShmUnmap = [](sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); };
    return m;
  }();
  return &methods;
}

sqlite3_vfs* system_vfs = nullptr;

int shim_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  Shim& one = shim(file);
  one.head.pMethods = nullptr;
  one.path = name == nullptr ? nullptr : new std::string(name);
  const int result = system_vfs->xOpen(system_vfs, name, one.real(), flags, out);
  if (result == SQLITE_OK)
    one.head.pMethods = shim_methods();
  else
    delete one.path;
  return result;
}

/// While it lives, everything SQLite opens goes over the platter.
class PowerCutTest : public ::testing::Test {
 protected:
  void SetUp() override {
    system_vfs = sqlite3_vfs_find(nullptr);
    vfs_ = *system_vfs;
    vfs_.zName = "platter";
    vfs_.szOsFile = static_cast<int>(sizeof(Shim)) + system_vfs->szOsFile;
    vfs_.xOpen = shim_open;
    platter = &platter_;
    sqlite3_vfs_register(&vfs_, 1);
  }
  void TearDown() override {
    sqlite3_vfs_register(system_vfs, 1);
    sqlite3_vfs_unregister(&vfs_);
  }
  /// create() renames the folder: what was synced under the hidden name is there under the new one.
  ProjectStore fresh_on_platter() {
    EXPECT_TRUE(ProjectStore::create(folder_, empty_document("one")));
    platter_.files.clear();
    std::ifstream file(folder_ + "/project.db", std::ios::binary);
    platter_.files[folder_ + "/project.db"].synced = {std::istreambuf_iterator<char>(file), {}};
    auto opened = ProjectStore::open(folder_, "one", 0);
    EXPECT_TRUE(opened);
    return std::move(*opened);
  }

  support::ScratchDirectory scratch_;
  std::string folder_ = scratch_.file("one");
  Platter platter_;
  sqlite3_vfs vfs_{};
};

TEST_F(PowerCutTest, LosesNothingAcknowledgedAtAnyWriteOrSync) {
  ProjectStore store = fresh_on_platter();
  Author author(store.take_opened());
  std::uint64_t acknowledged = 0;
  std::vector<std::pair<std::string, std::uint64_t>> wrecks;  // folder, what it must hold
  std::mt19937 coin(7);
  int count = 0;
  platter_.before_each = [&] {
    if (++count % 3 != 0) return;
    const std::string wreck = scratch_.file("cut" + std::to_string(count));
    platter_.leave(folder_, wreck, coin);
    wrecks.emplace_back(wreck, acknowledged);
  };
  for (int group = 0; group < 40; ++group) {
    std::vector<std::shared_ptr<const Edit>> edits;
    for (int i = 0; i <= group % 4; ++i) edits.push_back(author.volume());
    ASSERT_TRUE(append(store, edits));
    acknowledged = author.revision.number;
    if (group % 10 == 9) {
      ASSERT_TRUE(store.checkpoint(acknowledged, author.project.to_message()));
    }
  }
  platter_.before_each = nullptr;
  ASSERT_GT(wrecks.size(), 40U);
  for (const auto& [wreck, promised] : wrecks) {
    auto after = ProjectStore::open(wreck, "one", 0);
    ASSERT_TRUE(after) << wreck << ": " << after.refusal().sentence;
    const Opened opened = after->take_opened();
    EXPECT_GE(opened.revision.number, promised) << wreck;
    const double volume = opened.project.tracks().master().volume.value;
    EXPECT_DOUBLE_EQ(volume,
                     opened.revision.number == 0 ? 0 : -static_cast<double>(opened.revision.number) / 10);
  }
}

TEST_F(PowerCutTest, AFailedSyncRefusesTheEditNeverUsesTheHandleAgainAndRecovers) {
  ProjectStore store = fresh_on_platter();
  Author author(store.take_opened());
  ASSERT_TRUE(append(store, {author.volume()}));
  const auto before = author.project;
  platter_.failing_sync = 1;
  const auto refused = append(store, {author.volume()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().code, vocabulary::RefusalCode::kStorage);
  EXPECT_TRUE(store.suspect());
  EXPECT_EQ(store.checkpoint(1, before.to_message()).refusal().code, vocabulary::RefusalCode::kStorage);
  platter_.failing_sync = 1;
  EXPECT_FALSE(store.recover(2)) << "the disk has failed again";
  EXPECT_TRUE(store.suspect());
  ASSERT_TRUE(store.recover(2));
  const Opened opened = store.take_opened();
  EXPECT_EQ(opened.project, before);
  EXPECT_EQ(opened.revision.number, 1U);
  EXPECT_TRUE(append(store, {Author(opened).volume()}));
}

}  // namespace
}  // namespace corelogic::store
