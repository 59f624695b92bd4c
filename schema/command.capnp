# command.capnp: what a client may ask, and what it is answered. Imperative; each is validated, applied,
# journaled, undoable and acknowledged with its revision, or refused with code, subject and sentence.
@0xd6b6c1f0a3e94b04;
using Cxx = import "/capnp/c++.capnp";
using Common = import "common.capnp";
using Access = import "access.capnp";
using import "project.capnp".Project;
using import "change.capnp".ChangeSet;
using import "graph.capnp".GraphSnapshot;
using import "engine.capnp".EnginePort;
using import "engine.capnp".OutputLatency;
$Cxx.namespace("corelogic::capnpgen");

struct Command {
  union {
    unspecified @0 :Void;
    addTrack @1 :AddTrack;
    removeTrack @2 :RemoveTrack;
    renameTrack @3 :RenameTrack;
    moveTrack @4 :MoveTrack;
    setVolume @5 :SetVolume;
    setPan @6 :SetPan;
    setMute @7 :SetMute;
    setSolo @8 :SetSolo;
    addInsert @9 :AddInsert;
    removeInsert @10 :RemoveInsert;
    moveInsert @11 :MoveInsert;
    setInsertBypass @12 :SetInsertBypass;
    setParameter @13 :SetParameter;
    addSend @14 :AddSend;
    removeSend @15 :RemoveSend;
    setSendLevel @16 :SetSendLevel;
    setSendPan @17 :SetSendPan;
    setSendPreFader @18 :SetSendPreFader;
    setInput @19 :SetInput;
    setOutput @20 :SetOutput;
    setMonitorLevel @21 :SetMonitorLevel;
    setMonitorOutput @22 :SetMonitorOutput;
    connect @23 :Connect;
    disconnect @24 :Disconnect;
    batch @25 :Batch;
    undo @26 :Void;
    redo @27 :Void;
    newProject @28 :NewProject;
    openProject @29 :OpenProject;
    saveProject @30 :SaveProject;
    importProject @31 :ImportProject;
    play @32 :Void;
    stop @33 :Void;
    locate @34 :Locate;
    setKey @35 :SetKey;
    setInsertFile @36 :SetInsertFile;
    savePreset @37 :SavePreset;
    loadPreset @38 :LoadPreset;
    removePreset @39 :RemovePreset;
    switchSide @40 :SwitchSide;
    copySide @41 :CopySide;
    setTempo @42 :SetTempo;
    setTrim @43 :SetTrim;
    setPolarity @44 :SetPolarity;
    setHighPass @45 :SetHighPass;
    setDelay @46 :SetDelay;
    setMeter @47 :SetMeter;
    setListen @48 :SetListen;
    setOutputStage @49 :SetOutputStage;
    setMonitor @50 :SetMonitor;
    setLook @51 :SetLook;
    setVcas @52 :SetVcas;
    setMuteGroups @53 :SetMuteGroups;
    setLink @54 :SetLink;
    setRecordArm @55 :SetRecordArm;
    setMonitoring @56 :SetMonitoring;
    setDirectOut @57 :SetDirectOut;
    setSoloIsolate @58 :SetSoloIsolate;
    setSoloSafe @59 :SetSoloSafe;
    setSoloSettings @60 :SetSoloSettings;
    clearSolo @61 :Void;                # all solos and all listening
    setInsertPostFader @62 :SetInsertPostFader;
    setSendTap @63 :SetSendTap;
    setSendMute @64 :SetSendMute;
    addMuteGroup @65 :AddMuteGroup;
    removeMuteGroup @66 :RemoveMuteGroup;
    renameMuteGroup @67 :RenameMuteGroup;
    setMuteGroup @68 :SetMuteGroup;
    storeScene @69 :StoreScene;
    removeScene @70 :RemoveScene;
    moveScene @71 :MoveScene;
    describeScene @72 :DescribeScene;
    recallScene @73 :RecallScene;
    morphScenes @74 :MorphScenes;
    setTrackSafe @75 :SetTrackSafe;
    setInsertSafe @76 :SetInsertSafe;
    setWires @77 :SetWires;
    saveVersion @78 :SaveVersion;       # not undoable
    restore @79 :Restore;
    duplicateProject @80 :DuplicateProject;
    removeProject @81 :RemoveProject;   # not the open one; not undoable
    saveTemplate @82 :SaveTemplate;     # not undoable
    removeTemplate @83 :RemoveTemplate; # not undoable
    undoOthers @84 :UndoOthers;
    copyInsert @85 :CopyInsert;
  }
}
const atEnd :UInt32 = 0xffffffff;
struct AddTrack {
  kind @0 :Common.TrackKind = audio;  # audio, aux, group, vca or matrix; the master is always there
  name @1 :Text;                      # 1 to 64 characters, unique in the project
  channels @2 :UInt16 = 2;            # 1 ... 64
  position @3 :UInt32 = 0xffffffff;   # from 0; default: at the end, before the master
}
struct RemoveTrack { track @0 :UInt32; }
struct RenameTrack { track @0 :UInt32; name @1 :Text; }
struct MoveTrack { track @0 :UInt32; position @1 :UInt32; }
struct SetVolume { track @0 :UInt32; volume @1 :Float64; }     # dB, -inf ... +12
struct SetPan { track @0 :UInt32; pan @1 :Float64; }           # -1 ... +1
struct SetMute { track @0 :UInt32; mute @1 :Bool; }
struct SetSolo { track @0 :UInt32; solo @1 :Bool; }            # solo in place
struct AddInsert {
  track @0 :UInt32;
  effect @1 :Text;                              # a name of the effect catalogue
  position @2 :UInt32 = 0xffffffff;
  parameters @3 :List(Common.NamedValue);       # others keep their defaults
  bypass @4 :Bool = false;
}
struct RemoveInsert { insert @0 :UInt32; }
struct MoveInsert { insert @0 :UInt32; position @1 :UInt32; }  # within its strip
struct SetInsertBypass { insert @0 :UInt32; bypass @1 :Bool; }
struct SetParameter { insert @0 :UInt32; parameter @1 :Text; value @2 :Float64; }
struct AddSend {
  track @0 :UInt32;
  destination @1 :UInt32;
  level @2 :Float64 = 0;
  pan @3 :Float64 = 0;
  preFader @4 :Bool = false;
  preEq @5 :Bool = false;             # with preFader: before the inserts
}
struct RemoveSend { send @0 :UInt32; }
struct SetSendLevel { send @0 :UInt32; level @1 :Float64; }
struct SetSendPan { send @0 :UInt32; pan @1 :Float64; }
struct SetSendPreFader { send @0 :UInt32; preFader @1 :Bool; }
struct SetInput { track @0 :UInt32; input @1 :Common.Input; }
struct SetOutput {
  track @0 :UInt32;
  output @1 :Common.Output;
  map @2 :List(UInt16);               # for each channel of the strip the destination's channel from 1, 0 nowhere;
                                      # empty: by the law of layouts
}
struct SetMonitorLevel { level @0 :Float64; }
struct SetMonitorOutput { output @0 :Common.Output; }
struct Connect {
  source @0 :UInt32;
  sourcePort @1 :Text = "out";
  destination @2 :Common.Output;
  map @3 :List(UInt16);               # as SetOutput.map
}
struct Disconnect { connection @0 :UInt32; }
struct Batch { commands @0 :List(Command); }   # edits only; applied at one block edge, or refused whole
struct NewProject { name @0 :Text; sampleRate @1 :UInt32 = 48000; template @2 :Text; }   # template: empty: none
struct OpenProject { name @0 :Text; }
struct SaveProject { name @0 :Text; }          # empty: a named point in the journal now; else save a copy as
struct ImportProject { name @0 :Text; project @1 :Project; }
struct Locate { frame @0 :Int64; }             # >= 0
struct SetKey { insert @0 :UInt32; track @1 :UInt32; preFader @2 :Bool = false; }   # track 0: no key
struct SetInsertFile { insert @0 :UInt32; path @1 :Text; }     # empty: none
struct SavePreset {                            # into the library of the house; not undoable
  insert @0 :UInt32;                           # whose values, those that are heard
  name @1 :Text;                               # 1 to 64 characters, unique among the effect's presets
  replace @2 :Bool = false;
}
struct LoadPreset { insert @0 :UInt32; name @1 :Text; }        # into the side that is heard; undoable
struct RemovePreset { effect @0 :Text; name @1 :Text; }        # not undoable
struct SwitchSide { insert @0 :UInt32; }                       # A to B or B to A
struct CopySide { insert @0 :UInt32; }                         # the heard side's values to the other
struct SetTempo { tempo @0 :Float64; }                         # quarter notes a minute, 20 ... 400
struct SetTrim { track @0 :UInt32; trim @1 :Float64; }         # dB, -36 ... +36
struct SetPolarity { track @0 :UInt32; polarity @1 :Common.Polarity; }
struct SetHighPass { track @0 :UInt32; frequency @1 :Float64; }   # Hz: 0 off, else 20 ... 1000
struct SetDelay { track @0 :UInt32; delay @1 :Float64; }       # ms, 0 ... 500
struct SetMeter {
  track @0 :UInt32;
  point @1 :Common.MeterPoint = postFader;
  detail @2 :Common.MeterDetail = basic;
}
struct SetListen { track @0 :UInt32; listen @1 :Common.Listen; }
struct SetOutputStage { stage @0 :Common.OutputStage; }        # of the master
struct SetMonitor { monitor @0 :Common.Monitor; }
struct SetLook { track @0 :UInt32; colour @1 :Text; icon @2 :Text; comment @3 :Text; }   # all three, as Track has them
struct SetVcas { track @0 :UInt32; vcas @1 :List(UInt32); }
struct SetMuteGroups { track @0 :UInt32; muteGroups @1 :List(UInt32); }
struct SetLink { track @0 :UInt32; partner @1 :UInt32; }       # two audio strips alike in width; 0: end it
struct SetRecordArm { track @0 :UInt32; recordArm @1 :Bool; }
struct SetMonitoring { track @0 :UInt32; monitoring @1 :Common.Monitoring; }
struct SetDirectOut { track @0 :UInt32; directOut @1 :Common.DirectOut; }
struct SetSoloIsolate { track @0 :UInt32; soloIsolate @1 :Bool; }
struct SetSoloSafe { track @0 :UInt32; soloSafe @1 :Bool; }
struct SetSoloSettings { solo @0 :Common.SoloSettings; }
struct SetInsertPostFader { insert @0 :UInt32; postFader @1 :Bool; }
struct SetSendTap { send @0 :UInt32; tap @1 :Common.Tap; }
struct SetSendMute { send @0 :UInt32; mute @1 :Bool; }
struct AddMuteGroup { name @0 :Text; }
struct RemoveMuteGroup { muteGroup @0 :UInt32; }
struct RenameMuteGroup { muteGroup @0 :UInt32; name @1 :Text; }
struct SetMuteGroup { muteGroup @0 :UInt32; active @1 :Bool; }
struct StoreScene { scene @0 :UInt32; name @1 :Text; position @2 :UInt32 = 0xffffffff; }
  # scene 0: a new one of that name; else that scene anew, its name kept when none is given
struct RemoveScene { scene @0 :UInt32; }
struct MoveScene { scene @0 :UInt32; position @1 :UInt32; }
struct DescribeScene { scene @0 :UInt32; name @1 :Text; comment @2 :Text; fade @3 :UInt32; }   # all three
struct RecallScene { scene @0 :UInt32; fade @1 :Int32 = -1; }  # ms, 0 ... 60000; -1: the scene's own
struct MorphScenes { from @0 :UInt32; to @1 :UInt32; amount @2 :Float64; }   # 0 ... 1; continuous
struct SetTrackSafe { track @0 :UInt32; safe @1 :List(Text); }    # as Track.safe
struct SetInsertSafe { insert @0 :UInt32; safe @1 :List(Text); }  # as Insert.safe
struct SetWires { wires @0 :List(Common.Wire); custom @1 :Bool = true; }
struct SaveVersion { name @0 :Text; }          # a name for the present revision; twice is as once
struct Restore { revision @0 :UInt64; }        # the project as it was then, as a new change that undo takes back
struct DuplicateProject { name @0 :Text; newName @1 :Text; }   # its last state, without history; not opened
struct RemoveProject { name @0 :Text; }
struct SaveTemplate { name @0 :Text; replace @1 :Bool = false; }
struct RemoveTemplate { name @0 :Text; }
struct UndoOthers { client @0 :UInt64 = 0; }   # the newest step of that client; 0: of anybody
struct CopyInsert { insert @0 :UInt32; track @1 :UInt32; position @2 :UInt32 = 0xffffffff; }   # with all its values

struct Request {
  client @0 :UInt64 = 0;            # random, the same for all requests of one client; 0: anonymous, no undo stack
  sequence @1 :UInt64 = 0;          # counts up; a repeat of (client, sequence) gets the stored reply
  expectedEpoch @2 :UInt32 = 0;     # 0: any
  expectedRevision @3 :Int64 = -1;  # -1: any; else Conflict unless it is the present one
  gesture @4 :UInt32 = 0;           # not 0: part of a continuous move; answered at once, on disk within 50 ms
  gestureEnds @5 :Bool = false;     # the release: answered when durable
  union {
    unspecified @6 :Void;
    command @7 :Command;
    hello @8 :Hello;
    heartbeat @9 :Void;             # a subscriber sends one a second; refused (notFound) to a DEALER that has
                                    # not said hello, or whose session ended in 3 s of silence: it says hello
    goodbye @10 :Void;
    getProject @11 :Void;
    getGraph @12 :Void;
    getStatus @13 :Void;
    getProjects @14 :Void;
    getHistory @15 :UInt32;         # at most this many of the newest change sets
    getPresets @16 :Text;           # of this effect; empty: all
    getVersions @17 :Void;
    getProjectAt @18 :UInt64;       # a revision: answered by project
    getDiff @19 :GetDiff;
    dryRun @20 :Command;            # an edit: what it would do; nothing is done
    explain @21 :UInt32;            # a track: why it is silent, why it is late
    getWiring @22 :Void;
    touch @23 :Touch;               # a control is held, or let go; not journaled
    getClients @24 :Void;
    getAccess @25 :Void;
    changeAccess @26 :Access.ChangeAccess;
    getAudit @27 :GetAudit;
    getHash @28 :Void;
    getTemplates @29 :Void;
    watchSpectrum @30 :WatchSpectrum;
  }
}
struct Hello {
  protocolVersion @0 :UInt32 = 1;
  name @1 :Text;                    # for people: "front of house tablet"
  subscribe @2 :Bool = false;       # a DEALER that wants every change pushed; a REQ must not ask for it
  token @3 :Text;                   # who it speaks for; empty: whoever the connection is
  resumeEpoch @4 :UInt32 = 0;       # not 0: knows the project at this epoch and revision and wants only what came since
  resumeRevision @5 :UInt64 = 0;
}
struct GetDiff { from @0 :UInt64; to @1 :UInt64 = 0; }   # revisions; to 0: the present one
struct Touch {
  control @0 :Text;                 # "track/3/volume", "send/7/level", "insert/9/threshold": the thing, its id, the field
  held @1 :Bool;                    # false: let go
}
struct GetAudit { most @0 :UInt32 = 100; who @1 :Text; }  # who: user; empty: all
struct WatchSpectrum { track @0 :UInt32; tap @1 :Common.Tap = postFader; }
  # its spectrum goes into telemetry for 5 s; ask again to keep it; at most 4 strips at a time

struct Reply {
  sequence @0 :UInt64;              # of the request; 0 in pushed messages
  epoch @1 :UInt32;
  revision @2 :UInt64;              # the revision this answer stands at
  union {
    unspecified @3 :Void;
    done @4 :Done;
    refused @5 :Refused;
    welcome @6 :Welcome;
    project @7 :Project;
    graph @8 :GraphSnapshot;
    status @9 :Status;
    projects @10 :List(Text);
    history @11 :List(ChangeSet);
    changed @12 :ChangeSet;         # pushed
    alive @13 :Void;                # pushed once a second, and the answer to heartbeat and goodbye
    reset @14 :Project;             # pushed: another project or epoch; this is all of it
    presets @15 :List(Preset);
    versions @16 :List(Version);
    diff @17 :Diff;
    dryRun @18 :DryRun;
    explanation @19 :Explanation;
    wiring @20 :Wiring;
    touched @21 :Touched;           # pushed
    clients @22 :List(ClientEntry);
    access @23 :List(Access.AccessEntry);
    audit @24 :List(Access.AuditEntry);
    hash @25 :UInt64;               # of the project: see schema/README.md
    templates @26 :List(Text);
    invitation @27 :Access.Invitation;
  }
}
struct Done {
  ids @0 :List(UInt32);             # ids made by the command, in its order
  notes @1 :List(Text);             # what a person should know: a field that undo left alone, and why
}
enum RefusalCode {
  unspecified @0; invalid @1; unknownId @2; conflict @3; cycle @4; duplicate @5; busy @6; denied @7;
  nothingToUndo @8; storage @9; notFound @10; unsupported @11; internal @12;
}
struct Refused { code @0 :RefusalCode; subject @1 :Text; sentence @2 :Text; }
struct Preset {
  effect @0 :Text;
  name @1 :Text;
  parameters @2 :List(Common.NamedValue);
  file @3 :Text;                                 # of effects that play a sound file: its absolute path; empty: none, which leaves an insert its own
}
struct Welcome {
  protocolVersion @0 :UInt32;
  role @1 :Text;
  project @2 :Project;              # empty when resumed
  resumed @3 :Bool = false;
  changes @4 :List(ChangeSet);      # when resumed: all since then
  user @5 :Text;
  strips @6 :List(UInt32);          # as AccessEntry.strips
  held @7 :List(Touched);           # what is held now
}
struct Version { name @0 :Text; revision @1 :UInt64; time @2 :Int64; user @3 :Text; }
struct Diff { from @0 :UInt64; to @1 :UInt64; lines @2 :List(Text); }   # a sentence a difference
struct DryRun {
  label @0 :Text;                   # as the change set's
  lines @1 :List(Text);             # what it would change, a sentence each
  structure @2 :Bool;               # a new graph would be built
  costBefore @3 :Float32;           # of the graph, share of the period, from measured costs
  costAfter @4 :Float32;            # the same; a kind of node never measured counts with its kind's mean, else 0
  latencyBefore @5 :List(OutputLatency);
  latencyAfter @6 :List(OutputLatency);
}
struct Explanation {
  track @0 :UInt32;
  silent @1 :List(Reason);          # empty: it can be heard
  latencyFrames @2 :UInt32;         # from its input to its end
  late @3 :List(Reason);            # which effects make it late, and what it waits for
}
struct Reason { subject @0 :Text; id @1 :UInt32; frames @2 :UInt32; sentence @3 :Text; }
struct Wiring {
  available @0 :Bool;               # the engine plays on JACK
  ports @1 :List(EnginePort);
  wanted @2 :List(Common.Wire);
  actual @3 :List(Common.Wire);
  custom @4 :Bool;
}
struct Touched { client @0 :UInt64; name @1 :Text; control @2 :Text; held @3 :Bool; user @4 :Text; }
struct ClientEntry { client @0 :UInt64; name @1 :Text; user @2 :Text; role @3 :Access.Role; held @4 :List(Text); transport @5 :Text; }
struct Status {
  projectName @0 :Text;
  engineConnected @1 :Bool;
  device @2 :Text;                  # "jack", "timer"; empty without an engine
  sampleRate @3 :UInt32;
  blockFrames @4 :UInt32;
  rolling @5 :Bool;
  position @6 :Int64;
  xruns @7 :UInt64;
  load @8 :Float32;                 # share of the period, 0 ... 1
  installedRevision @9 :UInt64;     # of the plan that plays
  graphHash @10 :UInt64;            # of what the controller wants
  engineHash @11 :UInt64;           # of what the engine plays
  clients @12 :UInt32;
  warnings @13 :List(Text);         # "no realtime priority: ..."
  enginePid @14 :UInt32;
  addedLatencyFrames @15 :UInt32;   # beyond the device's own
  outputLatencies @16 :List(OutputLatency);
  lateBranches @17 :UInt64;         # muted for a block because a worker came too late
  guiltyNode @18 :UInt64;           # the dearest node of the last overrun; 0: none
  mutedNodes @19 :List(UInt64);     # with something non-finite at their output
  revision @20 :UInt64;             # of the project
  queued @21 :UInt32;               # edits that wait for the disk
  subscribers @22 :UInt32;
  queuedChanges @23 :UInt32;        # in subscribers' outboxes, all together
}
