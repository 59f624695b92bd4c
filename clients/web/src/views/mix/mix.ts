// mix.ts: what makes up a monitor mix: the sends into one aux, and what "more me" does to them.  Side: page; pure.
import type { Project, Send, Track } from "corelogic/schema";

export interface MixLine { track: Track; send: Send }

export const mixLines = (tracks: readonly Track[], aux: number): MixLine[] =>
  tracks.flatMap((track) => track.sends.filter((send) => send.destination === aux).map((send) => ({ track, send })));

/** The auxes a person may listen to: the own ones, else all. */
export const mixesOf = (project: Project, own: readonly number[], role: string): Track[] =>
  project.tracks.filter((track) => track.kind === "aux" && (role !== "musician" || own.includes(track.id)));

/** Strips that have no send into the aux yet. */
export const missingFrom = (tracks: readonly Track[], aux: number): Track[] =>
  tracks.filter((track) => (track.kind === "audio" || track.kind === "group") && track.id !== aux && !track.sends.some((send) => send.destination === aux));

const step = 1.5;       // dB
const most = 12;        // dB
const audible = -90;    // dB: from silence a first press begins at -30
const firstLevel = -30;

/** Levels after one press of "more me": mine a step louder; whoever of mine is at the top already makes the others softer
 *  instead, so that the mix goes on turning my way. Returns only what changes, by send id. */
export function moreMe(lines: readonly MixLine[], mine: ReadonlySet<number>): Map<number, number> {
  const levels = new Map<number, number>();
  const me = lines.filter(({ track }) => mine.has(track.id));
  const others = lines.filter(({ track }) => !mine.has(track.id));
  const full = me.length > 0 && me.every(({ send }) => send.level >= most);
  if (full) {
    for (const { send } of others) if (send.level > audible) levels.set(send.id, Math.round((send.level - step) * 10) / 10);
    return levels;
  }
  for (const { send } of me)
    if (send.level < most) levels.set(send.id, send.level <= audible ? firstLevel : Math.min(most, Math.round((send.level + step) * 10) / 10));
  return levels;
}
