// index.ts: everything a Node program needs, by one import.  Side: node.
export { openStudio, type Studio, type StudioEvents, type StudioOptions } from "./studio.js";
export { makeKeyFile, readKeyFile, type KeyPair, type NetworkKeys } from "./curve.js";
export { Refusal } from "./refusal.js";
export { Mirror } from "./mirror.js";
export { stateHash, hashOf } from "./state_hash.js";
export { readMeterFrame, type MeterFrame } from "./meter_frame.js";
export { Session, type SessionState, type Terms } from "./session.js";
export { Gesture, type Answer, type Commands, type Questions, type Recorder } from "./commands.js";
export type * from "./schema.js";
