// meter_layout.h: meters as a page reads them: one flat block of little-endian numbers, each list where a
// typed array of JavaScript can lie. README.md has the table. It asks for nothing that was dropped. Side:
// control; pure.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "schema/messages/telemetry.h"

namespace corelogic::gateway {

/// Bytes: 80 of header; doubles; floats; words of 32 bits. A list that is shorter than it should be is filled
/// with zeros, a longer one is cut: sizes in the header always fit.
[[nodiscard]] std::string flatten(const messages::MeterFrame& frame);

/// Both frames as one, for whoever missed `older`: the newer with the greater peaks of both, the louder of
/// each rms, the greatest gain reduction, and the costs if only the older has them. Frames of different
/// nodes: the newer alone.
[[nodiscard]] messages::MeterFrame merged(const messages::MeterFrame& older, messages::MeterFrame newer);

/// A frame and, made once for all pages at the full rate, its bytes.
struct MeterShot {
  messages::MeterFrame frame;
  std::string bytes;
};

/// What one page shall get next: at its own rate, one frame at most waiting.
class MeterBox {
 public:
  /// 0: nothing is kept.
  void set_rate(int hertz);
  void offer(const std::shared_ptr<const MeterShot>& shot);
  /// The waiting frame's bytes; nothing before `seconds` (a clock that only goes forward) has come to its
  /// time.
  [[nodiscard]] std::shared_ptr<const MeterShot> take(double seconds);
  [[nodiscard]] bool waiting() const { return waiting_ != nullptr; }
  [[nodiscard]] int rate() const { return rate_; }

 private:
  int rate_ = 0;
  double next_ = 0;
  std::shared_ptr<const MeterShot> waiting_;
};

}  // namespace corelogic::gateway
