// undo.ts: undo, redo and play by keys, wherever the focus is, except where they edit text.  Side: page.
import { useEffect } from "react";
import { act, ask, liveSession } from "../studio/connection";

const edits = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
const presses = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("button, a, [role=slider], [role=button], summary") !== null;

export const undo = (): void => act({ undo: null });
export const redo = (): void => act({ redo: null });

export async function togglePlay(): Promise<void> {
  if (!liveSession()) return act({ play: null });  // says why not
  const { rolling } = await ask().getStatus();
  act(rolling ? { stop: null } : { play: null });
}

export function onKey(event: KeyboardEvent): void {
  if (edits(event.target)) return;
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && key === "z") {
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  } else if (command && key === "y") {
    event.preventDefault();
    redo();
  } else if (event.key === " " && !command && !presses(event.target)) {
    event.preventDefault();
    void togglePlay().catch(() => undefined);
  }
}

export function useKeys(): void {
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
