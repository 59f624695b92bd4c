// fuzz_project.cpp: whatever may be imported as a project: read, judged, and, where it is a good one, written
// again. Side: test.
#include "controller/project/project.h"
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace corelogic;
  const auto document = wire::decode_project(std::as_bytes(std::span(data, size)));
  if (!document) {
    fuzz::is_clear(document.refusal());
    return 0;
  }
  fuzz::comes_back(*document, wire::decode_project);
  const auto project = project::Project::from_message(*document);
  if (!project) {
    fuzz::is_clear(project.refusal());
    return 0;
  }
  const auto again = project::Project::from_message(project->to_message());
  fuzz::must(again && *again == *project, "an accepted project is accepted again, as the same");
  return 0;
}
