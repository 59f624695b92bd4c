// wires.ts: who feeds whom in a project, as a list of wires between strips and the device, and where each strip stands when
// they are drawn from left to right.  Side: page; pure.
import type { Project, Track } from "corelogic/schema";

export type WireKind = "output" | "send" | "cable" | "key" | "direct";
/** A strip by its id, or a group of device channels: "device 3,4". */
export type Place = number | `device ${string}`;

export interface Wire {
  kind: WireKind;
  from: number;
  to: Place;
  /** Of the send, connection or insert (of a key); 0 for an output. */
  id: number;
  /** dB, of sends and direct outs. */
  level?: number;
  /** "pre EQ", "pre", "": where it is taken. */
  tap: string;
}

const deviceOf = (channels: readonly number[]): Place => `device ${channels.join(",")}`;

function wiresOf(track: Track): Wire[] {
  const wires: Wire[] = [];
  if ("track" in track.output) wires.push({ kind: "output", from: track.id, to: track.output.track, id: 0, tap: "" });
  else if ("device" in track.output) wires.push({ kind: "output", from: track.id, to: deviceOf(track.output.device), id: 0, tap: "" });
  for (const send of track.sends)
    wires.push({ kind: "send", from: track.id, to: send.destination, id: send.id, level: send.level, tap: send.preEq ? "pre EQ" : send.preFader ? "pre" : "" });
  for (const insert of track.inserts)
    if (insert.key.track !== 0) wires.push({ kind: "key", from: insert.key.track, to: track.id, id: insert.id, tap: insert.key.preFader ? "pre" : "" });
  if (track.directOut.channels.length > 0)
    wires.push({ kind: "direct", from: track.id, to: deviceOf(track.directOut.channels), id: 0, level: track.directOut.level, tap: track.directOut.tap === "postFader" ? "" : "pre" });
  return wires;
}

export function allWires(project: Project): Wire[] {
  const wires = project.tracks.filter((track) => track.kind !== "vca").flatMap(wiresOf);
  for (const cable of project.connections) {
    const to = "track" in cable.destination ? cable.destination.track : "device" in cable.destination ? deviceOf(cable.destination.device) : undefined;
    if (to !== undefined) wires.push({ kind: "cable", from: cable.source, to, id: cable.id, tap: cable.sourcePort === "pre" ? "pre" : "" });
  }
  return wires;
}

/** How many strips a signal has passed at most before it is there: the column in which it is drawn. A project has no cycles.
 *  Cost: O(strips + wires). */
export function columnsOf(project: Project, wires: readonly Wire[]): Map<Place, number> {
  const into = new Map<Place, Wire[]>();
  for (const wire of wires) into.set(wire.to, [...(into.get(wire.to) ?? []), wire]);
  const columns = new Map<Place, number>();
  const columnOf = (place: Place): number => {
    const known = columns.get(place);
    if (known !== undefined) return known;
    columns.set(place, 0);  // should there be a cycle all the same, it ends here
    const column = (into.get(place) ?? []).reduce((most, wire) => Math.max(most, columnOf(wire.from) + 1), 0);
    columns.set(place, column);
    return column;
  };
  for (const track of project.tracks) if (track.kind !== "vca") columnOf(track.id);
  for (const wire of wires) columnOf(wire.to);
  return columns;
}

/** What a strip may be wired to: the columns of the matrix. */
export const destinationsOf = (project: Project): Track[] =>
  project.tracks.filter((track) => ["master", "group", "aux", "matrix"].includes(track.kind));
export const sourcesOf = (project: Project): Track[] => project.tracks.filter((track) => track.kind !== "vca");
