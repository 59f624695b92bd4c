// partition_level.cpp: the life of a period: columns and rows of each input, tiles, rows and columns of each
// output.  Side: audio; made by the control thread.
#include "engine/effects/partition_level.h"

#include <cmath>

namespace corelogic::effects {
namespace {

using namespace convolution_kernel;

constexpr std::uint32_t kChunkColumns = 32;
constexpr std::size_t kTilesOfAUnit = 4;
constexpr double kPi = 3.14159265358979323846;

}  // namespace

PartitionLevel::PartitionLevel(const Extent& extent, std::size_t inputs, std::size_t outputs,
                               const std::vector<ConvolverPath>& paths)
    : extent_(extent),
      columns_(extent.size / extent.rows),
      chunk_columns_(extent.rows == 1 ? columns_ : kChunkColumns),
      row_transform_(columns_, 1),
      column_transform_(extent.rows, chunk_columns_),
      weight_real_(extent.size),
      weight_imaginary_(extent.size),
      turn_real_(extent.size),
      turn_imaginary_(extent.size),
      numbers_(std::size_t{2} * extent.size),
      rows_(std::size_t{2} * extent.size),
      chunk_(std::size_t{2} * extent.rows * chunk_columns_),
      turned_(std::size_t{2} * extent.rows * chunk_columns_),
      output_count_(outputs) {
  make_factors();
  for (const ConvolverPath& path : paths) make_spectra(path);
  for (std::size_t i = 0; i < inputs; ++i) inputs_[i] = AlignedFloats(stride() * (size() / kTile));
  for (std::size_t i = 0; i < outputs; ++i) results_[i] = AlignedFloats(std::size_t{2} * size());
  make_units();
}

void PartitionLevel::make_factors() {
  for (std::uint32_t n = 0; n < size(); ++n) {
    const double weight = kPi * n / (2.0 * size());
    weight_real_.get()[n] = static_cast<float>(std::cos(weight));
    weight_imaginary_.get()[n] = static_cast<float>(std::sin(weight));
    const auto row = n / columns_, column = n % columns_;
    const double turn = 2.0 * kPi * row * column / size();
    turn_real_.get()[n] = static_cast<float>(std::cos(turn));
    turn_imaginary_.get()[n] = static_cast<float>(-std::sin(turn));
  }
}

/// A partition is a window whose older half it is; the division by the size, left out by the transforms, too.
void PartitionLevel::make_spectra(const ConvolverPath& path) {
  Spectra made{path.input, path.output, AlignedFloats(stride() * (size() / kTile))};
  const AlignedFloats taps(size()), zeros(size());
  for (std::size_t p = 0; p < extent_.partitions; ++p) {
    for (std::size_t n = 0; n < size(); ++n) {
      const std::size_t at = extent_.from + p * size() + n;
      taps.get()[n] = at < path.response.size() ? path.response[at] / static_cast<float>(size()) : 0.0F;
    }
    for (std::size_t c = 0; c < columns_ / chunk_columns_; ++c) do_columns(taps.get(), zeros.get(), c);
    for (std::size_t r = 0; r < extent_.rows; ++r) do_row(r, made.tiles.get() + p * kTileFloats);
  }
  paths_.push_back(std::move(made));
}

/// All that a period needs, in this order, and where its slices end: after equal shares of the cost.
void PartitionLevel::make_units() {
  const auto add = [this](Stage stage, std::size_t side, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      units_.push_back({stage, static_cast<std::uint8_t>(side), static_cast<std::uint16_t>(i)});
  };
  const std::size_t chunks = columns_ / chunk_columns_;
  const std::size_t tiles = size() / kTile;
  for (std::size_t i = 0; i < kMostSides && inputs_[i].get() != nullptr; ++i) {
    add(Stage::kColumns, i, chunks);
    add(Stage::kRow, i, extent_.rows);
  }
  for (std::size_t o = 0; o < output_count_; ++o) {
    add(Stage::kTiles, o, (tiles + kTilesOfAUnit - 1) / kTilesOfAUnit);
    add(Stage::kRowBack, o, extent_.rows);
    add(Stage::kColumnsBack, o, chunks);
  }
  double whole = 0.0, done = 0.0;
  for (const Unit& unit : units_) whole += cost_of(unit);
  const std::size_t slices = size() / kTick;
  for (std::uint32_t u = 0; u < units_.size(); ++u) {
    const double cost = cost_of(units_[u]);
    // A unit belongs to the slice in which its middle lies.
    while (slice_ends_.size() + 1 < slices && (done + cost / 2.0) * static_cast<double>(slices) >
                                                  whole * static_cast<double>(slice_ends_.size() + 1))
      slice_ends_.push_back(u);
    done += cost;
  }
  while (slice_ends_.size() < slices) slice_ends_.push_back(static_cast<std::uint32_t>(units_.size()));
}

/// Nanoseconds, roughly, with AVX2: they only have to be right in proportion.
double PartitionLevel::cost_of(const Unit& unit) const {
  switch (unit.stage) {
    case Stage::kColumns:
    case Stage::kColumnsBack:
      return chunk_columns_ * extent_.rows * (extent_.rows == 1 ? 0.4 : 1.2);
    case Stage::kRow:
    case Stage::kRowBack:
      return columns_ * (0.4 + 0.08 * std::log2(columns_));
    case Stage::kTiles: {
      double meetings = 0;
      for (const Spectra& path : paths_) meetings += path.output == unit.side ? 1.0 : 0.0;
      return kTilesOfAUnit * (5.0 + 9.0 * meetings * static_cast<double>(extent_.partitions));
    }
  }
  return 0.0;
}

void PartitionLevel::begin(const float* const* older, const float* const* newer) noexcept CL_REALTIME {
  for (std::size_t i = 0; i < kMostSides && inputs_[i].get() != nullptr; ++i) {
    older_[i] = older[i];
    newer_[i] = newer[i];
  }
  newest_ = newest_ == 0 ? extent_.partitions - 1 : newest_ - 1;
  making_ = size() == kTick ? 0 : 1 - making_;
  next_unit_ = 0;
  next_slice_ = 0;
}

void PartitionLevel::run_slice() noexcept CL_REALTIME {
  const std::size_t end = slice_ends_[next_slice_++];
  for (; next_unit_ < end; ++next_unit_) do_unit(units_[next_unit_]);
}

void PartitionLevel::do_unit(const Unit& unit) noexcept CL_REALTIME {
  switch (unit.stage) {
    case Stage::kColumns:
      do_columns(older_[unit.side], newer_[unit.side], unit.index);
      break;
    case Stage::kRow:
      do_row(unit.index, inputs_[unit.side].get() + newest_ * kTileFloats);
      break;
    case Stage::kTiles:
      do_tiles(unit.side, unit.index * kTilesOfAUnit);
      break;
    case Stage::kRowBack:
      do_row_back(unit.index);
      break;
    case Stage::kColumnsBack:
      do_columns_back(results_[unit.side].get() + making_ * size(), unit.index);
      break;
  }
}

/// numbers_[row][column] = transforms of the weighted columns, turned.
void PartitionLevel::do_columns(const float* older, const float* newer,
                                std::size_t chunk) noexcept CL_REALTIME {
  const std::size_t column = chunk * chunk_columns_;
  float* const weighted = extent_.rows == 1 ? numbers_.get() : chunk_.get();
  for (std::size_t r = 0; r < extent_.rows; ++r) {
    const std::size_t at = r * columns_ + column;
    weigh(older + at, newer + at, {weight_real_.get() + at, weight_imaginary_.get() + at},
          weighted + 2 * r * chunk_columns_, chunk_columns_);
  }
  if (extent_.rows == 1) return;
  column_transform_.forward(chunk_.get(), turned_.get());
  for (std::size_t r = 0; r < extent_.rows; ++r) {
    const std::size_t at = r * columns_ + column;
    turn(turned_.get() + 2 * r * chunk_columns_, {turn_real_.get() + at, turn_imaginary_.get() + at},
         numbers_.get() + 2 * at, chunk_columns_);
  }
}

/// The spectrum is left in the order in which it comes: row after row. Multiplication does not mind.
void PartitionLevel::do_row(std::size_t row, float* tiles) noexcept CL_REALTIME {
  const std::size_t at = row * columns_;
  row_transform_.forward(numbers_.get() + 2 * at, rows_.get());
  pack(rows_.get(), tiles + at / kTile * stride(), stride(), columns_);
}

void PartitionLevel::do_tiles(std::size_t output, std::size_t first) noexcept CL_REALTIME {
  const std::size_t end = std::min<std::size_t>(first + kTilesOfAUnit, size() / kTile);
  for (std::size_t tile = first; tile < end; ++tile) {
    Meeting meetings[kMostSides];
    std::size_t count = 0;
    for (const Spectra& path : paths_)
      if (path.output == output)
        meetings[count++] = {inputs_[path.input].get() + tile * stride(), path.tiles.get() + tile * stride()};
    multiply_add(meetings, count, extent_.partitions, newest_, numbers_.get() + tile * kTileFloats);
  }
}

void PartitionLevel::do_row_back(std::size_t row) noexcept CL_REALTIME {
  const std::size_t at = 2 * row * columns_;
  row_transform_.backward(numbers_.get() + at, rows_.get() + at);
}

void PartitionLevel::do_columns_back(float* result, std::size_t chunk) noexcept CL_REALTIME {
  const std::size_t column = chunk * chunk_columns_;
  if (extent_.rows == 1) {
    unweigh(rows_.get(), {weight_real_.get(), weight_imaginary_.get()}, result, columns_);
    return;
  }
  for (std::size_t r = 0; r < extent_.rows; ++r) {
    const std::size_t at = r * columns_ + column;
    turn_back(rows_.get() + 2 * at, {turn_real_.get() + at, turn_imaginary_.get() + at},
              turned_.get() + 2 * r * chunk_columns_, chunk_columns_);
  }
  column_transform_.backward(turned_.get(), chunk_.get());
  for (std::size_t r = 0; r < extent_.rows; ++r) {
    const std::size_t at = r * columns_ + column;
    unweigh(chunk_.get() + 2 * r * chunk_columns_, {weight_real_.get() + at, weight_imaginary_.get() + at},
            result + at, chunk_columns_);
  }
}

}  // namespace corelogic::effects
