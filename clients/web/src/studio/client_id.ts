// client_id.ts: which client this page is: a reload stays the same one and keeps its undo stack; a copy of a tab does not,
// for two pages under one id would take each other's answers.  Side: page.
import { randomClient } from "corelogic/session";

const key = "corelogic.client";
const block = 100_000;  // sequences a page may use before its next reload

export interface ClientId { client: string; firstSequence: number }

const wasReloaded = (): boolean => {
  const [entry] = performance.getEntriesByType?.("navigation") ?? [];
  return (entry as PerformanceNavigationTiming | undefined)?.type === "reload";
};

export function readClientId(storage: Storage = sessionStorage, reloaded: boolean = wasReloaded()): ClientId {
  let id: ClientId = { client: randomClient(), firstSequence: 1 };
  try {
    const known = JSON.parse(storage.getItem(key) ?? "null") as ClientId | null;
    if (known && reloaded) id = { client: known.client, firstSequence: known.firstSequence + block };
  } catch { /* not ours: a new one */ }
  storage.setItem(key, JSON.stringify(id));
  return id;
}
