# engine.capnp: what controller and engine say to each other over ipc://<runtime>/engine.
# The controller binds a ROUTER, the engine connects a DEALER.
@0xd6b6c1f0a3e94b06;
using Cxx = import "/capnp/c++.capnp";
using import "graph.capnp".GraphSnapshot;
using import "common.capnp".Wire;
$Cxx.namespace("corelogic::capnpgen");

struct ToEngine {
  union {
    unspecified @0 :Void;
    snapshot @1 :GraphSnapshot;
    setParameters @2 :SetParameters;
    transport @3 :Transport;
    ping @4 :Void;                 # answered by status
    quit @5 :Void;                 # fade out and leave with exit status 0
    wiring @6 :WantedWiring;       # the engine makes it so, now and whenever a port returns
    spectrum @7 :List(SpectrumTap);   # all that is watched; empty: nothing
  }
}
struct SetParameters {
  epoch @0 :UInt32;
  revision @1 :UInt64;
  values @2 :List(ParameterValue); # all applied at one block edge
  fade @3 :UInt32 = 0;             # ms over which continuous values move; 0: the usual ramp
}
struct WantedWiring { wires @0 :List(Wire); custom @1 :Bool; }
struct SpectrumTap { node @0 :UInt64; port @1 :UInt16; }
struct EngineWiring {
  ports @0 :List(EnginePort);
  actual @1 :List(Wire);
}
struct EnginePort { name @0 :Text; input @1 :Bool; physical @2 :Bool; own @3 :Bool; alias @4 :Text; }
struct ParameterValue {
  node @0 :UInt64;
  edge @1 :UInt64 = 0;             # not 0: a parameter of this edge into the node: 0 level (dB), 1 pan
  parameter @2 :UInt16;            # index in the effect catalogue; 0xffff: bypass (0 or 1)
  value @3 :Float64;
}
struct Transport {
  union {
    unspecified @0 :Void;
    play @1 :Void;
    stop @2 :Void;
    locate @3 :Int64;              # frame
    tempo @4 :Float64;             # quarter notes a minute, at once
  }
}
struct FromEngine {
  instance @0 :UInt64;             # random per engine process: a new one means a new engine
  union {
    unspecified @1 :Void;
    hello @2 :EngineStatus;        # first words; the controller answers with the snapshot
    status @3 :EngineStatus;       # ten times a second
    planInstalled @4 :PlanInstalled;
    snapshotRefused @5 :SnapshotRefused;
    wiring @6 :EngineWiring;       # after hello, and whenever a port or a connection came or went
  }
}
struct EngineStatus {
  pid @0 :UInt32;
  device @1 :Text;
  sampleRate @2 :UInt32;
  blockFrames @3 :UInt32;
  epoch @4 :UInt32;
  installedRevision @5 :UInt64;    # 0: none
  hash @6 :UInt64;                 # messages::graph_hash of what plays, live values included
  rolling @7 :Bool;
  position @8 :Int64;
  xruns @9 :UInt64;
  load @10 :Float32;
  warnings @11 :List(Text);
  addedLatencyFrames @12 :UInt32;
  outputLatencies @13 :List(OutputLatency);
  lateBranches @14 :UInt64;        # muted for a block because a worker came too late, since the start
  guiltyNode @15 :UInt64 = 0;      # the dearest node of the last overrun; 0: none
  mutedNodes @16 :List(UInt64);    # with something non-finite at their output since the last status
}
struct OutputLatency { node @0 :UInt64; frames @1 :UInt32; }   # from the inputs to this output, beyond the device's
struct PlanInstalled { epoch @0 :UInt32; revision @1 :UInt64; buildMicros @2 :UInt32; installNanos @3 :UInt32; }
struct SnapshotRefused { epoch @0 :UInt32; revision @1 :UInt64; reason @2 :Text; }
