// dynamics_grip.tsx: a point of a transfer curve that moves a parameter: dragged, or by the keys of any slider. It is dragged
// from where it was taken, so that a touch beside its middle does not jump.  Side: page.
import { effectNamed } from "corelogic/effects";
import type { Insert } from "corelogic/schema";
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { useContinuous } from "../../studio/hooks";
import { clampTo, rounded } from "../../widgets/step";
import { afterKey } from "../../widgets/use_slider";
import { least, type Grip, type Place, type Values } from "./dynamics_curve";
import { scaleOf, spoken, stepsOf, unitOf, valueOf } from "./parameter_values";

export interface CurveGripProps { insert: Insert; grip: Grip; value: Values; /** Of the picture, in its own units. */ size: number }

/** Where on the picture, in dB. */
function placeOf(event: PointerEvent): Place {
  const box = (event.currentTarget.closest("svg") as SVGSVGElement).getBoundingClientRect();
  return { in: least * (1 - (event.clientX - box.left) / box.width), out: least * ((event.clientY - box.top) / box.height) };
}

export function CurveGrip({ insert, grip, value, size }: CurveGripProps): React.JSX.Element | null {
  const parameter = effectNamed(insert.effect)?.parameters.find(({ name }) => name === grip.parameter);
  const control = useContinuous(`insert/${insert.id}/${grip.parameter}`, parameter ? valueOf(insert, parameter) : 0, (next) =>
    ({ setParameter: { insert: insert.id, parameter: grip.parameter, value: next } }));
  /** From the hand to the point's middle. */
  const taken = useRef<Place | undefined>(undefined);
  if (!parameter) return null;
  const place = grip.place(value);
  const scale = scaleOf(parameter), steps = stepsOf(parameter);
  const down = (event: PointerEvent): void => {
    if (event.button > 0 || !control.live || !control.grasp()) return;
    const hand = placeOf(event);
    taken.current = { in: place.in - hand.in, out: place.out - hand.out };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent): void => {
    if (!taken.current) return;
    const hand = placeOf(event);
    const next = grip.valueAt({ in: hand.in + taken.current.in, out: hand.out + taken.current.out }, value);
    control.move(clampTo(rounded(next, steps.fine), scale.least, scale.most));
  };
  const up = (): void => {
    if (!taken.current) return;
    taken.current = undefined;
    control.release();
  };
  const key = (event: KeyboardEvent): void => {
    const next = control.live ? afterKey(event, control.value, scale, steps, parameter.initial) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    control.nudge(next);
  };
  return (
    <g className={`dynamics-grip${control.held ? " held" : ""}`} role="slider" tabIndex={control.live ? 0 : -1} aria-label={`${spoken(grip.parameter)} on the curve of ${insert.effect}`}
      aria-valuemin={scale.least} aria-valuemax={scale.most} aria-valuenow={control.value} aria-valuetext={unitOf(parameter).say(control.value)} aria-disabled={!control.live}
      transform={`translate(${((place.in - least) / -least) * size} ${(place.out / least) * size})`} onPointerDown={down} onPointerMove={drag} onPointerUp={up} onPointerCancel={up} onKeyDown={key}>
      <circle r="18" className="dynamics-reach" /><circle r="8" />
    </g>
  );
}
