// store.ts: what the page knows: the replica, the line's state, who holds what, and what a hand here is moving right now.
// Only connection.ts and hands.ts write it.  Side: page.
import type { Project, Touched, Track } from "corelogic/schema";
import type { SessionState } from "corelogic/session";
import { create } from "zustand";

export interface StudioState {
  /** undefined until the first welcome. */
  project: Project | undefined;
  revision: number;
  connection: SessionState;
  /** From the controller: "viewer" … "admin"; "" before the first welcome. */
  role: string;
  user: string;
  /** Of a mixer the only tracks it may change (empty: all), of a musician the own aux strips. */
  strips: readonly number[];
  /** Controls held by others, by name: "track/3/volume". */
  held: Readonly<Record<string, Touched>>;
  /** Values moved here and not confirmed yet, by the control's name: shown instead of the replica's. */
  local: Readonly<Record<string, number>>;
}

export const emptyState: StudioState = {
  project: undefined, revision: 0, connection: { kind: "connecting" }, role: "", user: "", strips: [], held: {}, local: {},
};

export const useStudio = create<StudioState>()(() => emptyState);

const maps = new WeakMap<readonly Track[], ReadonlyMap<number, Track>>();
/** The tracks by id; made once for each list of tracks. */
export function tracksById(tracks: readonly Track[]): ReadonlyMap<number, Track> {
  let map = maps.get(tracks);
  if (!map) maps.set(tracks, map = new Map(tracks.map((track) => [track.id, track])));
  return map;
}
