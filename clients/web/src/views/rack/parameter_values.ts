// parameter_values.ts: an insert's values by name, and how each is shown and moved.  Side: page; pure.
import type { Parameter } from "corelogic/effects";
import type { Insert } from "corelogic/schema";
import { linearScale, logarithmicScale, type Scale } from "../../widgets/scales";
import { rounded, type Steps } from "../../widgets/step";
import { decibelUnit, hertzUnit, plainUnit, type Unit } from "../../widgets/units";

export const valueOf = (insert: Insert, parameter: Parameter): number =>
  insert.parameters.find((each) => each.name === parameter.name)?.value ?? parameter.initial;

/** -inf … most: silence at the bottom, then 60 dB of way. */
function silentScale(most: number): Scale {
  const way = linearScale(most - 60, most);
  return {
    least: -Infinity, most,
    position: (value) => (value === -Infinity ? 0 : 0.02 + 0.98 * way.position(value)),
    value: (position) => (position < 0.02 ? -Infinity : way.value((position - 0.02) / 0.98)),
  };
}

/** The value of the nearest step; the studio refuses what lies between. */
const onStep = ({ least, step }: Parameter, value: number): number => (step === undefined ? value : least + rounded(value - least, step));

export function scaleOf(parameter: Parameter): Scale {
  const scale = continuousScale(parameter);
  return { ...scale, value: (position) => onStep(parameter, scale.value(position)) };
}

function continuousScale(parameter: Parameter): Scale {
  if (parameter.least === -Infinity) return silentScale(parameter.most);
  if (parameter.scale === "logarithmic" && parameter.least > 0) return logarithmicScale(parameter.least, parameter.most);
  return linearScale(parameter.least, parameter.most);
}

export function unitOf(parameter: Parameter): Unit {
  if (parameter.unit === "dB") return decibelUnit;
  if (parameter.unit === "Hz") return hertzUnit;
  const range = parameter.most - parameter.least;
  const unit = plainUnit(parameter.unit, parameter.step === 1 ? 0 : range <= 2 ? 3 : range <= 50 ? 2 : range <= 1000 ? 1 : 0);
  const parse = (text: string): number | undefined => {
    const value = unit.parse(text);
    return value === undefined ? undefined : onStep(parameter, value);
  };
  return { ...unit, parse };
}

/** A hundredth of the way for a step, a tenth of that when fine; of what is counted whole steps, one by one when fine. */
export function stepsOf(parameter: Parameter): Steps {
  if (parameter.unit === "dB") return { fine: 0.1, normal: 0.5, coarse: 3 };
  const way = Number.isFinite(parameter.least) ? parameter.most - parameter.least : 60;
  const normal = Number((way / 100).toPrecision(1));
  if (parameter.step === undefined) return { fine: normal / 10, normal, coarse: normal * 10 };
  const whole = Math.max(parameter.step, rounded(normal, parameter.step));
  return { fine: parameter.step, normal: whole, coarse: whole * 10 };
}

/** "band1Frequency" -> "band 1 frequency", "12dB" -> "12 dB", "band1Q" -> "band 1 Q": as a person would write it. */
export const spoken = (name: string): string => {
  if (/^\d+dB$/.test(name)) return name.replace("dB", " dB");
  const words = name.replace(/([a-z])([A-Z0-9])/g, "$1 $2").replace(/(\d)([A-Z])/g, "$1 $2").split(" ");
  return words.map((word) => (word === "Q" ? word : word.toLowerCase())).join(" ");
};
