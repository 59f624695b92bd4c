# telemetry.capnp: what the engine publishes 30 times a second; flat arrays, dropped rather than queued.
# The engine binds PUB ipc://<runtime>/engine-telemetry; the controller forwards it to ipc://<runtime>/telemetry.
@0xd6b6c1f0a3e94b07;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("corelogic::capnpgen");

struct MeterFrame {
  number @0 :UInt64;               # counts up; a hole is a dropped frame
  epoch @1 :UInt32;
  revision @2 :UInt64;             # of the plan these meters belong to
  position @3 :Int64;              # transport frame
  rolling @4 :Bool;
  xruns @5 :UInt64;
  load @6 :Float32;
  nodes @7 :List(UInt64);          # metered nodes
  channels @8 :List(UInt16);       # of each; the sum is the length of peaks
  peaks @9 :List(Float32);         # linear, the greatest |sample| since the last frame
  gains @10 :List(Float32);        # per node: gain reduction in dB (<= 0) of dynamics, the set level in dB of faders
}
