// lane_blocks.ts: what a lane draws of what the project holds. Clips and automation will be more blocks.  Side: page; pure.
import type { Track } from "corelogic/schema";
import { inputText } from "../tracks/list";

export interface Block {
  kind: "file" | "loop" | "live";
  /** Frames. `to` undefined: it has no end, or one that the page cannot know. */
  from: number;
  to: number | undefined;
  name: string;
  /** What else there is to know, in a few words. */
  about: string;
}

const heard = { input: "heard", auto: "heard while armed", off: "not heard" } as const;

export function blocksOf(track: Track): Block[] {
  const { input } = track;
  if ("file" in input) {
    const { loop } = input.file;
    const about = loop ? "round and round" : "once; its length is not known here";
    return [{ kind: loop ? "loop" : "file", from: 0, to: undefined, name: inputText({ file: { ...input.file, loop: false } }), about }];
  }
  if ("device" in input)
    return [{ kind: "live", from: 0, to: undefined, name: inputText(input), about: `${track.recordArm ? "armed, " : ""}${heard[track.monitoring]}` }];
  return [];
}
