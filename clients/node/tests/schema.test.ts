// schema.test.ts: what was generated is what the schema says now, and its words are read and written as the wire does.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { completed, toJson } from "../src/form.js";
import { changeKinds } from "../src/apply_change.js";
import { structs } from "../src/schema_table.js";
import type { Track } from "../src/schema.js";

test("the generated files are current", () => {
  const generator = fileURLToPath(new URL("../generate_schema.mjs", import.meta.url));
  expect(execFileSync(process.execPath, [generator, "--check"]).toString()).toBe("");
});

test("every change of the schema has its line in the mirror", () => {
  const arms = Object.keys(structs["Change"]?.arms ?? {}).filter((arm) => arm !== "unspecified");
  expect([...changeKinds].sort()).toEqual(arms.sort());
});

test("a message is completed with the schema's defaults, and keeps what it has", () => {
  const read = completed<Track>("Track", { id: 3, volume: "-Infinity", input: { file: { path: "a.wav" } } });
  expect(read).toMatchObject({ id: 3, volume: -Infinity, channels: 2, inserts: [], monitoring: "input", colour: "" });
  expect(read.input).toEqual({ file: { path: "a.wav", loop: false } });
  expect(read.stage).toMatchObject({ ceiling: -1, dimLevel: -20 });
});

test("infinities and long numbers go out as words", () => {
  expect(toJson({ a: -Infinity, b: [Infinity], c: 18446744073709551615n, d: -6.5 }))
    .toBe('{"a":"-Infinity","b":["Infinity"],"c":"18446744073709551615","d":-6.5}');
});
