// dynamics_view.tsx: what a compressor, gate, limiter or de-esser does: its transfer curve with points to drag, on it what its
// detector hears, and the last ten seconds of its gain reduction.  Side: page.
import { effectNamed } from "corelogic/effects";
import type { Insert } from "corelogic/schema";
import { insertDynamics, type InsertDynamics } from "corelogic/strip_meters";
import { useEffect, useMemo, useRef } from "react";
import { drawEachFrame, meterFrame, onMeterFrame } from "../../studio/meters";
import { useStudio } from "../../studio/store";
import { gripsOf, least, outputLevel, pointOf, type Values } from "./dynamics_curve";
import { CurveGrip } from "./dynamics_grip";
import { valueOf } from "./parameter_values";

const size = 220;
const at = (level: number): number => ((level - least) / -least) * size;
const historySeconds = 10, framesASecond = 30, reductionMost = 24;

function useValues(insert: Insert): Values {
  const local = useStudio((state) => state.local);
  return useMemo(() => {
    const values = new Map(effectNamed(insert.effect)?.parameters.map((parameter) =>
      [parameter.name, local[`insert/${insert.id}/${parameter.name}`] ?? valueOf(insert, parameter)]));
    return (name) => values.get(name) ?? 0;
  }, [insert, local]);
}

/** What its detector heard since the last frame, and what it took away; undefined when unknown. */
function dynamicsNow(insert: number): InsertDynamics | undefined {
  const frame = meterFrame();
  return frame ? insertDynamics(insert, frame) : undefined;
}

/** The reduction of each frame, the newest last. */
class History {
  readonly values = new Float32Array(historySeconds * framesASecond);
  private next = 0;
  push(value: number): void { this.values[this.next] = value; this.next = (this.next + 1) % this.values.length; }
  each(draw: (place: number, value: number) => void): void {
    for (let i = 0; i < this.values.length; ++i) draw(i, this.values[(this.next + i) % this.values.length] as number);
  }
}

function ReductionHistory({ insert }: { insert: number }): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const history = useRef(new History());
  useEffect(() => onMeterFrame((frame) => history.current.push(insertDynamics(insert, frame)?.gainReduction ?? 0)), [insert]);
  useEffect(() => drawEachFrame(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const { width, height } = element;
    const style = getComputedStyle(element);
    context.fillStyle = style.getPropertyValue("--meter-back");
    context.fillRect(0, 0, width, height);
    context.fillStyle = style.getPropertyValue("--meter-reduction");
    const step = width / history.current.values.length;
    history.current.each((place, value) => context.fillRect(place * step, 0, Math.ceil(step), (Math.min(reductionMost, -value) / reductionMost) * height));
  }), []);
  return (
    <div className="dynamics-past">
      <canvas ref={canvas} className="dynamics-history" width={historySeconds * framesASecond} height={size} role="img" aria-label="gain reduction of the last ten seconds, 24 dB at the foot" />
      {[-6, -12, -18].map((level) => <span key={level} className="dynamics-line" aria-hidden="true" style={{ top: `${(-level / reductionMost) * 100}%` }}>{level} dB</span>)}
      <span className="dynamics-ago" aria-hidden="true">{historySeconds} s ago</span>
    </div>
  );
}

export function DynamicsView({ insert }: { insert: Insert }): React.JSX.Element {
  const value = useValues(insert);
  const point = useRef<SVGCircleElement>(null);
  const says = useRef<HTMLOutputElement>(null);
  const latest = useRef(value);
  latest.current = value;
  const path = Array.from({ length: 61 }, (_, i) => least + i).map((level, i) =>
    `${i === 0 ? "M" : "L"}${at(level).toFixed(1)} ${(size - at(Math.max(least, outputLevel(insert.effect, value, level) ?? level))).toFixed(1)}`).join("");
  useEffect(() => drawEachFrame(() => {
    const now = dynamicsNow(insert.id);
    const place = now && pointOf(insert.effect, latest.current, now.level);
    point.current?.setAttribute("visibility", place ? "visible" : "hidden");
    if (place) {
      point.current?.setAttribute("cx", at(place.in).toFixed(1));
      point.current?.setAttribute("cy", (size - at(place.out)).toFixed(1));
    }
    if (says.current) says.current.textContent = now ? `${now.gainReduction.toFixed(1)} dB` : "–";
  }), [insert.id]);
  return (
    <div className="dynamics">
      <svg viewBox={`0 0 ${size} ${size}`} className="dynamics-curve" role="group" aria-label={`transfer curve of ${insert.effect}, -60 to 0 dB`}>
        {[-48, -36, -24, -12].map((level) => (
          <g key={level} aria-hidden="true">
            <path className="eq-grid" d={`M${at(level)} 0V${size}M0 ${size - at(level)}H${size}`} />
            <text className="dynamics-mark" x={at(level) + 2} y={size - 3}>{level}</text>
            <text className="dynamics-mark" x="2" y={size - at(level) - 3}>{level}</text>
          </g>
        ))}
        <path className="dynamics-unity" d={`M0 ${size}L${size} 0`} />
        <path className={insert.bypass ? "eq-curve bypassed" : "eq-curve"} d={path} />
        <circle ref={point} className="dynamics-point" r="5" visibility="hidden" />
        {gripsOf(insert.effect).map((grip) => <CurveGrip key={grip.parameter} insert={insert} grip={grip} value={value} size={size} />)}
      </svg>
      <ReductionHistory insert={insert.id} />
      <output ref={says} className="dynamics-says" aria-live="off" aria-label="gain reduction">0.0 dB</output>
    </div>
  );
}
