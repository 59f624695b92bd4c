# change.capnp: what has happened to a project. Facts in the past tense; applying one cannot fail.
@0xd6b6c1f0a3e94b03;
using Cxx = import "/capnp/c++.capnp";
using Common = import "common.capnp";
using import "project.capnp".Project;
$Cxx.namespace("corelogic::capnpgen");

struct Change {
  union {
    unspecified @0 :Void;
    trackAdded @1 :TrackAdded;
    trackRemoved @2 :UInt32;          # track id; its sends, and sends and outputs into it, were removed before it
    trackRenamed @3 :TrackRenamed;
    trackMoved @4 :Moved;             # id: track
    volumeSet @5 :ValueSet;           # id: track, dB
    panSet @6 :ValueSet;              # id: track
    muteSet @7 :FlagSet;              # id: track
    soloSet @8 :FlagSet;              # id: track
    insertAdded @9 :InsertAdded;
    insertRemoved @10 :UInt32;        # insert id
    insertMoved @11 :Moved;           # id: insert
    insertBypassSet @12 :FlagSet;     # id: insert
    parameterSet @13 :ParameterSet;
    sendAdded @14 :SendAdded;
    sendRemoved @15 :UInt32;          # send id
    sendLevelSet @16 :ValueSet;       # id: send, dB
    sendPanSet @17 :ValueSet;         # id: send
    sendPreFaderSet @18 :FlagSet;     # id: send
    inputSet @19 :InputSet;
    outputSet @20 :OutputSet;         # id: track
    monitorLevelSet @21 :ValueSet;    # id: master, dB
    monitorOutputSet @22 :OutputSet;  # id: master
    connected @23 :Common.Connection;
    disconnected @24 :UInt32;         # connection id
    idsTaken @25 :UInt32;             # nextId is now this
    projectReplaced @26 :Project;     # import: everything is new
    projectRenamed @27 :Text;
    keySet @28 :KeySet;
    insertFileSet @29 :InsertFileSet;
    insertValuesSet @30 :InsertValuesSet;
    tempoSet @31 :Float64;            # quarter notes a minute
    trimSet @32 :ValueSet;            # id: track, dB
    polaritySet @33 :PolaritySet;
    highPassSet @34 :ValueSet;        # id: track, Hz
    delaySet @35 :ValueSet;           # id: track, ms
    meterSet @36 :MeterSet;
    listenSet @37 :ListenSet;
    outputStageSet @38 :OutputStageSet;
    monitorSet @39 :MonitorSet;
    outputMapSet @40 :OutputMapSet;
  }
}
struct TrackAdded { track @0 :Common.Track; position @1 :UInt32; }
struct TrackRenamed { track @0 :UInt32; name @1 :Text; }
struct Moved { id @0 :UInt32; position @1 :UInt32; }       # position after the move, from 0
struct ValueSet { id @0 :UInt32; value @1 :Float64; }
struct FlagSet { id @0 :UInt32; value @1 :Bool; }
struct InsertAdded { track @0 :UInt32; insert @1 :Common.Insert; position @2 :UInt32; }
struct ParameterSet { insert @0 :UInt32; parameter @1 :Text; value @2 :Float64; }
struct SendAdded { track @0 :UInt32; send @1 :Common.Send; position @2 :UInt32; }
struct InputSet { track @0 :UInt32; input @1 :Common.Input; }
struct OutputSet { track @0 :UInt32; output @1 :Common.Output; }
struct KeySet { insert @0 :UInt32; key @1 :Common.Key; }
struct InsertFileSet { insert @0 :UInt32; path @1 :Text; }
struct InsertValuesSet {
  # All values of both sides: a preset was loaded, or A and B were switched or copied.
  insert @0 :UInt32;
  parameters @1 :List(Common.NamedValue);
  other @2 :List(Common.NamedValue);
  sideB @3 :Bool;
}
struct PolaritySet { track @0 :UInt32; polarity @1 :Common.Polarity; }
struct MeterSet { track @0 :UInt32; meter @1 :Common.Meter; }
struct ListenSet { track @0 :UInt32; listen @1 :Common.Listen; }
struct OutputStageSet { track @0 :UInt32; stage @1 :Common.OutputStage; }   # track: the master
struct MonitorSet { monitor @0 :Common.Monitor; }
struct OutputMapSet { track @0 :UInt32; map @1 :List(UInt16); }

struct ChangeSet {
  # One command's changes: one revision, one undo step (or part of one: a gesture), one block edge.
  epoch @0 :UInt32;
  revision @1 :UInt64;
  client @2 :UInt64;
  sequence @3 :UInt64;
  gesture @4 :UInt32;        # 0: none; else all sets of this client with this number are one undo step
  label @5 :Text;            # for people: "set volume of Guitar to -6.0 dB"
  changes @6 :List(Change);
}
