// meters.ts: the levels, outside React: thirty frames a second would be thirty renderings. Canvases draw from here in one
// loop, and only those on the screen.  Side: page.
import type { MeterFrame } from "corelogic/meter_frame";
import type { Track } from "corelogic/schema";
import { levelsByNode, stripLevels, type NodeLevels, type StripLevels } from "corelogic/strip_meters";
import { readMeterBlock } from "./meter_block";
import { tracksById, useStudio } from "./store";

const oldAfter = 1000;  // ms without a frame: levels are unknown, not frozen

let frame: MeterFrame | undefined;
let nodes: ReadonlyMap<number, NodeLevels> = new Map();
let heardAt = -Infinity;
let strips = new Map<number, StripLevels>();
const listeners = new Set<(frame: MeterFrame) => void>();

export function hearMeterBytes(bytes: ArrayBuffer): void {
  const read = readMeterBlock(bytes);
  if (read) hearMeterFrame(read);
}
export function hearMeterFrame(read: MeterFrame): void {
  frame = read;
  nodes = levelsByNode(read);
  strips = new Map();
  heardAt = performance.now();
  listeners.forEach((listener) => listener(read));
}

/** The newest frame; undefined when none came for a second. */
export const meterFrame = (): MeterFrame | undefined => (performance.now() - heardAt < oldAfter ? frame : undefined);
/** Levels by node of the graph: nodeId(track or insert id, nodeRole.…) of corelogic/strip_meters. */
export const nodeLevels = (): ReadonlyMap<number, NodeLevels> => (meterFrame() ? nodes : new Map());

/** What the strip shows now; undefined when unknown. */
export function levelsOf(trackId: number): StripLevels | undefined {
  const current = meterFrame();
  const tracks = useStudio.getState().project?.tracks;
  if (!current || !tracks) return undefined;
  const known = strips.get(trackId);
  if (known) return known;
  const track: Track | undefined = tracksById(tracks).get(trackId);
  if (!track) return undefined;
  const levels = stripLevels(track, current, nodes);
  strips.set(trackId, levels);
  return levels;
}

/** Calls back with each frame until the returned function is called. */
export function onMeterFrame(listener: (frame: MeterFrame) => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

type Draw = (seconds: number) => void;
const drawings = new Set<Draw>();
let lastDrawn: number | undefined;

function drawAll(now: number): void {
  const seconds = lastDrawn === undefined ? 0 : Math.min(0.25, (now - lastDrawn) / 1000);
  lastDrawn = now;
  for (const draw of drawings) draw(seconds);
  if (drawings.size > 0) requestAnimationFrame(drawAll);
  else lastDrawn = undefined;
}

/** Calls `draw` before each picture of the screen, with the seconds since the last; for canvases.
 *  Returns what ends it. */
export function drawEachFrame(draw: Draw): () => void {
  drawings.add(draw);
  if (drawings.size === 1) requestAnimationFrame(drawAll);
  return () => { drawings.delete(draw); };
}
