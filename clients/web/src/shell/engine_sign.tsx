// engine_sign.tsx: how much of its time the engine needs and how often it came too late, in sight of every view. A new overrun
// stays marked for a while.  Side: page.
import { useEffect, useState } from "react";
import { meterFrame, onMeterFrame } from "../studio/meters";

const sayEvery = 500, markedFor = 10_000;  // ms

export interface EngineSigns { load: number; xruns: number; marked: boolean }

/** Reads frames; pure. */
export class EngineWatch {
  private xruns: number | undefined;
  private markedUntil = -Infinity;
  private most = 0;

  /** The greatest load since the last look counts. */
  hear(load: number, xruns: number, now: number): void {
    this.most = Math.max(this.most, load);
    if (this.xruns !== undefined && xruns > this.xruns) this.markedUntil = now + markedFor;
    this.xruns = xruns;
  }
  look(now: number): EngineSigns | undefined {
    if (this.xruns === undefined) return undefined;
    const signs = { load: this.most, xruns: this.xruns, marked: now < this.markedUntil };
    this.most = 0;
    return signs;
  }
}

export function EngineSign(): React.JSX.Element | null {
  const [signs, setSigns] = useState<EngineSigns>();
  useEffect(() => {
    const watch = new EngineWatch();
    const stop = onMeterFrame((frame) => watch.hear(frame.load, frame.xruns, performance.now()));
    const timer = setInterval(() => setSigns(meterFrame() ? watch.look(performance.now()) : undefined), sayEvery);
    return () => { stop(); clearInterval(timer); };
  }, []);
  if (!signs) return null;
  const load = `${Math.round(signs.load * 100)} %`;
  return (
    <a className={`engine-sign${signs.marked || signs.load > 0.8 ? " marked" : ""}`} href="#/system" title="the engine's load, and periods that came too late"
      aria-label={`engine load ${load}, ${signs.xruns} overruns`}>
      <span>DSP {load}</span><span>xruns {signs.xruns}</span>
    </a>
  );
}
