// dynamics_curve.ts: the static curves of the dynamics, level in to level out, as they are drawn.  Side: page; pure.
// Source: D. Giannoulis, M. Massberg, J. Reiss, "Digital Dynamic Range Compressor Design", JAES 60 (2012): the soft knee.

export type Values = (name: string) => number;
/** A place in the picture: dB in, dB out. */
export interface Place { in: number; out: number }

/** How far a level is above the threshold, as a knee lets it count: times the slope it is the gain reduction. */
function excess(over: number, knee: number): number {
  if (2 * over < -knee) return 0;
  return 2 * over <= knee && knee > 0 ? (over + knee / 2) ** 2 / (2 * knee) : over;
}

/** dB out for dB in, make-up left out; undefined for effects without such a curve. */
export function outputLevel(effect: string, value: Values, level: number): number | undefined {
  switch (effect) {
    case "compressor": return level + (1 / value("ratio") - 1) * excess(level - value("threshold"), value("knee"));
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

const within = (level: number): number => Math.min(0, Math.max(least, level));
/** The point of the curve at a level, within the picture. */
const onCurve = (effect: string, value: Values, level: number): Place => ({ in: within(level), out: within(outputLevel(effect, value, level) ?? level) });

/** Where the detector's level lies on the curve, within the picture; nothing for silence. */
export const pointOf = (effect: string, value: Values, level: number): Place | undefined => (level < least ? undefined : onCurve(effect, value, level));

/** A parameter that is moved by a point of the curve. */
export interface Grip {
  readonly parameter: string;
  place(value: Values): Place;
  /** What the parameter is when the point is brought to `to`; to be held within its range. */
  valueAt(to: Place, value: Values): number;
}

const corner = (effect: string, parameter: string): Grip => ({ parameter, place: (value) => onCurve(effect, value, value(parameter)), valueAt: (to) => to.in });

/** The ratio is held at 0 dB, where it moves the curve most. A threshold of 0 dB leaves it nothing to move. */
const compressorRatio: Grip = {
  parameter: "ratio",
  place: (value) => onCurve("compressor", value, 0),
  valueAt: (to, value) => {
    const most = excess(-value("threshold"), value("knee"));
    return most > 0 ? 1 / Math.max(0.001, 1 + to.out / most) : value("ratio");
  },
};

/** A gate's curve falls by the ratio until the range is spent or the picture ends: there its ratio is held, and moved sideways.
 *  Without a range, or with the threshold at the picture's end, there is nothing to move. */
const gateRatio: Grip = {
  parameter: "ratio",
  place: (value) => onCurve("gate", value, value("threshold") - Math.min(value("range") / (value("ratio") - 1 || 1e-9), (value("threshold") - least) / value("ratio"))),
  valueAt: (to, value) => {
    const [range, shown, under] = [value("range"), value("threshold") - least, Math.max(1e-9, value("threshold") - to.in)];
    return range > 0 && shown > 0 ? Math.min(1 + range / under, shown / under) : value("ratio");
  },
};

/** From the one that lies below to the one above: a corner can always be pulled away from under the other. */
const grips: Readonly<Record<string, readonly Grip[]>> = {
  compressor: [compressorRatio, corner("compressor", "threshold")],
  gate: [gateRatio, corner("gate", "threshold")],
  limiter: [corner("limiter", "ceiling")],
  deesser: [corner("deesser", "threshold")],
};
export const gripsOf = (effect: string): readonly Grip[] => grips[effect] ?? [];
