// aligned_floats.h: silent memory for kernels and transforms, aligned as planar buffers are.  Side: control.
#pragma once

#include <algorithm>
#include <memory>
#include <new>

#include "engine/effects/shapes.h"

namespace corelogic::effects {

/// A fixed count of floats, touched by the constructor.
class AlignedFloats {
 public:
  AlignedFloats() = default;
  explicit AlignedFloats(std::size_t count)
      : memory_(static_cast<float*>(::operator new[](count * sizeof(float), std::align_val_t{kAlignment}))) {
    std::fill_n(memory_.get(), count, 0.0F);
  }
  [[nodiscard]] float* get() const noexcept { return memory_.get(); }

 private:
  struct Free {
    void operator()(float* p) const { ::operator delete[](p, std::align_val_t{kAlignment}); }
  };
  std::unique_ptr<float[], Free> memory_;
};

}  // namespace corelogic::effects
