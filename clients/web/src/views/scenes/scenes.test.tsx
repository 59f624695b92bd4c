// scenes.test.tsx: the cue list, morph and what is safe, against a studio in memory.
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { completed } from "corelogic/form";
import type { Scene } from "corelogic/schema";
import { beforeEach, expect, test, vi } from "vitest";
import { isSafe } from "../../studio/recall_safe";
import { FakeStudio, aProject, aTrack, settled } from "../../studio/fake_studio";
import { fadeUnit, neighbour, useCue } from "./cue";
import Scenes from "./scenes";

let studio: FakeStudio;
const scene = (id: number, name: string, fields: Partial<Scene> = {}): Scene =>
  completed<Scene>("Scene", { id, name, monitor: { source: { master: null } }, ...fields });
const cues = [scene(30, "Verse", { fade: 2000 }), scene(31, "Chorus", { comment: "loud" }), scene(32, "End")];
async function show(scenes = cues): Promise<void> {
  useCue.setState({ at: 0, fade: undefined });
  studio = new FakeStudio({ ...aProject(aTrack({ id: 2, name: "Guitar", safe: ["mute"] }), aTrack({ id: 3, name: "Voice", safe: ["all"] })), scenes });
  await studio.start();
  render(<Scenes />);
  await act(settled);
}
const asked = async (command: object): Promise<void> => {
  await vi.waitFor(() => expect(studio.asked.map((one) => one.command)).toContainEqual(command));
};
const row = (name: string): ReturnType<typeof within> => within(screen.getByRole("listitem", { name }));
const press = (name: string | RegExp): void => { fireEvent.click(screen.getByRole("button", { name })); };

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1280);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
});

test("next and previous go from where one stands; from nowhere the first is next", () => {
  expect(neighbour(cues, 0, 1)?.id).toBe(30);
  expect(neighbour(cues, 0, -1)).toBeUndefined();
  expect([neighbour(cues, 31, -1)?.id, neighbour(cues, 31, 1)?.id]).toEqual([30, 32]);
  expect(neighbour(cues, 32, 1)).toBeUndefined();
});

test("fades are typed in seconds or milliseconds", () => {
  expect(["4", "4 s", "0,5", "250 ms", "soon"].map(fadeUnit.parse)).toEqual([4000, 4000, 500, 250, undefined]);
  expect([0, 250, 1500].map(fadeUnit.format)).toEqual(["0 s", "250 ms", "1.5 s"]);
  for (const ms of [0, 250, 1500, 60000]) expect(fadeUnit.parse(fadeUnit.format(ms))).toBe(ms);
});

test("next recalls one after the other, and a refused recall leaves one where one was", async () => {
  await show();
  press("Next › Verse");
  await asked({ recallScene: { scene: 30 } });
  await vi.waitFor(() => expect(screen.getByRole("listitem", { current: "step" }).getAttribute("aria-label")).toBe("Verse"));
  press("Next › Chorus");
  await asked({ recallScene: { scene: 31 } });
  await act(settled);
  press("‹ Previous");
  await act(settled);
  expect(useCue.getState().at).toBe(30);
  studio.refuse = { code: "conflict", subject: "scene", sentence: "Not now." };
  press("recall End");
  await act(settled);
  expect(useCue.getState().at).toBe(30);
});

test("recalls take each scene's own fade, or the one that is given here", async () => {
  await show();
  press("recall with each scene's own fade");
  const fade = screen.getByRole("spinbutton", { name: "fade of recalls" });
  fireEvent.change(fade, { target: { value: "1.5 s" } });
  fireEvent.keyDown(fade, { key: "Enter" });
  press("recall End");
  await asked({ recallScene: { scene: 32, fade: 1500 } });
});

test("a scene is described in its place, each edit keeping the rest", async () => {
  await show();
  const name = row("Chorus").getByRole("textbox", { name: "name of Chorus" });
  fireEvent.change(name, { target: { value: "Refrain" } });
  fireEvent.keyDown(name, { key: "Enter" });
  await asked({ describeScene: { scene: 31, name: "Refrain", comment: "loud", fade: 0 } });
  const comment = row("Verse").getByRole("textbox", { name: "comment of Verse" });
  fireEvent.change(comment, { target: { value: "soft" } });
  fireEvent.keyDown(comment, { key: "Enter" });
  await asked({ describeScene: { scene: 30, name: "Verse", comment: "soft", fade: 2000 } });
  fireEvent.keyDown(row("Verse").getByRole("spinbutton", { name: "fade of Verse" }), { key: "ArrowUp" });
  await asked({ describeScene: { scene: 30, name: "Verse", comment: "", fade: 2500 } });
});

test("scenes are stored, stored over and removed, the latter two after a question", async () => {
  await show();
  press("Store new scene");
  fireEvent.change(screen.getByRole("textbox", { name: "its name" }), { target: { value: "Bridge" } });
  press("OK");
  await asked({ storeScene: { name: "Bridge" } });
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  press("store over Chorus");
  expect(studio.asked.length).toBe(1);
  press("Store");
  await asked({ storeScene: { scene: 31 } });
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(useCue.getState().at).toBe(31);
  press("remove Verse");
  press("Remove");
  await asked({ removeScene: { scene: 30 } });
});

test("Alt with an arrow moves a scene, not past the end", async () => {
  await show();
  fireEvent.keyDown(row("Chorus").getByRole("button", { name: "move Chorus" }), { key: "ArrowUp", altKey: true });
  await asked({ moveScene: { scene: 31, position: 0 } });
  fireEvent.keyDown(row("End").getByRole("button", { name: "move End" }), { key: "ArrowDown", altKey: true });
  await settled();
  expect(studio.asked.length).toBe(1);
});

test("a preview asks what the recall would change, and changes nothing", async () => {
  await show();
  let question: unknown;
  studio.answers["dryRun"] = (asked_) => {
    question = asked_;
    return { dryRun: { label: "recall Verse", lines: ["Guitar: volume -6.0 dB, was 0.0 dB."] } };
  };
  press("preview Verse");
  await act(settled);
  expect(question).toEqual({ recallScene: { scene: 30 } });
  expect(screen.getByRole("list", { name: "what it would change" }).textContent).toBe("Guitar: volume -6.0 dB, was 0.0 dB.");
  expect(studio.asked).toEqual([]);
  press("Recall");
  await asked({ recallScene: { scene: 30 } });
});

test("a preview that is refused says why", async () => {
  await show();
  studio.answers["dryRun"] = () => ({ refused: { code: "unknownId", subject: "scene 30", sentence: "There is no scene 30." } });
  press("preview Verse");
  await act(settled);
  expect(screen.getByRole("dialog").textContent).toContain("There is no scene 30.");
});

test("the morph is one gesture that stays where it was left, and two other scenes begin at their start", async () => {
  await show();
  const slider = screen.getByRole("slider", { name: "morph from Verse to Chorus" });
  fireEvent.pointerDown(slider, { pointerId: 1, clientX: 100 });
  fireEvent.pointerMove(slider, { pointerId: 1, clientX: 140 });
  await act(async () => { studio.change({ volumeSet: { id: 2, value: -3 } }); await settled(); });  // what the morph does
  fireEvent.pointerUp(slider, { pointerId: 1 });
  await asked({ morphScenes: { from: 30, to: 31, amount: 0.5 } });  // 40 of the least way of 80 pixels
  await act(settled);
  expect(new Set(studio.asked.map((one) => one.gesture)).size).toBe(1);
  expect(studio.asked[studio.asked.length - 1]?.ends).toBe(true);
  await act(async () => { studio.change({ sceneMoved: { id: 32, position: 2 } }); await settled(); });
  expect(slider.getAttribute("aria-valuetext")).toBe("50 % of the way");
  fireEvent.change(screen.getByRole("combobox", { name: "morph to" }), { target: { value: "32" } });
  expect(screen.getByRole("slider", { name: "morph from Verse to End" }).getAttribute("aria-valuetext")).toBe("0 % of the way");
});

test("a morph that is refused stands where it stood", async () => {
  await show();
  studio.refuse = { code: "conflict", subject: "scene", sentence: "Not now." };
  const slider = screen.getByRole("slider", { name: "morph from Verse to Chorus" });
  fireEvent.pointerDown(slider, { pointerId: 1, clientX: 100 });
  fireEvent.pointerMove(slider, { pointerId: 1, clientX: 140 });
  expect(slider.getAttribute("aria-valuetext")).toBe("50 % of the way");
  fireEvent.pointerUp(slider, { pointerId: 1 });
  await vi.waitFor(() => expect(slider.getAttribute("aria-valuetext")).toBe("0 % of the way"));
});

test("what is safe is switched for a strip, and for all strips as one", async () => {
  await show();
  press("volume of Guitar is safe");
  await asked({ setTrackSafe: { track: 2, safe: ["volume", "mute"] } });
  expect(screen.getByRole("button", { name: "pan of Voice is safe" }).getAttribute("aria-pressed")).toBe("true");
  press("pan of Voice is safe");
  await asked({ setTrackSafe: { track: 3, safe: ["volume", "mute", "solo", "sends", "inserts", "routing", "stage", "groups"] } });
  press("routing of all strips");
  await vi.waitFor(() => expect(studio.asked.some(({ command }) => {
    const { commands = [] } = (command["batch"] ?? {}) as { commands?: { setTrackSafe: { safe: string[] } }[] };
    return commands.length === 3 && commands.every((one) => isSafe(one.setTrackSafe.safe, "routing"));
  })).toBe(true));
});

test("when the line is lost nothing can be recalled or moved", async () => {
  await show();
  studio.silent = true;
  act(() => studio.cut());
  for (const name of ["recall Verse", "preview Verse", "move Verse", "volume of Guitar is safe"])
    expect((screen.getByRole("button", { name }) as HTMLButtonElement).disabled).toBe(true);
  expect(screen.getByRole("slider", { name: "morph from Verse to Chorus" }).getAttribute("aria-disabled")).toBe("true");
});
