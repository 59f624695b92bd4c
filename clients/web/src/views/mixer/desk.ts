// desk.ts: what a mixer asks of a project: which strips a bank has, what a solo button shows, why a strip is silent.
// Side: page; pure.
import type { Project, Send, SoloMode, Track, TrackKind } from "corelogic/schema";

/** A choice of strips: all, one kind, or those that a vca moves (spill). */
export type Bank = "all" | Exclude<TrackKind, "master"> | `vca ${number}`;

export const kindNames: Readonly<Record<Exclude<TrackKind, "master">, string>> = {
  audio: "Inputs", aux: "Auxes", group: "Groups", matrix: "Matrices", vca: "VCAs",
};

/** The banks a project has, by name. */
export function banksOf(project: Project): { value: Bank; name: string }[] {
  const kinds = (Object.keys(kindNames) as (keyof typeof kindNames)[]).filter((kind) => project.tracks.some((track) => track.kind === kind));
  const spills = project.tracks.filter((track) => track.kind === "vca").map((vca) => ({ value: `vca ${vca.id}` as const, name: `of ${vca.name}` }));
  return [{ value: "all", name: "All strips" }, ...kinds.map((kind) => ({ value: kind, name: kindNames[kind] })), ...spills];
}

const none: readonly number[] = [];

/** The strips of a bank in the order of the project, without the master, whose place is fixed, and those that are hidden. */
export function stripsOf(tracks: readonly Track[], bank: Bank, hidden: readonly number[] = none): number[] {
  const away = new Set(hidden);
  const vca = bank.startsWith("vca ") ? Number(bank.slice(4)) : 0;
  const inBank = (track: Track): boolean =>
    vca !== 0 ? track.vcas.includes(vca) || track.id === vca : bank === "all" || track.kind === bank;
  return tracks.filter((track) => track.kind !== "master" && !away.has(track.id) && inBank(track)).map((track) => track.id);
}

export const soloed = (track: Track, mode: SoloMode): boolean => (mode === "inPlace" ? track.solo : track.listen === mode);
export const anySolo = (project: Project): boolean => project.tracks.some((track) => track.solo || track.listen !== "off");

/** What silences a strip besides its own button: names of mute groups and of vcas, those of vcas too. */
export function mutedBy(project: Project, track: Track): string[] {
  const names = project.muteGroups.filter((group) => group.active && track.muteGroups.includes(group.id)).map((group) => group.name);
  const seen = new Set<number>();
  const visit = (ids: readonly number[]): void => {
    for (const id of ids) {
      const vca = seen.has(id) ? undefined : project.tracks.find((each) => each.id === id);
      seen.add(id);
      if (!vca) continue;
      if (vca.mute) names.push(vca.name);
      for (const group of project.muteGroups) if (group.active && vca.muteGroups.includes(group.id)) names.push(group.name);
      visit(vca.vcas);
    }
  };
  visit(track.vcas);
  return names;
}

export const sendTo = (track: Track, destination: number): Send | undefined => track.sends.find((send) => send.destination === destination);
/** Strips whose sends can be put on the faders. */
export const sendTargets = (project: Project): Track[] => project.tracks.filter((track) => track.kind === "aux" || track.kind === "matrix");
/** Where a strip's sound may be put out to. */
export const outputTargets = (tracks: readonly Track[], but: number): Track[] =>
  tracks.filter((track) => track.id !== but && ["master", "group", "aux", "matrix"].includes(track.kind));
/** Whether the strip carries sound: a vca does not. */
export const sounds = (track: Track): boolean => track.kind !== "vca";

/** Colours to choose from; readable as a bar on the dark panel. */
export const palette = ["#ff6b5e", "#ff9d4d", "#ffd24d", "#a6d84a", "#4fd07c", "#4dcfd2", "#6db6ff", "#8f93ff", "#c98bff", "#ff8bd0", "#c9a27c", "#b3bcc4"] as const;
