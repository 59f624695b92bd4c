# common.capnp: words that commands, changes, projects and graphs share.
# Every union starts with `unspecified`, and a reader refuses it: an unknown arm of a newer peer, or a missing
# one in JSON, reads as arm 0. Numbers (@n) are never reused; only append.
@0xd6b6c1f0a3e94b01;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("corelogic::capnpgen");

enum TrackKind { unspecified @0; audio @1; aux @2; master @3; }

struct Input {
  # Where a strip's signal comes from.
  union {
    unspecified @0 :Void;
    none @1 :Void;
    device @2 :List(UInt16);   # capture channels of the audio device, counted from 1, one per strip channel
    file @3 :FileInput;
  }
}
struct FileInput {
  path @0 :Text;               # relative to the project's audio/ folder, or absolute
  loop @1 :Bool = false;       # play round and round; else once from transport frame 0
}

struct Output {
  # Where a strip's signal goes.
  union {
    unspecified @0 :Void;
    none @1 :Void;
    track @2 :UInt32;          # id of an aux or the master
    device @3 :List(UInt16);   # playback channels of the audio device, counted from 1
  }
}

struct NamedValue {
  name @0 :Text;               # a parameter's name as the effect catalogue has it: "threshold"
  value @1 :Float64;           # in that parameter's unit
}

struct Insert {
  id @0 :UInt32;
  effect @1 :Text;             # "compressor", "reverb"
  bypass @2 :Bool = false;
  parameters @3 :List(NamedValue);
}
struct Send {
  id @0 :UInt32;
  destination @1 :UInt32;      # track id of an aux or the master
  level @2 :Float64 = 0;       # dB, -inf ... +12
  pan @3 :Float64 = 0;         # -1 ... +1
  preFader @4 :Bool = false;
}
struct Track {
  id @0 :UInt32;
  kind @1 :TrackKind;
  name @2 :Text;
  channels @3 :UInt16 = 2;     # 1 ... 64
  volume @4 :Float64 = 0;      # dB, -inf ... +12
  pan @5 :Float64 = 0;         # -1 ... +1
  mute @6 :Bool = false;
  solo @7 :Bool = false;
  inserts @8 :List(Insert);    # in signal order, all before the fader
  sends @9 :List(Send);
  input @10 :Input;
  output @11 :Output;
  monitorLevel @12 :Float64 = 0;  # master only: dB of the monitor output relative to the main output
  monitorOutput @13 :Output;      # master only: none or device
}
struct Connection {
  # A cable beside the strips' own inputs, outputs and sends; unity gain.
  id @0 :UInt32;
  source @1 :UInt32;           # track id
  sourcePort @2 :Text;         # "out" (after fader and pan, default) or "pre" (before the fader)
  destination @3 :Output;      # a track or device channels
}
