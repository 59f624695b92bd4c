// connection.test.ts: the page's session: welcome, changes, loss and return, refusals, and hands on controls.
import { toast } from "sonner";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { act, send } from "./connection";
import { FakeStudio, aProject, aTrack, settled } from "./fake_studio";
import { grasp, move, nudge, release, type Control } from "./hands";
import { tracksById, useStudio } from "./store";

let studio: FakeStudio;
beforeEach(async () => {
  sessionStorage.clear();
  studio = new FakeStudio(aProject(aTrack({ id: 2, name: "Guitar" })));
  await studio.start();
});
afterEach(() => toast.dismiss());

const shown = (): number | undefined => tracksById(useStudio.getState().project?.tracks ?? []).get(2)?.volume;
const local = (): number | undefined => useStudio.getState().local["track/2/volume"];
const volume: Control = { name: "track/2/volume", command: (value) => ({ setVolume: { track: 2, volume: value } }) };

test("a welcome fills the store, and changes follow", async () => {
  expect(useStudio.getState().connection.kind).toBe("live");
  expect(useStudio.getState().role).toBe("admin");
  studio.change({ volumeSet: { id: 2, value: -6 } });
  await settled();
  expect(shown()).toBe(-6);
});

test("a lost line says since when, keeps what it knew, and asks to resume from there", async () => {
  studio.change({ volumeSet: { id: 2, value: -6 } });
  studio.cut();
  const lost = useStudio.getState().connection;
  expect(lost.kind).toBe("reconnecting");
  expect(shown()).toBe(-6);
  await vi.waitFor(() => expect(useStudio.getState().connection.kind).toBe("live"), 2000);
  expect(studio.hellos[1]).toMatchObject({ resumeEpoch: 1, resumeRevision: "2" });
});

test("a hole is asked for, not passed over", async () => {
  studio.revision += 1;
  studio.change({ volumeSet: { id: 2, value: -20 } });
  expect(shown()).toBe(0);
  await settled();
  expect(studio.hellos.length).toBe(2);
  expect(useStudio.getState().connection.kind).toBe("live");
});

test("a refusal is told to the person, and rejected", async () => {
  const told = vi.spyOn(toast, "error");
  studio.refuse = { code: "cycle", subject: "send", sentence: "That would close a circle." };
  await expect(send({ undo: null })).rejects.toMatchObject({ code: "cycle" });
  expect(told).toHaveBeenCalledWith("That would close a circle.", expect.anything());
});

test("nothing is kept for later while the line is lost", async () => {
  const told = vi.spyOn(toast, "error");
  studio.cut();
  act({ setMute: { track: 2, mute: true } });
  expect(grasp(volume)).toBe(false);
  await vi.waitFor(() => expect(useStudio.getState().connection.kind).toBe("live"), 2000);
  await settled();
  expect(studio.asked).toEqual([]);
  expect(told).toHaveBeenCalledWith(expect.stringContaining("not connected"), expect.anything());
});

test("a hand shows its own value at once, is one gesture, and then shows what was confirmed", async () => {
  expect(grasp(volume)).toBe(true);
  move(volume, -3);
  move(volume, -4);
  move(volume, -5);
  expect(local()).toBe(-5);
  const released = release(volume);
  await settled();
  studio.change({ volumeSet: { id: 2, value: -5 } });
  await settled();
  await released;
  expect([local(), shown()]).toEqual([undefined, -5]);
  expect(new Set(studio.asked.map((one) => one.gesture)).size).toBe(1);
  expect(studio.asked[0]?.gesture).not.toBe(0);
  expect(studio.asked[studio.asked.length - 1]).toMatchObject({ ends: true, command: { setVolume: { track: 2, volume: -5 } } });
  expect(studio.touches.map((touch) => touch["held"])).toEqual([true, false]);
});

test("two hands at once are one gesture, which ends with the last of them; a hand after them is another", async () => {
  const pan: Control = { name: "track/2/pan", command: (value) => ({ setPan: { track: 2, pan: value } }) };
  grasp(volume);
  grasp(pan);
  move(volume, -3);
  move(pan, 0.5);
  move(volume, -4);
  const first = release(volume);
  await settled();
  studio.change({ volumeSet: { id: 2, value: -4 } });
  await settled();
  await first;
  expect(local()).toBe(undefined);
  expect(studio.asked.filter((one) => one.ends)).toEqual([]);
  move(pan, 0.25);
  const second = release(pan);
  await settled();
  studio.change({ panSet: { id: 2, value: 0.25 } });
  await second;
  expect(new Set(studio.asked.map((one) => one.gesture)).size).toBe(1);
  expect(studio.asked.filter((one) => one.ends).map((one) => one.command)).toEqual([{ setPan: { track: 2, pan: 0.25 } }]);
  grasp(volume);
  move(volume, -9);
  await settled();
  expect(new Set(studio.asked.map((one) => one.gesture)).size).toBe(2);
  void release(volume);
});

test("a line lost under a hand takes the control out of it: nothing is moved behind the person's back", async () => {
  grasp(volume);
  move(volume, -3);
  await settled();
  studio.cut();
  expect([local(), shown()]).toEqual([undefined, 0]);
  move(volume, -40);
  await vi.waitFor(() => expect(useStudio.getState().connection.kind).toBe("live"), 2000);
  move(volume, -50);
  await release(volume);
  await settled();
  expect(studio.asked.map((one) => one.command)).toEqual([{ setVolume: { track: 2, volume: -3 } }]);
});

test("what is refused to a hand goes back to what is true, and says why", async () => {
  const told = vi.spyOn(toast, "error");
  studio.refuse = { code: "denied", subject: "track 2", sentence: "You may not move it." };
  grasp(volume);
  move(volume, -30);
  await release(volume);
  expect([local(), shown()]).toEqual([undefined, 0]);
  expect(told).toHaveBeenCalledWith("You may not move it.", expect.anything());
});

test("steps that follow each other are one gesture, released by itself", async () => {
  nudge(volume, -1);
  nudge(volume, -2);
  await vi.waitFor(() => expect(studio.asked.some((one) => one.ends)).toBe(true), 2000);
  expect(new Set(studio.asked.map((one) => one.gesture)).size).toBe(1);
});

test("who else holds a control is known, until it is let go", () => {
  studio.push({ touched: { client: "9", name: "stage", control: "track/2/volume", held: true } });
  expect(useStudio.getState().held["track/2/volume"]?.name).toBe("stage");
  studio.push({ touched: { client: "9", name: "stage", control: "track/2/volume", held: false } });
  expect(useStudio.getState().held).toEqual({});
});
