// schema.ts: the words of the protocol as types: what is read, and (…Given) what may be sent.
// Written by generate_schema.mjs from schema/*.capnp; change those, and run `npm run schema`.

/** A 64-bit number, which JavaScript cannot hold: its decimal digits. */
export type Whole64 = string;
export type Whole64Given = string | number;
/** An object with exactly one key. */
export type OneOf<Arms> = { [Arm in keyof Arms]: { [Key in Arm]: Arms[Key] } }[keyof Arms];

export type ClipMode = "none" | "hard" | "soft";
export type Listen = "off" | "pfl" | "afl";
export type MeterDetail = "basic" | "full";
export type MeterPoint = "input" | "preFader" | "postFader";
export type Monitoring = "input" | "auto" | "off";
export type NodeMeter = "none" | "basic" | "full";
export type OutputPurpose = "main" | "monitor" | "device" | "direct";
export type Polarity = "normal" | "left" | "right" | "both";
export type RefusalCode = "invalid" | "unknownId" | "conflict" | "cycle" | "duplicate" | "busy" | "denied" | "nothingToUndo" | "storage" | "notFound" | "unsupported" | "internal";
export type Role = "viewer" | "musician" | "mixer" | "editor" | "admin";
export type SoloMode = "inPlace" | "pfl" | "afl";
export type Tap = "postFader" | "preFader" | "preEq";
export type TrackKind = "audio" | "aux" | "master" | "group" | "vca" | "matrix";

export interface AccessEntry {
  /** 1 to 64 characters, unique */
  user: string;
  role: Role;
  /** of a mixer: the only tracks it may change; empty: all. Of a musician: the aux strips that are the own monitor mix */
  strips: number[];
  /** CURVE, Z85, 40 characters; empty: none */
  publicKey: string;
  /** answered, never asked */
  hasToken: boolean;
  /** ms since 1970 */
  created: Whole64;
  /** 0: never */
  lastSeen: Whole64;
}

export interface AccessEntryGiven {
  /** 1 to 64 characters, unique */
  user: string;
  role: Role;
  /** of a mixer: the only tracks it may change; empty: all. Of a musician: the aux strips that are the own monitor mix */
  strips?: readonly number[];
  /** CURVE, Z85, 40 characters; empty: none */
  publicKey?: string;
  /** answered, never asked */
  hasToken?: boolean;
  /** ms since 1970 */
  created?: Whole64Given;
  /** 0: never */
  lastSeen?: Whole64Given;
}

export interface AddInsertGiven {
  track: number;
  /** a name of the effect catalogue */
  effect: string;
  position?: number;
  /** others keep their defaults */
  parameters?: readonly NamedValue[];
  bypass?: boolean;
}

export interface AddMuteGroup {
  name: string;
}

export interface AddSendGiven {
  track: number;
  destination: number;
  level?: number;
  pan?: number;
  preFader?: boolean;
  /** with preFader: before the inserts */
  preEq?: boolean;
}

export interface AddTrackGiven {
  /** audio, aux, group, vca or matrix; the master is always there */
  kind?: TrackKind;
  /** 1 to 64 characters, unique in the project */
  name: string;
  /** 1 ... 64 */
  channels?: number;
  /** from 0; default: at the end, before the master */
  position?: number;
}

export interface AssignedSet {
  id: number;
  ids: number[];
}

export interface AudioInputArms {
  none: null;
  /** capture channels from 1, one per output channel */
  device: number[];
  file: SourceFile;
}
export type AudioInput = OneOf<AudioInputArms>;

export interface AuditEntry {
  time: Whole64;
  user: string;
  client: Whole64;
  revision: Whole64;
  label: string;
  transport: string;
}

/** edits only; applied at one block edge, or refused whole */
export interface BatchGiven {
  commands: readonly CommandGiven[];
}

export interface ChangeArms {
  trackAdded: TrackAdded;
  /** track id; its sends, and sends and outputs into it, were removed before it */
  trackRemoved: number;
  trackRenamed: TrackRenamed;
  /** id: track */
  trackMoved: Moved;
  /** id: track, dB */
  volumeSet: ValueSet;
  /** id: track */
  panSet: ValueSet;
  /** id: track */
  muteSet: FlagSet;
  /** id: track */
  soloSet: FlagSet;
  insertAdded: InsertAdded;
  /** insert id */
  insertRemoved: number;
  /** id: insert */
  insertMoved: Moved;
  /** id: insert */
  insertBypassSet: FlagSet;
  parameterSet: ParameterSet;
  sendAdded: SendAdded;
  /** send id */
  sendRemoved: number;
  /** id: send, dB */
  sendLevelSet: ValueSet;
  /** id: send */
  sendPanSet: ValueSet;
  /** id: send */
  sendPreFaderSet: FlagSet;
  inputSet: InputSet;
  /** id: track */
  outputSet: OutputSet;
  /** id: master, dB */
  monitorLevelSet: ValueSet;
  /** id: master */
  monitorOutputSet: OutputSet;
  connected: Connection;
  /** connection id */
  disconnected: number;
  /** nextId is now this */
  idsTaken: number;
  /** import: everything is new */
  projectReplaced: Project;
  projectRenamed: string;
  keySet: KeySet;
  insertFileSet: InsertFileSet;
  insertValuesSet: InsertValuesSet;
  /** quarter notes a minute */
  tempoSet: number;
  /** id: track, dB */
  trimSet: ValueSet;
  polaritySet: PolaritySet;
  /** id: track, Hz */
  highPassSet: ValueSet;
  /** id: track, ms */
  delaySet: ValueSet;
  meterSet: MeterSet;
  listenSet: ListenSet;
  outputStageSet: OutputStageSet;
  monitorSet: MonitorSet;
  outputMapSet: OutputMapSet;
  lookSet: LookSet;
  /** id: track */
  vcasSet: AssignedSet;
  /** id: track */
  muteGroupsSet: AssignedSet;
  linkSet: LinkSet;
  /** id: track */
  recordArmSet: FlagSet;
  monitoringSet: MonitoringSet;
  directOutSet: DirectOutSet;
  /** id: track */
  soloIsolateSet: FlagSet;
  /** id: track */
  soloSafeSet: FlagSet;
  soloSettingsSet: SoloSettings;
  /** id: insert */
  insertPostFaderSet: FlagSet;
  sendTapSet: SendTapSet;
  /** id: send */
  sendMuteSet: FlagSet;
  /** into its place in the order of ids */
  muteGroupAdded: MuteGroup;
  /** id; its members were taken out before it */
  muteGroupRemoved: number;
  /** id: mute group */
  muteGroupRenamed: Named;
  /** id: mute group; active */
  muteGroupSet: FlagSet;
  sceneAdded: SceneAdded;
  /** scene id */
  sceneRemoved: number;
  /** id: scene */
  sceneMoved: Moved;
  /** all of it anew */
  sceneStored: Scene;
  sceneDescribed: SceneDescribed;
  /** id: track */
  trackSafeSet: SafeSet;
  /** id: insert */
  insertSafeSet: SafeSet;
  wiresSet: WiresSet;
}
export type Change = OneOf<ChangeArms>;

export interface ChangeAccessArmsGiven {
  /** a public key, or none: then a token is made and answered, this once */
  add: AccessEntryGiven;
  /** role and strips of a user */
  set: AccessEntryGiven;
  /** user; its connections end */
  revoke: string;
  /** as add with a token; answered with a link */
  invite: AccessEntryGiven;
}
export type ChangeAccessGiven = OneOf<ChangeAccessArmsGiven>;

/** One command's changes: one revision, one undo step (or part of one: a gesture), one block edge. */
export interface ChangeSet {
  epoch: number;
  revision: Whole64;
  client: Whole64;
  sequence: Whole64;
  /** 0: none; else all sets of this client with this number are one undo step */
  gesture: number;
  /** for people: "set volume of Guitar to -6.0 dB" */
  label: string;
  changes: Change[];
  /** ms over which the values move in the engine; 0: the usual ramp */
  fade: number;
  /** who: of the access list; empty: a local client without a name */
  user: string;
  /** ms since 1970, of the wall clock, for people; 0: unknown */
  time: Whole64;
}

export interface ClientEntry {
  client: Whole64;
  name: string;
  user: string;
  role: Role;
  held: string[];
  transport: string;
}

export interface CommandArmsGiven {
  addTrack: AddTrackGiven;
  removeTrack: RemoveTrack;
  renameTrack: RenameTrack;
  moveTrack: MoveTrack;
  setVolume: SetVolume;
  setPan: SetPan;
  setMute: SetMute;
  setSolo: SetSolo;
  addInsert: AddInsertGiven;
  removeInsert: RemoveInsert;
  moveInsert: MoveInsert;
  setInsertBypass: SetInsertBypass;
  setParameter: SetParameter;
  addSend: AddSendGiven;
  removeSend: RemoveSend;
  setSendLevel: SetSendLevel;
  setSendPan: SetSendPan;
  setSendPreFader: SetSendPreFader;
  setInput: SetInputGiven;
  setOutput: SetOutputGiven;
  setMonitorLevel: SetMonitorLevel;
  setMonitorOutput: SetMonitorOutputGiven;
  connect: ConnectGiven;
  disconnect: Disconnect;
  batch: BatchGiven;
  undo: null;
  redo: null;
  newProject: NewProjectGiven;
  openProject: OpenProject;
  saveProject: SaveProject;
  importProject: ImportProjectGiven;
  play: null;
  stop: null;
  locate: LocateGiven;
  setKey: SetKeyGiven;
  setInsertFile: SetInsertFile;
  savePreset: SavePresetGiven;
  loadPreset: LoadPreset;
  removePreset: RemovePreset;
  switchSide: SwitchSide;
  copySide: CopySide;
  setTempo: SetTempo;
  setTrim: SetTrim;
  setPolarity: SetPolarity;
  setHighPass: SetHighPass;
  setDelay: SetDelay;
  setMeter: SetMeterGiven;
  setListen: SetListen;
  setOutputStage: SetOutputStageGiven;
  setMonitor: SetMonitorGiven;
  setLook: SetLookGiven;
  setVcas: SetVcasGiven;
  setMuteGroups: SetMuteGroupsGiven;
  setLink: SetLink;
  setRecordArm: SetRecordArm;
  setMonitoring: SetMonitoring;
  setDirectOut: SetDirectOutGiven;
  setSoloIsolate: SetSoloIsolate;
  setSoloSafe: SetSoloSafe;
  setSoloSettings: SetSoloSettingsGiven;
  /** all solos and all listening */
  clearSolo: null;
  setInsertPostFader: SetInsertPostFader;
  setSendTap: SetSendTap;
  setSendMute: SetSendMute;
  addMuteGroup: AddMuteGroup;
  removeMuteGroup: RemoveMuteGroup;
  renameMuteGroup: RenameMuteGroup;
  setMuteGroup: SetMuteGroup;
  storeScene: StoreSceneGiven;
  removeScene: RemoveScene;
  moveScene: MoveScene;
  describeScene: DescribeScene;
  recallScene: RecallSceneGiven;
  morphScenes: MorphScenes;
  setTrackSafe: SetTrackSafeGiven;
  setInsertSafe: SetInsertSafeGiven;
  setWires: SetWiresGiven;
  /** not undoable */
  saveVersion: SaveVersion;
  restore: RestoreGiven;
  duplicateProject: DuplicateProject;
  /** not the open one; not undoable */
  removeProject: RemoveProject;
  /** not undoable */
  saveTemplate: SaveTemplateGiven;
  /** not undoable */
  removeTemplate: RemoveTemplate;
  undoOthers: UndoOthersGiven;
  copyInsert: CopyInsertGiven;
}
export type CommandGiven = OneOf<CommandArmsGiven>;

export interface ConnectGiven {
  source: number;
  sourcePort?: string;
  destination: OutputGiven;
  /** as SetOutput.map */
  map?: readonly number[];
}

/** A cable beside the strips' own inputs, outputs and sends; unity gain. */
export interface Connection {
  id: number;
  /** track id */
  source: number;
  /** "out" (after fader and pan, default) or "pre" (before the fader) */
  sourcePort: string;
  /** a track or device channels */
  destination: Output;
  /** as Track.outputMap */
  map: number[];
}

/** A cable beside the strips' own inputs, outputs and sends; unity gain. */
export interface ConnectionGiven {
  id: number;
  /** track id */
  source: number;
  /** "out" (after fader and pan, default) or "pre" (before the fader) */
  sourcePort: string;
  /** a track or device channels */
  destination: OutputGiven;
  /** as Track.outputMap */
  map: readonly number[];
}

/** with all its values */
export interface CopyInsertGiven {
  insert: number;
  track: number;
  position?: number;
}

/** the heard side's values to the other */
export interface CopySide {
  insert: number;
}

/** all three */
export interface DescribeScene {
  scene: number;
  name: string;
  comment: string;
  fade: number;
}

/** a sentence a difference */
export interface Diff {
  from: Whole64;
  to: Whole64;
  lines: string[];
}

/** A strip's own way to the device, beside its output. */
export interface DirectOut {
  /** playback channels from 1, one per channel of the strip; empty: none */
  channels: number[];
  tap: Tap;
  /** dB, -inf ... +12 */
  level: number;
}

/** A strip's own way to the device, beside its output. */
export interface DirectOutGiven {
  /** playback channels from 1, one per channel of the strip; empty: none */
  channels: readonly number[];
  tap?: Tap;
  /** dB, -inf ... +12 */
  level?: number;
}

export interface DirectOutSet {
  track: number;
  directOut: DirectOut;
}

export interface Disconnect {
  connection: number;
}

export interface Done {
  /** ids made by the command, in its order */
  ids: number[];
  /** what a person should know: a field that undo left alone, and why */
  notes: string[];
}

export interface DryRun {
  /** as the change set's */
  label: string;
  /** what it would change, a sentence each */
  lines: string[];
  /** a new graph would be built */
  structure: boolean;
  /** of the graph, share of the period, from measured costs */
  costBefore: number;
  /** the same; a kind of node never measured counts with its kind's mean, else 0 */
  costAfter: number;
  latencyBefore: OutputLatency[];
  latencyAfter: OutputLatency[];
}

/** its last state, without history; not opened */
export interface DuplicateProject {
  name: string;
  newName: string;
}

export interface Edge {
  /** see messages/graph.h */
  id: Whole64;
  /** index into nodes, smaller than this node's own */
  source: number;
  /** index into the source's outputs */
  sourcePort: number;
  /** index into this node's inputs; of a keyed effect 0 "in", 1 "key" */
  destinationPort: number;
  /** dB */
  level: number;
  /** -1 ... +1 */
  pan: number;
  /** for each channel of the source port the channel of the destination port from 1, 0 nowhere; empty: by the law of widths */
  map: number[];
}

export interface EnginePort {
  name: string;
  input: boolean;
  physical: boolean;
  own: boolean;
  alias: string;
}

export interface Explanation {
  track: number;
  /** empty: it can be heard */
  silent: Reason[];
  /** from its input to its end */
  latencyFrames: number;
  /** which effects make it late, and what it waits for */
  late: Reason[];
}

export interface FileInput {
  /** relative to the project's audio/ folder, or absolute */
  path: string;
  /** play round and round; else once from transport frame 0 */
  loop: boolean;
}

export interface FileInputGiven {
  /** relative to the project's audio/ folder, or absolute */
  path: string;
  /** play round and round; else once from transport frame 0 */
  loop?: boolean;
}

export interface FlagSet {
  id: number;
  value: boolean;
}

export interface Fx {
  /** name of the effect catalogue: "fader", "pan", "compressor", "reverb" */
  effect: string;
  /** in catalogue order, in the catalogue's units */
  parameters: number[];
  bypass: boolean;
  /** absolute path, of effects that play a sound file; empty: none */
  file: string;
}

/** who: user; empty: all */
export interface GetAuditGiven {
  most?: number;
  who?: string;
}

/** revisions; to 0: the present one */
export interface GetDiffGiven {
  from: Whole64Given;
  to?: Whole64Given;
}

export interface GraphSnapshot {
  epoch: number;
  revision: Whole64;
  sampleRate: number;
  nodes: Node[];
  /** quarter notes a minute */
  tempo: number;
}

export interface HelloGiven {
  protocolVersion?: number;
  /** for people: "front of house tablet" */
  name: string;
  /** a DEALER that wants every change pushed; a REQ must not ask for it */
  subscribe?: boolean;
  /** who it speaks for; empty: whoever the connection is */
  token?: string;
  /** not 0: knows the project at this epoch and revision and wants only what came since */
  resumeEpoch?: number;
  resumeRevision?: Whole64Given;
}

export interface ImportProjectGiven {
  name?: string;
  project: ProjectGiven;
}

export interface InputArms {
  none: null;
  /** capture channels of the audio device, counted from 1, one per strip channel */
  device: number[];
  file: FileInput;
}
/** Where a strip's signal comes from. */
export type Input = OneOf<InputArms>;

export interface InputArmsGiven {
  none: null;
  /** capture channels of the audio device, counted from 1, one per strip channel */
  device: readonly number[];
  file: FileInputGiven;
}
/** Where a strip's signal comes from. */
export type InputGiven = OneOf<InputArmsGiven>;

export interface InputSet {
  track: number;
  input: Input;
}

export interface Insert {
  id: number;
  /** "compressor", "reverb" */
  effect: string;
  bypass: boolean;
  parameters: NamedValue[];
  /** of effects that listen to one */
  key: Key;
  /** of effects that play a sound file: as FileInput.path; empty: none yet */
  file: string;
  /** the values of the side that is not heard; empty until it is first used */
  other: NamedValue[];
  /** which side is heard: A or B */
  sideB: boolean;
  /** behind the fader and before the pan; else before the fader */
  postFader: boolean;
  /** what a scene recall leaves alone: names of parameters, "bypass"; "all" */
  safe: string[];
  /** the file of the side that is not heard; empty: the same as of the one that is */
  otherFile: string;
}

export interface InsertGiven {
  id: number;
  /** "compressor", "reverb" */
  effect: string;
  bypass?: boolean;
  parameters: readonly NamedValue[];
  /** of effects that listen to one */
  key: KeyGiven;
  /** of effects that play a sound file: as FileInput.path; empty: none yet */
  file: string;
  /** the values of the side that is not heard; empty until it is first used */
  other: readonly NamedValue[];
  /** which side is heard: A or B */
  sideB?: boolean;
  /** behind the fader and before the pan; else before the fader */
  postFader?: boolean;
  /** what a scene recall leaves alone: names of parameters, "bypass"; "all" */
  safe: readonly string[];
  /** the file of the side that is not heard; empty: the same as of the one that is */
  otherFile: string;
}

export interface InsertAdded {
  track: number;
  insert: Insert;
  position: number;
}

/** The files of both sides, as Insert.file and Insert.otherFile. */
export interface InsertFileSet {
  insert: number;
  path: string;
  other: string;
}

/** All values of both sides: a preset was loaded, or A and B were switched or copied. */
export interface InsertValuesSet {
  insert: number;
  parameters: NamedValue[];
  other: NamedValue[];
  sideB: boolean;
}

export interface Invitation {
  user: string;
  role: Role;
  token: string;
  link: string;
  serverKey: string;
}

/** The sound that an effect listens to instead of its own input. */
export interface Key {
  /** 0: none, it listens to itself */
  track: number;
  /** after the inserts, before the fader; else after fader and pan */
  preFader: boolean;
}

/** The sound that an effect listens to instead of its own input. */
export interface KeyGiven {
  /** 0: none, it listens to itself */
  track: number;
  /** after the inserts, before the fader; else after fader and pan */
  preFader?: boolean;
}

export interface KeySet {
  insert: number;
  key: Key;
}

/** both ways at once: the partner names the track; 0: neither any more */
export interface LinkSet {
  track: number;
  partner: number;
}

export interface ListenSet {
  track: number;
  listen: Listen;
}

/** into the side that is heard; undoable */
export interface LoadPreset {
  insert: number;
  name: string;
}

/** >= 0 */
export interface LocateGiven {
  frame: Whole64Given;
}

export interface LookSet {
  track: number;
  colour: string;
  icon: string;
  comment: string;
}

export interface Meter {
  point: MeterPoint;
  detail: MeterDetail;
}

export interface MeterGiven {
  point?: MeterPoint;
  detail?: MeterDetail;
}

export interface MeterFrame {
  /** counts up; a hole is a dropped frame */
  number: Whole64;
  epoch: number;
  /** of the plan these meters belong to */
  revision: Whole64;
  /** transport frame */
  position: Whole64;
  rolling: boolean;
  xruns: Whole64;
  load: number;
  /** metered nodes */
  nodes: Whole64[];
  /** of each; the sum is the length of peaks */
  channels: number[];
  /** linear, the greatest |sample| since the last frame */
  peaks: number[];
  /** per node: gain reduction in dB (<= 0) of dynamics, the set level in dB of faders */
  gains: number[];
  /** as peaks: linear, over the time since the last frame */
  rms: number[];
  /** as peaks: samples at or above full scale since this node is metered */
  clips: number[];
  /** indices into nodes: those with full meters; the next seven lists are of these */
  detailed: number[];
  /** per channel, linear (ITU-R BS.1770-4) */
  truePeaks: number[];
  /** per node, -1 ... +1, of its first two channels */
  correlations: number[];
  /** per channel, linear mean of |x| times pi/(2·sqrt 2), 300 ms: a sine reads its RMS */
  vus: number[];
  /** per node, LUFS (EBU R 128); -inf while unknown */
  momentary: number[];
  /** per node, LUFS */
  shortTerm: number[];
  /** per node, LUFS */
  integrated: number[];
  /** per node, LU */
  ranges: number[];
  /** effects that listen to a key */
  keyNodes: Whole64[];
  /** of each: linear, the greatest |sample| of its key since the last frame */
  keyPeaks: number[];
  /** about once a second, else empty: what each node costs as a share of the period */
  costNodes: Whole64[];
  costLeast: number[];
  costMean: number[];
  costMost: number[];
  /** watched: see ToEngine.spectrum */
  spectrumNodes: Whole64[];
  /** of each; bin k is at k / (2·bins) of the sample rate */
  spectrumBins: number;
  /** dBFS of a sine, Hann window, mono sum; bins after bins */
  spectra: number[];
  /** indices into nodes: dynamics, whose gains are reductions */
  detectors: number[];
  /** of each, linear: the greatest level its static curve was asked about since the last frame, behind key, key filter and detector; of a de-esser its band as a share of the whole */
  detectorLevels: number[];
}

export interface MeterSet {
  track: number;
  meter: Meter;
}

/** The monitor section: what it hears, unless a strip is listened to; its level and output are the master's. */
export interface Monitor {
  source: MonitorSource;
  dim: boolean;
  mono: boolean;
  cut: boolean;
  /** dB, -60 ... 0 */
  dimLevel: number;
}

/** The monitor section: what it hears, unless a strip is listened to; its level and output are the master's. */
export interface MonitorGiven {
  source: MonitorSource;
  dim?: boolean;
  mono?: boolean;
  cut?: boolean;
  /** dB, -60 ... 0 */
  dimLevel?: number;
}

export interface MonitorSet {
  monitor: Monitor;
}

export interface MonitorSourceArms {
  master: null;
  /** any strip, after fader and pan */
  track: number;
}
export type MonitorSource = OneOf<MonitorSourceArms>;

export interface MonitoringSet {
  track: number;
  monitoring: Monitoring;
}

/** 0 ... 1; continuous */
export interface MorphScenes {
  from: number;
  to: number;
  amount: number;
}

/** within its strip */
export interface MoveInsert {
  insert: number;
  position: number;
}

export interface MoveScene {
  scene: number;
  position: number;
}

export interface MoveTrack {
  track: number;
  position: number;
}

/** position after the move, from 0 */
export interface Moved {
  id: number;
  position: number;
}

export interface MuteGroup {
  id: number;
  /** 1 to 64 characters, unique among mute groups */
  name: string;
  /** its members are silent */
  active: boolean;
}

export interface MuteGroupGiven {
  id: number;
  /** 1 to 64 characters, unique among mute groups */
  name: string;
  /** its members are silent */
  active?: boolean;
}

export interface Named {
  id: number;
  name: string;
}

export interface NamedValue {
  /** a parameter's name as the effect catalogue has it: "threshold" */
  name: string;
  /** in that parameter's unit */
  value: number;
}

/** template: empty: none */
export interface NewProjectGiven {
  name: string;
  sampleRate?: number;
  template?: string;
}

export interface NodeArms {
  audioInput: AudioInput;
  fx: Fx;
  mixerBus: null;
  output: OutputNode;
}
export type Node = {
  /** (owner id << 8) | role, see vocabulary/ids.h */
  id: Whole64;
  /** "guitar_fader": for people, logs and Graphviz */
  name: string;
  inputs: Port[];
  outputs: Port[];
  /** what feeds this node */
  edges: Edge[];
  /** of its first output, or of what an output node plays */
  meter: NodeMeter;
} & OneOf<NodeArms>;

export interface OpenProject {
  name: string;
}

export interface OutputArms {
  none: null;
  /** id of an aux or the master */
  track: number;
  /** playback channels of the audio device, counted from 1 */
  device: number[];
}
/** Where a strip's signal goes. */
export type Output = OneOf<OutputArms>;

export interface OutputArmsGiven {
  none: null;
  /** id of an aux or the master */
  track: number;
  /** playback channels of the audio device, counted from 1 */
  device: readonly number[];
}
/** Where a strip's signal goes. */
export type OutputGiven = OneOf<OutputArmsGiven>;

/** from the inputs to this output, beyond the device's */
export interface OutputLatency {
  node: Whole64;
  frames: number;
}

export interface OutputMapSet {
  track: number;
  map: number[];
}

export interface OutputNode {
  /** of the catalogue's "output": level, mute, balance, monitorLevel, dim, … */
  parameters: number[];
  /** playback channels from 1, one per input channel; empty: not connected */
  main: number[];
  monitor: number[];
  /** the main output plays the mean of its channels */
  mono: boolean;
  clip: ClipMode;
  /** 0 off, 16, 20 or 24: TPDF, one step of that format */
  ditherBits: number;
  purpose: OutputPurpose;
}

export interface OutputSet {
  track: number;
  output: Output;
}

/** What the main output does last; its cut is the master's mute. */
export interface OutputStage {
  safetyLimiter: boolean;
  /** dBTP, -24 ... 0 */
  ceiling: number;
  clip: ClipMode;
  /** 0 off, 16, 20 or 24 */
  ditherBits: number;
  dim: boolean;
  mono: boolean;
  /** dB, -60 ... 0 */
  dimLevel: number;
}

/** What the main output does last; its cut is the master's mute. */
export interface OutputStageGiven {
  safetyLimiter?: boolean;
  /** dBTP, -24 ... 0 */
  ceiling?: number;
  clip?: ClipMode;
  /** 0 off, 16, 20 or 24 */
  ditherBits?: number;
  dim?: boolean;
  mono?: boolean;
  /** dB, -60 ... 0 */
  dimLevel?: number;
}

/** track: the master */
export interface OutputStageSet {
  track: number;
  stage: OutputStage;
}

export interface ParameterSet {
  insert: number;
  parameter: string;
  value: number;
}

export interface PolaritySet {
  track: number;
  polarity: Polarity;
}

/** 1 ... 64 channels */
export interface Port {
  name: string;
  channels: number;
}

export interface Preset {
  effect: string;
  name: string;
  parameters: NamedValue[];
  /** of effects that play a sound file: its absolute path; empty: none, which leaves an insert its own */
  file: string;
}

export interface Project {
  /** 3 now; a reader refuses a greater one than its own and leaves the file untouched */
  formatVersion: number;
  name: string;
  /** Hz; positions are frames at this rate */
  sampleRate: number;
  /** ids below it were given once and are never given again */
  nextId: number;
  /** in the order people see; exactly one master, last */
  tracks: Track[];
  connections: Connection[];
  /** quarter notes a minute, 20 ... 400; since version 2 */
  tempo: number;
  /** none: the master; since version 2 */
  monitor: Monitor;
  /** since version 3, as all below */
  muteGroups: MuteGroup[];
  solo: SoloSettings;
  /** in the order of the cue list */
  scenes: Scene[];
  /** empty: main and monitor go to the playback ports by themselves */
  wires: Wire[];
  /** only the wires above are made */
  customWiring: boolean;
}

export interface ProjectGiven {
  /** 3 now; a reader refuses a greater one than its own and leaves the file untouched */
  formatVersion?: number;
  name: string;
  /** Hz; positions are frames at this rate */
  sampleRate?: number;
  /** ids below it were given once and are never given again */
  nextId?: number;
  /** in the order people see; exactly one master, last */
  tracks: readonly TrackGiven[];
  connections: readonly ConnectionGiven[];
  /** quarter notes a minute, 20 ... 400; since version 2 */
  tempo?: number;
  /** none: the master; since version 2 */
  monitor: MonitorGiven;
  /** since version 3, as all below */
  muteGroups: readonly MuteGroupGiven[];
  solo: SoloSettingsGiven;
  /** in the order of the cue list */
  scenes: readonly SceneGiven[];
  /** empty: main and monitor go to the playback ports by themselves */
  wires: readonly Wire[];
  /** only the wires above are made */
  customWiring?: boolean;
}

export interface Reason {
  subject: string;
  id: number;
  frames: number;
  sentence: string;
}

/** ms, 0 ... 60000; -1: the scene's own */
export interface RecallSceneGiven {
  scene: number;
  fade?: number;
}

export interface Refused {
  code: RefusalCode;
  subject: string;
  sentence: string;
}

export interface RemoveInsert {
  insert: number;
}

export interface RemoveMuteGroup {
  muteGroup: number;
}

/** not undoable */
export interface RemovePreset {
  effect: string;
  name: string;
}

export interface RemoveProject {
  name: string;
}

export interface RemoveScene {
  scene: number;
}

export interface RemoveSend {
  send: number;
}

export interface RemoveTemplate {
  name: string;
}

export interface RemoveTrack {
  track: number;
}

export interface RenameMuteGroup {
  muteGroup: number;
  name: string;
}

export interface RenameTrack {
  track: number;
  name: string;
}

export interface ReplyArms {
  done: Done;
  refused: Refused;
  welcome: Welcome;
  project: Project;
  graph: GraphSnapshot;
  status: Status;
  projects: string[];
  history: ChangeSet[];
  /** pushed */
  changed: ChangeSet;
  /** pushed once a second, and the answer to heartbeat and goodbye */
  alive: null;
  /** pushed: another project or epoch; this is all of it */
  reset: Project;
  presets: Preset[];
  versions: Version[];
  diff: Diff;
  dryRun: DryRun;
  explanation: Explanation;
  wiring: Wiring;
  /** pushed */
  touched: Touched;
  clients: ClientEntry[];
  access: AccessEntry[];
  audit: AuditEntry[];
  /** of the project: see schema/README.md */
  hash: Whole64;
  templates: string[];
  invitation: Invitation;
}
export type Reply = {
  /** of the request; 0 in pushed messages */
  sequence: Whole64;
  epoch: number;
  /** the revision this answer stands at */
  revision: Whole64;
} & OneOf<ReplyArms>;

export interface RequestArmsGiven {
  command: CommandGiven;
  hello: HelloGiven;
  /** a subscriber sends one a second; refused (notFound) to a DEALER that has not said hello, or whose session ended in 3 s of silence: it says hello */
  heartbeat: null;
  goodbye: null;
  getProject: null;
  getGraph: null;
  getStatus: null;
  getProjects: null;
  /** at most this many of the newest change sets */
  getHistory: number;
  /** of this effect; empty: all */
  getPresets: string;
  getVersions: null;
  /** a revision: answered by project */
  getProjectAt: Whole64Given;
  getDiff: GetDiffGiven;
  /** an edit: what it would do; nothing is done */
  dryRun: CommandGiven;
  /** a track: why it is silent, why it is late */
  explain: number;
  getWiring: null;
  /** a control is held, or let go; not journaled */
  touch: Touch;
  getClients: null;
  getAccess: null;
  changeAccess: ChangeAccessGiven;
  getAudit: GetAuditGiven;
  getHash: null;
  getTemplates: null;
  watchSpectrum: WatchSpectrumGiven;
}
export type RequestGiven = {
  /** random, the same for all requests of one client; 0: anonymous, no undo stack */
  client?: Whole64Given;
  /** counts up; a repeat of (client, sequence) gets the stored reply */
  sequence?: Whole64Given;
  /** 0: any */
  expectedEpoch?: number;
  /** -1: any; else Conflict unless it is the present one */
  expectedRevision?: Whole64Given;
  /** not 0: part of a continuous move; answered at once, on disk within 50 ms */
  gesture?: number;
  /** the release: answered when durable */
  gestureEnds?: boolean;
} & OneOf<RequestArmsGiven>;

/** the project as it was then, as a new change that undo takes back */
export interface RestoreGiven {
  revision: Whole64Given;
}

export interface SafeSet {
  id: number;
  safe: string[];
}

/** into the library of the house; not undoable */
export interface SavePresetGiven {
  /** whose values, those that are heard */
  insert: number;
  /** 1 to 64 characters, unique among the effect's presets */
  name: string;
  replace?: boolean;
}

/** empty: a named point in the journal now; else save a copy as */
export interface SaveProject {
  name: string;
}

export interface SaveTemplateGiven {
  name: string;
  replace?: boolean;
}

/** a name for the present revision; twice is as once */
export interface SaveVersion {
  name: string;
}

/** The mix as it was when stored: all values and switches of each strip, insert and send, by id. A recall sets them again; what came since stays as it is, what is gone since is noted. */
export interface Scene {
  id: number;
  /** 1 to 64 characters, unique among scenes */
  name: string;
  /** at most 2000 characters */
  comment: string;
  /** ms over which levels, pans and continuous parameters move, 0 ... 60000; 0: at once */
  fade: number;
  tracks: Track[];
  monitor: Monitor;
  muteGroups: MuteGroup[];
}

/** The mix as it was when stored: all values and switches of each strip, insert and send, by id. A recall sets them again; what came since stays as it is, what is gone since is noted. */
export interface SceneGiven {
  id: number;
  /** 1 to 64 characters, unique among scenes */
  name: string;
  /** at most 2000 characters */
  comment: string;
  /** ms over which levels, pans and continuous parameters move, 0 ... 60000; 0: at once */
  fade?: number;
  tracks: readonly TrackGiven[];
  monitor: MonitorGiven;
  muteGroups: readonly MuteGroupGiven[];
}

export interface SceneAdded {
  scene: Scene;
  position: number;
}

export interface SceneDescribed {
  scene: number;
  name: string;
  comment: string;
  fade: number;
}

export interface Send {
  id: number;
  /** track id of an aux or the master */
  destination: number;
  /** dB, -inf ... +12 */
  level: number;
  /** -1 ... +1 */
  pan: number;
  preFader: boolean;
  /** with preFader: before the inserts, behind the input stage */
  preEq: boolean;
  mute: boolean;
}

export interface SendGiven {
  id: number;
  /** track id of an aux or the master */
  destination: number;
  /** dB, -inf ... +12 */
  level?: number;
  /** -1 ... +1 */
  pan?: number;
  preFader?: boolean;
  /** with preFader: before the inserts, behind the input stage */
  preEq?: boolean;
  mute?: boolean;
}

export interface SendAdded {
  track: number;
  send: Send;
  position: number;
}

export interface SendTapSet {
  send: number;
  tap: Tap;
}

/** ms, 0 ... 500 */
export interface SetDelay {
  track: number;
  delay: number;
}

export interface SetDirectOutGiven {
  track: number;
  directOut: DirectOutGiven;
}

/** Hz: 0 off, else 20 ... 1000 */
export interface SetHighPass {
  track: number;
  frequency: number;
}

export interface SetInputGiven {
  track: number;
  input: InputGiven;
}

export interface SetInsertBypass {
  insert: number;
  bypass: boolean;
}

/** empty: none */
export interface SetInsertFile {
  insert: number;
  path: string;
}

export interface SetInsertPostFader {
  insert: number;
  postFader: boolean;
}

/** as Insert.safe */
export interface SetInsertSafeGiven {
  insert: number;
  safe: readonly string[];
}

/** track 0: no key */
export interface SetKeyGiven {
  insert: number;
  track: number;
  preFader?: boolean;
}

/** two audio strips alike in width; 0: end it */
export interface SetLink {
  track: number;
  partner: number;
}

export interface SetListen {
  track: number;
  listen: Listen;
}

/** all three, as Track has them */
export interface SetLookGiven {
  track: number;
  colour: string;
  icon?: string;
  comment?: string;
}

export interface SetMeterGiven {
  track: number;
  point?: MeterPoint;
  detail?: MeterDetail;
}

export interface SetMonitorGiven {
  monitor: MonitorGiven;
}

export interface SetMonitorLevel {
  level: number;
}

export interface SetMonitorOutputGiven {
  output: OutputGiven;
}

export interface SetMonitoring {
  track: number;
  monitoring: Monitoring;
}

export interface SetMute {
  track: number;
  mute: boolean;
}

export interface SetMuteGroup {
  muteGroup: number;
  active: boolean;
}

export interface SetMuteGroupsGiven {
  track: number;
  muteGroups: readonly number[];
}

export interface SetOutputGiven {
  track: number;
  output: OutputGiven;
  /** for each channel of the strip the destination's channel from 1, 0 nowhere; empty: by the law of layouts */
  map?: readonly number[];
}

/** of the master */
export interface SetOutputStageGiven {
  stage: OutputStageGiven;
}

/** -1 ... +1 */
export interface SetPan {
  track: number;
  pan: number;
}

export interface SetParameter {
  insert: number;
  parameter: string;
  value: number;
}

export interface SetPolarity {
  track: number;
  polarity: Polarity;
}

export interface SetRecordArm {
  track: number;
  recordArm: boolean;
}

export interface SetSendLevel {
  send: number;
  level: number;
}

export interface SetSendMute {
  send: number;
  mute: boolean;
}

export interface SetSendPan {
  send: number;
  pan: number;
}

export interface SetSendPreFader {
  send: number;
  preFader: boolean;
}

export interface SetSendTap {
  send: number;
  tap: Tap;
}

/** solo in place */
export interface SetSolo {
  track: number;
  solo: boolean;
}

export interface SetSoloIsolate {
  track: number;
  soloIsolate: boolean;
}

export interface SetSoloSafe {
  track: number;
  soloSafe: boolean;
}

export interface SetSoloSettingsGiven {
  solo: SoloSettingsGiven;
}

/** quarter notes a minute, 20 ... 400 */
export interface SetTempo {
  tempo: number;
}

/** as Track.safe */
export interface SetTrackSafeGiven {
  track: number;
  safe: readonly string[];
}

/** dB, -36 ... +36 */
export interface SetTrim {
  track: number;
  trim: number;
}

export interface SetVcasGiven {
  track: number;
  vcas: readonly number[];
}

/** dB, -inf ... +12 */
export interface SetVolume {
  track: number;
  volume: number;
}

export interface SetWiresGiven {
  wires: readonly Wire[];
  custom?: boolean;
}

export interface SoloSettings {
  mode: SoloMode;
  /** one solo ends the others */
  exclusive: boolean;
}

export interface SoloSettingsGiven {
  mode?: SoloMode;
  /** one solo ends the others */
  exclusive?: boolean;
}

/** absolute path */
export interface SourceFile {
  path: string;
  loop: boolean;
}

export interface Status {
  projectName: string;
  engineConnected: boolean;
  /** "jack", "timer"; empty without an engine */
  device: string;
  sampleRate: number;
  blockFrames: number;
  rolling: boolean;
  position: Whole64;
  xruns: Whole64;
  /** share of the period, 0 ... 1 */
  load: number;
  /** of the plan that plays */
  installedRevision: Whole64;
  /** of what the controller wants */
  graphHash: Whole64;
  /** of what the engine plays */
  engineHash: Whole64;
  clients: number;
  /** "no realtime priority: ..." */
  warnings: string[];
  enginePid: number;
  /** beyond the device's own */
  addedLatencyFrames: number;
  outputLatencies: OutputLatency[];
  /** muted for a block because a worker came too late */
  lateBranches: Whole64;
  /** the dearest node of the last overrun; 0: none */
  guiltyNode: Whole64;
  /** with something non-finite at their output */
  mutedNodes: Whole64[];
  /** of the project */
  revision: Whole64;
  /** edits that wait for the disk */
  queued: number;
  subscribers: number;
  /** in subscribers' outboxes, all together */
  queuedChanges: number;
}

/** scene 0: a new one of that name; else that scene anew, its name kept when none is given */
export interface StoreSceneGiven {
  scene?: number;
  name?: string;
  position?: number;
}

/** A to B or B to A */
export interface SwitchSide {
  insert: number;
}

export interface Touch {
  /** "track/3/volume", "send/7/level", "insert/9/threshold": the thing, its id, the field */
  control: string;
  /** false: let go */
  held: boolean;
}

export interface Touched {
  client: Whole64;
  name: string;
  control: string;
  held: boolean;
  user: string;
}

export interface Track {
  id: number;
  kind: TrackKind;
  name: string;
  /** 1 ... 64 */
  channels: number;
  /** dB, -inf ... +12 */
  volume: number;
  /** -1 ... +1 */
  pan: number;
  mute: boolean;
  solo: boolean;
  /** in signal order; those with postFader behind the fader */
  inserts: Insert[];
  sends: Send[];
  input: Input;
  output: Output;
  /** master only: dB of the monitor output relative to the main output */
  monitorLevel: number;
  /** master only: none or device */
  monitorOutput: Output;
  /** dB, -36 ... +36, before the inserts, as polarity, high-pass and delay */
  trim: number;
  polarity: Polarity;
  /** Hz: 0 off, else 20 ... 1000; 12 dB/octave */
  highPass: number;
  /** ms, 0 ... 500 */
  delay: number;
  meter: Meter;
  listen: Listen;
  /** for each channel of the strip the channel of its destination from 1, 0 nowhere; empty: by the law of layouts */
  outputMap: number[];
  /** master only */
  stage: OutputStage;
  /** "#rrggbb"; empty: none */
  colour: string;
  /** a word for the face of the strip, at most 32 characters: "guitar"; empty: none */
  icon: string;
  /** at most 2000 characters */
  comment: string;
  /** track ids of the vcas that move this strip; a vca may be moved by others */
  vcas: number[];
  /** ids of mute groups it belongs to */
  muteGroups: number[];
  /** the other strip of a stereo pair, which names this one; 0: none */
  link: number;
  /** audio only */
  recordArm: boolean;
  /** audio with a device input only */
  monitoring: Monitoring;
  directOut: DirectOut;
  /** others' solo does not silence it */
  soloIsolate: boolean;
  /** its own solo cannot be changed */
  soloSafe: boolean;
  /** what a scene recall leaves alone: volume, pan, mute, solo, sends, inserts, routing, stage (trim, polarity, high-pass, delay), groups (vcas, mute groups); "all" */
  safe: string[];
}

export interface TrackGiven {
  id: number;
  kind: TrackKind;
  name: string;
  /** 1 ... 64 */
  channels?: number;
  /** dB, -inf ... +12 */
  volume?: number;
  /** -1 ... +1 */
  pan?: number;
  mute?: boolean;
  solo?: boolean;
  /** in signal order; those with postFader behind the fader */
  inserts: readonly InsertGiven[];
  sends: readonly SendGiven[];
  input: InputGiven;
  output: OutputGiven;
  /** master only: dB of the monitor output relative to the main output */
  monitorLevel?: number;
  /** master only: none or device */
  monitorOutput: OutputGiven;
  /** dB, -36 ... +36, before the inserts, as polarity, high-pass and delay */
  trim?: number;
  polarity?: Polarity;
  /** Hz: 0 off, else 20 ... 1000; 12 dB/octave */
  highPass?: number;
  /** ms, 0 ... 500 */
  delay?: number;
  meter: MeterGiven;
  listen?: Listen;
  /** for each channel of the strip the channel of its destination from 1, 0 nowhere; empty: by the law of layouts */
  outputMap: readonly number[];
  /** master only */
  stage: OutputStageGiven;
  /** "#rrggbb"; empty: none */
  colour: string;
  /** a word for the face of the strip, at most 32 characters: "guitar"; empty: none */
  icon: string;
  /** at most 2000 characters */
  comment: string;
  /** track ids of the vcas that move this strip; a vca may be moved by others */
  vcas: readonly number[];
  /** ids of mute groups it belongs to */
  muteGroups: readonly number[];
  /** the other strip of a stereo pair, which names this one; 0: none */
  link: number;
  /** audio only */
  recordArm?: boolean;
  /** audio with a device input only */
  monitoring?: Monitoring;
  directOut: DirectOutGiven;
  /** others' solo does not silence it */
  soloIsolate?: boolean;
  /** its own solo cannot be changed */
  soloSafe?: boolean;
  /** what a scene recall leaves alone: volume, pan, mute, solo, sends, inserts, routing, stage (trim, polarity, high-pass, delay), groups (vcas, mute groups); "all" */
  safe: readonly string[];
}

export interface TrackAdded {
  track: Track;
  position: number;
}

export interface TrackRenamed {
  track: number;
  name: string;
}

/** the newest step of that client; 0: of anybody */
export interface UndoOthersGiven {
  client?: Whole64Given;
}

export interface ValueSet {
  id: number;
  value: number;
}

export interface Version {
  name: string;
  revision: Whole64;
  time: Whole64;
  user: string;
}

/** its spectrum goes into telemetry for 5 s; ask again to keep it; at most 4 strips at a time */
export interface WatchSpectrumGiven {
  track: number;
  tap?: Tap;
}

export interface Welcome {
  protocolVersion: number;
  role: string;
  /** empty when resumed */
  project: Project;
  resumed: boolean;
  /** when resumed: all since then */
  changes: ChangeSet[];
  user: string;
  /** as AccessEntry.strips */
  strips: number[];
  /** what is held now */
  held: Touched[];
}

/** A JACK connection that is wanted. */
export interface Wire {
  /** ours, without the client's name: "in_1", "main_L" */
  port: string;
  /** theirs, whole: "system:capture_1" */
  other: string;
}

export interface WiresSet {
  wires: Wire[];
  custom: boolean;
}

export interface Wiring {
  /** the engine plays on JACK */
  available: boolean;
  ports: EnginePort[];
  wanted: Wire[];
  actual: Wire[];
  custom: boolean;
}
