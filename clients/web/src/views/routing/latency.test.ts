// latency.test.ts: how late the sound is at each wire, and how long it waits there, against a graph reckoned by hand.
import { completed } from "corelogic/form";
import type { Explanation, GraphSnapshot, Insert, Send } from "corelogic/schema";
import { expect, test } from "vitest";
import { aProject, aTrack } from "../../studio/fake_studio";
import { ownLatencies, sayLatency, wireKey, wireLatencies } from "./latency";
import { latencyKey } from "./use_latencies";
import { allWires } from "./wires";

//  Voice 2: in ─ limiter 4 (240) ─ fader ─┬────────────────────────> master bus ─ out, waits for 3, 4 of others (264)
//                                         └ send 6 ─> Hall 5: saturation 8 (24) ──^
//  Drums 3: in ─ fader ─────────────────────────────────────────────^   key of 8
const wide = { channels: 2 };
const node = (owner: number, role: number, edges: [id: number, source: number][]): unknown => ({
  id: String(owner * 256 + role), name: "", inputs: [wide], outputs: [wide], mixerBus: null,
  edges: edges.map(([id, source]) => ({ id: String(id), source, sourcePort: 0, destinationPort: 0 })),
});
const chain = (track: number): number => track * 256 + 1;
const graph = {
  epoch: 1, revision: "1", sampleRate: 48000, tempo: 120,
  nodes: [
    node(2, 1, []), node(4, 3, [[chain(2), 0]]), node(2, 4, [[chain(2), 1]]),        // 0 1 2
    node(3, 1, []), node(3, 4, [[chain(3), 3]]),                                     // 3 4
    node(5, 2, [[6 * 256 + 3, 2]]), node(8, 3, [[chain(5), 5], [8 * 256 + 5, 4]]),    // 5 6
    node(1, 2, [[2 * 256 + 2, 2], [3 * 256 + 2, 4], [5 * 256 + 2, 6]]), node(1, 6, [[chain(1), 7]]),
  ],
} as unknown as GraphSnapshot;
const project = aProject(
  aTrack({ id: 2, name: "Voice", sends: [completed<Send>("Send", { id: 6, destination: 5 })], inserts: [completed<Insert>("Insert", { id: 4, effect: "limiter" })] }),
  aTrack({ id: 3, name: "Drums" }),
  aTrack({ id: 5, name: "Hall", kind: "aux", inserts: [completed<Insert>("Insert", { id: 8, effect: "saturation", key: { track: 3, preFader: false } })] }));
const reason = (subject: string, id: number, frames: number): Explanation["late"][number] => ({ subject, id, frames, sentence: "" });
const explanations: Explanation[] = [
  { track: 2, silent: [], latencyFrames: 240, late: [reason("insert", 4, 240)] },
  { track: 5, silent: [], latencyFrames: 264, late: [reason("track", 2, 240), reason("insert", 8, 24)] },
  { track: 1, silent: [], latencyFrames: 264, late: [reason("track", 5, 264)] },
];

test("only what takes time itself counts, not what waits for others", () => {
  expect([...ownLatencies(explanations)]).toEqual([[4 * 256 + 3, 240], [8 * 256 + 3, 24]]);
  expect([...ownLatencies([{ track: 1, silent: [], latencyFrames: 72, late: [reason("track", 1, 72)] }])]).toEqual([[1 * 256 + 8, 72]]);
});

test("a wire is as late as what is before it, and waits for the latest beside it", () => {
  const known = wireLatencies(allWires(project), graph, ownLatencies(explanations), [{ node: String(1 * 256 + 6), frames: 300 }]);
  const of = (kind: string, from: number): unknown => {
    const wire = allWires(project).find((each) => each.kind === kind && each.from === from);
    return wire && known.get(wireKey(wire));
  };
  expect(of("send", 2)).toEqual({ path: 240, wait: 0 });
  expect(of("key", 3)).toEqual({ path: 0, wait: 240 });
  expect(of("output", 2)).toEqual({ path: 240, wait: 24 });
  expect(of("output", 3)).toEqual({ path: 0, wait: 264 });
  expect(of("output", 5)).toEqual({ path: 264, wait: 0 });
  expect(of("output", 1)).toEqual({ path: 264, wait: 36 });
});

test("a latency is said in milliseconds, and where there is none nothing", () => {
  expect(sayLatency({ path: 240, wait: 0 }, 48000)).toBe("5.0 ms");
  expect(sayLatency({ path: 240, wait: 24 }, 48000)).toBe("5.0 ms, waits 0.5 ms");
  expect(sayLatency({ path: 0, wait: 264 }, 48000)).toBe("waits 5.5 ms");
  expect([sayLatency({ path: 0, wait: 0 }, 48000), sayLatency(undefined, 48000)]).toEqual(["", ""]);
});

test("it is asked again when a value makes something later, and not when a level moves", () => {
  const withLookahead = (value: number): typeof project => ({ ...project, tracks: project.tracks.map((track) => (track.id !== 2 ? track : {
    ...track, inserts: track.inserts.map((insert) => ({ ...insert, parameters: [{ name: "lookahead", value }, { name: "ceiling", value: -value }] })) })) });
  const quieter = { ...project, tracks: project.tracks.map((track) => ({ ...track, volume: -20 })) };
  expect(latencyKey(quieter)).toBe(latencyKey(project));
  expect(latencyKey(withLookahead(5))).not.toBe(latencyKey(withLookahead(1)));
});
