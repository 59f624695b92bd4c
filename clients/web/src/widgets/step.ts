// step.ts: single steps of a control by keys and wheel.  Side: page; pure.
import type { Scale } from "./scales";

export const clampTo = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** To whole steps; silence stays silence. */
export const rounded = (value: number, step: number): number => (Number.isFinite(value) ? Number((Math.round(value / step) * step).toFixed(6)) : value);

/** Steps of a control in its own unit. */
export interface Steps { fine: number; normal: number; coarse: number }

/** The value `count` steps on; from silence it wakes at the lowest finite value of the scale. */
export function stepped(value: number, count: number, step: number, scale: Scale): number {
  if (value === -Infinity) return count > 0 ? scale.value(0.02) : -Infinity;
  const next = Math.round((value + count * step) / step) * step;
  const exact = Number(next.toFixed(6));
  return scale.least === -Infinity && scale.position(exact) <= 0 ? -Infinity : clampTo(exact, scale.least, scale.most);
}
