// scales.ts: where a value stands on its way, 0 … 1, as consoles engrave it.  Side: page; pure.

export interface Scale {
  readonly least: number;
  readonly most: number;
  position(value: number): number;
  value(position: number): number;
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Straight lines between engraved points, bottom to top. */
function engraved(points: readonly (readonly [position: number, value: number])[], least = (points[0] as [number, number])[1]): Scale {
  const first = points[0] as [number, number];
  const last = points[points.length - 1] as [number, number];
  const between = (at: number, from: 0 | 1, to: 0 | 1): number => {
    for (let i = 1; i < points.length; ++i) {
      const a = points[i - 1] as [number, number];
      const b = points[i] as [number, number];
      if (at <= b[from]) return a[to] + ((at - a[from]) / (b[from] - a[from])) * (b[to] - a[to]);
    }
    return last[to];
  };
  return {
    least, most: last[1],
    position: (value) => (value <= first[1] ? 0 : between(Math.min(value, last[1]), 1, 0)),
    value: (position) => (position <= 0 ? least : between(clamp(position, 0, 1), 0, 1)),
  };
}

/** A console's fader: 0 dB at three quarters, half the way for -10 … +12, silence at the bottom. */
export const faderScale: Scale = engraved([[0, -90], [0.0625, -60], [0.25, -30], [0.5, -10], [0.75, 0], [1, 12]], -Infinity);
export const faderMarks = [12, 6, 0, -5, -10, -20, -30, -40, -60] as const;

/** A level meter: IEC 60268-18, 0 dBFS at the top. */
export const meterScale: Scale =
  engraved([[0, -70], [0.025, -60], [0.075, -50], [0.15, -40], [0.3, -30], [0.5, -20], [1, 0]], -Infinity);

export const linearScale = (least: number, most: number): Scale => ({
  least, most,
  position: (value) => clamp((value - least) / (most - least), 0, 1),
  value: (position) => least + clamp(position, 0, 1) * (most - least),
});

/** Equal ways for equal ratios. Requires: 0 < least < most. */
export const logarithmicScale = (least: number, most: number): Scale => ({
  least, most,
  position: (value) => clamp(Math.log(Math.max(value, least) / least) / Math.log(most / least), 0, 1),
  value: (position) => least * (most / least) ** clamp(position, 0, 1),
});
