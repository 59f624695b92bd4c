// partition_level.h: all partitions of one size of the responses of a convolver, and the work of one period
// of that size, cut into slices of equal cost, one for each 64 frames.
// It knows no head and no other sizes.  Side: audio; made by the control thread.
// Sources: overlap-save with a frequency-domain delay line, time-distributed: F. Wefers, "Partitioned
// convolution algorithms for real-time auralization" (2015), ch. 5 and 6. Real sound as half as many complex
// numbers: right-angle convolution, R. Crandall, B. Fagin, "Discrete weighted transforms and large-integer
// arithmetic", Math. Comp. 62 (1994), sec. 6. Large transforms as columns, factors and rows: J. W. Cooley,
// J. W. Tukey (1965).
#pragma once

#include <array>
#include <vector>

#include "engine/effects/aligned_floats.h"
#include "engine/effects/convolution_kernel.h"
#include "engine/effects/fourier.h"

namespace corelogic::effects {

inline constexpr std::uint32_t kTick = 64;  ///< frames from slice to slice
inline constexpr std::size_t kMostSides = 2;

/// What one input adds to one output.
struct ConvolverPath {
  std::size_t input = 0;
  std::size_t output = 0;
  std::vector<float> response;
};

class PartitionLevel {
 public:
  /// Of each response the frames from `from` on, `partitions` times `size` of them.
  struct Extent {
    std::uint32_t size;  ///< frames of a partition
    std::uint32_t rows;  ///< the transform is cut into columns of so many numbers; 1: it is not cut
    std::size_t from;
    std::size_t partitions;
  };
  PartitionLevel(const Extent&, std::size_t inputs, std::size_t outputs, const std::vector<ConvolverPath>&);

  [[nodiscard]] std::uint32_t size() const noexcept { return extent_.size; }

  /// The last two times `size` frames of each input: begins a period. They stay readable until it ends.
  void begin(const float* const* older, const float* const* newer) noexcept CL_REALTIME;
  /// The next 1 / (size / kTick) of the period's work.  Requires: begin() was called, the period has not
  /// ended.
  void run_slice() noexcept CL_REALTIME;
  /// `size` frames made in the period that ended, or, with `all_slices`, in this one.
  [[nodiscard]] const float* result(std::size_t output) const noexcept CL_REALTIME {
    return results_[output].get() + (size() == kTick ? 0 : 1 - making_) * size();
  }

 private:
  enum class Stage : std::uint8_t { kColumns, kRow, kTiles, kRowBack, kColumnsBack };
  /// The smallest piece of work: a microsecond or so at most.
  struct Unit {
    Stage stage;
    std::uint8_t side;  ///< input or output
    std::uint16_t index;
  };
  /// A path as the units see it.
  struct Spectra {
    std::size_t input, output;
    AlignedFloats tiles;  ///< [tile][partition][kTileFloats]
  };

  void make_factors();
  void make_spectra(const ConvolverPath&);
  void make_units();
  void do_unit(const Unit&) noexcept CL_REALTIME;
  void do_columns(const float* older, const float* newer, std::size_t chunk) noexcept CL_REALTIME;
  void do_row(std::size_t row, float* tiles) noexcept CL_REALTIME;
  void do_tiles(std::size_t output, std::size_t first) noexcept CL_REALTIME;
  void do_row_back(std::size_t row) noexcept CL_REALTIME;
  void do_columns_back(float* result, std::size_t chunk) noexcept CL_REALTIME;
  [[nodiscard]] double cost_of(const Unit&) const;
  [[nodiscard]] std::size_t stride() const noexcept {
    return extent_.partitions * convolution_kernel::kTileFloats;
  }

  Extent extent_;
  std::uint32_t columns_;        ///< numbers in a row
  std::uint32_t chunk_columns_;  ///< columns a unit
  Fourier row_transform_;
  Fourier column_transform_;                      ///< of a chunk; unused when rows == 1
  AlignedFloats weight_real_, weight_imaginary_;  ///< exp(i pi n / (2 size))
  AlignedFloats turn_real_, turn_imaginary_;      ///< exp(-2 pi i row column / size), [row][column]
  std::vector<Spectra> paths_;
  std::array<AlignedFloats, kMostSides> inputs_;   ///< as Spectra::tiles, the newest partition at newest_
  std::array<AlignedFloats, kMostSides> results_;  ///< two of `size`: one is made, one is heard
  AlignedFloats numbers_, rows_;                   ///< of the transform under way
  AlignedFloats chunk_, turned_;                   ///< of the columns under way
  std::vector<Unit> units_;
  std::vector<std::uint32_t> slice_ends_;

  std::array<const float*, kMostSides> older_{}, newer_{};
  std::size_t output_count_;
  std::size_t newest_ = 0;
  std::size_t making_ = 0;
  std::size_t next_unit_ = 0;
  std::size_t next_slice_ = 0;
};

}  // namespace corelogic::effects
