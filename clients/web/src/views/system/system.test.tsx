// system.test.tsx: costs by strip, wiring by state, and each panel against a studio that answers nothing: no panel may break.
import { act, fireEvent, render, screen } from "@testing-library/react";
import { completed } from "corelogic/form";
import type { MeterFrame } from "corelogic/meter_frame";
import type { Insert } from "corelogic/schema";
import { expect, test, vi } from "vitest";
import { FakeStudio, aProject, aTrack, settled } from "../../studio/fake_studio";
import { nodeName, stripCosts } from "./costs";
import { topOf } from "./engine_panel";
import { controlName } from "./people_panel";
import System from "./system";
import { wiresWithState } from "./wiring_panel";

const project = aProject(aTrack({ id: 2, name: "Guitar", inserts: [completed<Insert>("Insert", { id: 4, effect: "compressor" })] }), aTrack({ id: 3, name: "Drums" }));

test("what nodes cost is their strip's, the dearest first", () => {
  const frame = { costNodes: [3 * 256 + 4, 2 * 256 + 4, 4 * 256 + 3, 99 * 256], costMean: [0.02, 0.01, 0.03, 0.5], costMost: [0.03, 0.02, 0.06, 0.5] } as unknown as MeterFrame;
  const costs = stripCosts(project, frame);
  expect(costs.map(({ track }) => track.name)).toEqual(["Guitar", "Drums"]);
  expect(costs[0]?.mean).toBeCloseTo(0.04, 9);
  expect([nodeName(project, 4 * 256 + 3), nodeName(project, 3 * 256 + 4), nodeName(project, 99 * 256)]).toEqual(["compressor of Guitar", "Drums", "node 25344"]);
});

test("a wire is wanted, there, or both", () => {
  const a = { port: "out_1", other: "system:playback_1" }, b = { port: "in_1", other: "mic:out" }, c = { port: "out_1", other: "recorder:in" };
  expect(wiresWithState([a, b], [a, c]).map(({ wire, wanted, actual }) => [wire.other, wanted, actual])).toEqual([
    ["system:playback_1", true, true], ["mic:out", true, false], ["recorder:in", false, true],
  ]);
});

test("a held control is named by its strip", () => {
  expect([controlName("track/2/volume", new Map([[2, "Guitar"]])), controlName("send/7/level", new Map())]).toEqual(["volume of Guitar", "level of send 7"]);
});

test.each(["engine", "wiring", "people", "history", "projects", "log"])("the %s panel stands without an answer", async (panel) => {
  const studio = new FakeStudio(project);
  await studio.start();
  render(<System rest={panel} />);
  await act(settled);
  expect(screen.getByRole("tab", { selected: true })).toBeTruthy();
  expect(screen.getByRole("tabpanel")).toBeTruthy();
});

test("arrows go from tab to tab, and history asks for undo", async () => {
  const studio = new FakeStudio(project);
  await studio.start();
  render(<System rest="history" />);
  await act(settled);
  fireEvent.keyDown(screen.getByRole("tablist"), { key: "ArrowRight" });
  expect(location.hash).toBe("#/system/projects");
  fireEvent.click(screen.getByRole("button", { name: "Undo mine" }));
  await vi.waitFor(() => expect(studio.asked.map((one) => one.command)).toContainEqual({ undo: null }));
});

test("the picture of the load is as high as it must be to show something", () => {
  expect([[], [0.004], [0.05, 0.2], [0.3], [1.4]].map(topOf)).toEqual([0.05, 0.05, 0.25, 0.5, 1]);
});
