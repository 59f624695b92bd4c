// settings.ts: how this screen shows the mixer: bank, what the faders move, which parts of a strip, which strips not.
// Kept on this device, for it is nobody else's.  Side: page.
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { useStudio } from "../../studio/store";
import type { Bank } from "./desk";

export type Section = "inserts" | "sends" | "pan" | "monitor";

export interface MixerSettings {
  bank: Bank;
  /** 0: the strips' own volumes; else the sends to that strip. */
  sendsTo: number;
  narrow: boolean;
  shown: Readonly<Record<Section, boolean>>;
  /** Strips that this device does not show, by the name of their project. */
  hidden: Readonly<Record<string, readonly number[]>>;
}

const roomy = typeof innerHeight === "number" && innerHeight >= 700 && innerWidth > 640;
const wide = typeof innerWidth === "number" && innerWidth >= 1000;

export const useMixerSettings = create<MixerSettings>()(persist(
  (): MixerSettings => ({
    bank: "all", sendsTo: 0, narrow: !wide, shown: { inserts: roomy, sends: roomy, pan: true, monitor: wide }, hidden: {},
  }),
  { name: "corelogic.mixer", version: 1 },
));

export function changeMixer(fields: Partial<MixerSettings>): void {
  useMixerSettings.setState(fields);
}
export function toggleSection(section: Section): void {
  useMixerSettings.setState(({ shown }) => ({ shown: { ...shown, [section]: !shown[section] } }));
}

const nothingHidden: readonly number[] = [];
const openProject = (): string => useStudio.getState().project?.name ?? "";
/** The strips of the open project that this device does not show. */
export function useHidden(): readonly number[] {
  const project = useStudio((state) => state.project?.name ?? "");
  return useMixerSettings(({ hidden }) => hidden[project] ?? nothingHidden);
}
export function hideStrips(ids: readonly number[], away: boolean): void {
  useMixerSettings.setState(({ hidden }) => {
    const others = (hidden[openProject()] ?? nothingHidden).filter((id) => !ids.includes(id));
    return { hidden: { ...hidden, [openProject()]: away ? [...others, ...ids] : others } };
  });
}
