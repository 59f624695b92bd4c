// benches.h: the benchmarks, one function a file.  Side: benchmark.
#pragma once

#include "tests/bench/report.h"

namespace corelogic::bench {

void mix_benches(Report& report);       // a period's cost against hand-written loops
void denormal_benches(Report& report);  // numbers too small to be normal; full meters
void edit_benches(Report& report);      // 1000 tracks: compile, send, build, swap
void command_benches(Report& report);   // client to audio thread, durable replies; real processes
void hands_benches(Report& report);     // many clients, 1000 tracks, 100 000 rows; real processes
void render_benches(Report& report);    // the renderer against real time

}  // namespace corelogic::bench
