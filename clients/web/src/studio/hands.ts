// hands.ts: controls moved by a hand here: what they show meanwhile, their gesture, and that they are held.
// A move is shown at once, heard at once (the fast lane), and one undo step; when it is confirmed, or refused, the replica's
// value is shown again. Hands that are on controls at the same time make one gesture: two faders under two fingers, frequency
// and gain of a band under one, are taken back together and not slice by slice.  Side: page.
import { Gesture, type Answer } from "corelogic/commands";
import { Refusal } from "corelogic/refusal";
import type { CommandGiven } from "corelogic/schema";
import type { Session } from "corelogic/session";
import { liveSession } from "./connection";
import { useStudio } from "./store";
import { showRefusal } from "./toasts";

/** A continuous control: its name as Touch.control has it, and the command that sets it. */
export interface Control {
  readonly name: string;
  command(value: number): CommandGiven;
}

const nudgeEnds = 400;  // ms after the last step of a wheel or key

interface Hand {
  gesture: Gesture;
  /** What was moved last. */
  command: CommandGiven | undefined;
  ends: ReturnType<typeof setTimeout> | undefined;
}
const hands = new Map<string, Hand>();
/** Of all hands that have grasped and not let go; steps of wheels and keys are their own. */
let common: Gesture | undefined;

function showLocal(name: string, value: number | undefined): void {
  const local = { ...useStudio.getState().local };
  if (value === undefined) delete local[name];
  else local[name] = value;
  useStudio.setState({ local });
}

function touch(control: string, held: boolean): void {
  liveSession()?.request({ touch: { control, held } }).catch(() => undefined);  // only told to others
}

/** A hand takes the control. Returns false when the studio is not live: the control must not move. */
export function grasp(control: Control): boolean {
  return take(control, (session) => (common ??= new Gesture(session)));
}

function take(control: Control, gestureIn: (session: Session) => Gesture): boolean {
  const session = liveSession();
  if (!session) return false;
  const known = hands.get(control.name);
  if (known) {
    clearTimeout(known.ends);
    return true;
  }
  hands.set(control.name, { gesture: gestureIn(session), command: undefined, ends: undefined });
  touch(control.name, true);
  return true;
}

export function move(control: Control, value: number): void {
  const hand = hands.get(control.name);
  if (!hand) return;
  if (!liveSession()) return drop(control.name);
  showLocal(control.name, value);
  hand.command = control.command(value);
  hand.gesture.set(hand.command);
}

/** The line is lost under the hand: it holds nothing any more, and what is shown is what was true last. */
function drop(name: string): void {
  clearTimeout(hands.get(name)?.ends);
  hands.delete(name);
  showLocal(name, undefined);
  common = undefined;
}
useStudio.subscribe((state, before) => {
  if (state.connection.kind !== "live" && before.connection.kind === "live") for (const name of [...hands.keys()]) drop(name);
});

/** The hand lets go. */
export async function release(control: Control): Promise<void> {
  const hand = hands.get(control.name);
  if (!hand) return;
  clearTimeout(hand.ends);
  hands.delete(control.name);
  touch(control.name, false);
  const last = ![...hands.values()].some((other) => other.gesture === hand.gesture);
  if (last && common === hand.gesture) common = undefined;
  let answer: Answer | undefined;
  try {
    answer = last ? await hand.gesture.end() : hand.command && await hand.gesture.rest(hand.command);
  } catch (refusal) {
    if (refusal instanceof Refusal) showRefusal(refusal);
  }
  if (answer) await reached(answer.revision);
  if (!hands.has(control.name)) showLocal(control.name, undefined);
}

/** One step of a wheel or a key: steps that follow each other closely are one gesture. */
export function nudge(control: Control, value: number): void {
  if (!take(control, (session) => new Gesture(session))) return;
  move(control, value);
  const hand = hands.get(control.name) as Hand;
  hand.ends = setTimeout(() => void release(control), nudgeEnds);
}

/** Whether a hand here is on it. */
export const isGrasped = (name: string): boolean => hands.has(name);

/** Until the page shows that revision, or the line is lost: then the replica is asked for anew anyway. */
function reached(revision: number): Promise<void> {
  const there = (): boolean => {
    const state = useStudio.getState();
    return state.revision >= revision || state.connection.kind !== "live";
  };
  if (there()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = useStudio.subscribe(() => {
      if (!there()) return;
      stop();
      resolve();
    });
  });
}
