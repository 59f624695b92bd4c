// my_mix.test.tsx: only the own sends, "more me", and the invitation.
import { act, fireEvent, render, screen } from "@testing-library/react";
import { completed } from "corelogic/form";
import type { Send } from "corelogic/schema";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeStudio, aProject, aTrack, settled } from "../../studio/fake_studio";
import { useStudio } from "../../studio/store";
import { isLoopback } from "./invite";
import { mixLines, moreMe } from "./mix";
import { useMine } from "./mine";
import MyMix from "./my_mix";

const send = (id: number, destination: number, level: number): Send => completed<Send>("Send", { id, destination, level });
const tracks = [
  aTrack({ id: 2, name: "Voice", sends: [send(20, 8, -6), send(21, 9, 0)] }), aTrack({ id: 3, name: "Drums", sends: [send(30, 8, -12)] }),
  aTrack({ id: 4, name: "Keys" }), aTrack({ id: 8, name: "Ann", kind: "aux" }), aTrack({ id: 9, name: "Hall", kind: "aux" }),
];
let studio: FakeStudio;
async function show(rest = "8"): Promise<void> {
  studio = new FakeStudio(aProject(...tracks));
  await studio.start();
  render(<MyMix rest={rest} />);
  await act(settled);
}
const asked = async (command: object): Promise<void> => {
  await vi.waitFor(() => expect(studio.asked.map((one) => one.command)).toContainEqual(command));
};
beforeEach(() => useMine.setState({ tracks: [], aux: 0 }));

test("more me raises mine; at the top it lowers the others; from silence it begins softly", () => {
  const lines = mixLines(tracks, 8);
  expect([...moreMe(lines, new Set([2]))]).toEqual([[20, -4.5]]);
  const full = [{ track: tracks[0]!, send: send(20, 8, 12) }, { track: tracks[1]!, send: send(30, 8, -12) }];
  expect([...moreMe(full, new Set([2]))]).toEqual([[30, -13.5]]);
  expect([...moreMe([{ track: tracks[0]!, send: send(20, 8, -Infinity) }], new Set([2]))]).toEqual([[20, -30]]);
  expect(moreMe(lines, new Set()).size).toBe(0);
});

test("only the sends into the mix are there, and move", async () => {
  await show();
  expect(screen.getAllByRole("region").map((each) => each.getAttribute("aria-label"))).toEqual(["Voice", "Drums"]);
  fireEvent.keyDown(screen.getByRole("slider", { name: "Drums in the mix" }), { key: "ArrowUp" });
  await asked({ setSendLevel: { send: 30, level: -11.5 } });
  fireEvent.click(screen.getByRole("button", { name: "mute Voice in the mix" }));
  await asked({ setSendMute: { send: 20, mute: true } });
});

test("more me is one batch", async () => {
  await show();
  expect((screen.getByRole("button", { name: "More me" }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.click(screen.getByRole("button", { name: "Voice is me" }));
  fireEvent.click(screen.getByRole("button", { name: "More me" }));
  await vi.waitFor(() => expect(JSON.stringify(studio.asked.map((one) => one.command))).toContain('"setSendLevel":{"send":20,"level":-4.5}'));
});

test("strips that are not in the mix are added silent and before their faders", async () => {
  await show();
  fireEvent.click(screen.getByRole("button", { name: "Add 1 strips" }));
  await vi.waitFor(() => expect(JSON.stringify(studio.asked.map((one) => one.command))).toContain('"addSend":{"track":4,"destination":8,"level":"-Infinity","preFader":true}'));
});

test("a musician has the own mix only", async () => {
  await show("9");
  act(() => useStudio.setState({ role: "musician", strips: [8] }));
  expect(screen.getByRole("heading", { level: 2, name: "Ann" })).toBeTruthy();
  expect(screen.queryByRole("combobox", { name: "mix" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Invite" })).toBeNull();
});

test("a link that would lead a phone to itself is told", () => {
  expect(["127.0.0.1", "localhost", "[::1]", "::1"].map(isLoopback)).toEqual([true, true, true, true]);
  expect(["192.168.1.20", "studio.local", "10.0.0.1"].map(isLoopback)).toEqual([false, false, false]);
});
