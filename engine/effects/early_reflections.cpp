// early_reflections.cpp: the mirror images of two sources in a hall of 24 by 17 by 9 metres.  Side: control.
#include "engine/effects/early_reflections.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace corelogic::effects {
namespace {

using Point = std::array<double, 3>;

constexpr double kSoundMetresPerSecond = 343.0;
constexpr double kWall = 0.8;  // what a wall gives back of the pressure
constexpr Point kHall = {24.0, 17.0, 9.0};
constexpr std::array<Point, 2> kSources = {{{8.1, 4.6, 1.6}, {15.3, 5.0, 1.9}}};
constexpr std::array<Point, 2> kEars = {{{10.3, 11.6, 1.7}, {13.2, 11.1, 2.2}}};

double distance(const Point& a, const Point& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// One coordinate of the image numbered `n`: -1 behind the near wall, +1 behind the far one, even: shifted.
double mirrored(double x, int n, double length) {
  return n % 2 == 0 ? n * length + x : (n + 1) * length - x;
}

std::vector<EarlyTap> echoes(const Point& source, const Point& ear) {
  const double direct = distance(source, ear);
  std::vector<EarlyTap> found;
  for (int x = -2; x <= 2; ++x)
    for (int y = -2; y <= 2; ++y)
      for (int z = -2; z <= 2; ++z) {
        const int order = std::abs(x) + std::abs(y) + std::abs(z);
        if (order == 0 || order > 2) continue;
        const Point image = {mirrored(source[0], x, kHall[0]), mirrored(source[1], y, kHall[1]),
                             mirrored(source[2], z, kHall[2])};
        const double metres = distance(image, ear);
        found.push_back({(metres - direct) / kSoundMetresPerSecond,
                         static_cast<float>(std::pow(kWall, order) * direct / metres)});
      }
  std::sort(found.begin(), found.end(),
            [](const EarlyTap& a, const EarlyTap& b) { return a.seconds < b.seconds; });
  found.resize(kTapsOfAPath);
  return found;
}

}  // namespace

std::array<EarlySide, 2> early_reflections() {
  std::array<EarlySide, 2> sides;
  for (std::size_t ear = 0; ear < 2; ++ear) {
    double energy = 0.0;
    for (std::size_t source = 0; source < 2; ++source) {
      const auto path = echoes(kSources[source], kEars[ear]);
      std::copy(path.begin(), path.end(), sides[ear].begin() + (source == ear ? 0 : kTapsOfAPath));
    }
    for (const EarlyTap& tap : sides[ear])
      energy += static_cast<double>(tap.gain) * static_cast<double>(tap.gain);
    for (EarlyTap& tap : sides[ear]) {
      tap.gain = static_cast<float>(static_cast<double>(tap.gain) / std::sqrt(energy));
      tap.seconds = std::min(tap.seconds, kLatestEchoSeconds);
    }
  }
  return sides;
}

}  // namespace corelogic::effects
