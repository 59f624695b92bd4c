// mixer.test.tsx: the desk against a studio in memory: every control asks for what it says, and shows what is true.
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { completed } from "corelogic/form";
import type { Insert, Project, Scene, Send } from "corelogic/schema";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeStudio, aProject, aTrack, settled } from "../../studio/fake_studio";
import Mixer from "./mixer";
import { hideStrips, useMixerSettings } from "./settings";

let studio: FakeStudio;
const insert = (fields: Partial<Insert>): Insert => completed<Insert>("Insert", fields);
const send = (fields: Partial<Send>): Send => completed<Send>("Send", fields);

async function show(change: (project: Project) => Project = (project) => project): Promise<void> {
  useMixerSettings.setState({ hidden: {}, bank: "all", sendsTo: 0, narrow: false, shown: { inserts: true, sends: true, pan: true, monitor: true } });
  studio = new FakeStudio(change(aProject(
    aTrack({ id: 2, name: "Guitar", inserts: [insert({ id: 4, effect: "compressor" })], sends: [send({ id: 6, destination: 5, level: -12 })] }),
    aTrack({ id: 3, name: "Voice", colour: "#ff6b5e", vcas: [7] }),
    aTrack({ id: 5, name: "Hall", kind: "aux" }), aTrack({ id: 7, name: "Band", kind: "vca" }))));
  await studio.start();
  render(<Mixer />);
  await act(settled);
}
const strip = (name: string): ReturnType<typeof within> => within(screen.getByRole("region", { name }));
const asked = async (command: object): Promise<void> => {
  await vi.waitFor(() => expect(studio.asked.map((one) => one.command)).toContainEqual(command));
};

beforeEach(() => {
  // jsdom lays nothing out: the row is as wide as a screen.
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1280);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
});

test("each strip has what its kind has", async () => {
  await show();
  const guitar = strip("Guitar");
  for (const label of ["volume of Guitar", "pan of Guitar", "send of Guitar to Hall"]) expect(guitar.getByRole("slider", { name: label })).toBeTruthy();
  expect(guitar.getByRole("meter", { name: "level of Guitar" })).toBeTruthy();
  expect(guitar.getByRole("button", { name: "arm Guitar" })).toBeTruthy();
  const vca = strip("Band");
  expect(vca.queryByRole("slider", { name: "pan of Band" })).toBeNull();
  expect(vca.queryByRole("meter")).toBeNull();
  expect(strip("Master").queryByRole("button", { name: "solo Master" })).toBeNull();
});

test("buttons and bars ask for what they say", async () => {
  await show();
  const guitar = strip("Guitar");
  fireEvent.click(guitar.getByRole("button", { name: "mute Guitar" }));
  await asked({ setMute: { track: 2, mute: true } });
  fireEvent.click(guitar.getByRole("button", { name: "solo Guitar" }));
  await asked({ setSolo: { track: 2, solo: true } });
  fireEvent.click(guitar.getByRole("button", { name: "arm Guitar" }));
  await asked({ setRecordArm: { track: 2, recordArm: true } });
  fireEvent.click(guitar.getByRole("button", { name: "compressor of Guitar is on" }));
  await asked({ setInsertBypass: { insert: 4, bypass: true } });
  fireEvent.keyDown(guitar.getByRole("slider", { name: "send of Guitar to Hall" }), { key: "ArrowUp" });
  await asked({ setSendLevel: { send: 6, level: -11.5 } });
  fireEvent.keyDown(guitar.getByRole("slider", { name: "pan of Guitar" }), { key: "ArrowRight" });
  await asked({ setPan: { track: 2, pan: 0.05 } });
});

test("m, s and r on a strip mute, solo and arm it, not where a value is typed", async () => {
  await show();
  const fader = strip("Voice").getByRole("slider", { name: "volume of Voice" });
  fireEvent.keyDown(fader, { key: "m" });
  await asked({ setMute: { track: 3, mute: true } });
  fireEvent.keyDown(fader, { key: "s" });
  await asked({ setSolo: { track: 3, solo: true } });
  fireEvent.keyDown(fader, { key: "r" });
  await asked({ setRecordArm: { track: 3, recordArm: true } });
  fireEvent.keyDown(fader, { key: "Enter" });
  const before = studio.asked.length;
  fireEvent.keyDown(screen.getByRole("textbox", { name: "volume of Voice" }), { key: "m" });
  await settled();
  expect(studio.asked.length).toBe(before);
});

test("in PFL mode the solo button listens; exclusive and clear are there", async () => {
  await show((project) => ({ ...project, solo: { mode: "pfl", exclusive: false } }));
  fireEvent.click(strip("Guitar").getByRole("button", { name: "solo Guitar" }));
  await asked({ setListen: { track: 2, listen: "pfl" } });
  fireEvent.click(screen.getByRole("button", { name: /^excl/ }));
  await asked({ setSoloSettings: { solo: { mode: "pfl", exclusive: true } } });
  expect((screen.getByRole("button", { name: "Clear solo" }) as HTMLButtonElement).disabled).toBe(true);
  await act(async () => { studio.change({ listenSet: { track: 2, listen: "pfl" } }); await settled(); });
  expect(screen.getByText("PFL Guitar")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Clear solo" }));
  await asked({ clearSolo: null });
});

test("sends on faders: the fader moves the send, pre and mute are its own, and a missing send can be made", async () => {
  await show();
  fireEvent.change(screen.getByRole("combobox", { name: "faders move" }), { target: { value: "5" } });
  const fader = strip("Guitar").getAllByRole("slider", { name: "send of Guitar to Hall" }).find((each: HTMLElement) => each.className === "fader-way") as HTMLElement;
  expect(fader.getAttribute("aria-valuetext")).toBe("-12.0 dB");
  fireEvent.doubleClick(fader);
  await asked({ setSendLevel: { send: 6, level: 0 } });
  fireEvent.click(strip("Guitar").getByRole("button", { name: "pre: send of Guitar to Hall is before the fader" }));
  await asked({ setSendTap: { send: 6, tap: "preFader" } });
  fireEvent.click(strip("Voice").getByRole("button", { name: "add a send of Voice to Hall" }));
  await asked({ addSend: { track: 3, destination: 5, level: "-Infinity" } });
  fireEvent.keyDown(strip("Guitar").getByRole("slider", { name: "pan of the send of Guitar" }), { key: "ArrowLeft" });
  await asked({ setSendPan: { send: 6, pan: -0.05 } });
  expect(strip("Hall").getByRole("slider", { name: "volume of Hall" })).toBeTruthy();
});

test("a bank of a vca spills its members", async () => {
  await show();
  fireEvent.change(screen.getByRole("combobox", { name: "bank" }), { target: { value: "vca 7" } });
  expect(screen.getAllByRole("region").map((each) => each.getAttribute("aria-label"))).toEqual(["Voice", "Band", "Master"]);
});

test("a strip that is hidden on this device is not there, and the way back is", async () => {
  await show();
  act(() => hideStrips([2, 7], true));
  expect(screen.getAllByRole("region").map((each) => each.getAttribute("aria-label"))).toEqual(["Voice", "Hall", "Master"]);
  expect(screen.getByRole("link", { name: "2 hidden" }).getAttribute("href")).toBe("#/tracks/hidden");
  act(() => hideStrips([7], false));
  expect(strip("Band")).toBeTruthy();
});

test("a muted vca and an active mute group mark what they silence", async () => {
  await show();
  await act(async () => { studio.change({ muteSet: { id: 7, value: true } }); await settled(); });
  const mute = strip("Voice").getByRole("button", { name: "mute Voice" });
  expect([mute.title, mute.getAttribute("aria-pressed"), mute.classList.contains("implied")]).toEqual(["muted by Band", "false", true]);
});

test("mute groups and scenes are made, switched and recalled", async () => {
  await show((project) => ({
    ...project, muteGroups: [{ id: 20, name: "Brass", active: false }],
    scenes: [completed<Scene>("Scene", { id: 30, name: "Verse" }), completed<Scene>("Scene", { id: 31, name: "Chorus" })],
  }));
  fireEvent.click(screen.getByRole("button", { name: "mute group Brass" }));
  await asked({ setMuteGroup: { muteGroup: 20, active: true } });
  fireEvent.click(screen.getByRole("button", { name: "Recall" }));
  await asked({ recallScene: { scene: 30 } });
  fireEvent.click(screen.getByRole("button", { name: "Next" }));
  await asked({ recallScene: { scene: 31 } });
  fireEvent.click(screen.getByRole("button", { name: "Store scene" }));
  fireEvent.change(screen.getByRole("textbox", { name: "its name" }), { target: { value: " Bridge " } });
  fireEvent.submit(screen.getByRole("textbox", { name: "its name" }).closest("form") as HTMLFormElement);
  await asked({ storeScene: { name: "Bridge" } });
});

test("mute groups are made, renamed, filled and removed", async () => {
  await show((project) => ({ ...project, muteGroups: [{ id: 20, name: "Brass", active: false }] }));
  fireEvent.click(screen.getByRole("button", { name: "Mute groups" }));
  const window = within(screen.getByRole("dialog", { name: "Mute groups" }));
  fireEvent.click(window.getByRole("button", { name: "Voice is in Brass" }));
  await asked({ setMuteGroups: { track: 3, muteGroups: [20] } });
  fireEvent.change(window.getByRole("textbox", { name: "name of Brass" }), { target: { value: "Horns" } });
  fireEvent.blur(window.getByRole("textbox", { name: "name of Brass" }));
  await asked({ renameMuteGroup: { muteGroup: 20, name: "Horns" } });
  fireEvent.click(window.getByRole("button", { name: "Remove Brass" }));
  await asked({ removeMuteGroup: { muteGroup: 20 } });
  fireEvent.change(window.getByRole("textbox", { name: "name of a new group" }), { target: { value: "Choir" } });
  fireEvent.submit(window.getByRole("textbox", { name: "name of a new group" }).closest("form") as HTMLFormElement);
  await asked({ addMuteGroup: { name: "Choir" } });
});

test("the monitor section sets the whole monitor, what it does not change as it was", async () => {
  await show();
  const monitor = within(screen.getByRole("complementary", { name: "monitor section" }));
  fireEvent.change(monitor.getByRole("combobox", { name: "monitor source" }), { target: { value: "5" } });
  await asked({ setMonitor: { monitor: { source: { track: 5 }, dim: false, mono: false, cut: false, dimLevel: -20 } } });
  fireEvent.click(monitor.getByRole("button", { name: "cut the monitor" }));
  await asked({ setMonitor: { monitor: { source: { master: null }, dim: false, mono: false, cut: true, dimLevel: -20 } } });
  fireEvent.keyDown(monitor.getByRole("slider", { name: "monitor level" }), { key: "ArrowDown" });
  await asked({ setMonitorLevel: { level: -0.5 } });
});

test("a strip's settings: name, colour, vca, and away with it", async () => {
  await show();
  fireEvent.click(strip("Guitar").getByRole("button", { name: "settings of Guitar" }));
  const dialog = within(screen.getByRole("dialog", { name: "Guitar" }));
  fireEvent.change(dialog.getByRole("textbox", { name: "name" }), { target: { value: "Lead" } });
  fireEvent.keyDown(dialog.getByRole("textbox", { name: "name" }), { key: "Enter" });
  await asked({ renameTrack: { track: 2, name: "Lead" } });
  fireEvent.click(dialog.getByRole("button", { name: "colour #4fd07c" }));
  await asked({ setLook: { track: 2, colour: "#4fd07c", icon: "", comment: "" } });
  fireEvent.click(dialog.getByRole("button", { name: "moved by Band" }));
  await asked({ setVcas: { track: 2, vcas: [7] } });
  fireEvent.keyDown(dialog.getByRole("slider", { name: "trim of Guitar" }), { key: "PageUp" });
  await asked({ setTrim: { track: 2, trim: 3 } });
  fireEvent.keyDown(dialog.getByRole("slider", { name: "high-pass of Guitar" }), { key: "ArrowUp" });
  await asked({ setHighPass: { track: 2, frequency: 20 } });
  fireEvent.change(dialog.getByRole("combobox", { name: "polarity of Guitar" }), { target: { value: "both" } });
  await asked({ setPolarity: { track: 2, polarity: "both" } });
  fireEvent.change(dialog.getByRole("combobox", { name: "output of Guitar" }), { target: { value: "5" } });
  await asked({ setOutput: { track: 2, output: { track: 5 } } });
  fireEvent.change(dialog.getByRole("combobox", { name: "meter of Guitar" }), { target: { value: "input" } });
  await asked({ setMeter: { track: 2, point: "input", detail: "basic" } });
  fireEvent.click(dialog.getByRole("button", { name: "Remove strip" }));
  await asked({ removeTrack: { track: 2 } });
});

test("when the line is lost nothing on the desk can be moved", async () => {
  await show();
  studio.silent = true;
  act(() => studio.cut());
  for (const slider of screen.getAllByRole("slider")) expect(slider.getAttribute("aria-disabled")).toBe("true");
  for (const button of strip("Guitar").getAllByRole("button", { pressed: false })) expect((button as HTMLButtonElement).disabled).toBe(true);
});

test("of two hundred strips only those on the screen exist", async () => {
  await show((project) => ({
    ...project, tracks: [...Array.from({ length: 200 }, (_, i) => aTrack({ id: 100 + i, name: `In ${i}` })), ...project.tracks],
  }));
  const count = screen.getAllByRole("region").length;
  expect(count).toBeGreaterThan(10);
  expect(count).toBeLessThan(30);
});
