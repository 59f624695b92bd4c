// fuzz_journal.cpp: whatever may stand in a row of a journal: read, and applied to a replica.  Side: test.
#include "clients/cpp/mirror.h"
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace corelogic;
  const auto set = wire::decode_change_set(std::as_bytes(std::span(data, size)));
  if (!set) {
    fuzz::is_clear(set.refusal());
    return 0;
  }
  fuzz::comes_back(*set, wire::decode_change_set);
  client::Mirror mirror;
  messages::Project project;
  project.tracks.resize(2);
  project.tracks[0].id = messages::TrackId{2};
  project.tracks[0].inserts.resize(1);
  project.tracks[0].sends.resize(1);
  project.tracks[1].id = messages::TrackId{1};
  project.tracks[1].kind = messages::TrackKind::kMaster;
  mirror.reset(project, {set->revision.epoch, set->revision.number - 1});
  (void)mirror.take(*set);
  return 0;
}
