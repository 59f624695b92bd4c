// hooks.ts: what views use: the project's parts, whether they are live, and controls that a hand can move.
// A hook gives the same object until that part of the project changes, so a strip is drawn anew only when it is another
// one.  Side: page.
import type { CommandGiven, Project, Touched, Track } from "corelogic/schema";
import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import { grasp, move, nudge, release, type Control } from "./hands";
import { tracksById, useStudio, type StudioState } from "./store";

export const useProject = (): Project | undefined => useStudio((state) => state.project);
const noTracks: Track[] = [];
/** In the order people see, the master last. */
export const useTracks = (): readonly Track[] => useStudio((state) => state.project?.tracks ?? noTracks);
/** Their ids only: the same list while none is added, removed or moved. */
export const useTrackIds = (kinds?: (track: Track) => boolean): readonly number[] =>
  useStudio(useShallow((state: StudioState) => {
    const tracks = state.project?.tracks ?? noTracks;
    return (kinds ? tracks.filter(kinds) : tracks).map((track) => track.id);
  }));
export const useTrack = (id: number): Track | undefined =>
  useStudio((state) => (state.project ? tracksById(state.project.tracks).get(id) : undefined));
export const useMaster = (): Track | undefined =>
  useStudio((state) => state.project?.tracks[state.project.tracks.length - 1]);
export const useConnection = (): StudioState["connection"] => useStudio((state) => state.connection);
export const useLive = (): boolean => useStudio((state) => state.connection.kind === "live");
/** Who else holds the control. */
export const useHeld = (control: string): Touched | undefined => useStudio((state) => state.held[control]);

/** What a role may do, as controller/access has it; the controller judges, this only greys out. */
const roles = ["viewer", "musician", "mixer", "editor", "admin"] as const;
export function useMay(what: "values" | "structure" | "access"): boolean {
  const rank = useStudio((state) => roles.indexOf(state.role as (typeof roles)[number]));
  return rank >= (what === "values" ? 1 : what === "structure" ? 3 : 4) || rank < 0;
}

export interface Continuous {
  /** What to show: the hand's value while it moves, else the replica's. */
  value: number;
  /** Somebody else's hand on it. */
  held: Touched | undefined;
  live: boolean;
  grasp(): boolean;
  move(value: number): void;
  release(): void;
  /** A single step: wheel, key, double click, a typed value. */
  nudge(value: number): void;
}

/** A continuous control of the project. `name` as Touch.control has it: "track/3/volume", "send/7/level",
 *  "insert/9/threshold". `command` must depend on `name` alone. */
export function useContinuous(name: string, value: number, command: (value: number) => CommandGiven): Continuous {
  const local = useStudio((state) => state.local[name]);
  const held = useHeld(name);
  const live = useLive();
  const verbs = useMemo(() => {
    const control: Control = { name, command };
    return {
      grasp: () => grasp(control),
      move: (next: number) => move(control, next),
      release: () => void release(control),
      nudge: (next: number) => nudge(control, next),
    };
  }, [name]);
  return { value: local ?? value, held, live, ...verbs };
}
