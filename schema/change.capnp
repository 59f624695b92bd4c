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
    lookSet @41 :LookSet;
    vcasSet @42 :AssignedSet;         # id: track
    muteGroupsSet @43 :AssignedSet;   # id: track
    linkSet @44 :LinkSet;
    recordArmSet @45 :FlagSet;        # id: track
    monitoringSet @46 :MonitoringSet;
    directOutSet @47 :DirectOutSet;
    soloIsolateSet @48 :FlagSet;      # id: track
    soloSafeSet @49 :FlagSet;         # id: track
    soloSettingsSet @50 :Common.SoloSettings;
    insertPostFaderSet @51 :FlagSet;  # id: insert
    sendTapSet @52 :SendTapSet;
    sendMuteSet @53 :FlagSet;         # id: send
    muteGroupAdded @54 :Common.MuteGroup;   # into its place in the order of ids
    muteGroupRemoved @55 :UInt32;     # id; its members were taken out before it
    muteGroupRenamed @56 :Named;      # id: mute group
    muteGroupSet @57 :FlagSet;        # id: mute group; active
    sceneAdded @58 :SceneAdded;
    sceneRemoved @59 :UInt32;         # scene id
    sceneMoved @60 :Moved;            # id: scene
    sceneStored @61 :Common.Scene;    # all of it anew
    sceneDescribed @62 :SceneDescribed;
    trackSafeSet @63 :SafeSet;        # id: track
    insertSafeSet @64 :SafeSet;       # id: insert
    wiresSet @65 :WiresSet;
  }
}
struct LookSet { track @0 :UInt32; colour @1 :Text; icon @2 :Text; comment @3 :Text; }
struct AssignedSet { id @0 :UInt32; ids @1 :List(UInt32); }
struct LinkSet { track @0 :UInt32; partner @1 :UInt32; }   # both ways at once: the partner names the track; 0: neither any more
struct MonitoringSet { track @0 :UInt32; monitoring @1 :Common.Monitoring; }
struct DirectOutSet { track @0 :UInt32; directOut @1 :Common.DirectOut; }
struct SendTapSet { send @0 :UInt32; tap @1 :Common.Tap; }
struct Named { id @0 :UInt32; name @1 :Text; }
struct SceneAdded { scene @0 :Common.Scene; position @1 :UInt32; }
struct SceneDescribed { scene @0 :UInt32; name @1 :Text; comment @2 :Text; fade @3 :UInt32; }
struct SafeSet { id @0 :UInt32; safe @1 :List(Text); }
struct WiresSet { wires @0 :List(Common.Wire); custom @1 :Bool; }
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
struct InsertFileSet {
  # The files of both sides, as Insert.file and Insert.otherFile.
  insert @0 :UInt32;
  path @1 :Text;
  other @2 :Text;
}
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
  fade @7 :UInt32 = 0;       # ms over which the values move in the engine; 0: the usual ramp
  user @8 :Text;             # who: of the access list; empty: a local client without a name
  time @9 :Int64 = 0;        # ms since 1970, of the wall clock, for people; 0: unknown
}
