// list.ts: what the track list asks of a project: which strips are listed, where each one's sound comes from and goes to,
// names for new ones, channels as people type them.  Side: page; pure.
import type { Input, Output, Project, Track, TrackKind } from "corelogic/schema";
import { tracksById } from "../../studio/store";

/** Which strips are listed. */
export type Filter = "all" | "shown" | "hidden" | Exclude<TrackKind, "master">;
export const filters: readonly { value: Filter; name: string }[] = [
  { value: "all", name: "All strips" }, { value: "audio", name: "Inputs" }, { value: "aux", name: "Auxes" }, { value: "group", name: "Groups" },
  { value: "vca", name: "VCAs" }, { value: "matrix", name: "Matrices" }, { value: "shown", name: "Shown here" }, { value: "hidden", name: "Hidden here" },
];
export const isFilter = (word: string): word is Filter => filters.some(({ value }) => value === word);

/** "in 1, 2", "drums.wav ↻", "no input" */
export function inputText(input: Input): string {
  if ("device" in input) return `in ${input.device.join(", ")}`;
  if ("file" in input) return `${input.file.path.split("/").pop() ?? ""}${input.file.loop ? " ↻" : ""}`;
  return "no input";
}
/** "Drums", "out 1, 2", "nowhere" */
export function outputText(project: Project, output: Output): string {
  if ("device" in output) return `out ${output.device.join(", ")}`;
  if ("track" in output) return tracksById(project.tracks).get(output.track)?.name ?? `#${output.track}`;
  return "nowhere";
}
/** "Hall, Delay": where it is sent to. */
export const sendsText = (project: Project, track: Track): string =>
  track.sends.map((send) => tracksById(project.tracks).get(send.destination)?.name ?? `#${send.destination}`).join(", ");

/** From where to where, as one line that can be read at a glance. */
export function routingText(project: Project, track: Track): string {
  if (track.kind === "vca") {
    const moved = project.tracks.filter((each) => each.vcas.includes(track.id)).length;
    return moved === 1 ? "moves 1 strip" : `moves ${moved} strips`;
  }
  return `${track.kind === "audio" ? inputText(track.input) + " " : ""}→ ${outputText(project, track.output)}`;
}

/** The listed strips in the order of the project. `wanted` is looked for in names, comments, kinds and routing. */
export function listed(project: Project, filter: Filter, wanted: string, hidden: readonly number[]): number[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const away = new Set(hidden);
  const fits = (track: Track): boolean => {
    if (track.kind === "master") return false;
    if (filter === "shown" || filter === "hidden" ? away.has(track.id) !== (filter === "hidden") : filter !== "all" && track.kind !== filter) return false;
    if (words.length === 0) return true;
    const text = `${track.name} ${track.comment} ${track.kind} ${routingText(project, track)} ${sendsText(project, track)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return project.tracks.filter(fits).map((track) => track.id);
}

/** Names for `count` new strips: the given one if it is free, else numbered from 1, past those that are taken. */
export function newNames(name: string, count: number, taken: readonly string[]): string[] {
  const used = new Set(taken);
  if (count === 1 && !used.has(name)) return [name];
  const names: string[] = [];
  for (let number = 1; names.length < count; ++number) {
    const next = `${name.slice(0, 64 - String(number).length - 1)} ${number}`;
    if (!used.has(next)) names.push(next);
  }
  return names;
}

/** "3, 4", "3-4", or "3" for three and what follows: channels from 1, one for each of the strip; undefined if it is none. */
export function readChannels(text: string, count: number): number[] | undefined {
  const channels: number[] = [];
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const found = /^(\d{1,4})(?:[-–](\d{1,4}))?$/.exec(part);
    if (!found) return undefined;
    const first = Number(found[1]), last = Number(found[2] ?? found[1]);
    if (last < first || last - first >= 64) return undefined;
    for (let channel = first; channel <= last; ++channel) channels.push(channel);
  }
  const from = channels[0];
  const whole = channels.length === 1 && from !== undefined ? Array.from({ length: count }, (_, i) => from + i) : channels;
  return whole.length === count && whole.every((channel) => channel >= 1) ? whole : undefined;
}

/** What a click with shift takes: all from the last one to this, both included. */
export function between(ids: readonly number[], from: number, to: number): number[] {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  return a < 0 || b < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
