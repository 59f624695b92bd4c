// routing.test.tsx: the list of wires, their columns, and the matrix that makes and ends them.
import { act, fireEvent, render, screen } from "@testing-library/react";
import { completed } from "corelogic/form";
import type { Insert, Project, Send } from "corelogic/schema";
import { expect, test, vi } from "vitest";
import { FakeStudio, aProject, aTrack, settled } from "../../studio/fake_studio";
import Routing from "./routing";
import { allWires, columnsOf } from "./wires";

//  Guitar ──┬─ send ─> Hall ─> Master ─> device 1,2
//           └─ output ────────^
//  Drums ─ key of Guitar's compressor; cable to Hall before its fader
const project = (): Project => ({
  ...aProject(
    aTrack({ id: 2, name: "Guitar", sends: [completed<Send>("Send", { id: 6, destination: 5, level: -12 })],
      inserts: [completed<Insert>("Insert", { id: 4, effect: "compressor", key: { track: 3, preFader: true } })] }),
    aTrack({ id: 3, name: "Drums" }), aTrack({ id: 5, name: "Hall", kind: "aux" }), aTrack({ id: 7, name: "Band", kind: "vca" })),
  connections: [{ id: 9, source: 3, sourcePort: "pre", destination: { track: 5 }, map: [] }],
});

let studio: FakeStudio;
async function show(): Promise<void> {
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));  // a phone begins with the matrix
  studio = new FakeStudio(project());
  await studio.start();
  render(<Routing />);
  await act(settled);
}
const asked = async (command: object): Promise<void> => {
  await vi.waitFor(() => expect(studio.asked.map((one) => one.command)).toContainEqual(command));
};
const cell = (name: RegExp): HTMLElement => screen.getByRole("button", { name });

test("every way from strip to strip is a wire, and a vca has none", () => {
  expect(allWires(project()).map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["output", 2, 1], ["send", 2, 5], ["key", 3, 2], ["output", 3, 1], ["output", 5, 1], ["output", 1, "device 1,2"], ["cable", 3, 5],
  ]);
});

test("a strip stands right of all that feed it", () => {
  const columns = columnsOf(project(), allWires(project()));
  expect([3, 2, 5, 1, "device 1,2"].map((place) => columns.get(place as number))).toEqual([0, 1, 2, 3, 4]);
});

test("a cell says what is there; a click makes and ends wires of the chosen kind", async () => {
  await show();
  expect(cell(/^Guitar to Hall/).getAttribute("aria-label")).toBe("Guitar to Hall: send -12.0 dB");
  fireEvent.click(cell(/^Guitar to Hall/));
  await asked({ removeSend: { send: 6 } });
  fireEvent.click(cell(/^Drums to Hall/));
  await asked({ addSend: { track: 3, destination: 5 } });
  fireEvent.change(screen.getByRole("combobox", { name: "what a new wire is" }), { target: { value: "output" } });
  fireEvent.click(cell(/^Drums to Hall/));
  await asked({ setOutput: { track: 3, output: { track: 5 } } });
});

test("a refused cycle is told with its sentence", async () => {
  await show();
  studio.refuse = { code: "cycle", subject: "send", sentence: "Hall -> Guitar -> Hall would go in a circle." };
  fireEvent.click(cell(/^Hall to Master/));
  await vi.waitFor(() => expect(screen.getByRole("alert").textContent).toContain("would go in a circle"));
});

test("arrows move through the grid", async () => {
  await show();
  cell(/^Guitar to Hall/).focus();
  fireEvent.keyDown(cell(/^Guitar to Hall/), { key: "ArrowRight" });
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Guitar to Master/);
  fireEvent.keyDown(document.activeElement as Element, { key: "ArrowDown" });
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Drums to Master/);
});
