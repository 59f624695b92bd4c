// meter.tsx: levels on a canvas: peak bars with the marks of their scale, RMS in them, held peaks, gain reduction from the top;
// above it the greatest peak in figures, which with the clip lamp stays until it is clicked. It draws only while it is on the
// screen, and goes dark when levels are unknown.  Side: page.
import { HeldPeak, type StripLevels } from "corelogic/strip_meters";
import { useEffect, useRef } from "react";
import { drawEachFrame } from "../studio/meters";
import { useLook } from "../theme/looks";
import { meterScale } from "./scales";
import { decibelUnit } from "./units";

export interface MeterProps {
  /** "level of Guitar" */
  label: string;
  /** Asked before each picture. Must not change its identity at every rendering. */
  levels(): StripLevels | undefined;
  /** Show gain reduction beside the bars. */
  reduction?: boolean;
}

const fallPerSecond = 26;  // dB: a bar's own fall, faster than a held peak's
const reductionMost = 24;  // dB at the bottom
const sayEvery = 0.5;  // s: for readers of the screen
const marks = [-6, -12, -18, -30, -40, -50] as const;  // dBFS

let forgotten = 0;
/** Of all meters at once: clips and greatest peaks begin anew. */
export const forgetPeaks = (): void => { ++forgotten; };

/** In the two or three figures that a narrow meter has room for. */
export const shortPeak = (peak: number): string =>
  peak === Infinity ? "!" : peak < -60 ? "" : peak <= -9.95 ? peak.toFixed(0) : (peak > 0.05 ? "+" : "") + (Math.abs(peak) < 0.05 ? "0.0" : peak.toFixed(1));

interface Colours { back: string; low: string; mid: string; high: string; rms: string; hold: string; mark: string; reduction: string }
function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim() || "#888";
  return {
    back: read("--meter-back"), low: read("--meter-low"), mid: read("--meter-mid"), high: read("--meter-high"),
    rms: read("--meter-rms"), hold: read("--meter-hold"), mark: read("--meter-mark"), reduction: read("--meter-reduction"),
  };
}

interface Bar { hold: HeldPeak; shown: number; held: number }

/** What moves between pictures; drawing itself only reads it. */
export class MeterState {
  readonly bars: Bar[] = [];
  reduction = 0;
  private clipsSeen: number | undefined;
  clipped = false;
  /** The greatest peak since it was forgotten. */
  most = -Infinity;
  private generation = forgotten;

  advance(levels: StripLevels | undefined, seconds: number): void {
    if (this.generation !== forgotten) this.forget();
    const peaks = levels?.peaks ?? [];
    while (this.bars.length < peaks.length) this.bars.push({ hold: new HeldPeak(), shown: -Infinity, held: -Infinity });
    this.bars.length = peaks.length;
    this.bars.forEach((bar, channel) => {
      const peak = peaks[channel] as number;
      bar.shown = Math.max(peak, bar.shown - fallPerSecond * seconds);
      bar.held = bar.hold.move(peak, seconds);
      this.most = Math.max(this.most, peak);
    });
    const wanted = levels?.gainReduction ?? 0;
    this.reduction = wanted < this.reduction ? wanted : Math.min(wanted, this.reduction + 20 * seconds);
    if (levels) {
      // Counted on over edits: a smaller count is another engine, or another node.
      if (this.clipsSeen !== undefined && levels.clips > this.clipsSeen) this.clipped = true;
      if (this.clipsSeen === undefined && levels.clips > 0) this.clipped = true;
      this.clipsSeen = levels.clips;
    }
  }
  forget(): void {
    this.generation = forgotten;
    this.clipped = false;
    this.most = -Infinity;
  }
  get peak(): number { return this.bars.reduce((most, bar) => Math.max(most, bar.held), -Infinity); }
}

function draw(context: CanvasRenderingContext2D, state: MeterState, levels: StripLevels | undefined, colours: Colours, reduction: boolean): void {
  const { width, height } = context.canvas;
  context.fillStyle = colours.back;
  context.fillRect(0, 0, width, height);
  const side = reduction && levels?.gainReduction !== undefined ? Math.max(3, Math.round(width * 0.22)) : 0;
  const room = width - side;
  const each = state.bars.length > 0 ? room / state.bars.length : room;
  const y = (level: number): number => Math.round(height * (1 - meterScale.position(level)));
  const yMid = y(-18), yHigh = y(-6);
  state.bars.forEach((bar, channel) => {
    const x = Math.round(channel * each);
    const w = Math.max(1, Math.round((channel + 1) * each) - x - 1);
    const top = y(bar.shown);
    for (const [colour, from, to] of [[colours.low, yMid, height], [colours.mid, yHigh, yMid], [colours.high, 0, yHigh]] as const) {
      if (top >= to) continue;
      context.fillStyle = colour;
      context.fillRect(x, Math.max(top, from), w, to - Math.max(top, from));
    }
    const rms = levels?.rms[channel];
    if (rms !== undefined && rms > -70) {
      context.fillStyle = colours.rms;
      context.fillRect(x, y(rms), w, 2);
    }
    if (bar.held > -70) {
      context.fillStyle = colours.hold;
      context.fillRect(x, Math.max(0, y(bar.held) - 1), w, 2);
    }
  });
  context.fillStyle = colours.mark;
  for (const mark of marks) context.fillRect(0, y(mark), room, 1);
  if (side > 0) {
    context.fillStyle = colours.reduction;
    context.fillRect(room, 0, side, Math.round((Math.min(reductionMost, -state.reduction) / reductionMost) * height));
  }
}

export function Meter({ label, levels, reduction = true }: MeterProps): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const lamp = useRef<HTMLButtonElement>(null);
  const most = useRef<HTMLSpanElement>(null);
  const state = useRef(new MeterState());
  const look = useLook();

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d", { alpha: false });
    if (!element || !context) return undefined;
    const colours = readColours(element);
    let visible = true;
    let sinceSaid = sayEvery;
    const resize = new ResizeObserver(() => {
      const ratio = Math.min(2, devicePixelRatio || 1);
      element.width = Math.max(1, Math.round(element.clientWidth * ratio));
      element.height = Math.max(1, Math.round(element.clientHeight * ratio));
    });
    resize.observe(element);
    const seen = new IntersectionObserver((entries) => { visible = entries[entries.length - 1]?.isIntersecting ?? true; });
    seen.observe(element);
    const end = drawEachFrame((seconds) => {
      if (!visible) return;
      const now = levels();
      state.current.advance(now, seconds);
      draw(context, state.current, now, colours, reduction);
      lamp.current?.classList.toggle("lit", state.current.clipped);
      const figures = shortPeak(state.current.most);
      if (most.current && most.current.textContent !== figures) most.current.textContent = figures;
      if ((sinceSaid += seconds) < sayEvery) return;
      sinceSaid = 0;
      const peak = Math.max(-90, state.current.peak);
      element.setAttribute("aria-valuenow", peak.toFixed(0));
      element.setAttribute("aria-valuetext", now ? decibelUnit.say(state.current.peak) : "unknown");
    });
    return () => {
      end();
      resize.disconnect();
      seen.disconnect();
    };
  }, [levels, reduction, look]);

  return (
    <div className="meter">
      <button ref={lamp} type="button" className="meter-clip" tabIndex={-1} aria-label={`forget the clips and the greatest ${label}`}
        title="the greatest peak, dBFS, red when it clipped; click to forget (c: of all strips)" onClick={() => state.current.forget()}>
        <span ref={most} aria-hidden="true" />
      </button>
      <canvas ref={canvas} role="meter" aria-label={label} aria-valuemin={-90} aria-valuemax={12} aria-valuenow={-90} aria-valuetext="unknown" />
    </div>
  );
}
