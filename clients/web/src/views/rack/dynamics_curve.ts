// dynamics_curve.ts: the static curves of the dynamics, level in to level out, as they are drawn.  Side: page; pure.
// Source: D. Giannoulis, M. Massberg, J. Reiss, "Digital Dynamic Range Compressor Design", JAES 60 (2012): the soft knee.

export type Values = (name: string) => number;

/** dB out for dB in, make-up left out; undefined for effects without such a curve. */
export function outputLevel(effect: string, value: Values, level: number): number | undefined {
  switch (effect) {
    case "compressor": {
      const threshold = value("threshold"), knee = value("knee"), slope = 1 / value("ratio") - 1;
      const over = level - threshold;
      if (2 * over < -knee) return level;
      if (knee > 0 && 2 * Math.abs(over) <= knee) return level + (slope * (over + knee / 2) ** 2) / (2 * knee);
      return level + slope * over;
    }
    case "gate": {
      const under = value("threshold") - level;
      return under <= 0 ? level : level - Math.min(value("range"), under * (value("ratio") - 1));
    }
    case "limiter": return Math.min(level, value("ceiling"));
    case "deesser": {
      const over = level - value("threshold");
      return over <= 0 ? level : level - Math.min(value("range"), over);
    }
    default: return undefined;
  }
}

export const hasCurve = (effect: string): boolean => outputLevel(effect, () => 1, 0) !== undefined;

/** dB: where the picture of a curve begins; it ends at 0. */
export const least = -60;

/** Where the detector's level lies on the curve, within the picture; nothing for silence. */
export function pointOf(effect: string, value: Values, level: number): { in: number; out: number } | undefined {
  if (level < least) return undefined;
  const within = (one: number): number => Math.min(0, Math.max(least, one));
  return { in: within(level), out: within(outputLevel(effect, value, level) ?? level) };
}
