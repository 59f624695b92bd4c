// costs.ts: what each strip costs, added up from the costs of its nodes; and whose a node is.  Side: page; pure.
import type { MeterFrame } from "corelogic/meter_frame";
import type { Project, Track } from "corelogic/schema";

export interface StripCost { track: Track; mean: number; most: number }

/** The strip that a node works for: its own, or that of its insert or send. */
export function ownerOf(project: Project, node: number): Track | undefined {
  const owner = Math.floor(node / 256);
  return project.tracks.find((track) =>
    track.id === owner || track.inserts.some((insert) => insert.id === owner) || track.sends.some((send) => send.id === owner));
}

/** "compressor of Guitar", "Guitar". */
export function nodeName(project: Project, node: number): string {
  const owner = Math.floor(node / 256);
  const track = ownerOf(project, node);
  if (!track) return `node ${node}`;
  const insert = track.inserts.find((each) => each.id === owner);
  return insert ? `${insert.effect} of ${track.name}` : track.name;
}

/** Shares of the period, the dearest first. Empty when the frame carries no costs: they come once a second. */
export function stripCosts(project: Project, frame: MeterFrame): StripCost[] {
  const byTrack = new Map<Track, StripCost>();
  frame.costNodes.forEach((node, i) => {
    const track = ownerOf(project, Number(node));
    if (!track) return;
    const cost = byTrack.get(track) ?? { track, mean: 0, most: 0 };
    cost.mean += frame.costMean[i] ?? 0;
    cost.most += frame.costMost[i] ?? 0;
    byTrack.set(track, cost);
  });
  return [...byTrack.values()].sort((a, b) => b.mean - a.mean);
}
