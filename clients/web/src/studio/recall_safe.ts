// recall_safe.ts: words for what a scene recall leaves alone, of strips and of inserts, and how a switch of one changes the
// list of them.  Side: page; pure.

/** "all" stands for each of the words, and for what a later version may add. */
export const isSafe = (safe: readonly string[], word: string): boolean => safe.includes("all") || safe.includes(word);

/** The list after a switch, in the order of `words`: one taken out of "all" leaves the others. */
export function afterSwitch<Word extends string>(words: readonly Word[], safe: readonly string[], word: Word | "all", on: boolean): (Word | "all")[] {
  if (word === "all") return on ? ["all"] : [];
  return words.filter((each) => (each === word ? on : isSafe(safe, each)));
}
