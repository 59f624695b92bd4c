// wave.ts: a sound file's picture along the time: what each pixel column of a lane shows, once or round and round.
// Side: page; pure.
import type WaveformData from "waveform-data";
import { frameAt, xOf, type Span } from "./span";

const rounding = 1e-6;  // of a pair: 0.3 / 0.1 is 2.9999999999999996

/** A file's peaks on the way to a screen: coarser ones are made when somebody looks from afar, and kept. */
export class Wave {
  private readonly coarser: WaveformData[];
  constructor(data: WaveformData) { this.coarser = [data]; }

  private get finest(): WaveformData { return this.coarser[0] as WaveformData; }
  get seconds(): number { return this.finest.duration; }

  /** The level of which a few pairs make a pixel of so many seconds. */
  private level(seconds: number): WaveformData {
    for (let i = 0; ; ++i) {
      const level = this.coarser[i] as WaveformData;
      if (level.length < 2 || seconds < level.seconds_per_pixel * 4) return level;
      if (i + 1 === this.coarser.length) this.coarser.push(level.resample({ scale: level.scale * 2 }));
    }
  }

  /** Least and greatest, -1 … +1, of the sound from second `from` to `to` of the file; undefined outside of it. */
  between(from: number, to: number): readonly [least: number, greatest: number] | undefined {
    const level = this.level(to - from);
    const channel = level.channel(0);
    const first = Math.max(0, Math.floor(from / level.seconds_per_pixel + rounding));
    const last = Math.min(level.length - 1, Math.ceil(to / level.seconds_per_pixel - rounding) - 1);
    if (first >= level.length || to <= 0) return undefined;
    let least = 127, greatest = -128;
    for (let i = first; i <= Math.max(first, last); ++i) {
      least = Math.min(least, channel.min_sample(i));
      greatest = Math.max(greatest, channel.max_sample(i));
    }
    return [Math.max(-1, least / 127), Math.min(1, greatest / 127)];
  }

  /** The same round and round: `from` is a second since the beginning of the first round. */
  round(from: number, to: number): readonly [least: number, greatest: number] | undefined {
    const { seconds } = this;
    if (seconds <= 0) return undefined;
    if (to - from >= seconds) return this.between(0, seconds);
    const begin = from % seconds;
    const end = begin + (to - from);
    const here = this.between(begin, Math.min(end, seconds));
    const over = end > seconds ? this.between(0, end - seconds) : undefined;
    if (!here || !over) return here ?? over;
    return [Math.min(here[0], over[0]), Math.max(here[1], over[1])];
  }
}

export type WaveBrush = Pick<CanvasRenderingContext2D, "clearRect" | "fillRect"> & { fillStyle: string | CanvasGradient | CanvasPattern };
export interface WaveField { span: Span; rate: number; left: number; width: number; height: number; colour: string; loop: boolean }

const leastRound = 12;  // pixels between two beginnings, else they are no marks but a surface

/** From pixel `left` of the field on. */
export function paintWave(brush: WaveBrush, wave: Wave, { span, rate, left, width, height, colour, loop }: WaveField): void {
  brush.clearRect(0, 0, width, height);
  brush.fillStyle = colour;
  const middle = height / 2;
  for (let x = 0; x < width; ++x) {
    const from = frameAt(span, left + x) / rate;
    const to = frameAt(span, left + x + 1) / rate;
    const peak = loop ? wave.round(from, to) : wave.between(from, to);
    if (!peak) continue;
    const top = middle * (1 - peak[1]);
    brush.fillRect(x, top, 1, Math.max(1, middle * (1 - peak[0]) - top));
  }
  const round = wave.seconds * rate;
  if (!loop || round / span.framesPerPixel < leastRound) return;
  for (let n = Math.max(1, Math.ceil(frameAt(span, left) / round)); ; ++n) {
    const x = xOf(span, n * round) - left;
    if (x > width) return;
    for (let y = 0; y < height; y += 4) brush.fillRect(Math.round(x), y, 1, 2);
  }
}
