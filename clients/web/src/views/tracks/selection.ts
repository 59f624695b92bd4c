// selection.ts: which strips of the list are chosen, for edits of many at once. Of this page only.  Side: page.
import { create } from "zustand";
import { between } from "./list";

interface Selection {
  chosen: ReadonlySet<number>;
  /** Where a range begins: the one that was chosen last. */
  last: number;
}
export const useSelection = create<Selection>()(() => ({ chosen: new Set<number>(), last: 0 }));

/** One strip, or with `range` all from the last one to it, as they are listed. */
export function choose(listed: readonly number[], id: number, on: boolean, range: boolean): void {
  useSelection.setState(({ chosen, last }) => {
    const next = new Set(chosen);
    for (const each of range ? between(listed, last, id) : [id]) {
      if (on) next.add(each);
      else next.delete(each);
    }
    return { chosen: next, last: id };
  });
}
export const chooseAll = (ids: readonly number[]): void => useSelection.setState({ chosen: new Set(ids), last: ids[0] ?? 0 });
/** Forgets those that are gone. */
export function keepChosen(there: ReadonlySet<number>): void {
  const { chosen } = useSelection.getState();
  if ([...chosen].some((id) => !there.has(id))) useSelection.setState({ chosen: new Set([...chosen].filter((id) => there.has(id))) });
}
