// tracks.test.tsx: the track list against a studio in memory: every control asks for what it says, many at once as one edit.
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import type { Track } from "corelogic/schema";
import { Profiler } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeStudio, aProject, aTrack, settled } from "../../studio/fake_studio";
import { stripsOf } from "../mixer/desk";
import { useMixerSettings } from "../mixer/settings";
import { chooseAll } from "./selection";
import Tracks from "./tracks";

let studio: FakeStudio;
const rendered = vi.fn();
const band = (): Track[] => [
  aTrack({ id: 2, name: "Kick", input: { device: [1, 2] }, vcas: [7] }), aTrack({ id: 3, name: "Bass" }), aTrack({ id: 4, name: "Voice", colour: "#6db6ff", icon: "mic" }),
  aTrack({ id: 5, name: "Drums", kind: "group" }), aTrack({ id: 7, name: "Band", kind: "vca" }),
];
async function show(rest = "", tracks = band()): Promise<void> {
  useMixerSettings.setState({ hidden: {} });
  chooseAll([]);
  studio = new FakeStudio({ ...aProject(...tracks), muteGroups: [{ id: 20, name: "All", active: false }] });
  await studio.start();
  render(<Profiler id="tracks" onRender={rendered}><Tracks rest={rest} /></Profiler>);
  await act(settled);
}
const row = (name: string): ReturnType<typeof within> => within(screen.getByRole("listitem", { name }));
const names = (): (string | null)[] => screen.getAllByRole("listitem").map((each) => each.getAttribute("aria-label"));
const asked = async (command: object): Promise<void> => {
  await vi.waitFor(() => expect(studio.asked.map((one) => one.command)).toContainEqual(command));
};
const choose = (...strips: string[]): void => strips.forEach((name) => fireEvent.click(row(name).getByRole("checkbox")));

beforeEach(() => {
  // jsdom lays nothing out: the list is as high as a screen.
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1280);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
});

test("strips are added: one, or many as one edit with names that are free", async () => {
  await show();
  fireEvent.click(screen.getByRole("button", { name: "Add strips" }));
  fireEvent.change(screen.getByRole("combobox", { name: "kind of the new strips" }), { target: { value: "aux" } });
  fireEvent.change(screen.getByRole("textbox", { name: "name of the new strips" }), { target: { value: "Hall" } });
  fireEvent.change(screen.getByRole("combobox", { name: "channels of the new strips" }), { target: { value: "6" } });
  fireEvent.click(screen.getByRole("button", { name: "Add" }));
  await asked({ addTrack: { kind: "aux", name: "Hall", channels: 6 } });
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

  fireEvent.click(screen.getByRole("button", { name: "Add strips" }));
  fireEvent.change(screen.getByRole("textbox", { name: "name of the new strips" }), { target: { value: "Voice" } });
  fireEvent.keyDown(screen.getByRole("spinbutton", { name: "how many strips" }), { key: "ArrowUp" });
  fireEvent.click(screen.getByRole("button", { name: "Add" }));
  await asked({ batch: { commands: ["Voice 1", "Voice 2"].map((name) => ({ addTrack: { kind: "audio", name, channels: 2 } })) } });
});

test("a refused addition leaves the window open with what was typed", async () => {
  await show();
  studio.refuse = { code: "duplicate", subject: "addTrack.name", sentence: "There is one of that name." };
  fireEvent.click(screen.getByRole("button", { name: "Add strips" }));
  fireEvent.change(screen.getByRole("textbox", { name: "name of the new strips" }), { target: { value: "Hall" } });
  fireEvent.click(screen.getByRole("button", { name: "Add" }));
  await act(settled);
  expect((screen.getByRole("textbox", { name: "name of the new strips" }) as HTMLInputElement).value).toBe("Hall");
});

test("a name is typed in its place; an empty one is not sent", async () => {
  await show();
  const field = row("Kick").getByRole("textbox", { name: "name of Kick" });
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: "Bass drum" } });
  fireEvent.keyDown(field, { key: "Enter" });
  await asked({ renameTrack: { track: 2, name: "Bass drum" } });
  const before = studio.asked.length;
  fireEvent.change(field, { target: { value: "  " } });
  fireEvent.keyDown(field, { key: "Enter" });
  await settled();
  expect(studio.asked.length).toBe(before);
});

test("keys on a row move, mute, solo and arm it", async () => {
  await show();
  const grip = row("Bass").getByRole("button", { name: "move Bass" });
  fireEvent.keyDown(grip, { key: "ArrowUp", altKey: true });
  await asked({ moveTrack: { track: 3, position: 0 } });
  fireEvent.keyDown(grip, { key: "ArrowDown", altKey: true });
  await asked({ moveTrack: { track: 3, position: 2 } });
  for (const key of ["m", "s", "r"]) fireEvent.keyDown(grip, { key });
  await asked({ setMute: { track: 3, mute: true } });
  await asked({ setSolo: { track: 3, solo: true } });
  await asked({ setRecordArm: { track: 3, recordArm: true } });
});

test("in a filtered list a strip takes the place of its listed neighbour", async () => {
  await show("audio", [aTrack({ id: 2, name: "Kick" }), aTrack({ id: 5, name: "Drums", kind: "group" }), aTrack({ id: 3, name: "Bass" })]);
  expect(names()).toEqual(["Kick", "Bass"]);
  fireEvent.keyDown(row("Kick").getByRole("button", { name: "move Kick" }), { key: "ArrowDown", altKey: true });
  await asked({ moveTrack: { track: 2, position: 2 } });
});

test("the input is none, channels of the device or a file, and its output anything that takes it", async () => {
  await show();
  fireEvent.click(row("Kick").getByRole("button", { name: "routing of Kick: in 1, 2 → Master" }));
  const channels = screen.getByRole("textbox", { name: "input channels of Kick" });
  fireEvent.change(channels, { target: { value: "5" } });
  fireEvent.keyDown(channels, { key: "Enter" });
  await asked({ setInput: { track: 2, input: { device: [5, 6] } } });
  const before = studio.asked.length;
  fireEvent.change(channels, { target: { value: "1, 2, 3" } });
  fireEvent.keyDown(channels, { key: "Enter" });
  expect(screen.getByRole("alert").textContent).toContain("names no 2 channels");
  expect(studio.asked.length).toBe(before);
  fireEvent.change(screen.getByRole("combobox", { name: "input monitoring of Kick" }), { target: { value: "auto" } });
  await asked({ setMonitoring: { track: 2, monitoring: "auto" } });
  fireEvent.change(screen.getByRole("combobox", { name: "input of Kick" }), { target: { value: "file" } });
  const file = screen.getByRole("textbox", { name: "sound file of Kick" });
  fireEvent.change(file, { target: { value: "kick.wav" } });
  fireEvent.keyDown(file, { key: "Enter" });
  await asked({ setInput: { track: 2, input: { file: { path: "kick.wav", loop: false } } } });
  await act(async () => { studio.change({ inputSet: { track: 2, input: { file: { path: "kick.wav", loop: false } } } }); await settled(); });
  fireEvent.click(screen.getByRole("button", { name: "loop the file of Kick" }));
  await asked({ setInput: { track: 2, input: { file: { path: "kick.wav", loop: true } } } });
  fireEvent.change(screen.getByRole("combobox", { name: "output of Kick" }), { target: { value: "5" } });
  await asked({ setOutput: { track: 2, output: { track: 5 } } });
  fireEvent.change(screen.getByRole("combobox", { name: "output of Kick" }), { target: { value: "-1" } });
  await asked({ setOutput: { track: 2, output: { device: [1, 2] } } });
  fireEvent.click(screen.getByRole("button", { name: "muted by All" }));
  await asked({ setMuteGroups: { track: 2, muteGroups: [20] } });
});

test("several that are chosen are edited as one", async () => {
  await show();
  choose("Kick");
  fireEvent.click(row("Voice").getByRole("checkbox"), { shiftKey: true });
  const bulk = within(screen.getByRole("toolbar", { name: "chosen strips" }));
  expect(bulk.getByRole("status").textContent).toBe("3 chosen");
  const batch = (command: (track: number) => object) => asked({ batch: { commands: [2, 3, 4].map(command) } });
  fireEvent.click(bulk.getByRole("button", { name: "Mute" }));
  await batch((track) => ({ setMute: { track, mute: true } }));
  fireEvent.change(bulk.getByRole("combobox", { name: "output of the chosen strips" }), { target: { value: "5" } });
  await batch((track) => ({ setOutput: { track, output: { track: 5 } } }));
  fireEvent.change(bulk.getByRole("combobox", { name: "colour of the chosen strips" }), { target: { value: "#4fd07c" } });
  await batch((track) => ({ setLook: { track, colour: "#4fd07c", icon: track === 4 ? "mic" : "", comment: "" } }));
  fireEvent.change(bulk.getByRole("combobox", { name: "vca of the chosen strips" }), { target: { value: "-7" } });
  await batch((track) => ({ setVcas: { track, vcas: [] } }));
  fireEvent.change(bulk.getByRole("combobox", { name: "vca of the chosen strips" }), { target: { value: "+7" } });
  await batch((track) => ({ setVcas: { track, vcas: [7] } }));
});

test("strips are removed after a question that names what loses them", async () => {
  await show("", [aTrack({ id: 2, name: "Kick", output: { track: 5 } }), aTrack({ id: 3, name: "Bass" }), aTrack({ id: 5, name: "Drums", kind: "group" })]);
  choose("Bass", "Drums");
  fireEvent.click(within(screen.getByRole("toolbar", { name: "chosen strips" })).getByRole("button", { name: "Remove" }));
  const window = within(screen.getByRole("dialog", { name: "Remove 2 strips?" }));
  expect(window.getByText("1 strip is put out to Drums.")).toBeTruthy();
  expect(studio.asked).toEqual([]);
  fireEvent.click(window.getByRole("button", { name: "Remove" }));
  await asked({ batch: { commands: [{ removeTrack: { track: 3 } }, { removeTrack: { track: 5 } }] } });
});

test("what is gone is no longer chosen", async () => {
  await show();
  choose("Kick", "Bass");
  await act(async () => { studio.change({ trackRemoved: 3 }); await settled(); });
  expect(within(screen.getByRole("toolbar", { name: "chosen strips" })).getByRole("status").textContent).toBe("1 chosen");
});

test("a strip is hidden on this device: the mixer leaves it out, the list keeps it, nobody else is asked", async () => {
  await show();
  fireEvent.click(row("Bass").getByRole("button", { name: "Bass is shown on this device" }));
  expect(useMixerSettings.getState().hidden).toEqual({ test: [3] });
  expect(stripsOf(studio.project.tracks, "all", useMixerSettings.getState().hidden["test"])).toEqual([2, 4, 5, 7]);
  expect(names()).toContain("Bass");
  expect(studio.asked).toEqual([]);
});

test("a search lists what has the words", async () => {
  await show();
  fireEvent.change(screen.getByRole("searchbox", { name: "search strips" }), { target: { value: "in 1" } });
  expect(names()).toEqual(["Kick"]);
  expect(screen.getByText("1 of 5 strips")).toBeTruthy();
  fireEvent.click(screen.getByRole("checkbox", { name: "choose all that are listed" }));
  expect(within(screen.getByRole("toolbar", { name: "chosen strips" })).getByRole("status").textContent).toBe("1 chosen");
});

test("when the line is lost nothing can be edited", async () => {
  await show();
  choose("Kick");
  studio.silent = true;
  act(() => studio.cut());
  const off = (element: HTMLElement): boolean => (element as HTMLButtonElement).disabled;
  expect(off(row("Kick").getByRole("textbox"))).toBe(true);
  expect(off(row("Kick").getByRole("button", { name: "move Kick" }))).toBe(true);
  expect(off(screen.getByRole("button", { name: "Add strips" }))).toBe(true);
  expect(off(within(screen.getByRole("toolbar", { name: "chosen strips" })).getByRole("button", { name: "Mute" }))).toBe(true);
});

test("of a thousand strips only those on the screen exist, and a fader that moves renders nothing anew", async () => {
  await show("", Array.from({ length: 1000 }, (_, i) => aTrack({ id: i + 2, name: `Strip ${i + 1}` })));
  const rows = screen.getAllByRole("listitem");
  expect(rows.length).toBeLessThan(40);
  expect(rows[0]?.getAttribute("aria-setsize")).toBe("1000");
  rendered.mockClear();
  await act(async () => { studio.change({ volumeSet: { id: 900, value: -6 } }); await settled(); });
  expect(rendered).not.toHaveBeenCalled();
  await act(async () => { studio.change({ trackRenamed: { track: 3, name: "Piccolo" } }); await settled(); });
  expect(rendered).toHaveBeenCalled();
  expect(names()[1]).toBe("Piccolo");
});
