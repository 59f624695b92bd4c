// lane_blocks.ts: what a lane draws of what the project holds. Clips and automation will be more blocks.  Side: page; pure.
import type { Track } from "corelogic/schema";
import { inputText } from "../tracks/list";
import { timeText } from "./grid";

export interface Block {
  kind: "file" | "loop" | "live";
  /** Frames. `to` undefined: it has no end, or one that the page cannot know. */
  from: number;
  to: number | undefined;
  name: string;
  /** What else there is to know, in a few words. */
  about: string;
}

/** What is known of a sound file: how long it is at which frames a second of the project, or why it is not known. */
export type FileLength = { seconds: number; rate: number } | string | undefined;

const heard = { input: "heard", auto: "heard while armed", off: "not heard" } as const;

export function blocksOf(track: Track, length: FileLength = undefined): Block[] {
  const { input } = track;
  if ("file" in input) {
    const { loop } = input.file;
    const once = { kind: loop ? "loop" : "file", from: 0, to: undefined, name: inputText({ file: { ...input.file, loop: false } }) } as const;
    if (typeof length === "string") return [{ ...once, about: length }];
    const words = loop ? "round and round" : "once";
    if (!length) return [{ ...once, about: words }];
    return [{ ...once, to: loop ? undefined : length.seconds * length.rate, about: `${words}, ${timeText(length.seconds, 1)}` }];
  }
  if ("device" in input)
    return [{ kind: "live", from: 0, to: undefined, name: inputText(input), about: `${track.recordArm ? "armed, " : ""}${heard[track.monitoring]}` }];
  return [];
}
