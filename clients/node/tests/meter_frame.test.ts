// meter_frame.test.ts: frames as capnp's own tool writes them, in one segment and in many; what is damaged is no frame.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readMeterFrame } from "../src/meter_frame.js";
import { HeldPeak, insertDynamics, levelsByNode, nodeId, nodeRole, stripLevels } from "../src/strip_meters.js";
import type { Track } from "../src/schema.js";
import { insert, track } from "./samples.js";

const schema = fileURLToPath(new URL("../../../schema/telemetry.capnp", import.meta.url));
const encode = (text: string, form = "binary"): Uint8Array =>
  new Uint8Array(execFileSync("capnp", ["convert", `text:${form}`, schema, "MeterFrame"], { input: text }));
const fader = nodeId(2, nodeRole.fader);
const comp = nodeId(4, nodeRole.insert);
const text = `(number = 7, epoch = 3, revision = 12, position = -5, rolling = true, xruns = 2, load = 0.5,
  nodes = [${fader}, ${comp}], channels = [2, 0], peaks = [1, 0.5], gains = [-3, -6.5], rms = [0.5, 0.25], clips = [4, 1],
  detailed = [0], truePeaks = [2, 0.5], correlations = [0.5], vus = [0, 0], momentary = [-23], shortTerm = [-22], integrated = [-24], ranges = [6],
  keyNodes = [1099511627775], keyPeaks = [0.25], spectrumBins = 2, spectra = [-40, -50],
  detectors = [1], detectorLevels = [0.5])`;

test("every field is read", () => {
  expect(readMeterFrame(encode(text))).toMatchObject({
    number: 7, epoch: 3, revision: 12, position: -5, rolling: true, xruns: 2, load: 0.5, nodes: [fader, comp], channels: [2, 0],
    peaks: [1, 0.5], gains: [-3, -6.5], clips: [4, 1], keyNodes: [1099511627775], keyPeaks: [0.25], spectra: [-40, -50], costNodes: [],
    detectors: [1], detectorLevels: [0.5],
  });
});

/** The same message in three segments: the root pointer far, one list by a double-far pointer. */
function inSegments(): Uint8Array {
  const whole = encode("(peaks = [1, 2])");
  const view = new DataView(whole.buffer, whole.byteOffset);
  const body = whole.slice(8);  // root pointer, struct, list
  const words = body.length / 8;
  const listWords = 1;
  const structWords = words - 1 - listWords;
  const root = new Uint8Array(8);
  new DataView(root.buffer).setUint32(0, (0 << 3) | 2, true);  // far, to word 0 of segment 1
  new DataView(root.buffer).setUint32(4, 1, true);
  const second = new Uint8Array(8 + structWords * 8 + 16);
  const at = new DataView(second.buffer);
  at.setUint32(0, 0, true);
  at.setUint32(4, view.getUint32(12, true), true);
  second.set(body.slice(8, 8 + structWords * 8), 8);
  const pointer = 8 + (structWords - 24 + 2) * 8;  // peaks is pointer 2 of 24
  const tag = at.getUint32(pointer + 4, true);
  at.setUint32(pointer, ((1 + structWords) << 3) | 4 | 2, true);  // double far, to the pad behind the struct
  at.setUint32(pointer + 4, 1, true);
  at.setUint32(8 + structWords * 8, 2, true);  // the pad: far, to word 0 of segment 2
  at.setUint32(8 + structWords * 8 + 4, 2, true);
  at.setUint32(8 + structWords * 8 + 8, 1, true);
  at.setUint32(8 + structWords * 8 + 12, tag, true);
  const third = body.slice(8 + structWords * 8);
  const head = new Uint8Array(16);
  [2, 1, second.length / 8, third.length / 8].forEach((value, i) => new DataView(head.buffer).setUint32(4 * i, value, true));
  return Uint8Array.from([...head, ...root, ...second, ...third]);
}

test("far pointers between segments are followed", () => {
  expect(readMeterFrame(inSegments())?.peaks).toEqual([1, 2]);
});

test("no damage makes it throw or read beyond its bytes", () => {
  const bytes = encode(text);
  for (let cut = 0; cut < bytes.length; cut += 3) expect(() => readMeterFrame(bytes.slice(0, cut))).not.toThrow();
  for (let at = 0; at < bytes.length; ++at)
    for (const value of [0, 1, 2, 0x7f, 0xff]) {
      const damaged = bytes.slice();
      damaged[at] = value;
      expect(() => readMeterFrame(damaged)).not.toThrow();
    }
  expect(readMeterFrame(new Uint8Array(0))).toBeUndefined();
});

test("a strip shows its fader's levels, and what its dynamics take away", () => {
  const frame = readMeterFrame(encode(text));
  if (!frame) throw new Error("no frame");
  const guitar: Track = track({ id: 2, inserts: [insert({ id: 4, effect: "compressor" })] });
  const levels = stripLevels(guitar, frame, levelsByNode(frame));
  expect(levels.peaks[0]).toBe(0);
  expect(levels.peaks[1]).toBeCloseTo(-6.02, 2);
  expect(levels).toMatchObject({ clips: 5, gainReduction: -6.5, detail: { correlation: 0.5, integrated: -24 } });
  const other = stripLevels(track({ id: 9 }), frame, levelsByNode(frame));
  expect(other).toEqual({ peaks: [], rms: [], clips: 0, gainReduction: undefined, detail: undefined });
});

test("a dynamics insert is a point on its curve", () => {
  const frame = readMeterFrame(encode(text));
  if (!frame) throw new Error("no frame");
  expect(insertDynamics(4, frame)?.level).toBeCloseTo(-6.02, 2);
  expect(insertDynamics(4, frame)?.gainReduction).toBe(-6.5);
  expect(insertDynamics(2, frame)).toBeUndefined();
  const older = readMeterFrame(encode(`(nodes = [${comp}], channels = [0], gains = [-6.5])`));
  expect(older && insertDynamics(4, older)).toBeUndefined();
});

test("a held peak stays for 1.5 s and falls 20 dB a second", () => {
  const peak = new HeldPeak();
  expect([peak.move(-6, 0.1), peak.move(-60, 1.5), peak.move(-60, 0.5), peak.move(-3, 0.1)]).toEqual([-6, -6, -16, -3]);
});
