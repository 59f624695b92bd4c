// solo.ts: which strips a solo in place silences, as controller/compiler/solo_in_place has it: all but the soloed, what they
// feed and what feeds them, those that are isolated, matrices and the master.  Side: page; pure.
import type { Project, Track } from "corelogic/schema";
import { tracksById } from "../../studio/store";
import { allWires } from "../routing/wires";

/** By its own button, or that of a vca above it. */
function soloedInPlace(project: Project, track: Track): boolean {
  if (track.kind === "vca" || track.kind === "master") return false;
  const byId = tracksById(project.tracks);
  const above = [...track.vcas];
  for (let i = 0; i < above.length; ++i) for (const id of byId.get(above[i] as number)?.vcas ?? []) if (!above.includes(id)) above.push(id);
  return track.solo || above.some((id) => byId.get(id)?.solo === true);
}

function reached(from: ReadonlySet<number>, next: ReadonlyMap<number, readonly number[]>): Set<number> {
  const found = new Set(from);
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);  // a set goes on with what is added
  return found;
}

function silentOf(project: Project): ReadonlySet<number> {
  if (!project.tracks.some((track) => track.solo)) return new Set();
  const soloed = new Set(project.tracks.filter((track) => soloedInPlace(project, track)).map((track) => track.id));
  if (soloed.size === 0) return new Set();
  const down = new Map<number, number[]>(), up = new Map<number, number[]>();
  for (const { kind, from, to } of allWires(project)) {
    if (kind === "key" || typeof to !== "number") continue;
    down.set(from, [...(down.get(from) ?? []), to]);
    up.set(to, [...(up.get(to) ?? []), from]);
  }
  const audible = new Set([...reached(soloed, down), ...reached(soloed, up)]);
  const spared = (track: Track): boolean => track.soloIsolate || track.kind === "master" || track.kind === "matrix" || track.kind === "vca";
  return new Set(project.tracks.filter((track) => !spared(track) && !audible.has(track.id)).map((track) => track.id));
}

const known = new WeakMap<Project, ReadonlySet<number>>();
/** Ids of the strips that are silent because others are soloed; made once for each state of the project. */
export function silentBySolo(project: Project): ReadonlySet<number> {
  let silent = known.get(project);
  if (!silent) known.set(project, silent = silentOf(project));
  return silent;
}
