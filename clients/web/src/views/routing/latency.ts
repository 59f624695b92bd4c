// latency.ts: how late the sound is at each wire, and how long it waits there for others, as engine and controller compensate:
// every way into a sum or a key arrives with the latest of them.  Side: page; pure.
import type { Explanation, GraphSnapshot, OutputLatency } from "corelogic/schema";
import { nodeId, nodeRole } from "corelogic/strip_meters";
import type { Wire } from "./wires";

/** Frames: from the inputs to the wire, and what compensation adds at its end. Together: when it arrives. */
export interface WireLatency { path: number; wait: number }
export type WireLatencies = ReadonlyMap<string, WireLatency>;

export const wireKey = (wire: Wire): string => `${wire.kind} ${wire.from} ${wire.to} ${wire.id}`;

/** schema/messages/graph.h: an edge's id is its owner times 256 plus what it does. */
const edgeRole = { output: 2, send: 3, cable: 4, key: 5, direct: 7 } as const;
const edgeOf = (wire: Wire): number => (wire.kind === "output" || wire.kind === "direct" ? wire.from : wire.id) * 256 + edgeRole[wire.kind];

/** What each effect takes, by its node; the controller's rule, out of its explanations of the strips. */
export function ownLatencies(explanations: readonly Explanation[]): Map<number, number> {
  const own = new Map<number, number>();
  for (const { track, late } of explanations)
    for (const { subject, id, frames } of late) {
      if (subject === "insert") own.set(nodeId(id, nodeRole.insert), frames);
      else if (id === track) own.set(nodeId(id, nodeRole.limiter), frames);
    }
  return own;
}

/** Of every wire that the graph has. `outputs`: what the engine says of its output nodes. */
export function wireLatencies(wires: readonly Wire[], graph: GraphSnapshot, own: ReadonlyMap<number, number>, outputs: readonly OutputLatency[]): WireLatencies {
  const behind: number[] = [];  // frames, behind each node
  const atEdge = new Map<number, WireLatency>();
  const atNode = new Map<number, number>();
  for (const node of graph.nodes) {
    const arrives = node.edges.reduce((latest, edge) => Math.max(latest, behind[edge.source] ?? 0), 0);
    for (const edge of node.edges) {
      const path = behind[edge.source] ?? 0;
      atEdge.set(Number(edge.id), { path, wait: arrives - path });
    }
    const id = Number(node.id);
    behind.push(arrives + (own.get(id) ?? 0));
    atNode.set(id, behind[behind.length - 1] as number);
  }
  const known = new Map<string, WireLatency>();
  for (const wire of wires) {
    const edge = atEdge.get(edgeOf(wire));
    const path = atNode.get(nodeId(wire.from, nodeRole.output));
    if (edge) known.set(wireKey(wire), edge);
    else if (typeof wire.to === "string" && wire.kind === "output" && path !== undefined) {
      const together = outputs.find(({ node }) => Number(node) === nodeId(wire.from, nodeRole.output))?.frames ?? path;
      known.set(wireKey(wire), { path, wait: Math.max(0, together - path) });
    }
  }
  return known;
}

/** "5.0 ms, waits 1.3 ms", "waits 5.0 ms"; nothing where there is no latency. */
export function sayLatency(latency: WireLatency | undefined, rate: number): string {
  if (!latency || (latency.path === 0 && latency.wait === 0)) return "";
  const say = (frames: number): string => `${((frames / rate) * 1000).toFixed(1)} ms`;
  return [latency.path > 0 ? say(latency.path) : "", latency.wait > 0 ? `waits ${say(latency.wait)}` : ""].filter(Boolean).join(", ");
}
