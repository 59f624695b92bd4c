// timeline.test.tsx: locating, following, zoom and scroll by hands and keys, tempo and lanes, against a studio in memory.
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import type { MeterFrame } from "corelogic/meter_frame";
import type { Track } from "corelogic/schema";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeStudio, aProject, aTrack, settled } from "../../studio/fake_studio";
import { hearMeterFrame } from "../../studio/meters";
import { hideStrips, useMixerSettings } from "../mixer/settings";
import { initialTimeline, useTimeline } from "./settings";
import Timeline from "./timeline";

let studio: FakeStudio;
const band: Track[] = [
  aTrack({ id: 2, name: "Loop", input: { file: { path: "beats/loop.wav", loop: true } } }), aTrack({ id: 3, name: "Voice", input: { device: [1, 2] }, recordArm: true }),
  aTrack({ id: 4, name: "Hall", kind: "aux" }),
];
async function show(tracks = band): Promise<void> {
  useMixerSettings.setState({ hidden: {} });
  useTimeline.setState({ ...initialTimeline, span: { start: 0, framesPerPixel: 480 } }, true);  // 100 pixels a second, 50 a beat
  studio = new FakeStudio(aProject(...tracks));
  await studio.start();
  render(<Timeline />);
  await act(settled);
}
const lists = { nodes: [], channels: [], peaks: [], gains: [], rms: [], clips: [], detailed: [], truePeaks: [], correlations: [], vus: [], momentary: [], shortTerm: [],
  integrated: [], ranges: [], keyNodes: [], keyPeaks: [], costNodes: [], costLeast: [], costMean: [], costMost: [], spectrumNodes: [], spectrumBins: 0, spectra: [], detectors: [], detectorLevels: [] };
const hear = (position: number, rolling = false): void =>
  hearMeterFrame({ ...lists, number: 1, epoch: 1, revision: 1, position, rolling, xruns: 0, load: 0 } as MeterFrame);
const asked = async (command: object): Promise<void> => {
  await vi.waitFor(() => expect(studio.asked.map((one) => one.command)).toContainEqual(command));
};
const ruler = (): HTMLElement => screen.getByRole("slider", { name: "playhead" });
const span = () => useTimeline.getState().span;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1280);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
});

test("a click on the ruler locates on the grid, with Alt where it is; a drag at its end, once", async () => {
  await show();
  fireEvent.pointerDown(ruler(), { pointerId: 1, clientX: 110 });
  fireEvent.pointerUp(ruler(), { pointerId: 1 });
  await asked({ locate: { frame: 48000 } });
  fireEvent.pointerDown(ruler(), { pointerId: 1, clientX: 110, altKey: true });
  fireEvent.pointerUp(ruler(), { pointerId: 1 });
  await asked({ locate: { frame: 52800 } });
  fireEvent.pointerDown(ruler(), { pointerId: 1, clientX: 10 });
  for (const clientX of [100, 200, 302]) fireEvent.pointerMove(ruler(), { pointerId: 1, clientX });
  fireEvent.pointerUp(ruler(), { pointerId: 1 });
  await asked({ locate: { frame: 144000 } });
  expect(studio.asked.length).toBe(3);
});

test("a drag that is called off locates nowhere", async () => {
  await show();
  fireEvent.pointerDown(ruler(), { pointerId: 1, clientX: 110 });
  fireEvent.keyDown(ruler(), { key: "Escape" });
  fireEvent.pointerUp(ruler(), { pointerId: 1 });
  await settled();
  expect(studio.asked).toEqual([]);
});

test("keys on the ruler go from line to line, quick ones each a step on", async () => {
  await show();
  act(() => hear(30000));
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 600);
  fireEvent.keyDown(ruler(), { key: "ArrowRight" });
  await asked({ locate: { frame: 48000 } });
  fireEvent.keyDown(ruler(), { key: "ArrowRight" });
  await asked({ locate: { frame: 72000 } });
  fireEvent.keyDown(ruler(), { key: "ArrowLeft" });
  fireEvent.keyDown(ruler(), { key: "ArrowUp" });
  await asked({ locate: { frame: 96000 } });
  fireEvent.keyDown(ruler(), { key: "Home" });
  await asked({ locate: { frame: 0 } });
});

test("the ruler says where the playhead is", async () => {
  await show();
  act(() => hear(168000));
  expect(ruler().getAttribute("aria-valuetext")).toBe("0:03.5, bar 2 beat 4");
  expect(ruler().getAttribute("aria-valuenow")).toBe("3.5");
});

test("the page is turned under a playhead that leaves it, unless somebody looks elsewhere", async () => {
  await show();
  hear(480 * 960, true);
  await vi.waitFor(() => expect(span().start).toBeGreaterThan(480 * 800));
  fireEvent.wheel(screen.getByRole("list", { name: "lanes" }), { deltaX: -2000 });
  expect([span().start, useTimeline.getState().follow]).toEqual([0, false]);
  hear(480 * 970, true);
  await act(settled);
  expect(span().start).toBe(0);
  fireEvent.click(screen.getByRole("button", { name: "follow the playhead" }));
  hear(480 * 980, true);
  await vi.waitFor(() => expect(span().start).toBeGreaterThan(0));
});

test("the playhead is painted as frames are heard, without rendering the page", async () => {
  const rects: [number, number][] = [];
  const nothing = (): void => undefined;
  const brush = { clearRect: nothing, fillRect: (x: number, _y: number, width: number, height: number) => { if (width === 1 && height === 1) rects.push([x, height]); }, fillText: nothing,
    beginPath: nothing, moveTo: nothing, lineTo: nothing, closePath: nothing, fill: nothing, setTransform: nothing };
  const getContext = vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation((() => brush) as never);
  await show([]);
  act(() => useTimeline.setState({ span: { start: 0, framesPerPixel: 480 }, follow: false }));
  hear(480 * 123);
  await vi.waitFor(() => expect(rects).toContainEqual([123, 1]));
  getContext.mockRestore();
});

test("wheel with Ctrl, buttons and keys zoom; what is in the middle or under the cursor stays", async () => {
  await show();
  const lanes = screen.getByRole("list", { name: "lanes" });
  fireEvent.wheel(lanes, { ctrlKey: true, deltaY: -400, clientX: 200 });
  expect(span().framesPerPixel).toBeCloseTo(480 / Math.E, 6);
  expect(span().start + 200 * span().framesPerPixel).toBeCloseTo(96000, 6);
  const before = span().framesPerPixel;
  fireEvent.click(screen.getByRole("button", { name: "nearer" }));
  expect(span().framesPerPixel).toBeCloseTo(before / 1.5, 6);
  fireEvent.keyDown(ruler(), { key: "-" });
  expect(span().framesPerPixel).toBeCloseTo(before, 6);
  fireEvent.wheel(lanes, { deltaY: 100 });
  expect(span().framesPerPixel).toBeCloseTo(before, 6);
});

test("one finger pulls the time along, two zoom it", async () => {
  await show();
  const lanes = screen.getByRole("list", { name: "lanes" });
  fireEvent.pointerDown(lanes, { pointerId: 1, clientX: 500 });
  fireEvent.pointerMove(lanes, { pointerId: 1, clientX: 400 });
  expect(span().start).toBe(48000);
  fireEvent.pointerDown(lanes, { pointerId: 2, clientX: 600 });
  fireEvent.pointerMove(lanes, { pointerId: 2, clientX: 800 });
  expect(span().framesPerPixel).toBeCloseTo(240, 6);
  expect(span().start + 400 * span().framesPerPixel).toBeCloseTo(240000, 3);
});

test("the tempo is set, and bad ones are not", async () => {
  await show();
  const tempo = screen.getByRole("spinbutton", { name: "tempo in quarter notes a minute" });
  fireEvent.change(tempo, { target: { value: "fast" } });
  fireEvent.keyDown(tempo, { key: "Enter" });
  expect(tempo.getAttribute("aria-invalid")).toBe("true");
  fireEvent.change(tempo, { target: { value: "92.5" } });
  fireEvent.keyDown(tempo, { key: "Enter" });
  await asked({ setTempo: { tempo: 92.5 } });
  expect(studio.asked.length).toBe(1);
});

test("audio strips have lanes that say what they play; hidden ones have none", async () => {
  await show();
  const lanes = within(screen.getByRole("list", { name: "lanes" }));
  expect(lanes.getAllByRole("listitem").map((each) => each.getAttribute("aria-label"))).toEqual(["Loop", "Voice"]);
  expect(lanes.getByRole("listitem", { name: "Loop" }).textContent).toContain("loop.wavround and round");
  expect(lanes.getByRole("listitem", { name: "Voice" }).textContent).toContain("in 1, 2armed, heard");
  fireEvent.click(lanes.getByRole("button", { name: "arm Voice" }));
  await asked({ setRecordArm: { track: 3, recordArm: false } });
  act(() => hideStrips([2], true));
  expect(lanes.getAllByRole("listitem").length).toBe(1);
});

test("a block begins where frame 0 is, and what is far off is cut", async () => {
  await show();
  const block = (): HTMLElement => screen.getByText("↻ loop.wav").parentElement as HTMLElement;
  expect(block().style.left).toBe("0px");
  act(() => useTimeline.setState({ span: { start: 480000, framesPerPixel: 480 } }));
  expect([block().style.left, block().style.width]).toEqual(["-16px", "1032px"]);
});

test("when the line is lost the playhead cannot be moved, and a drag under way ends", async () => {
  await show();
  fireEvent.pointerDown(ruler(), { pointerId: 1, clientX: 110 });
  studio.silent = true;
  act(() => studio.cut());
  fireEvent.pointerUp(ruler(), { pointerId: 1 });
  fireEvent.keyDown(ruler(), { key: "Home" });
  await settled();
  expect(studio.asked).toEqual([]);
  expect(ruler().getAttribute("aria-disabled")).toBe("true");
});
