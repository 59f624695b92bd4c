// mirror.test.ts: each change does what it says and nothing else; revisions have no holes.
import { expect, test } from "vitest";
import { applyChange, changeKinds } from "../src/apply_change.js";
import { completed } from "../src/form.js";
import { Mirror } from "../src/mirror.js";
import type { Change, ChangeArms, Project, Track } from "../src/schema.js";
import { insert, sampleProject, send, track } from "./samples.js";

const trackOf = (project: Project, id: number): Track => project.tracks.find((each) => each.id === id) as Track;
const apply = (change: Change, project = sampleProject()): Project => applyChange(project, change);
const order = (project: Project): number[] => project.tracks.map((each) => each.id);

/** A change of each kind, and what it must leave at which place. */
const cases: { [Kind in keyof ChangeArms]: [ChangeArms[Kind], (project: Project) => unknown, unknown] } = {
  trackAdded: [{ track: track({ id: 20, name: "New" }), position: 1 }, order, [2, 20, 8, 3, 1]],
  trackRemoved: [8, order, [2, 3, 1]],
  trackRenamed: [{ track: 2, name: "Lead" }, (p) => trackOf(p, 2).name, "Lead"],
  trackMoved: [{ id: 2, position: 2 }, order, [8, 3, 2, 1]],
  volumeSet: [{ id: 2, value: -Infinity }, (p) => trackOf(p, 2).volume, -Infinity],
  panSet: [{ id: 2, value: 0.5 }, (p) => trackOf(p, 2).pan, 0.5],
  muteSet: [{ id: 2, value: true }, (p) => trackOf(p, 2).mute, true],
  soloSet: [{ id: 2, value: true }, (p) => trackOf(p, 2).solo, true],
  insertAdded: [{ track: 2, insert: insert({ id: 21 }), position: 1 }, (p) => trackOf(p, 2).inserts.map((i) => i.id), [4, 21, 5, 6]],
  insertRemoved: [5, (p) => trackOf(p, 2).inserts.map((i) => i.id), [4, 6]],
  insertMoved: [{ id: 4, position: 9 }, (p) => trackOf(p, 2).inserts.map((i) => i.id), [5, 6, 4]],
  insertBypassSet: [{ id: 4, value: true }, (p) => trackOf(p, 2).inserts[0]?.bypass, true],
  parameterSet: [{ insert: 4, parameter: "ratio", value: 4 }, (p) => trackOf(p, 2).inserts[0]?.parameters,
    [{ name: "ratio", value: 4 }, { name: "threshold", value: -18 }]],
  sendAdded: [{ track: 8, send: send({ id: 22, destination: 3 }), position: 0 }, (p) => trackOf(p, 8).sends.length, 1],
  sendRemoved: [7, (p) => trackOf(p, 2).sends, []],
  sendLevelSet: [{ id: 7, value: -3 }, (p) => trackOf(p, 2).sends[0]?.level, -3],
  sendPanSet: [{ id: 7, value: -1 }, (p) => trackOf(p, 2).sends[0]?.pan, -1],
  sendPreFaderSet: [{ id: 7, value: true }, (p) => trackOf(p, 2).sends[0]?.preFader, true],
  inputSet: [{ track: 2, input: { device: [1, 2] } }, (p) => trackOf(p, 2).input, { device: [1, 2] }],
  outputSet: [{ track: 2, output: { track: 3 } }, (p) => trackOf(p, 2).output, { track: 3 }],
  monitorLevelSet: [{ id: 1, value: -10 }, (p) => trackOf(p, 1).monitorLevel, -10],
  monitorOutputSet: [{ track: 1, output: { device: [3, 4] } }, (p) => trackOf(p, 1).monitorOutput, { device: [3, 4] }],
  connected: [completed("Connection", { id: 23, source: 2 }), (p) => p.connections.map((c) => c.id), [23]],
  disconnected: [23, (p) => p.connections, []],
  idsTaken: [40, (p) => p.nextId, 40],
  projectReplaced: [completed("Project", { name: "other", nextId: 2 }), (p) => [p.name, p.nextId, p.tracks], ["other", 20, []]],
  projectRenamed: ["live", (p) => p.name, "live"],
  keySet: [{ insert: 4, key: { track: 8, preFader: true } }, (p) => trackOf(p, 2).inserts[0]?.key, { track: 8, preFader: true }],
  insertFileSet: [{ insert: 4, path: "hall.wav", other: "room.wav" },
    (p) => [trackOf(p, 2).inserts[0]?.file, trackOf(p, 2).inserts[0]?.otherFile], ["hall.wav", "room.wav"]],
  insertValuesSet: [{ insert: 4, parameters: [{ name: "ratio", value: 8 }], other: [{ name: "ratio", value: 2 }], sideB: true },
    (p) => [trackOf(p, 2).inserts[0]?.parameters, trackOf(p, 2).inserts[0]?.other, trackOf(p, 2).inserts[0]?.sideB],
    [[{ name: "ratio", value: 8 }], [{ name: "ratio", value: 2 }], true]],
  tempoSet: [128, (p) => p.tempo, 128],
  trimSet: [{ id: 2, value: 6 }, (p) => trackOf(p, 2).trim, 6],
  polaritySet: [{ track: 2, polarity: "both" }, (p) => trackOf(p, 2).polarity, "both"],
  highPassSet: [{ id: 2, value: 80 }, (p) => trackOf(p, 2).highPass, 80],
  delaySet: [{ id: 2, value: 5 }, (p) => trackOf(p, 2).delay, 5],
  meterSet: [{ track: 2, meter: { point: "input", detail: "full" } }, (p) => trackOf(p, 2).meter, { point: "input", detail: "full" }],
  listenSet: [{ track: 2, listen: "pfl" }, (p) => trackOf(p, 2).listen, "pfl"],
  outputStageSet: [{ track: 1, stage: completed("OutputStage", { dim: true }) }, (p) => trackOf(p, 1).stage.dim, true],
  monitorSet: [{ monitor: completed("Monitor", { source: { track: 2 }, cut: true }) }, (p) => [p.monitor.source, p.monitor.cut], [{ track: 2 }, true]],
  outputMapSet: [{ track: 2, map: [2, 1] }, (p) => trackOf(p, 2).outputMap, [2, 1]],
  lookSet: [{ track: 2, colour: "#aa0000", icon: "guitar", comment: "left" },
    (p) => [trackOf(p, 2).colour, trackOf(p, 2).icon, trackOf(p, 2).comment], ["#aa0000", "guitar", "left"]],
  vcasSet: [{ id: 2, ids: [9] }, (p) => trackOf(p, 2).vcas, [9]],
  muteGroupsSet: [{ id: 2, ids: [11] }, (p) => trackOf(p, 2).muteGroups, [11]],
  linkSet: [{ track: 2, partner: 8 }, (p) => [trackOf(p, 2).link, trackOf(p, 8).link], [8, 2]],
  recordArmSet: [{ id: 2, value: true }, (p) => trackOf(p, 2).recordArm, true],
  monitoringSet: [{ track: 2, monitoring: "auto" }, (p) => trackOf(p, 2).monitoring, "auto"],
  directOutSet: [{ track: 2, directOut: { channels: [5, 6], tap: "preEq", level: -6 } }, (p) => trackOf(p, 2).directOut.channels, [5, 6]],
  soloIsolateSet: [{ id: 2, value: true }, (p) => trackOf(p, 2).soloIsolate, true],
  soloSafeSet: [{ id: 2, value: true }, (p) => trackOf(p, 2).soloSafe, true],
  soloSettingsSet: [{ mode: "afl", exclusive: true }, (p) => p.solo, { mode: "afl", exclusive: true }],
  insertPostFaderSet: [{ id: 4, value: true }, (p) => trackOf(p, 2).inserts[0]?.postFader, true],
  sendTapSet: [{ send: 7, tap: "preEq" }, (p) => [trackOf(p, 2).sends[0]?.preFader, trackOf(p, 2).sends[0]?.preEq], [true, true]],
  sendMuteSet: [{ id: 7, value: true }, (p) => trackOf(p, 2).sends[0]?.mute, true],
  muteGroupAdded: [{ id: 24, name: "All", active: false }, (p) => p.muteGroups.map((g) => g.id), [11, 24]],
  muteGroupRemoved: [11, (p) => p.muteGroups, []],
  muteGroupRenamed: [{ id: 11, name: "Brass" }, (p) => p.muteGroups[0]?.name, "Brass"],
  muteGroupSet: [{ id: 11, value: true }, (p) => p.muteGroups[0]?.active, true],
  sceneAdded: [{ scene: completed("Scene", { id: 25 }), position: 1 }, (p) => p.scenes.map((s) => s.id), [12, 25, 13]],
  sceneRemoved: [12, (p) => p.scenes.map((s) => s.id), [13]],
  sceneMoved: [{ id: 12, position: 1 }, (p) => p.scenes.map((s) => s.id), [13, 12]],
  sceneStored: [completed("Scene", { id: 12, name: "Verse 2", tracks: [track({ id: 2 })] }), (p) => p.scenes[0]?.tracks.length, 1],
  sceneDescribed: [{ scene: 12, name: "Intro", comment: "soft", fade: 2000 }, (p) => [p.scenes[0]?.name, p.scenes[0]?.fade], ["Intro", 2000]],
  trackSafeSet: [{ id: 2, safe: ["pan"] }, (p) => trackOf(p, 2).safe, ["pan"]],
  insertSafeSet: [{ id: 4, safe: ["all"] }, (p) => trackOf(p, 2).inserts[0]?.safe, ["all"]],
  wiresSet: [{ wires: [{ port: "in_1", other: "system:capture_1" }], custom: true }, (p) => [p.wires.length, p.customWiring], [1, true]],
};

test.each(changeKinds)("%s does what it says", (kind) => {
  const [value, look, wanted] = cases[kind];
  expect(look(apply({ [kind]: value } as Change))).toEqual(wanted);
});

test.each(changeKinds)("%s leaves the value it was applied to as it was", (kind) => {
  const before = sampleProject();
  const text = JSON.stringify(before);
  apply({ [kind]: cases[kind][0] } as Change, before);
  expect(JSON.stringify(before)).toBe(text);
});

test("what did not change is shared", () => {
  const before = sampleProject();
  const after = apply({ panSet: { id: 2, value: 1 } }, before);
  expect(trackOf(after, 8)).toBe(trackOf(before, 8));
  expect(trackOf(after, 2).inserts).toBe(trackOf(before, 2).inserts);
});

test("a change of what does not exist changes nothing", () => {
  const before = sampleProject();
  for (const change of [
    { volumeSet: { id: 99, value: 0 } }, { sendLevelSet: { id: 99, value: 0 } }, { insertMoved: { id: 99, position: 0 } },
    { parameterSet: { insert: 99, parameter: "ratio", value: 1 } }, { trackMoved: { id: 99, position: 0 } },
    { trackAdded: { track: track({ id: 2 }), position: 0 } }, { sceneMoved: { id: 99, position: 0 } },
  ] as Change[]) expect(apply(change, before)).toEqual(before);
});

test("mute groups stand in the order of their ids, whenever they come", () => {
  const group = (id: number): Change => ({ muteGroupAdded: { id, name: `Group ${id}`, active: false } });
  const added = [30, 5, 24].reduce((project, id) => applyChange(project, group(id)), sampleProject());
  expect(added.muteGroups.map((each) => each.id)).toEqual([5, 11, 24, 30]);
  const again = applyChange(applyChange(added, { muteGroupRemoved: 11 }), group(11));
  expect(again.muteGroups.map((each) => each.id)).toEqual([5, 11, 24, 30]);
});

test("the master stays last", () => {
  expect(order(apply({ trackMoved: { id: 1, position: 0 } }))).toEqual([2, 8, 3, 1]);
  expect(order(apply({ trackMoved: { id: 2, position: 9 } }))).toEqual([8, 3, 2, 1]);
  expect(order(apply({ trackAdded: { track: track({ id: 20 }), position: 99 } }))).toEqual([2, 8, 3, 20, 1]);
});

test("a stereo link is of two: a new partner frees the former ones of both, and 0 frees both", () => {
  const linked = apply({ linkSet: { track: 2, partner: 8 } });
  const again = applyChange(linked, { linkSet: { track: 2, partner: 3 } });
  expect([2, 8, 3].map((id) => trackOf(again, id).link)).toEqual([3, 0, 2]);
  const crossed = applyChange(applyChange(linked, { linkSet: { track: 3, partner: 1 } }), { linkSet: { track: 8, partner: 3 } });
  expect([1, 2, 3, 8].map((id) => trackOf(crossed, id).link)).toEqual([0, 0, 8, 3]);
  expect(trackOf(applyChange(linked, { linkSet: { track: 2, partner: 99 } }), 2).link).toBe(0);
  const ended = applyChange(linked, { linkSet: { track: 8, partner: 0 } });
  expect([2, 8].map((id) => trackOf(ended, id).link)).toEqual([0, 0]);
});

test("a change of a newer version is not passed over", () => {
  expect(() => apply({ moonSet: { id: 1 } } as unknown as Change)).toThrow("moonSet");
});

test("revisions are taken in order, once, and of one epoch", () => {
  const mirror = new Mirror();
  const set = (epoch: number, revision: number, value: number): object =>
    ({ epoch, revision: String(revision), changes: [{ volumeSet: { id: 2, value } }] });
  expect(mirror.take(set(1, 1, 0))).toBe("hole");
  mirror.reset(sampleProject(), 1, 5);
  expect(mirror.take(set(1, 6, -6))).toBe("applied");
  expect(mirror.take(set(1, 6, -7))).toBe("old");
  expect(mirror.take(set(1, 8, -8))).toBe("hole");
  expect(mirror.take(set(2, 7, -9))).toBe("hole");
  expect([mirror.epoch, mirror.revision, trackOf(mirror.project, 2).volume]).toEqual([1, 6, -6]);
});

test("an infinity in a change is a number in the project", () => {
  const mirror = new Mirror();
  mirror.reset(sampleProject(), 1, 1);
  mirror.take({ epoch: 1, revision: "2", changes: [{ volumeSet: { id: 2, value: "-Infinity" } }] });
  expect(trackOf(mirror.project, 2).volume).toBe(-Infinity);
});
