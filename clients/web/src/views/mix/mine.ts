// mine.ts: which strips are me, and whose mix this device shows: remembered here, for nobody else.  Side: page.
import { create } from "zustand";
import { persist } from "zustand/middleware";

interface Mine { tracks: readonly number[]; aux: number }
export const useMine = create<Mine>()(persist(() => ({ tracks: [], aux: 0 }) as Mine, { name: "corelogic.mix" }));
