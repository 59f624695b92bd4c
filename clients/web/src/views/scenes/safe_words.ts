// safe_words.ts: the words of what a recall leaves alone of a strip.  Side: page; pure.

/** Track.safe, in the order of a strip. */
export const safeWords = ["volume", "pan", "mute", "solo", "sends", "inserts", "routing", "stage", "groups"] as const;
export type SafeWord = (typeof safeWords)[number] | "all";
