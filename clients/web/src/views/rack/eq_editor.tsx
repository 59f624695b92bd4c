// eq_editor.tsx: the equaliser as a curve over the strip's live spectrum; each band is a point to drag: sideways its
// frequency, up and down its gain, the wheel its Q, a double click switches it. Keys do the same.  Side: page.
import { effectNamed } from "corelogic/effects";
import type { Insert, Track } from "corelogic/schema";
import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useLive } from "../../studio/hooks";
import { grasp, move, nudge, release, type Control } from "../../studio/hands";
import { useStudio } from "../../studio/store";
import { decibelUnit, hertzUnit } from "../../widgets/units";
import { bandTypes, curveGain, type Band } from "./filter_curve";
import { ParameterControl, setParameter } from "./parameter_control";
import { spoken } from "./parameter_values";
import { Spectrum } from "./spectrum";

const width = 720, height = 260, most = 24, least = 20, highest = 20000;
const bandCount = 8;
export const xOf = (frequency: number): number => (Math.log(frequency / least) / Math.log(highest / least)) * width;
export const frequencyAt = (x: number): number => least * (highest / least) ** Math.min(1, Math.max(0, x / width));
const yOf = (gain: number): number => (0.5 - gain / (2 * most)) * height;
const gainAt = (y: number): number => Math.min(most, Math.max(-most, (0.5 - y / height) * 2 * most));
const curvePoints = Array.from({ length: 181 }, (_, i) => frequencyAt((i / 180) * width));
const gridFrequencies = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];

const control = (insert: number, parameter: string): Control =>
  ({ name: `insert/${insert}/${parameter}`, command: (value) => ({ setParameter: { insert, parameter, value } }) });

/** The bands as they are heard, with what a hand here moves. */
function useBands(insert: Insert): { bands: Band[]; output: number } {
  const local = useStudio((state) => state.local);
  return useMemo(() => {
    const values = new Map(insert.parameters.map((each) => [each.name, each.value]));
    const read = (name: string): number => local[`insert/${insert.id}/${name}`] ?? values.get(name) ?? 0;
    const bands = Array.from({ length: bandCount }, (_, i) => {
      const at = `band${i + 1}`;
      return {
        on: read(`${at}On`) !== 0, type: bandTypes[read(`${at}Type`)] ?? "bell", frequency: read(`${at}Frequency`), gain: read(`${at}Gain`),
        q: read(`${at}Q`), slope: read(`${at}Slope`),
      };
    });
    return { bands, output: read("output") };
  }, [insert, local]);
}

const hasGain = (band: Band): boolean => band.type === "bell" || band.type === "lowShelf" || band.type === "highShelf";

function BandPoint({ insert, band, index, chosen, choose }: { insert: Insert; band: Band; index: number; chosen: boolean; choose(): void }): React.JSX.Element {
  const live = useLive();
  const dragging = useRef(false);
  const at = `band${index + 1}`;
  const frequency = control(insert.id, `${at}Frequency`);
  const gain = control(insert.id, `${at}Gain`);
  const q = control(insert.id, `${at}Q`);
  const place = (event: PointerEvent): { x: number; y: number } => {
    const box = (event.currentTarget.closest("svg") as SVGSVGElement).getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * height };
  };
  const down = (event: PointerEvent): void => {
    choose();
    if (!live || !band.on || !grasp(frequency)) return;
    if (hasGain(band)) grasp(gain);
    dragging.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent): void => {
    if (!dragging.current) return;
    const { x, y } = place(event);
    move(frequency, Number(frequencyAt(x).toPrecision(4)));
    if (hasGain(band)) move(gain, Number(gainAt(y).toFixed(1)));
  };
  const up = (): void => {
    if (!dragging.current) return;
    dragging.current = false;
    void release(frequency);
    if (hasGain(band)) void release(gain);
  };
  const key = (event: KeyboardEvent): void => {
    const fine = event.shiftKey ? 0.2 : 1;
    const turn = (ratio: number): void => nudge(frequency, Math.min(highest, Math.max(least, band.frequency * ratio ** fine)));
    const lift = (step: number): void => { if (hasGain(band)) nudge(gain, Math.min(most, Math.max(-most, band.gain + step * fine))); };
    const known: Record<string, () => void> = {
      ArrowRight: () => turn(1.06), ArrowLeft: () => turn(1 / 1.06), ArrowUp: () => lift(0.5), ArrowDown: () => lift(-0.5),
      PageUp: () => nudge(q, Math.min(30, band.q * 1.2)), PageDown: () => nudge(q, Math.max(0.1, band.q / 1.2)),
      Enter: () => setParameter(insert.id, `${at}On`, band.on ? 0 : 1),
    };
    const action = known[event.key];
    if (!action || !live) return;
    event.preventDefault();
    action();
  };
  const gainShown = hasGain(band) && band.on ? band.gain : 0;
  return (
    <g className={`eq-band${band.on ? "" : " off"}${chosen ? " chosen" : ""}`} role="slider" tabIndex={0} aria-label={`band ${index + 1} of ${insert.effect}`}
      aria-valuemin={least} aria-valuemax={highest} aria-valuenow={band.frequency} aria-disabled={!live}
      aria-valuetext={`${band.on ? "" : "off, "}${band.type}, ${hertzUnit.say(band.frequency)}${hasGain(band) ? ", " + decibelUnit.say(band.gain) : ""}`}
      transform={`translate(${xOf(band.frequency)} ${yOf(gainShown)})`} onPointerDown={down} onPointerMove={drag} onPointerUp={up} onPointerCancel={up}
      onFocus={choose} onKeyDown={key} onDoubleClick={() => { if (live) setParameter(insert.id, `${at}On`, band.on ? 0 : 1); }}
      onWheel={(event) => { if (live && band.on) nudge(q, Math.min(30, Math.max(0.1, band.q * (event.deltaY < 0 ? 1.1 : 1 / 1.1)))); }}>
      <circle r="22" className="eq-reach" /><circle r="11" /><text y="4">{index + 1}</text>
    </g>
  );
}

export function EqEditor({ insert, track }: { insert: Insert; track: Track }): React.JSX.Element {
  const { bands, output } = useBands(insert);
  const [chosen, setChosen] = useState(() => Math.max(0, bands.findIndex((band) => band.on)));
  const gains = curvePoints.map((frequency) => curveGain(bands, output, frequency));
  const path = gains.map((gain, i) => `${i === 0 ? "M" : "L"}${((i / 180) * width).toFixed(1)} ${Math.min(height + 20, Math.max(-20, yOf(gain))).toFixed(1)}`).join("");
  const parameters = effectNamed("eq")?.parameters ?? [];
  const ofBand = parameters.filter((each) => each.name.startsWith(`band${chosen + 1}`));
  const outputGain = parameters.find((each) => each.name === "output");
  return (
    <div className="eq">
      <div className="eq-field">
        <Spectrum track={track.id} frequencyAt={(share) => frequencyAt(share * width)} />
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-label={`curve of ${insert.effect}`}>
          {gridFrequencies.map((frequency) => <line key={frequency} className="eq-grid" x1={xOf(frequency)} x2={xOf(frequency)} y1="0" y2={height} />)}
          {[-18, -12, -6, 0, 6, 12, 18].map((gain) => <line key={gain} className={gain === 0 ? "eq-grid zero" : "eq-grid"} x1="0" x2={width} y1={yOf(gain)} y2={yOf(gain)} />)}
          <path className={insert.bypass ? "eq-curve bypassed" : "eq-curve"} d={path} />
          {bands.map((band, index) => <BandPoint key={index} insert={insert} band={band} index={index} chosen={index === chosen} choose={() => setChosen(index)} />)}
        </svg>
        <div className="eq-gains" aria-hidden="true">{[-18, -12, -6, 0, 6, 12, 18].map((gain) => <span key={gain} style={{ top: `${(yOf(gain) / height) * 100}%` }}>{gain > 0 ? `+${gain}` : gain}</span>)}</div>
        <div className="eq-marks" aria-hidden="true">{gridFrequencies.map((frequency) => <span key={frequency} style={{ left: `${(xOf(frequency) / width) * 100}%` }}>{frequency >= 1000 ? `${frequency / 1000}k` : frequency}</span>)}</div>
      </div>
      <div className="rack-knobs" role="group" aria-label={`band ${chosen + 1}`}>
        {ofBand.map((parameter) => <ParameterControl key={parameter.name} insert={insert} parameter={parameter} name={spoken(parameter.name.replace(/^band\d/, ""))} />)}
        {outputGain && <ParameterControl insert={insert} parameter={outputGain} />}
      </div>
    </div>
  );
}
