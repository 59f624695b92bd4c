// bench_main.cpp: corelogic-bench: runs the benchmarks and prints a table, or JSON with --json.
// Exit status: 0 all goals reached, 1 a goal missed, 2 misuse, 3 a benchmark could not run.  Side: benchmark.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "tests/bench/benches.h"

int main(int count, char** words) {
  CLI::App app("Measures CoreLogic against hand-written loops and against what it promises.");
  bool json = false;
  std::vector<std::string> only;
  app.add_flag("--json", json, "print JSON");
  app.add_option("--only", only, "only these: mix, denormals, edit, command, hands, render")
      ->check(CLI::IsMember({"mix", "denormals", "edit", "command", "hands", "render"}));
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong) == 0 ? 0 : 2;
  }
  using namespace corelogic::bench;
  const std::pair<std::string, void (*)(Report&)> benches[] = {
      {"mix", mix_benches},       {"denormals", denormal_benches}, {"edit", edit_benches},
      {"render", render_benches}, {"command", command_benches},    {"hands", hands_benches}};
  Report report;
  for (const auto& [name, run] : benches) {
    if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) continue;
    try {
      run(report);
    } catch (const std::exception& broken) {
      std::cerr << "corelogic-bench: " << name << ": " << broken.what() << "\n";
      return 3;
    }
  }
  progress("");
  std::cout << (json ? report.as_json() : report.as_table()) << "\n";
  if (!json && report.missed() > 0) std::cout << report.missed() << " goals missed\n";
  return report.missed() == 0 ? 0 : 1;
}
