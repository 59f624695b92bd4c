// safe_words.ts: the words of what a recall leaves alone, and how a switch of one changes them.  Side: page; pure.

/** Track.safe, in the order of a strip; "all" stands for each of them, and for what a later version may add. */
export const safeWords = ["volume", "pan", "mute", "solo", "sends", "inserts", "routing", "stage", "groups"] as const;
export type SafeWord = (typeof safeWords)[number] | "all";

export const isSafe = (safe: readonly string[], word: SafeWord): boolean => safe.includes("all") || safe.includes(word);

/** The words after a switch: one taken out of "all" leaves the others. */
export function afterSwitch(safe: readonly string[], word: SafeWord, on: boolean): string[] {
  if (word === "all") return on ? ["all"] : [];
  const now = safe.includes("all") ? safeWords : safeWords.filter((each) => safe.includes(each));
  return safeWords.filter((each) => (each === word ? on : now.includes(each)));
}
