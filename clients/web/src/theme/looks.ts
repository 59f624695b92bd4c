// looks.ts: dark, light, or as the system says: chosen for this device and kept on it. Dark is where it begins, for stages
// are dark.  Side: page.
import { create } from "zustand";
import { persist } from "zustand/middleware";

export type Look = "dark" | "light";
export type LookChoice = Look | "system";

export interface Looks { choice: LookChoice; systemIsLight: boolean }

const systemLight = globalThis.matchMedia?.("(prefers-color-scheme: light)");

export const useLooks = create<Looks>()(persist(
  (): Looks => ({ choice: "dark", systemIsLight: systemLight?.matches ?? false }),
  { name: "corelogic.look", version: 1, partialize: ({ choice }) => ({ choice }) },
));

export const chooseLook = (choice: LookChoice): void => { useLooks.setState({ choice }); };

/** What is worn; dark for a kept word that nobody knows. */
export const lookOf = ({ choice, systemIsLight }: Looks): Look => (choice === "light" || (choice === "system" && systemIsLight) ? "light" : "dark");
/** What is drawn on a canvas depends on it, for its colours are read once. */
export const useLook = (): Look => useLooks(lookOf);

function wear(look: Look): void {
  const root = document.documentElement;
  root.dataset["look"] = look;
  const meta = (name: string): HTMLMetaElement | null => document.querySelector(`meta[name="${name}"]`);
  meta("color-scheme")?.setAttribute("content", look);
  const back = getComputedStyle(root).getPropertyValue("--back").trim();
  if (back) meta("theme-color")?.setAttribute("content", back);
}

/** The document looks as is chosen from now on. Requires: before anything is drawn. Returns what ends it. */
export function wearLook(): () => void {
  wear(lookOf(useLooks.getState()));
  const stop = useLooks.subscribe((state) => wear(lookOf(state)));
  const follow = ({ matches }: MediaQueryListEvent): void => { useLooks.setState({ systemIsLight: matches }); };
  systemLight?.addEventListener("change", follow);
  return () => {
    stop();
    systemLight?.removeEventListener("change", follow);
  };
}
