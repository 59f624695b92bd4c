// units.test.ts: values are shown and read as engineers write them.
import { expect, test } from "vitest";
import { decibelUnit, hertzUnit, panUnit, plainUnit, readTyped } from "./units";

test("levels", () => {
  expect([-Infinity, -6, 0, -0.04, 3.25].map(decibelUnit.format)).toEqual(["-∞", "-6.0", "0.0", "0.0", "+3.3"]);
  for (const [text, value] of [["-6", -6], ["−6,5 dB", -6.5], ["+3", 3], ["-inf", -Infinity], ["-∞", -Infinity], ["off", -Infinity], [".5", 0.5]] as const)
    expect(decibelUnit.parse(text), text).toBe(value);
  for (const text of ["", "loud", "6 Hz", "--6", "1e"]) expect(decibelUnit.parse(text), text).toBeUndefined();
});

test("pan", () => {
  expect([-1, -0.3, 0, 0.001, 1].map(panUnit.format)).toEqual(["L100", "L30", "C", "C", "R100"]);
  for (const [text, value] of [["L30", -0.3], ["r 100", 1], ["c", 0], ["-50", -0.5], ["0.25", 0.25], ["25 %", 0.25]] as const)
    expect(panUnit.parse(text), text).toBeCloseTo(value, 9);
  expect(panUnit.parse("left")).toBeUndefined();
});

test("frequencies", () => {
  expect([0, 80, 440, 1200, 12000].map(hertzUnit.format)).toEqual(["off", "80.0", "440", "1.20k", "12.0k"]);
  for (const [text, value] of [["80", 80], ["1.2k", 1200], ["12 kHz", 12000], ["off", 0]] as const) expect(hertzUnit.parse(text), text).toBe(value);
  expect(hertzUnit.parse("3 dB")).toBeUndefined();
});

test("what was typed is kept within the scale", () => {
  expect(readTyped("99", decibelUnit, -Infinity, 12)).toBe(12);
  expect(readTyped("5 ms", plainUnit("ms"), 0, 500)).toBe(5);
  expect(readTyped("x", plainUnit("ms"), 0, 500)).toBeUndefined();
});
