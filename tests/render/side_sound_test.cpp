// side_sound_test.cpp: what a switch between the sides of an insert, or a preset, sounds like: commands, both
// compilers and the engine's plans on one thread, told as the controller tells its engine.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <ostream>

#include "controller/compiler/graph_compiler.h"
#include "controller/compiler/value_compiler.h"
#include "controller/project/invert_change.h"
#include "tests/unit/controller/commands/ask.h"
#include "tests/unit/engine/building/desk.h"

namespace corelogic {
namespace {

using namespace testing;
using namespace commands::testing;
using building::Desk;
using building::Sound;
using project::Project;

constexpr TrackId kStrip{2};
constexpr InsertId kInsert{3};
constexpr int kSettle = 801;    // blocks, more than a second; odd, so that each switch meets another phase
constexpr int kMeasured = 300;  // blocks behind a switch: 0.4 s
constexpr double kClean = -80;  // dB of the tone
constexpr double kAlike = 1.0;  // dB

struct Case {
  std::string effect;
  std::vector<NamedValue> a, b;  ///< where they are not as they are at first
  bool new_graph;                ///< whether one must bring the other side
};

void PrintTo(const Case& one, std::ostream* to) {
  *to << one.effect;
}

/// Two sounds that differ in all a switch may change: gains, filters, times, words, and how late they are.
std::vector<Case> cases() {
  return {
      {"eq",
       {{"band4On", 1}, {"band4Frequency", 440}, {"band4Gain", -9}, {"band4Q", 2}, {"band1On", 1}},
       {{"band4On", 1},
        {"band4Type", vocabulary::eq::kHighShelf},
        {"band4Frequency", 300},
        {"band4Gain", 6},
        {"band8On", 1},
        {"band8Frequency", 900},
        {"output", -2}},
       false},
      {"compressor",
       {{"threshold", -30}, {"ratio", 2}, {"attack", 20}, {"release", 200}},
       {{"threshold", -20}, {"ratio", 8}, {"attack", 20}, {"release", 300}, {"lookahead", 5}, {"makeup", 3}},
       true},
      {"saturation",
       {{"curve", vocabulary::saturation::kSoft}, {"drive", 3}, {"oversampling", 1}},
       {{"curve", vocabulary::saturation::kTape}, {"drive", 9}, {"oversampling", 3}, {"output", -9}},
       true},
  };
}

using Shelf = std::vector<Preset>;
Shelf shelf_of(const Case& one) {
  return {{one.effect, "A", one.a, {}}, {one.effect, "B", one.b, {}}};
}

///   device 1,2 (440 Hz) ─ A (the effect) ─▶ Master ─ 1,2
Project strip_with(const Case& one, const std::vector<NamedValue>& values) {
  Project project = project::make_empty("Sides", 48'000);
  project = after(project, AddTrack{TrackKind::kAudio, "A", 2});
  project = after(project, SetInput{kStrip, DeviceInput{{1, 2}}});
  return after(project, AddInsert{kStrip, one.effect, kAtEnd, values, false});
}

/// The studio with its engine: a project, and what is heard of it.
class Studio {
 public:
  explicit Studio(Project project)
      : project_(std::move(project)),
        desk_([](auto, std::int64_t frame) { return building::sine(440, frame); }) {
    desk_.keeper().offer(compiler::compile(project_, {1, revision_}, {}));
    listen(kSettle);
  }

  /// As ProjectActor tells it: values where they are enough, else a graph.  Returns whether it was a graph.
  template <class Body>
  bool does(Body body, commands::Presets presets = {}) {
    const auto edit = accepted(project_, std::move(body), presets);
    const auto inverse = project::invert(project_, edit.changes);
    project::apply(project_, edit.changes);
    ++revision_;
    auto values = compiler::compile_values(project_, edit.changes, inverse);
    if (values)
      desk_.keeper().set({{1, revision_}, *values, 0});
    else
      desk_.keeper().offer(compiler::compile(project_, {1, revision_}, {}));
    return !values;
  }
  void listen(int blocks) {
    desk_.run(blocks, &sound_);
    EXPECT_TRUE(desk_.news.refused.empty());
    EXPECT_EQ(desk_.keeper().ignored_values(), 0U);
  }
  [[nodiscard]] const Project& project() const { return project_; }
  [[nodiscard]] const std::vector<float>& left() const { return sound_[0]; }

 private:
  Project project_;
  std::uint64_t revision_ = 1;
  Desk desk_;
  Sound sound_;
};

using Stretch = std::vector<float>;

Stretch last(const std::vector<float>& sound, int blocks) {
  return {sound.end() - static_cast<std::ptrdiff_t>(blocks) * Desk::kBlock, sound.end()};
}
/// From the filter's length before the last but so many blocks, to so many behind them.
Stretch behind(const std::vector<float>& sound, int blocks) {
  const auto at = sound.end() - static_cast<std::ptrdiff_t>(blocks) * Desk::kBlock;
  return {at - 1100, at + kMeasured * Desk::kBlock};
}
double level_db(const Stretch& sound) {
  double sum = 0;
  for (const float x : sound) sum += static_cast<double>(x) * x;
  return 10 * std::log10(sum / static_cast<double>(sound.size()) + 1e-12);
}

struct Steady {
  double level, treble;
  Stretch end;
};
/// What a project sounds like that nobody touches, so many times kSettle from its beginning.
Steady steady(const Project& project, int settles) {
  Studio studio(project);
  for (int i = 1; i < settles; ++i) studio.listen(kSettle);
  const Stretch end = last(studio.left(), kMeasured);
  return {level_db(end), building::treble_db(end), end};
}

class SideSound : public ::testing::TestWithParam<Case> {
 protected:
  using Act = std::function<bool(Studio&)>;

  /// From A to B and back: no more treble than the tone may have, or than either side has by itself; and at
  /// the end the very sound of a strip that nobody touched.
  void expect_clean(const Project& at_first, const Act& to_b, const Act& to_a) {
    const Case& one = GetParam();
    const Steady a = steady(strip_with(one, one.a), 3), b = steady(strip_with(one, one.b), 2);
    ASSERT_GT(std::abs(a.level - b.level), 1.0) << "the sides must not sound alike";
    const double most = std::max({a.level + kClean, b.level + kClean, a.treble + kAlike, b.treble + kAlike});
    Studio studio(at_first);
    EXPECT_EQ(to_b(studio), one.new_graph);
    studio.listen(kSettle);
    EXPECT_LE(building::treble_db(behind(studio.left(), kSettle)), most) << "to B";
    EXPECT_NEAR(level_db(last(studio.left(), kMeasured)), b.level, 0.01);
    EXPECT_EQ(to_a(studio), one.new_graph);
    studio.listen(kSettle);
    EXPECT_LE(building::treble_db(behind(studio.left(), kSettle)), most) << "to A";
    const Stretch end = last(studio.left(), kMeasured);
    for (std::size_t f = 0; f < end.size(); ++f) ASSERT_NEAR(end[f], a.end[f], 1e-5) << f;
  }
};

TEST_P(SideSound, SwitchesFromAToBAndBackWithoutAClick) {
  const Shelf shelf = shelf_of(GetParam());
  Project project = after(strip_with(GetParam(), GetParam().a), SwitchSide{kInsert});
  project = after(project, LoadPreset{kInsert, "B"}, shelf);  // into side B
  project = after(project, SwitchSide{kInsert});
  const auto change = [](Studio& studio) { return studio.does(SwitchSide{kInsert}); };
  expect_clean(project, change, change);
}

TEST_P(SideSound, LoadsAPresetWithoutAClick) {
  const Shelf shelf = shelf_of(GetParam());
  expect_clean(
      strip_with(GetParam(), GetParam().a),
      [&](Studio& studio) {
        return studio.does(LoadPreset{kInsert, "B"}, shelf);
      },
      [&](Studio& studio) {
        return studio.does(LoadPreset{kInsert, "A"}, shelf);
      });
}

INSTANTIATE_TEST_SUITE_P(Each, SideSound, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.effect; });

}  // namespace
}  // namespace corelogic
