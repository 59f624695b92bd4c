// desk.test.ts: banks, spill, solo modes and what silences a strip.
import type { Project } from "corelogic/schema";
import { expect, test } from "vitest";
import { aProject, aTrack } from "../../studio/fake_studio";
import { anySolo, banksOf, mutedBy, soloed, stripsOf } from "./desk";

const project: Project = {
  ...aProject(
    aTrack({ id: 2, name: "Kick", vcas: [7], muteGroups: [20] }), aTrack({ id: 3, name: "Bass" }),
    aTrack({ id: 5, name: "Hall", kind: "aux" }), aTrack({ id: 7, name: "Drums", kind: "vca", vcas: [8] }),
    aTrack({ id: 8, name: "Band", kind: "vca" })),
  muteGroups: [{ id: 20, name: "All", active: false }],
};
const withTrack = (id: number, fields: object): Project =>
  ({ ...project, tracks: project.tracks.map((track) => (track.id === id ? { ...track, ...fields } : track)) });

test("a bank is all strips, one kind, or what a vca moves", () => {
  expect(banksOf(project).map((bank) => bank.name)).toEqual(["All strips", "Inputs", "Auxes", "VCAs", "of Drums", "of Band"]);
  expect(stripsOf(project.tracks, "all")).toEqual([2, 3, 5, 7, 8]);
  expect(stripsOf(project.tracks, "aux")).toEqual([5]);
  expect(stripsOf(project.tracks, "vca 7")).toEqual([2, 7]);
  expect(stripsOf(project.tracks, "all", [3, 7])).toEqual([2, 5, 8]);
});

test("a solo button shows what its mode does", () => {
  const track = aTrack({ id: 2, solo: true, listen: "pfl" });
  expect([soloed(track, "inPlace"), soloed(track, "pfl"), soloed(track, "afl")]).toEqual([true, true, false]);
  expect(anySolo(project)).toBe(false);
  expect(anySolo(withTrack(3, { listen: "afl" }))).toBe(true);
});

test("what silences a strip is named: active groups, vcas, and the vcas of vcas, also in a circle", () => {
  const kick = project.tracks[0] as (typeof project.tracks)[number];
  expect(mutedBy(project, kick)).toEqual([]);
  expect(mutedBy({ ...project, muteGroups: [{ id: 20, name: "All", active: true }] }, kick)).toEqual(["All"]);
  expect(mutedBy(withTrack(8, { mute: true }), kick)).toEqual(["Band"]);
  expect(mutedBy(withTrack(8, { mute: true, vcas: [7] }), kick)).toEqual(["Band"]);
});
