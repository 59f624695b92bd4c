// playhead.ts: where the playhead is between two meter frames, and where it is sent to.  Side: page.
import { act } from "../../studio/connection";
import { meterFrame, onMeterFrame } from "../../studio/meters";

const furthest = 200;  // ms: a playhead that is not heard of for longer stands still

let heardAt = 0;
let last: { position: number; rolling: boolean } | undefined;
let sent: { frame: number; at: number } | undefined;

/** Hears where it is until the returned function is called. */
export function listenForPlayhead(): () => void {
  return onMeterFrame(({ position, rolling }) => {
    last = { position, rolling };
    heardAt = performance.now();
  });
}

/** The frame that is played now; undefined while nothing is heard of the engine. */
export function playheadNow(rate: number): { frame: number; rolling: boolean } | undefined {
  if (!last || !meterFrame()) return undefined;
  const since = last.rolling ? Math.min(furthest, performance.now() - heardAt) : 0;
  return { frame: last.position + (since * rate) / 1000, rolling: last.rolling };
}

export function locate(frame: number): void {
  sent = { frame, at: performance.now() };
  act({ locate: { frame } });
}
/** Where the next step of a key starts: at the last one while that is still on its way. */
export function steppingFrom(rate: number): number {
  if (sent && performance.now() - sent.at < 400) return sent.frame;
  return playheadNow(rate)?.frame ?? sent?.frame ?? 0;
}
