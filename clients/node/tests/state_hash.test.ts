// state_hash.test.ts: the hash of a state is the one written in schema/README.md.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hashOf, stateHash } from "../src/state_hash.js";
import { sampleProject } from "./samples.js";

/** FNV-1a by the book, with BigInt. */
function byTheBook(bytes: Uint8Array): string {
  let hash = 14695981039346656037n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 1099511628211n) & 0xffffffffffffffffn;
  return hash.toString();
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test("is that of the example on the schema's page", () => {
  const page = readFileSync(new URL("../../../schema/README.md", import.meta.url), "utf8");
  const [, stream, hash] = /`(\{s0.*\})`, and its hash is `(\d+)`/.exec(page) ?? [];
  expect(byTheBook(utf8(stream as string))).toBe(hash);
  expect(hashOf({ b: "é", a: [1, -Infinity] })).toBe(hash);
});

test("is that of the golden file, which every client is held against", () => {
  const golden = (name: string): string =>
    readFileSync(new URL(`../../../tests/golden/state_hash/${name}`, import.meta.url), "utf8");
  expect(stateHash(JSON.parse(golden("project.json")))).toBe(golden("hash").trim());
});

test("writes each kind of value as the page says", () => {
  for (const [value, stream] of [
    [{}, "{}"], [[], "[]"], ["", "s00000000"], [true, "t"], [false, "f"], [null, "0"],
    [0, "n0000000000000000"], [-0, "n0000000000000000"], [-6.5, "nc01a000000000000"], [Infinity, "n7ff0000000000000"],
    ["𝄞", "s00000004𝄞"],
  ] as const) expect(hashOf(value), stream).toBe(byTheBook(utf8(stream)));
});

test("is the same for a field left out and a field at its default", () => {
  const project = sampleProject();
  const bare = JSON.parse(JSON.stringify(project)) as typeof project;
  for (const track of bare.tracks) {
    delete (track as Partial<typeof track>).colour;
    delete (track as Partial<typeof track>).vcas;
  }
  expect(stateHash(bare)).toBe(stateHash(project));
});

test("differs when anything does", () => {
  const project = sampleProject();
  const seen = new Set([stateHash(project)]);
  seen.add(stateHash({ ...project, tempo: 121 }));
  seen.add(stateHash({ ...project, tracks: [...project.tracks].reverse() }));
  seen.add(stateHash({ ...project, name: "samplE" }));
  expect(seen.size).toBe(4);
});
