// studio.test.ts: the package against the real controller and engine: commands, refusals, replicas, gestures, deaths.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Refusal, type Studio } from "../../src/index.js";
import { House } from "./house.js";

let house: House;
let studio: Studio;
beforeAll(async () => {
  house = new House();
  await house.startController();
  house.startEngine();
  studio = await house.open({ name: "test" });
});
afterAll(() => house.close());

const volumeOf = (one: Studio, track: number): number | undefined =>
  one.project.tracks.find((each) => each.id === track)?.volume;

/** Until the replica has the controller's revision; then both are the same. */
async function expectReplica(one: Studio): Promise<void> {
  const project = await one.getProject();
  await one.until(() => one.revision >= studio.revision);
  expect(one.project).toEqual(project);
}

test("a command is answered with its revision and what it made, and the replica has it", async () => {
  const { ids, revision } = await studio.addTrack({ name: "Guitar" });
  await studio.until((project) => project.tracks.some((track) => track.id === ids[0]));
  expect(studio.revision).toBe(revision);
  expect(studio.track("guitar").channels).toBe(2);
  await studio.setVolume({ track: ids[0] as number, volume: -Infinity });
  await studio.until(() => volumeOf(studio, ids[0] as number) === -Infinity);
  await expectReplica(studio);
});

test("a refusal carries code, subject and sentence", async () => {
  const refused = await studio.setPan({ track: 99, pan: 0 }).catch((refusal: unknown) => refusal);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ code: "unknownId", subject: "track 99" });
  expect((refused as Refusal).sentence).toMatch(/\.$/);
  await expect(studio.setTempo({ tempo: 128 }, { expectedRevision: 1 })).rejects.toMatchObject({ code: "conflict" });
});

test("many as one are one revision and one undo step, or nothing", async () => {
  const guitar = studio.track("Guitar").id;
  const before = studio.revision;
  const { revision } = await studio.asOne((batch) => {
    batch.setMute({ track: guitar, mute: true });
    batch.setPan({ track: guitar, pan: 0.25 });
  });
  expect(revision).toBe(before + 1);
  await expect(studio.asOne((batch) => {
    batch.setPan({ track: guitar, pan: 1 });
    batch.setPan({ track: 99, pan: 1 });
  })).rejects.toMatchObject({ code: "unknownId" });
  await studio.undo();
  await studio.until((project) => project.tracks.some((track) => track.id === guitar && !track.mute && track.pan === 0));
});

test("a gesture is heard by others while it moves, and is one undo step", async () => {
  const other = await house.open({ name: "other" });
  const guitar = studio.track("Guitar").id;
  await studio.setVolume({ track: guitar, volume: 0 });
  const seen: number[] = [];
  other.on("change", () => seen.push(volumeOf(other, guitar) as number));
  const gesture = studio.gesture();
  for (let i = 1; i <= 20; ++i) {
    gesture.move.setVolume({ track: guitar, volume: -i / 2 });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await gesture.end();
  await other.until(() => volumeOf(other, guitar) === -10);
  expect(seen.length).toBeGreaterThan(3);
  await studio.undo();
  await other.until(() => volumeOf(other, guitar) === 0);
  await expect(studio.gesture().end()).resolves.toBeUndefined();
});

test("a gesture of something refused says so at its end", async () => {
  const gesture = studio.gesture();
  gesture.move.setVolume({ track: 99, volume: 0 });
  await expect(gesture.end()).rejects.toMatchObject({ code: "unknownId" });
});

test("questions are answered by their own words", async () => {
  expect(await studio.getStatus()).toMatchObject({ sampleRate: 48000 });
  expect((await studio.getHistory(2)).length).toBe(2);
  expect((await studio.getGraph()).nodes.length).toBeGreaterThan(0);
});

test("every request of the schema but those that keep a session is a method", () => {
  const words = JSON.parse(execFileSync(join(process.env["CORELOGIC_BIN"] as string, "corelogic"), ["schema"]).toString()) as
    { structs: { Request: { fields: { name: string; arm?: number }[] } } };
  const requests = words.structs.Request.fields.filter((field) => field.arm !== undefined).map((field) => field.name)
    .filter((name) => !["command", "hello", "heartbeat", "goodbye"].includes(name));
  expect(requests.length).toBeGreaterThan(18);
  const methods = studio as unknown as Record<string, unknown>;
  for (const name of requests) expect(typeof methods[name], name).toBe("function");
});

test("meters come from the engine, for the nodes of the graph", async () => {
  const frame = await new Promise<{ nodes: number[]; peaks: number[]; channels: number[] }>((resolve) => {
    const stop = studio.meters((one) => { if (one.nodes.length > 0) { stop(); resolve(one); } });
  });
  expect(frame.peaks.length).toBe(frame.channels.reduce((sum, count) => sum + count, 0));
  const nodes = (await studio.getGraph()).nodes.map((node) => Number(node.id));
  expect(nodes).toEqual(expect.arrayContaining(frame.nodes));
});

test("another project replaces the replica", async () => {
  const other = await house.open();
  const replaced = new Promise<string>((resolve) => other.on("project", (project) => resolve(project.name)));
  await studio.newProject({ name: "second" });
  expect(await replaced).toBe("second");
  await studio.openProject({ name: "untitled" }).catch(() => studio.newProject({ name: "third" }));
});

test("a controller killed among edits: each edit once, and the replica is the controller's", async () => {
  const { ids } = await studio.addTrack({ name: "Survivor" });
  const track = ids[0] as number;
  const edits = Array.from({ length: 40 }, (_, i) => studio.addSend({ track, destination: 1, level: -i }, { timeout: 15000 }));
  await new Promise((resolve) => setTimeout(resolve, 10));
  await house.killController();
  await house.startController();
  const made = (await Promise.all(edits)).map((answer) => answer?.ids[0]);
  expect(made).not.toContain(undefined);
  await studio.until((project) => project.tracks.some((each) => each.id === track), 10000);
  const { tracks } = await studio.getProject();
  const sends = tracks.find((each) => each.id === track)?.sends.map((send) => send.id) ?? [];
  expect([...sends].sort()).toEqual([...new Set(made)].sort());
  await studio.until(() => studio.state.kind === "live");
  expect(studio.project.tracks).toEqual(tracks);
});

test("a paused controller makes the session say since when it knows nothing, and it resumes", async () => {
  const states: string[] = [];
  studio.on("state", (state) => states.push(state.kind));
  house.pauseController(true);
  await new Promise<void>((resolve) => studio.on("state", (state) => { if (state.kind === "reconnecting") resolve(); }));
  house.pauseController(false);
  await new Promise<void>((resolve) => studio.on("state", (state) => { if (state.kind === "live") resolve(); }));
  expect(states[0]).toBe("reconnecting");
  await expectReplica(studio);
});

test("nobody there is said in words", async () => {
  await expect(house.open({ endpoint: `ipc://${house.folder}/nobody`, timeout: 300 }))
    .rejects.toMatchObject({ code: "notFound", subject: "controller" });
});
