// solo.test.ts: what a solo leaves audible. Against the controller's own answer: e2e/edits.
import { completed } from "corelogic/form";
import type { Project, Send } from "corelogic/schema";
import { expect, test } from "vitest";
import { aProject, aTrack } from "../../studio/fake_studio";
import { silentBySolo } from "./solo";

//  Kick 2 ──> Drums 4 (group) ──> Master        Voice 5 ── send ─> Hall 6 ──> Master
//  Snare 3 ─────^      (both moved by the vca 7)        Click 8, isolated ──> Master
const project: Project = aProject(
  aTrack({ id: 2, name: "Kick", output: { track: 4 }, vcas: [7] }), aTrack({ id: 3, name: "Snare", output: { track: 4 } }), aTrack({ id: 4, name: "Drums", kind: "group" }),
  aTrack({ id: 5, name: "Voice", sends: [completed<Send>("Send", { id: 9, destination: 6 })] }), aTrack({ id: 6, name: "Hall", kind: "aux" }),
  aTrack({ id: 7, name: "Low", kind: "vca" }), aTrack({ id: 8, name: "Click", soloIsolate: true }));
const soloing = (...ids: number[]): number[] =>
  [...silentBySolo({ ...project, tracks: project.tracks.map((track) => ({ ...track, solo: ids.includes(track.id) })) })];

test("nothing soloed silences nothing", () => expect(soloing()).toEqual([]));
test("a soloed strip is heard with what it feeds", () => expect(soloing(5)).toEqual([2, 3, 4]));
test("a soloed group is heard with what feeds it", () => expect(soloing(4)).toEqual([5, 6]));
test("one of a group is heard through it, the other is not", () => expect(soloing(2)).toEqual([3, 5, 6]));
test("a vca solos its members", () => expect(soloing(7)).toEqual([3, 5, 6]));
