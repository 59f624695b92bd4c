// list.test.ts: which strips are listed, routing in words, names for new strips, channels as typed.
import { completed } from "corelogic/form";
import type { Project, Send } from "corelogic/schema";
import { expect, test } from "vitest";
import { aProject, aTrack } from "../../studio/fake_studio";
import { between, listed, newNames, readChannels, routingText, sendsText } from "./list";

const kick = aTrack({ id: 2, name: "Kick", input: { device: [1, 2] }, output: { track: 6 }, vcas: [7], sends: [completed<Send>("Send", { id: 9, destination: 5 })] });
const loop = aTrack({ id: 3, name: "Loop", comment: "from the verse", input: { file: { path: "takes/verse.wav", loop: true } } });
const project: Project = aProject(kick, loop, aTrack({ id: 5, name: "Hall", kind: "aux", output: { none: null } }),
  aTrack({ id: 6, name: "Drums", kind: "group", output: { device: [3, 4] } }), aTrack({ id: 7, name: "Band", kind: "vca" }));
const text = (id: number): string => routingText(project, project.tracks.find((track) => track.id === id) ?? kick);

test("routing is one line that says from where to where", () => {
  expect([2, 3, 5, 6, 7].map(text)).toEqual(["in 1, 2 → Drums", "verse.wav ↻ → Master", "→ nowhere", "→ out 3, 4", "moves 1 strip"]);
  expect(sendsText(project, kick)).toBe("Hall");
});

test("a filter lists kinds and what is hidden; a search looks at names, comments, kinds and routing", () => {
  expect(listed(project, "all", "", [])).toEqual([2, 3, 5, 6, 7]);
  expect(listed(project, "aux", "", [])).toEqual([5]);
  expect(listed(project, "hidden", "", [3, 6])).toEqual([3, 6]);
  expect(listed(project, "shown", "", [3, 6])).toEqual([2, 5, 7]);
  expect(listed(project, "all", "drums", [])).toEqual([2, 6]);
  expect(listed(project, "all", "VERSE loop", [])).toEqual([3]);
  expect(listed(project, "all", "hall", [])).toEqual([2, 5]);
  expect(listed(project, "all", "tuba", [])).toEqual([]);
});

test("new names are free ones, and never too long", () => {
  expect(newNames("Tom", 1, ["Kick"])).toEqual(["Tom"]);
  expect(newNames("Tom", 1, ["Tom", "Tom 1"])).toEqual(["Tom 2"]);
  expect(newNames("Tom", 3, ["Tom 2"])).toEqual(["Tom 1", "Tom 3", "Tom 4"]);
  expect(newNames("x".repeat(64), 2, []).map((name) => name.length)).toEqual([64, 64]);
});

test("channels are typed one by one, as a range, or by the first", () => {
  expect(readChannels("3, 4", 2)).toEqual([3, 4]);
  expect(readChannels("5-6", 2)).toEqual([5, 6]);
  expect(readChannels("7", 2)).toEqual([7, 8]);
  expect(readChannels("2 1", 2)).toEqual([2, 1]);
  for (const wrong of ["", "1, 2, 3", "0", "left", "4-3", "1-9999"]) expect(readChannels(wrong, 2)).toBeUndefined();
});

test("a range goes both ways", () => {
  expect(between([5, 3, 8, 2], 8, 5)).toEqual([5, 3, 8]);
  expect(between([5, 3], 99, 3)).toEqual([3]);
});
