// fuzz_request.cpp: whatever a client may send to the control socket, in either encoding.  Side: test.
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace corelogic;
  const auto request = wire::decode_request(std::as_bytes(std::span(data, size)));
  if (request)
    fuzz::comes_back(*request, wire::decode_request);
  else
    fuzz::is_clear(request.refusal());
  return 0;
}
