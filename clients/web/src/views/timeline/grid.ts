// grid.ts: marks of the ruler in time and in bars, and positions in words. Bars have four quarters: the project knows a
// tempo and no metre yet.  Side: page; pure.
import { frameAt, type Span } from "./span";

export interface Mark { frame: number; label: string; strong: boolean }
export interface Clockwork { rate: number; tempo: number }
export type Grid = "off" | "beat" | "bar";

const beatsPerBar = 4;
const mostMarks = 2000;
export const framesPerBeat = ({ rate, tempo }: Clockwork): number => (rate * 60) / tempo;
export const framesPerBar = (clock: Clockwork): number => framesPerBeat(clock) * beatsPerBar;

/** Marks each `step` frames over the field; strong ones each `group` steps, with what `label` says. */
function marks(span: Span, width: number, step: number, group: number, label: (index: number) => string): Mark[] {
  const first = Math.max(0, Math.floor(span.start / step));
  const last = Math.min(Math.ceil(frameAt(span, width) / step), first + mostMarks);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const index = first + i;
    const strong = index % group === 0;
    return { frame: index * step, strong, label: strong ? label(index) : "" };
  });
}

const seconds: readonly (readonly [step: number, parts: number])[] = [
  [0.001, 5], [0.002, 4], [0.005, 5], [0.01, 5], [0.02, 4], [0.05, 5], [0.1, 5], [0.2, 4], [0.5, 5], [1, 5], [2, 4], [5, 5], [10, 5], [15, 3],
  [30, 6], [60, 6], [120, 4], [300, 5], [600, 5], [900, 3], [1800, 6], [3600, 6], [7200, 4], [21600, 6], [86400, 6],
];

/** "1:02", "1:02.250", "1:00:00": as many digits as the step has. */
export function timeText(at: number, digits: number): string {
  const units = Math.round(at * 10 ** digits);
  const whole = Math.floor(units / 10 ** digits);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, "0") + (digits > 0 ? "." + String(units % 10 ** digits).padStart(digits, "0") : "");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

export function timeMarks(span: Span, width: number, rate: number, least = 76): Mark[] {
  const pixels = rate / span.framesPerPixel;  // of a second
  const [step, parts] = seconds.find(([each]) => each * pixels >= least) ?? [86400, 6];
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  return marks(span, width, (step * rate) / parts, parts, (index) => timeText((index / parts) * step, digits));
}

/** "3", "3.2", "3.2.4": bar, beat, sixteenth, from 1; what is 1 at the end is left out. */
function barText(sixteenths: number): string {
  const [bar, beat, part] = [Math.floor(sixteenths / 16) + 1, Math.floor(sixteenths / 4) % 4 + 1, sixteenths % 4 + 1];
  return part > 1 ? `${bar}.${beat}.${part}` : beat > 1 ? `${bar}.${beat}` : `${bar}`;
}

export function barMarks(span: Span, width: number, clock: Clockwork, least = 52): Mark[] {
  const sixteenth = framesPerBeat(clock) / 4;
  const steps = [1, 4, 16, 32, 64, 128, 256, 512, 1024, 4096, 16384, 65536, 262144];  // in sixteenths
  const labelled = steps.find((each) => (each * sixteenth) / span.framesPerPixel >= least) ?? 262144;
  const group = labelled === 1 ? 1 : labelled === 32 ? 2 : 4;
  return marks(span, width, (labelled / group) * sixteenth, group, (index) => barText(Math.round((index * labelled) / group)));
}

/** The nearest line of the grid. */
export function snapped(frame: number, grid: Grid, clock: Clockwork): number {
  if (grid === "off") return Math.max(0, Math.round(frame));
  const step = grid === "beat" ? framesPerBeat(clock) : framesPerBar(clock);
  return Math.max(0, Math.round(Math.round(frame / step) * step));
}

/** "1:02.3, bar 32 beat 1": for readers of the screen. */
export function positionText(frame: number, clock: Clockwork): string {
  const beats = Math.floor(frame / framesPerBeat(clock) + 1e-6);
  return `${timeText(frame / clock.rate, 1)}, bar ${Math.floor(beats / beatsPerBar) + 1} beat ${beats % beatsPerBar + 1}`;
}
