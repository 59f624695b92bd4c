// fuzz_meters.cpp: whatever may come as a frame of meters.  Side: test.
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace corelogic;
  const auto frame = wire::decode_meter_frame(std::as_bytes(std::span(data, size)));
  if (frame)
    fuzz::comes_back(*frame, wire::decode_meter_frame);
  else
    fuzz::is_clear(frame.refusal());
  return 0;
}
