# graph.capnp: an immutable signal graph in processing order. It alone rebuilds an engine.
# Inputs are given by index and every index is smaller than the node's own: bounds and absence of cycles are
# proven in one pass.
@0xd6b6c1f0a3e94b05;
using Cxx = import "/capnp/c++.capnp";
using import "common.capnp".ClipMode;
$Cxx.namespace("corelogic::capnpgen");

struct GraphSnapshot {
  epoch @0 :UInt32;
  revision @1 :UInt64;
  sampleRate @2 :UInt32;
  nodes @3 :List(Node);
  tempo @4 :Float64 = 120;     # quarter notes a minute
}
enum NodeMeter { none @0; basic @1; full @2; }        # full adds true peak, correlation and loudness
struct Port { name @0 :Text; channels @1 :UInt16; }   # 1 ... 64 channels
struct Node {
  id @0 :UInt64;               # (owner id << 8) | role, see vocabulary/ids.h
  name @1 :Text;               # "guitar_fader": for people, logs and Graphviz
  inputs @2 :List(Port);
  outputs @3 :List(Port);
  edges @4 :List(Edge);        # what feeds this node
  union {
    unspecified @5 :Void;
    audioInput @6 :AudioInput;
    fx @7 :Fx;
    mixerBus @8 :Void;
    output @9 :OutputNode;
  }
  meter @10 :NodeMeter = none; # of its first output, or of what an output node plays
}
struct Edge {
  id @0 :UInt64;               # see messages/graph.h
  source @1 :UInt32;           # index into nodes, smaller than this node's own
  sourcePort @2 :UInt16;       # index into the source's outputs
  destinationPort @3 :UInt16;  # index into this node's inputs; of a keyed effect 0 "in", 1 "key"
  level @4 :Float64 = 0;       # dB
  pan @5 :Float64 = 0;         # -1 ... +1
  map @6 :List(UInt16);        # for each channel of the source port the channel of the destination port from 1,
                               # 0 nowhere; empty: by the law of widths
}
struct AudioInput {
  union {
    unspecified @0 :Void;
    none @1 :Void;
    device @2 :List(UInt16);   # capture channels from 1, one per output channel
    file @3 :SourceFile;
  }
}
struct SourceFile { path @0 :Text; loop @1 :Bool; }   # absolute path
struct Fx {
  effect @0 :Text;             # name of the effect catalogue: "fader", "pan", "compressor", "reverb"
  parameters @1 :List(Float64);# in catalogue order, in the catalogue's units
  bypass @2 :Bool;
  file @3 :Text;               # absolute path, of effects that play a sound file; empty: none
}
struct OutputNode {
  parameters @0 :List(Float64);   # of the catalogue's "output": level, mute, balance, monitorLevel, dim, …
  main @1 :List(UInt16);       # playback channels from 1, one per input channel; empty: not connected
  monitor @2 :List(UInt16);
  mono @3 :Bool;               # the main output plays the mean of its channels
  clip @4 :ClipMode = none;
  ditherBits @5 :UInt8 = 0;    # 0 off, 16, 20 or 24: TPDF, one step of that format
  purpose @6 :OutputPurpose = main;
}
enum OutputPurpose {
  main @0;                     # the mix: what a render is made of
  monitor @1;                  # the monitor's own section
  device @2;                   # a strip, or a cable, that goes straight to the device
  direct @3;                   # a strip's direct out
}
