// cue.ts: where this device stands in the cue list, with which fade it recalls, and the recall itself.  Side: page.
import type { CommandGiven, Scene } from "corelogic/schema";
import { create } from "zustand";
import { send } from "../../studio/connection";
import { plainUnit, type Unit } from "../../widgets/units";

export const mostFade = 60_000;  // ms

interface Cue {
  /** The scene recalled or stored last from here; 0: none yet. */
  at: number;
  /** ms for the next recalls; undefined: each scene's own. */
  fade: number | undefined;
}
export const useCue = create<Cue>()(() => ({ at: 0, fade: undefined }));
export const standAt = (scene: number): void => useCue.setState({ at: scene });
export const recallWith = (fade: number | undefined): void => useCue.setState({ fade });

/** The command of a recall as this device makes it now. */
export function recallOf(scene: number): CommandGiven {
  const { fade } = useCue.getState();
  return { recallScene: { scene, ...(fade === undefined ? {} : { fade }) } };
}
/** Recalls, and stands there once it has been done. */
export function recall(scene: number): void {
  send(recallOf(scene)).then(() => standAt(scene), () => undefined);
}

/** The scene `step` places from where this device stands; from nowhere the first one is next. */
export function neighbour(scenes: readonly Scene[], at: number, step: 1 | -1): Scene | undefined {
  const place = scenes.findIndex((scene) => scene.id === at);
  return place < 0 ? (step > 0 ? scenes[0] : undefined) : scenes[place + step];
}

const milliseconds = plainUnit("ms", 0);
/** "at once", "250 ms", "4 s"; typed in seconds or milliseconds: "4", "4 s", "250 ms". Values are ms. */
export const fadeUnit: Unit = {
  format: (ms) => (ms === 0 ? "0 s" : ms % 100 === 0 ? `${ms / 1000} s` : `${Math.round(ms)} ms`),
  say: (ms) => (ms === 0 ? "at once" : `${ms / 1000} seconds`),
  parse: (text) => {
    if (/ms\s*$/i.test(text)) return milliseconds.parse(text);
    const seconds = plainUnit("s").parse(text);
    return seconds === undefined ? undefined : Math.round(seconds * 1000);
  },
};
