// scales.test.ts: what is engraved stands where it should, and back again.
import { expect, test } from "vitest";
import { faderScale, linearScale, logarithmicScale, meterScale } from "./scales";
import { stepped } from "./step";

test("the fader is a console's: 0 dB at three quarters, silence at the bottom, +12 at the top", () => {
  expect(faderScale.position(0)).toBe(0.75);
  expect(faderScale.position(-10)).toBe(0.5);
  expect(faderScale.position(12)).toBe(1);
  expect(faderScale.position(-Infinity)).toBe(0);
  expect(faderScale.value(0)).toBe(-Infinity);
  expect(faderScale.value(1.5)).toBe(12);
});

test("each scale is its own way back", () => {
  for (const scale of [faderScale, meterScale, linearScale(-1, 1), logarithmicScale(20, 20000)])
    for (let position = 0.05; position <= 1; position += 0.05)
      expect(scale.position(scale.value(position))).toBeCloseTo(position, 9);
});

test("steps stay on the grid and on the scale, and wake from silence", () => {
  expect(stepped(-6.03, 1, 0.5, faderScale)).toBe(-5.5);
  expect(stepped(11.9, 1, 0.5, faderScale)).toBe(12);
  expect(stepped(-89.8, -1, 0.5, faderScale)).toBe(-Infinity);
  expect(stepped(-Infinity, 1, 0.5, faderScale)).toBeGreaterThan(-90);
  expect(stepped(-Infinity, -1, 0.5, faderScale)).toBe(-Infinity);
});
