// waveforms.ts: pictures of the sound files at the inputs of strips, from the gateway beside the page; each file once.  Side: page.
import { useEffect, useState } from "react";
import WaveformData from "waveform-data";
import { useLive } from "./hooks";
import { readToken } from "./token";

/** A picture; or why there is none, in a sentence; undefined while it is not known. */
export type WaveformAnswer = WaveformData | string | undefined;

const known = new Map<string, Promise<WaveformAnswer>>();
const mostKnown = 128;

export async function fetchWaveform(track: number): Promise<WaveformAnswer> {
  const answer = await fetch(`./waveforms/${track}`, { headers: { Authorization: `Bearer ${readToken()}` } });
  if (answer.ok) return WaveformData.create(await answer.arrayBuffer());
  // Of a gateway that is busy more can be had later; what is said of the file itself stays.
  if (answer.status !== 404 && answer.status !== 422) throw new Error(`${answer.status}`);
  return ((await answer.json().catch(() => ({}))) as { detail?: string }).detail ?? "There is no picture of it.";
}

/** Asked while live; a question that could not be answered is asked again when the page is live again. */
export function waveformOf(track: number, path: string): Promise<WaveformAnswer> {
  const name = `${track} ${path}`;
  const asked = known.get(name) ?? fetchWaveform(track).catch(() => { known.delete(name); return undefined; });
  known.delete(name);
  known.set(name, asked);  // the newest last
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  return asked;
}
/** For tests. */
export const forgetWaveforms = (): void => known.clear();

/** Of the sound file `path` at the input of `track`; an empty path has none. */
export function useWaveform(track: number, path: string): WaveformAnswer {
  const live = useLive();
  const [answer, setAnswer] = useState<WaveformAnswer>();
  useEffect(() => {
    setAnswer(undefined);
    if (path === "") return undefined;
    let gone = false;
    if (live) void waveformOf(track, path).then((got) => { if (!gone) setAnswer(got); });
    return () => { gone = true; };
  }, [track, path, live]);
  return answer;
}
