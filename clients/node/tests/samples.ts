// samples.ts: a project to change, and seeded chance.
import { completed } from "../src/form.js";
import type { Insert, Project, Send, Track } from "../src/schema.js";

export const track = (fields: Partial<Track>): Track =>
  completed<Track>("Track", { kind: "audio", input: { none: null }, output: { none: null }, monitorOutput: { none: null }, ...fields });
export const insert = (fields: Partial<Insert>): Insert => completed<Insert>("Insert", fields);
export const send = (fields: Partial<Send>): Send => completed<Send>("Send", fields);

export function sampleProject(): Project {
  return completed<Project>("Project", {
    name: "sample", nextId: 20,
    monitor: { source: { master: null } },
    tracks: [
      track({
        id: 2, name: "Guitar",
        inserts: [
          insert({ id: 4, effect: "compressor", parameters: [{ name: "ratio", value: 2 }, { name: "threshold", value: -18 }] }),
          insert({ id: 5, effect: "eq" }), insert({ id: 6, effect: "gate" })],
        sends: [send({ id: 7, destination: 3 })],
      }),
      track({ id: 8, name: "Voice" }),
      track({ id: 3, name: "Reverb", kind: "aux" }),
      track({ id: 1, name: "Master", kind: "master" }),
    ],
    muteGroups: [{ id: 11, name: "Band", active: false }],
    scenes: [completed("Scene", { id: 12, name: "Verse" }), completed("Scene", { id: 13, name: "Chorus" })],
  });
}

/** mulberry32: the same numbers for the same seed. */
export function chance(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
