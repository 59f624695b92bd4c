// strip_meters.ts: the levels of strips out of a frame of nodes, as clients/cpp/meters.cpp has it, and how they are shown.
// Side: any.
import type { MeterFrame } from "./meter_frame.js";
import type { Track } from "./schema.js";

/** schema/vocabulary/ids.h: a node's id is its owner's (track, insert, send) times 256 plus what it does for it. */
export const nodeRole = {
  input: 1, sum: 2, insert: 3, fader: 4, pan: 5, output: 6, inputStage: 7, limiter: 8, listen: 9, monitor: 10,
} as const;
export const nodeId = (owner: number, role: number): number => owner * 256 + role;

export interface NodeLevels { index: number; peaks: readonly number[]; rms: readonly number[]; clips: readonly number[]; gain: number }

/** What a strip shows. Peaks and rms in dB, empty if it is not metered. */
export interface StripLevels {
  peaks: number[];
  rms: number[];
  /** Samples at or above full scale, counted on over edits, of all channels. */
  clips: number;
  /** dB, 0 or less: what all dynamics of the strip take away together; undefined: there are none. */
  gainReduction: number | undefined;
  detail: StripDetail | undefined;
}
/** Of a strip with a full meter. */
export interface StripDetail {
  truePeaks: number[]; correlation: number; momentary: number; shortTerm: number; integrated: number; range: number;
}

/** A dynamics insert as a point on its curve: what its detector heard, and what it took away. */
export interface InsertDynamics {
  /** dB, -Infinity for silence; of a de-esser its band against the whole. Greatest since the last frame. */
  level: number;
  /** dB, 0 or less: greatest since the last frame. */
  gainReduction: number;
}

export const decibels = (amplitude: number): number =>
  Number.isNaN(amplitude) ? Infinity : amplitude > 0 ? 20 * Math.log10(amplitude) : -Infinity;

const dynamics = new Set(["compressor", "gate", "limiter", "deesser"]);

export function levelsByNode(frame: MeterFrame): Map<number, NodeLevels> {
  const nodes = new Map<number, NodeLevels>();
  let at = 0;
  frame.nodes.forEach((node, index) => {
    const channels = frame.channels[index] ?? 0;
    const known = nodes.get(node);
    const gain = frame.gains[index] ?? 0;
    if (channels > 0 || !known) {
      nodes.set(node, {
        index, gain, peaks: frame.peaks.slice(at, at + channels), rms: frame.rms.slice(at, at + channels),
        clips: frame.clips.slice(at, at + channels),
      });
    } else {
      known.gain = gain;  // a dynamics insert that is metered, too, is there twice: its gain reduction comes last
    }
    at += channels;
  });
  return nodes;
}

/** The metered node of a strip: the last gain node that is, or whatever else of the strip is. */
function metered(track: Track, nodes: ReadonlyMap<number, NodeLevels>): NodeLevels | undefined {
  const find = (owner: number, role: number): NodeLevels | undefined => {
    const node = nodes.get(nodeId(owner, role));
    return node && node.peaks.length > 0 ? node : undefined;
  };
  for (const role of [nodeRole.output, nodeRole.pan, nodeRole.fader]) {
    const node = find(track.id, role);
    if (node) return node;
  }
  for (let i = track.inserts.length - 1; i >= 0; --i) {
    const node = find((track.inserts[i] as Track["inserts"][number]).id, nodeRole.insert);
    if (node) return node;
  }
  for (const role of [nodeRole.inputStage, nodeRole.sum, nodeRole.input]) {
    const node = find(track.id, role);
    if (node) return node;
  }
  return undefined;
}

function detailOf(node: NodeLevels, frame: MeterFrame): StripDetail | undefined {
  let at = 0;
  for (let d = 0; d < frame.detailed.length; ++d) {
    const index = frame.detailed[d] as number;
    const channels = frame.channels[index] ?? 0;
    if (index === node.index) {
      const value = (list: readonly number[]): number => list[d] ?? -Infinity;
      return {
        truePeaks: frame.truePeaks.slice(at, at + channels).map(decibels), correlation: frame.correlations[d] ?? 0,
        momentary: value(frame.momentary), shortTerm: value(frame.shortTerm), integrated: value(frame.integrated),
        range: value(frame.ranges),
      };
    }
    at += channels;
  }
  return undefined;
}

/** Of an insert's id; undefined: it is no dynamics, or the frame is of another revision. */
export function insertDynamics(insert: number, frame: MeterFrame): InsertDynamics | undefined {
  const node = nodeId(insert, nodeRole.insert);
  const at = frame.detectors.findIndex((index) => frame.nodes[index] === node);
  if (at < 0) return undefined;
  const gain = frame.gains[frame.detectors[at] as number] ?? 0;
  return { level: decibels(frame.detectorLevels[at] ?? 0), gainReduction: Math.min(0, gain) };
}

export function stripLevels(track: Track, frame: MeterFrame, nodes: ReadonlyMap<number, NodeLevels>): StripLevels {
  const node = metered(track, nodes);
  let gainReduction: number | undefined;
  for (const insert of track.inserts) {
    const found = dynamics.has(insert.effect) ? nodes.get(nodeId(insert.id, nodeRole.insert)) : undefined;
    if (found) gainReduction = (gainReduction ?? 0) + Math.min(0, found.gain);
  }
  return {
    peaks: node ? node.peaks.map(decibels) : [], rms: node ? node.rms.map(decibels) : [],
    clips: node ? node.clips.reduce((sum, count) => sum + count, 0) : 0, gainReduction,
    detail: node ? detailOf(node, frame) : undefined,
  };
}

/** A peak that stays for 1.5 s and then falls by 20 dB a second: schema/telemetry.capnp. */
export class HeldPeak {
  private shown = -Infinity;
  private heldFor = 0;

  /** `peak`: dB, the greatest of the `seconds` since the last call. Returns dB to show. */
  move(peak: number, seconds: number): number {
    const falling = Math.max(0, this.heldFor + seconds - 1.5);
    this.heldFor += seconds;
    if (falling > 0) this.shown -= 20 * Math.min(falling, seconds);
    if (peak >= this.shown) {
      this.shown = peak;
      this.heldFor = 0;
    }
    return this.shown;
  }
}
