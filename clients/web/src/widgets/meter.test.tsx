// meter.test.tsx: what a meter shows between frames: fall, hold, clip, gain reduction.
import type { StripLevels } from "corelogic/strip_meters";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { forgetPeaks, Meter, MeterState, shortPeak } from "./meter";

const levels = (peak: number, more: Partial<StripLevels> = {}): StripLevels =>
  ({ peaks: [peak], rms: [peak - 3], clips: 0, gainReduction: undefined, detail: undefined, ...more });

test("a bar rises at once and falls slowly; its held peak stays for a second and a half", () => {
  const state = new MeterState();
  state.advance(levels(-6), 0.033);
  state.advance(levels(-60), 0.5);
  expect(state.bars[0]?.shown).toBeCloseTo(-19);
  expect(state.bars[0]?.held).toBe(-6);
  state.advance(levels(-60), 1);
  expect(state.bars[0]?.held).toBe(-6);
  state.advance(levels(-60), 1);
  expect(state.bars[0]?.held).toBeCloseTo(-26);
});

test("a clip is remembered until it is forgotten, and a new plan's count is no clip", () => {
  const state = new MeterState();
  state.advance(levels(0, { clips: 0 }), 0.03);
  expect(state.clipped).toBe(false);
  state.advance(levels(0, { clips: 4 }), 0.03);
  state.advance(levels(-20, { clips: 4 }), 9);
  expect(state.clipped).toBe(true);
  state.forget();
  state.advance(levels(-20, { clips: 0 }), 0.03);
  expect(state.clipped).toBe(false);
});

test("the greatest peak stays in figures until it is forgotten, also of all meters at once", () => {
  const [one, other] = [new MeterState(), new MeterState()];
  for (const state of [one, other]) {
    state.advance(levels(-3), 0.03);
    state.advance(levels(-40), 60);
    expect(state.most).toBe(-3);
  }
  one.forget();
  one.advance(levels(-40), 0.03);
  expect([one.most, other.most]).toEqual([-40, -3]);
  forgetPeaks();
  other.advance(levels(-20), 0.03);
  expect(other.most).toBe(-20);
});

test("a peak is written as narrow as it is wanted", () => {
  expect([-Infinity, -61, -42.4, -9.96, -9.94, -0.04, 0.3, 12, Infinity].map(shortPeak)).toEqual(["", "", "-42", "-10", "-9.9", "0.0", "+0.3", "+12.0", "!"]);
});

test("gain reduction comes at once and goes slowly", () => {
  const state = new MeterState();
  state.advance(levels(-6, { gainReduction: -8 }), 0.03);
  expect(state.reduction).toBe(-8);
  state.advance(levels(-6, { gainReduction: 0 }), 0.1);
  expect(state.reduction).toBeCloseTo(-6);
});

test("no levels are no bars", () => {
  const state = new MeterState();
  state.advance(levels(-6), 0.03);
  state.advance(undefined, 0.03);
  expect(state.bars.length).toBe(0);
});

test("it has a name and a role", () => {
  render(<Meter label="level of Guitar" levels={() => undefined} />);
  expect(screen.getByRole("meter", { name: "level of Guitar" })).toBeTruthy();
});
