// fuzz_reply.cpp: whatever a controller, or somebody in its place, may send to a client: read, and heard by
// the replica. Side: test.
#include "clients/cpp/replica.h"
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace corelogic;
  const auto reply = wire::decode_reply(std::as_bytes(std::span(data, size)));
  if (!reply) {
    fuzz::is_clear(reply.refusal());
    return 0;
  }
  fuzz::comes_back(*reply, wire::decode_reply);
  client::Replica replica("fuzzed");
  std::deque<client::Event> events;
  client::TimePoint now{};
  for (int i = 0; i < 3; ++i) {
    (void)replica.due(now);
    replica.hear(*reply, now, events);
    now += std::chrono::seconds(1);
  }
  return 0;
}
