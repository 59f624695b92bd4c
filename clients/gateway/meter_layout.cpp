// meter_layout.cpp: lists behind a header.  Side: control; pure.
#include "clients/gateway/meter_layout.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <utility>
#include <vector>

namespace corelogic::gateway {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the layout is little-endian, and copied as it lies");

using messages::MeterFrame;

class Writer {
 public:
  explicit Writer(std::size_t bytes) { bytes_.reserve(bytes); }

  template <class Number>
  void one(Number value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes_.append(raw, sizeof value);
  }
  void count(std::size_t value) { one(static_cast<std::uint32_t>(value)); }
  /// Exactly `count` of them.
  template <class Number>
  void list(const std::vector<Number>& values, std::size_t count) {
    const std::size_t given = std::min(count, values.size());
    if (given > 0) bytes_.append(reinterpret_cast<const char*>(values.data()), given * sizeof(Number));
    bytes_.append((count - given) * sizeof(Number), '\0');
  }
  void ids(const std::vector<vocabulary::NodeId>& values) {
    for (const auto id : values) one(static_cast<double>(id.value));  // 40 bits: exact
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

std::size_t detailed_channels(const MeterFrame& frame) {
  std::size_t sum = 0;
  for (const std::uint32_t index : frame.detailed)
    if (index < frame.channels.size()) sum += frame.channels[index];
  return sum;
}

template <class Number>
void raise(std::vector<Number>& newer, const std::vector<Number>& older) {
  const std::size_t count = std::min(newer.size(), older.size());
  for (std::size_t i = 0; i < count; ++i) newer[i] = std::max(newer[i], older[i]);
}

}  // namespace

std::string flatten(const MeterFrame& frame) {
  const std::size_t nodes = frame.nodes.size();
  std::vector<std::uint32_t> widths(frame.channels.begin(), frame.channels.end());
  widths.resize(nodes);
  const std::size_t channels = std::accumulate(widths.begin(), widths.end(), std::size_t{0});
  const std::size_t detailed = frame.detailed.size();
  const std::size_t wide = detailed_channels(frame);
  const std::size_t costs = frame.cost_nodes.size();
  const std::size_t spectra = frame.spectrum_nodes.size();

  const std::size_t detectors = frame.detectors.size();

  Writer out(84 + 16 * nodes + 16 * channels + 40 * detailed + 8 * wide + 20 * costs +
             (8 + 4 * std::size_t{frame.spectrum_bins}) * spectra + 12 * frame.key_nodes.size() +
             8 * detectors);
  out.one(std::uint32_t{0x314d4c43});  // "CLM1"
  out.one(std::uint32_t{frame.rolling ? 1U : 0U});
  out.one(static_cast<double>(frame.number));
  out.one(static_cast<double>(frame.revision.number));
  out.one(static_cast<double>(frame.position));
  out.one(static_cast<double>(frame.xruns));
  out.one(frame.revision.epoch);
  out.one(frame.load);
  for (const std::size_t size : {nodes, channels, detailed, wide, frame.key_nodes.size(), costs, spectra,
                                 std::size_t{frame.spectrum_bins}})
    out.count(size);

  out.ids(frame.nodes);
  out.ids(frame.key_nodes);
  out.ids(frame.cost_nodes);
  out.ids(frame.spectrum_nodes);

  out.list(frame.peaks, channels);
  out.list(frame.rms, channels);
  out.list(frame.gains, nodes);
  out.list(frame.true_peaks, wide);
  out.list(frame.correlations, detailed);
  out.list(frame.vus, wide);
  out.list(frame.momentary, detailed);
  out.list(frame.short_term, detailed);
  out.list(frame.integrated, detailed);
  out.list(frame.ranges, detailed);
  out.list(frame.key_peaks, frame.key_nodes.size());
  out.list(frame.cost_least, costs);
  out.list(frame.cost_mean, costs);
  out.list(frame.cost_most, costs);
  out.list(frame.spectra, spectra * frame.spectrum_bins);

  out.list(widths, nodes);
  out.list(frame.clips, channels);
  out.list(frame.detailed, detailed);
  if (detectors == 0) return out.take();
  out.count(detectors);
  out.list(frame.detectors, detectors);
  out.list(frame.detector_levels, detectors);
  return out.take();
}

MeterFrame merged(const MeterFrame& older, MeterFrame newer) {
  if (newer.cost_nodes.empty()) {
    newer.cost_nodes = older.cost_nodes;
    newer.cost_least = older.cost_least;
    newer.cost_mean = older.cost_mean;
    newer.cost_most = older.cost_most;
  }
  if (older.nodes != newer.nodes || older.channels != newer.channels) return newer;
  raise(newer.peaks, older.peaks);
  raise(newer.rms, older.rms);
  if (older.detailed == newer.detailed) raise(newer.true_peaks, older.true_peaks);
  if (older.key_nodes == newer.key_nodes) raise(newer.key_peaks, older.key_peaks);
  if (older.detectors == newer.detectors) raise(newer.detector_levels, older.detector_levels);
  // Gain reductions are <= 0; a fader's level is a value, of which the newer counts.
  const std::size_t gains = std::min({newer.gains.size(), older.gains.size(), newer.nodes.size()});
  for (std::size_t i = 0; i < gains; ++i)
    if (vocabulary::role_of(newer.nodes[i]) != vocabulary::NodeRole::kFader)
      newer.gains[i] = std::min(newer.gains[i], older.gains[i]);
  return newer;
}

void MeterBox::set_rate(int hertz) {
  rate_ = hertz;
  next_ = 0;
  if (rate_ == 0) waiting_ = nullptr;
}

void MeterBox::offer(const std::shared_ptr<const MeterShot>& shot) {
  if (rate_ == 0) return;
  if (waiting_ == nullptr) {
    waiting_ = shot;
    return;
  }
  auto both = std::make_shared<MeterShot>();
  both->frame = merged(waiting_->frame, shot->frame);
  waiting_ = std::move(both);  // its bytes are made when it goes
}

std::shared_ptr<const MeterShot> MeterBox::take(double seconds) {
  if (waiting_ == nullptr) return nullptr;
  // As many a second as are wanted, but each up to a frame's time early: the engine reads its meters at the
  // end of a period, so they come now sooner, now later, and what came too soon would be merged into the
  // next.
  const double interval = 1.0 / rate_;
  constexpr double kFrame = 1.0 / 30, kRounding = 1e-4;
  if (seconds < next_ - std::min(interval, kFrame) - kRounding) return nullptr;
  next_ = std::max(next_, seconds) + interval;
  auto shot = std::exchange(waiting_, nullptr);
  if (!shot->bytes.empty()) return shot;
  auto flat = std::make_shared<MeterShot>(*shot);
  flat->bytes = flatten(flat->frame);
  return flat;
}

}  // namespace corelogic::gateway
