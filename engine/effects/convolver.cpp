// convolver.cpp: which sizes a response is cut into, and what happens every 64 frames.  Side: audio; made by
// the control thread.
#include "engine/effects/convolver.h"

#include <algorithm>

namespace corelogic::effects {
namespace {

using convolution_kernel::kHead;

static_assert(kHead == kTick, "the smallest level begins where the head ends");

constexpr std::uint32_t kPadding = 16;  // a register may reach so far past the end

/// Sizes of partitions and the rows their transforms are cut into, so that no piece takes longer than a
/// microsecond. Eight times the size before: the work for transforms and for products is about equal.
constexpr struct { std::uint32_t size, rows; } kSizes[] = {{64, 1}, {512, 1}, {4096, 8}, {16384, 16}};

/// A level begins where the response is twice its size old; the smallest has no time, but is done at once.
std::size_t begin_of(std::size_t level) {
  return level == 0 ? kHead : std::size_t{2} * kSizes[level].size;
}

/// A larger size pays off from one and a half partitions on.
std::vector<PartitionLevel::Extent> extents_for(std::size_t length) {
  std::vector<PartitionLevel::Extent> extents;
  for (std::size_t level = 0; level < std::size(kSizes) && length > begin_of(level); ++level) {
    const std::size_t size = kSizes[level].size;
    const bool last = level + 1 == std::size(kSizes) ||
                      length <= begin_of(level + 1) + kSizes[level + 1].size + kSizes[level + 1].size / 2;
    const std::size_t end = last ? length : begin_of(level + 1);
    extents.push_back(
        {kSizes[level].size, kSizes[level].rows, begin_of(level), (end - begin_of(level) + size - 1) / size});
    if (last) break;
  }
  return extents;
}

}  // namespace

Convolver::Convolver(std::size_t inputs, std::size_t outputs, const std::vector<ConvolverPath>& paths)
    : inputs_(inputs), outputs_(outputs) {
  std::size_t longest = 0;
  for (const ConvolverPath& path : paths) {
    longest = std::max(longest, path.response.size());
    Head head{path.input, path.output, AlignedFloats(kHead)};
    std::copy_n(path.response.begin(), std::min(kHead, path.response.size()), head.taps.get());
    heads_.push_back(std::move(head));
  }
  for (const auto& extent : extents_for(longest)) levels_.emplace_back(extent, inputs, outputs, paths);
  // A window of two periods stays while the next period comes in.
  past_size_ = levels_.empty() ? std::size_t{4} * kTick : std::size_t{4} * levels_.back().size();
  for (std::size_t i = 0; i < inputs; ++i) {
    recent_[i] = AlignedFloats(kHead + kTick + kPadding);
    past_[i] = AlignedFloats(past_size_);
  }
}

void Convolver::process(const float* const* in, float* const* out,
                        std::uint32_t frames) noexcept CL_REALTIME {
  for (std::uint32_t done = 0; done < frames;) {
    const auto at = static_cast<std::uint32_t>(heard_ % kTick);
    const std::uint32_t stretch = std::min(frames - done, kTick - at);
    const float* const now[kMostSides] = {in[0] + done, inputs_ > 1 ? in[1] + done : nullptr};
    hear(now, stretch);
    for (std::size_t o = 0; o < outputs_; ++o) play(o, out[o] + done, stretch);
    heard_ += stretch;
    if (at + stretch == kTick) tick();
    done += stretch;
  }
}

void Convolver::hear(const float* const* in, std::uint32_t frames) noexcept CL_REALTIME {
  const std::size_t at = heard_ % kTick;
  for (std::size_t i = 0; i < inputs_; ++i) {
    std::copy_n(in[i], frames, recent_[i].get() + kHead + at);
    std::copy_n(in[i], frames, past_[i].get() + heard_ % past_size_);
  }
}

void Convolver::play(std::size_t output, float* out, std::uint32_t frames) const noexcept CL_REALTIME {
  alignas(kAlignment) float sum[kTick + kPadding] = {};
  const std::size_t at = heard_ % kTick;
  for (const Head& head : heads_)
    if (head.output == output)
      convolution_kernel::add_head(recent_[head.input].get() + kHead + at, head.taps.get(), sum, frames);
  for (const PartitionLevel& level : levels_) {
    const float* tail = level.result(output) + heard_ % level.size();
    for (std::uint32_t f = 0; f < frames; ++f) sum[f] += tail[f];
  }
  std::copy_n(sum, frames, out);
}

/// A period of a level begins when its count of frames has been heard; each tick takes one slice further.
void Convolver::tick() noexcept CL_REALTIME {
  for (std::size_t i = 0; i < inputs_; ++i) std::copy_n(recent_[i].get() + kTick, kHead, recent_[i].get());
  for (PartitionLevel& level : levels_) {
    if (heard_ < level.size()) return;  // the larger ones have heard still less
    if (heard_ % level.size() == 0) {
      const float* older[kMostSides] = {};
      const float* newer[kMostSides] = {};
      for (std::size_t i = 0; i < inputs_; ++i) {
        newer[i] = past_[i].get() + (heard_ - level.size()) % past_size_;
        older[i] = past_[i].get() + (heard_ + past_size_ - std::size_t{2} * level.size()) % past_size_;
      }
      level.begin(older, newer);
    }
    level.run_slice();
  }
}

}  // namespace corelogic::effects
