# common.capnp: words that commands, changes, projects and graphs share.
# Every union starts with `unspecified`, and a reader refuses it: an unknown arm of a newer peer, or a missing
# one in JSON, reads as arm 0. Numbers (@n) are never reused; only append.
@0xd6b6c1f0a3e94b01;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("corelogic::capnpgen");

# audio: from an input. aux: what is sent to it. group: what is put out to it. matrix: what buses and the master send to
# it; behind the master. vca: no sound of its own, it moves those assigned to it.
enum TrackKind { unspecified @0; audio @1; aux @2; master @3; group @4; vca @5; matrix @6; }
enum Polarity { normal @0; left @1; right @2; both @3; }   # which channels are turned over: odd ones are left
enum MeterPoint { input @0; preFader @1; postFader @2; }
enum MeterDetail { basic @0; full @1; }                    # full adds true peak, correlation and loudness
enum Listen { off @0; pfl @1; afl @2; }                    # before the fader; after fader and pan
enum ClipMode { none @0; hard @1; soft @2; }
enum Monitoring { input @0; auto @1; off @2; }             # a device input is heard: always; while armed; never
enum Tap { postFader @0; preFader @1; preEq @2; }          # behind the fader; behind the inserts; behind the input stage
enum SoloMode { inPlace @0; pfl @1; afl @2; }              # what a solo button does

# How many channels make which layout: 1 mono, 2 stereo, 3 L C R, 4 quad, 6 5.1 (L R C LFE Ls Rs), 8 7.1,
# 10 5.1.4, 12 7.1.4; other counts are discrete channels. How one layout folds into another is the graph's law.

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

struct Key {
  # The sound that an effect listens to instead of its own input.
  track @0 :UInt32;            # 0: none, it listens to itself
  preFader @1 :Bool = false;   # after the inserts, before the fader; else after fader and pan
}
struct Insert {
  id @0 :UInt32;
  effect @1 :Text;             # "compressor", "reverb"
  bypass @2 :Bool = false;
  parameters @3 :List(NamedValue);
  key @4 :Key;                 # of effects that listen to one
  file @5 :Text;               # of effects that play a sound file: as FileInput.path; empty: none yet
  other @6 :List(NamedValue);  # the values of the side that is not heard; empty until it is first used
  sideB @7 :Bool = false;      # which side is heard: A or B
  postFader @8 :Bool = false;  # behind the fader and before the pan; else before the fader
  safe @9 :List(Text);         # what a scene recall leaves alone: names of parameters, "bypass"; "all"
  otherFile @10 :Text;         # the file of the side that is not heard; empty: the same as of the one that is
}
struct Send {
  id @0 :UInt32;
  destination @1 :UInt32;      # track id of an aux or the master
  level @2 :Float64 = 0;       # dB, -inf ... +12
  pan @3 :Float64 = 0;         # -1 ... +1
  preFader @4 :Bool = false;
  preEq @5 :Bool = false;      # with preFader: before the inserts, behind the input stage
  mute @6 :Bool = false;
}
struct DirectOut {
  # A strip's own way to the device, beside its output.
  channels @0 :List(UInt16);   # playback channels from 1, one per channel of the strip; empty: none
  tap @1 :Tap = postFader;
  level @2 :Float64 = 0;       # dB, -inf ... +12
}
struct MuteGroup {
  id @0 :UInt32;
  name @1 :Text;               # 1 to 64 characters, unique among mute groups
  active @2 :Bool = false;     # its members are silent
}
struct Meter {
  point @0 :MeterPoint = postFader;
  detail @1 :MeterDetail = basic;
}
struct OutputStage {
  # What the main output does last; its cut is the master's mute.
  safetyLimiter @0 :Bool = false;
  ceiling @1 :Float64 = -1;    # dBTP, -24 ... 0
  clip @2 :ClipMode = none;
  ditherBits @3 :UInt8 = 0;    # 0 off, 16, 20 or 24
  dim @4 :Bool = false;
  mono @5 :Bool = false;
  dimLevel @6 :Float64 = -20;  # dB, -60 ... 0
}
struct MonitorSource {
  union {
    unspecified @0 :Void;
    master @1 :Void;
    track @2 :UInt32;          # any strip, after fader and pan
  }
}
struct Monitor {
  # The monitor section: what it hears, unless a strip is listened to; its level and output are the master's.
  source @0 :MonitorSource;
  dim @1 :Bool = false;
  mono @2 :Bool = false;
  cut @3 :Bool = false;
  dimLevel @4 :Float64 = -20;  # dB, -60 ... 0
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
  inserts @8 :List(Insert);    # in signal order; those with postFader behind the fader
  sends @9 :List(Send);
  input @10 :Input;
  output @11 :Output;
  monitorLevel @12 :Float64 = 0;  # master only: dB of the monitor output relative to the main output
  monitorOutput @13 :Output;      # master only: none or device
  trim @14 :Float64 = 0;          # dB, -36 ... +36, before the inserts, as polarity, high-pass and delay
  polarity @15 :Polarity = normal;
  highPass @16 :Float64 = 0;      # Hz: 0 off, else 20 ... 1000; 12 dB/octave
  delay @17 :Float64 = 0;         # ms, 0 ... 500
  meter @18 :Meter;
  listen @19 :Listen = off;
  outputMap @20 :List(UInt16);    # for each channel of the strip the channel of its destination from 1, 0 nowhere;
                                  # empty: by the law of layouts
  stage @21 :OutputStage;         # master only
  colour @22 :Text;               # "#rrggbb"; empty: none
  icon @23 :Text;                 # a word for the face of the strip, at most 32 characters: "guitar"; empty: none
  comment @24 :Text;              # at most 2000 characters
  vcas @25 :List(UInt32);         # track ids of the vcas that move this strip; a vca may be moved by others
  muteGroups @26 :List(UInt32);   # ids of mute groups it belongs to
  link @27 :UInt32;               # the other strip of a stereo pair, which names this one; 0: none
  recordArm @28 :Bool = false;    # audio only
  monitoring @29 :Monitoring = input;   # audio with a device input only
  directOut @30 :DirectOut;
  soloIsolate @31 :Bool = false;  # others' solo does not silence it
  soloSafe @32 :Bool = false;     # its own solo cannot be changed
  safe @33 :List(Text);           # what a scene recall leaves alone: volume, pan, mute, solo, sends, inserts, routing,
                                  # stage (trim, polarity, high-pass, delay), groups (vcas, mute groups); "all"
}
struct SoloSettings {
  mode @0 :SoloMode = inPlace;
  exclusive @1 :Bool = false;     # one solo ends the others
}
struct Scene {
  # The mix as it was when stored: all values and switches of each strip, insert and send, by id. A recall sets them
  # again; what came since stays as it is, what is gone since is noted.
  id @0 :UInt32;
  name @1 :Text;                  # 1 to 64 characters, unique among scenes
  comment @2 :Text;               # at most 2000 characters
  fade @3 :UInt32 = 0;            # ms over which levels, pans and continuous parameters move, 0 ... 60000; 0: at once
  tracks @4 :List(Track);
  monitor @5 :Monitor;
  muteGroups @6 :List(MuteGroup);
}
struct Wire {
  # A JACK connection that is wanted.
  port @0 :Text;                  # ours, without the client's name: "in_1", "main_L"
  other @1 :Text;                 # theirs, whole: "system:capture_1"
}
struct Connection {
  # A cable beside the strips' own inputs, outputs and sends; unity gain.
  id @0 :UInt32;
  source @1 :UInt32;           # track id
  sourcePort @2 :Text;         # "out" (after fader and pan, default) or "pre" (before the fader)
  destination @3 :Output;      # a track or device channels
  map @4 :List(UInt16);        # as Track.outputMap
}
