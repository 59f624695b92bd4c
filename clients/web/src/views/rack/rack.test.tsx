// rack.test.tsx: the chain, an equaliser's curve and points, dynamics, and knobs from descriptions.
import { act, fireEvent, render, screen } from "@testing-library/react";
import { effectNamed } from "corelogic/effects";
import { completed } from "corelogic/form";
import type { Insert } from "corelogic/schema";
import type { MeterFrame } from "corelogic/meter_frame";
import { nodeId, nodeRole } from "corelogic/strip_meters";
import { expect, test, vi } from "vitest";
import { hearMeterFrame } from "../../studio/meters";
import { FakeStudio, aProject, aTrack, settled } from "../../studio/fake_studio";
import { gripsOf, outputLevel, pointOf } from "./dynamics_curve";
import { bandGain, type Band } from "./filter_curve";
import { scaleOf, spoken, stepsOf, unitOf } from "./parameter_values";
import Rack from "./rack";

let studio: FakeStudio;
const insert = (id: number, effect: string, values: Record<string, number> = {}): Insert => completed<Insert>("Insert", {
  id, effect, parameters: (effectNamed(effect)?.parameters ?? []).map(({ name, initial }) => ({ name, value: values[name] ?? initial })),
});
async function show(rest: string, ...inserts: Insert[]): Promise<void> {
  studio = new FakeStudio(aProject(aTrack({ id: 2, name: "Guitar", inserts }), aTrack({ id: 3, name: "Drums" })));
  await studio.start();
  render(<Rack rest={rest} />);
  await act(settled);
}
const asked = async (command: object): Promise<void> => {
  await vi.waitFor(() => expect(studio.asked.map((one) => one.command)).toContainEqual(command));
};

const band = (fields: Partial<Band>): Band => ({ on: true, type: "bell", frequency: 1000, gain: 6, q: 1, slope: 1, ...fields });
test("bands do at their frequency what is set there, and nothing far away", () => {
  expect(bandGain(band({}), 1000)).toBeCloseTo(6, 9);
  expect(bandGain(band({ gain: -9 }), 1000)).toBeCloseTo(-9, 9);
  expect(bandGain(band({}), 20000)).toBeLessThan(0.1);
  expect(bandGain(band({ type: "lowShelf" }), 10)).toBeCloseTo(6, 2);
  expect(bandGain(band({ type: "lowShelf" }), 1000)).toBeCloseTo(3, 9);
  expect(bandGain(band({ type: "highShelf" }), 100000)).toBeCloseTo(6, 2);
  for (const [slope, order] of [1, 2, 3, 4, 6, 8].entries()) {
    const q = Math.SQRT1_2;
    expect(bandGain(band({ type: "lowPass", slope, q }), 1000)).toBeCloseTo(-3.0103, 3);
    expect(bandGain(band({ type: "lowPass", slope, q }), 16000) - bandGain(band({ type: "lowPass", slope, q }), 8000)).toBeCloseTo(-6.0206 * order, 0);
    expect(bandGain(band({ type: "highPass", slope, q }), 500)).toBeCloseTo(bandGain(band({ type: "lowPass", slope, q }), 2000), 9);
  }
  expect(bandGain(band({ type: "notch" }), 1000)).toBeLessThan(-100);
  expect(bandGain(band({ type: "bandPass" }), 1000)).toBeCloseTo(0, 9);
  expect(bandGain(band({ on: false }), 1000)).toBe(0);
});

test("transfer curves have their corner, slope and floor", () => {
  const of = (values: Record<string, number>) => (name: string): number => values[name] ?? 0;
  const compressor = of({ threshold: -20, ratio: 4, knee: 0 });
  expect([-40, -20, 0].map((level) => outputLevel("compressor", compressor, level))).toEqual([-40, -20, -15]);
  const soft = of({ threshold: -20, ratio: 4, knee: 12 });
  expect(outputLevel("compressor", soft, -20)).toBeCloseTo(-21.125, 9);  // a quarter of slope·knee/2 … (1/R - 1)·(W/2)²/(2W)
  expect(outputLevel("gate", of({ threshold: -40, ratio: 100, range: 60 }), -41)).toBe(-101);
  expect(outputLevel("limiter", of({ ceiling: -1 }), 3)).toBe(-1);
  expect(outputLevel("delay", of({}), 0)).toBeUndefined();
});

test("the point is what the detector hears, on the curve and within its picture", () => {
  const of = (values: Record<string, number>) => (name: string): number => values[name] ?? 0;
  const compressor = of({ threshold: -20, ratio: 4, knee: 0 });
  expect(pointOf("compressor", compressor, -40)).toEqual({ in: -40, out: -40 });
  expect(pointOf("compressor", compressor, -8)).toEqual({ in: -8, out: -17 });
  expect(pointOf("compressor", compressor, 4)).toEqual({ in: 0, out: -14 });
  expect(pointOf("gate", of({ threshold: -40, ratio: 100, range: 60 }), -50)).toEqual({ in: -50, out: -60 });
  expect(pointOf("compressor", compressor, -Infinity)).toBeUndefined();
});

test.each([[-20, 4, 0], [-20, 4, 12], [-2, 8, 12], [-40, 1, 6]])("the points of a compressor's curve (threshold %d, ratio %d, knee %d) lie on it, and give their values back", (threshold, ratio, knee) => {
  const value = (name: string): number => ({ threshold, ratio, knee })[name] ?? 0;
  for (const grip of gripsOf("compressor")) {
    const place = grip.place(value);
    expect(place.out).toBeCloseTo(outputLevel("compressor", value, place.in) as number, 9);
    expect(grip.valueAt(place, value)).toBeCloseTo(value(grip.parameter), 9);
  }
});

test.each([[-40, 4, 60], [-40, 100, 60], [-20, 2, 12], [-20, 1, 12]])("the points of a gate's curve (threshold %d, ratio %d, range %d) lie on it, and give their values back", (threshold, ratio, range) => {
  const value = (name: string): number => ({ threshold, ratio, range })[name] ?? 0;
  for (const grip of gripsOf("gate")) {
    const place = grip.place(value);
    expect(place.out).toBeCloseTo(outputLevel("gate", value, place.in) as number, 6);
    expect(grip.valueAt(place, value)).toBeCloseTo(value(grip.parameter), 6);
  }
});

test("a gate's ratio has nothing to move without a range, or with its threshold at the picture's end", () => {
  const [ratio] = gripsOf("gate");
  const of = (threshold: number, range: number) => (name: string): number => ({ threshold, range, ratio: 4 })[name] ?? 0;
  expect(ratio?.valueAt({ in: -50, out: -60 }, of(-40, 0))).toBe(4);
  expect(ratio?.valueAt({ in: -50, out: -60 }, of(-60, 60))).toBe(4);
  expect(ratio?.valueAt({ in: -30, out: -60 }, of(-40, 60))).toBeGreaterThan(100);  // its range holds it
});

test("a ratio has nothing to move where the threshold is 0 dB, and no end at a flat curve", () => {
  const [ratio] = gripsOf("compressor");
  const of = (threshold: number) => (name: string): number => ({ threshold, ratio: 4 })[name] ?? 0;
  expect(ratio?.valueAt({ in: 0, out: -10 }, of(0))).toBe(4);
  expect(ratio?.valueAt({ in: 0, out: -30 }, of(-20))).toBe(1000);  // its range holds it
});

test("a name is written as a person would", () => {
  expect(["keyHighPass", "band1Frequency", "mix", "band1Q", "Q", "12dB", "lowShelf"].map(spoken)).toEqual(["key high pass", "band 1 frequency", "mix", "band 1 Q", "Q", "12 dB", "low shelf"]);
});

test("a level that may be silent has silence at its bottom", () => {
  const early = effectNamed("reverb")?.parameters.find((each) => each.name === "earlyLevel");
  if (!early) throw new Error("the catalogue has changed");
  expect([scaleOf(early).value(0), scaleOf(early).position(-Infinity), scaleOf(early).value(1)]).toEqual([-Infinity, 0, 12]);
});

test("what is counted is turned, dragged and typed in whole steps; values between are on the nearest", () => {
  const delay = effectNamed("utility")?.parameters.find((each) => each.name === "delay");
  if (!delay) throw new Error("the catalogue has changed");
  expect([delay.unit, delay.step]).toEqual(["frames", 1]);
  const scale = scaleOf(delay), steps = stepsOf(delay);
  for (let position = 0; position <= 1; position += 0.00123) {
    const value = scale.value(position);
    expect(Number.isInteger(value)).toBe(true);
    expect(Math.abs(value - position * 4800)).toBeLessThanOrEqual(0.5);
  }
  expect(steps).toEqual({ fine: 1, normal: 50, coarse: 500 });
  expect([unitOf(delay).format(10), unitOf(delay).say(10), unitOf(delay).parse("10.5"), unitOf(delay).parse("7 frames"), unitOf(delay).parse("x")])
    .toEqual(["10", "10 frames", 11, 7, undefined]);
  const odd = { ...delay, least: -1, most: 2, step: 0.5 };
  expect([0, 0.2, 0.4, 1].map((position) => scaleOf(odd).value(position))).toEqual([-1, -0.5, 0, 2]);
  expect(stepsOf(odd)).toEqual({ fine: 0.5, normal: 0.5, coarse: 5 });
});

test("keys move a counted value from one step to another", async () => {
  await show("2/5", insert(5, "utility", { delay: 7 }));
  const knob = screen.getByRole("slider", { name: "delay of utility" });
  fireEvent.keyDown(knob, { key: "ArrowUp", shiftKey: true });
  await asked({ setParameter: { insert: 5, parameter: "delay", value: 8 } });
  fireEvent.keyDown(knob, { key: "ArrowUp" });
  await vi.waitFor(() => expect(studio.asked.length).toBe(2));
  const values = studio.asked.map(({ command }) => (command as { setParameter?: { value: number } }).setParameter?.value);
  expect(values.every((value) => Number.isInteger(value))).toBe(true);
});

test("the chain lists inserts, and the chosen one is opened with controls for every parameter", async () => {
  await show("2/5", insert(4, "eq"), insert(5, "compressor"));
  expect(screen.getByRole("list", { name: "inserts of Guitar" }).children.length).toBe(2);
  expect(screen.getByRole("region", { name: "Compressor" })).toBeTruthy();
  fireEvent.keyDown(screen.getByRole("slider", { name: "threshold of compressor" }), { key: "ArrowUp" });
  await asked({ setParameter: { insert: 5, parameter: "threshold", value: -17.5 } });
  fireEvent.change(screen.getByRole("combobox", { name: "key of compressor" }), { target: { value: "3" } });
  await asked({ setKey: { insert: 5, track: 3, preFader: false } });
  fireEvent.click(screen.getByRole("button", { name: "side B is heard" }));
  await asked({ switchSide: { insert: 5 } });
  expect(screen.getByRole("group", { name: /transfer curve/ })).toBeTruthy();
});

test("what a recall leaves alone of an insert is chosen by parameter, and taken out of all", async () => {
  await show("2/5", { ...insert(5, "limiter"), safe: ["all"] });
  fireEvent.click(screen.getByRole("button", { name: "recall safe of limiter: safe" }));
  const ceiling = screen.getByRole("button", { name: "ceiling of limiter is safe" });
  expect(ceiling.getAttribute("aria-pressed")).toBe("true");
  fireEvent.click(ceiling);
  const others = (effectNamed("limiter")?.parameters ?? []).map(({ name }) => name).filter((name) => name !== "ceiling");
  await asked({ setInsertSafe: { insert: 5, safe: ["bypass", ...others] } });
  await act(async () => { studio.change({ insertSafeSet: { id: 5, safe: ["ceiling"] } }); await settled(); });
  fireEvent.click(screen.getByRole("button", { name: "bypass of limiter is safe" }));
  await asked({ setInsertSafe: { insert: 5, safe: ["bypass", "ceiling"] } });
  expect(screen.getByText(`1 of ${others.length + 2} safe`)).toBeTruthy();
});

test("a band of the equaliser is a point that keys move, and Enter switches", async () => {
  await show("2/4", insert(4, "eq", { band3On: 1, band3Frequency: 1000 }));
  const point = screen.getByRole("slider", { name: "band 3 of eq" });
  expect(point.getAttribute("aria-valuetext")).toBe("bell, 1.00 kHz, 0.0 dB");
  fireEvent.keyDown(point, { key: "ArrowUp" });
  await asked({ setParameter: { insert: 4, parameter: "band3Gain", value: 0.5 } });
  fireEvent.keyDown(point, { key: "Enter" });
  await asked({ setParameter: { insert: 4, parameter: "band3On", value: 0 } });
});

test("the corner and the end of a compressor's curve are points that keys move", async () => {
  await show("2/5", insert(5, "compressor"));
  const corner = screen.getByRole("slider", { name: "threshold on the curve of compressor" });
  const end = screen.getByRole("slider", { name: "ratio on the curve of compressor" });
  expect([corner, end].map((point) => point.getAttribute("aria-valuetext"))).toEqual(["-18.0 dB", "3.00 :1"]);
  fireEvent.keyDown(corner, { key: "ArrowLeft" });
  await asked({ setParameter: { insert: 5, parameter: "threshold", value: -18.5 } });
  fireEvent.keyDown(end, { key: "ArrowUp" });  // more, as of any slider, though the point goes down
  await asked({ setParameter: { insert: 5, parameter: "ratio", value: 3.2 } });
});

test("an effect is added from the list of those that fit", async () => {
  await show("3");
  fireEvent.change(screen.getByRole("combobox", { name: "add an effect to Drums" }), { target: { value: "gate" } });
  await asked({ addInsert: { track: 3, effect: "gate" } });
});

test("an effect nobody knows keeps its place and says so", async () => {
  await show("2/4", insert(4, "shimmer2"));
  expect(screen.getByText(/not known here/, { selector: "p" })).toBeTruthy();
});

test("the point follows what the detector hears, and is not there when that is unknown or silent", async () => {
  await show("2/5", insert(5, "compressor", { threshold: -20, ratio: 4, knee: 0 }));
  const point = (): string => {
    const circle = document.querySelector(".dynamics-point") as SVGCircleElement;
    return circle.getAttribute("visibility") === "visible" ? `${circle.getAttribute("cx")} ${circle.getAttribute("cy")}` : "";
  };
  const lists = Object.fromEntries(["peaks", "rms", "clips", "detailed", "truePeaks", "correlations", "vus", "momentary", "shortTerm", "integrated", "ranges", "keyNodes",
    "keyPeaks", "costNodes", "costLeast", "costMean", "costMost", "spectrumNodes", "spectra"].map((name) => [name, []]));
  const hear = (level: number, gain: number): void => hearMeterFrame({
    ...lists, number: 1, epoch: 1, revision: 1, position: 0, rolling: true, xruns: 0, load: 0, spectrumBins: 0,
    nodes: [nodeId(5, nodeRole.insert)], channels: [0], gains: [gain], detectors: [0], detectorLevels: [level],
  } as unknown as MeterFrame);
  expect(point()).toBe("");
  hear(10 ** (-8 / 20), -9);  // 12 dB above the threshold: 3 are left; 220 pixels are 60 dB
  await vi.waitFor(() => expect(point()).toBe(`${(220 * 52 / 60).toFixed(1)} ${(220 * 17 / 60).toFixed(1)}`));
  expect(screen.getByRole("status", { name: "gain reduction" }).textContent).toBe("-9.0 dB");
  hear(0, 0);
  await vi.waitFor(() => expect(point()).toBe(""));
});
