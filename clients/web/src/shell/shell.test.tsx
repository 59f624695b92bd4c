// shell.test.tsx: the frame: addresses, keys, the badge, and that what is stale looks it.
import { act, fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeStudio, aProject, aTrack, settled } from "../studio/fake_studio";
import { App } from "./app";
import { connectionText } from "./connection_badge";
import { readRoute } from "./route";
import { clock } from "./transport";
import { views } from "./view";

let studio: FakeStudio;
beforeEach(async () => {
  location.hash = "";
  studio = new FakeStudio(aProject(aTrack({ id: 2, name: "Guitar" })));
  await studio.start();
});

test("addresses name a view and what it shows", () => {
  expect(readRoute("#/rack/3")).toEqual({ path: "rack", rest: "3" });
  expect(readRoute("#/monitor?token=x")).toEqual({ path: "monitor", rest: "" });
  expect(readRoute("")).toEqual({ path: "", rest: "" });
});

test("every view has its own place and name", () => {
  expect(new Set(views.map((view) => view.path)).size).toBe(views.length);
  expect(new Set(views.map((view) => view.order)).size).toBe(views.length);
});

test("time is read as a clock", () => {
  expect(clock(0, 48000)).toBe("0:00.0");
  expect(clock(48000 * 62.34, 48000)).toBe("1:02.3");
  expect(clock(48000 * 3725, 48000)).toBe("1:02:05.0");
});

test("the badge says live, since when it is not, and why not", () => {
  expect(connectionText({ kind: "live" }, 0)).toBe("live");
  expect(connectionText({ kind: "reconnecting", since: 1000 }, 8000)).toBe("stale for 7 s, reconnecting");
});

test("every view of the list opens", async () => {
  for (const view of views) {
    location.hash = `#/${view.path}`;
    const { unmount } = render(<App />);
    await act(() => view.load().then(() => settled()));
    expect(screen.getByRole("main", { name: view.name }).querySelector(".notice[role=alert]")).toBeNull();
    unmount();
  }
});

test("a lost line is shown everywhere and takes the controls away", async () => {
  render(<App />);
  await act(settled);
  expect(screen.getByTestId("connection").textContent).toContain("live");
  studio.silent = true;
  act(() => studio.cut());
  expect(screen.getByTestId("connection").textContent).toContain("stale for 0 s, reconnecting");
  expect((screen.getByRole("button", { name: "undo" }) as HTMLButtonElement).disabled).toBe(true);
  expect(document.querySelector(".app-stale")).not.toBeNull();
});

test("a page that nobody answers says that it is offline, and stops saying so when somebody does", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    const late = new FakeStudio(aProject());
    late.silent = true;
    await late.start();
    render(<App />);
    expect(screen.getByTestId("connection").textContent).toContain("connecting");
    act(() => { vi.advanceTimersByTime(2500); });
    expect(screen.getByTestId("connection").textContent).toContain("offline");
    expect(screen.getByRole("main").textContent).toContain("No studio answers");
    late.silent = false;
    await act(() => vi.advanceTimersByTimeAsync(5000));
    expect(screen.getByTestId("connection").textContent).toContain("live");
  } finally {
    vi.useRealTimers();
  }
});

test("undo and redo by keys, but not where text is edited", async () => {
  render(<><App /><input aria-label="text" /></>);
  await act(settled);
  fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
  fireEvent.keyDown(document.body, { key: "Z", ctrlKey: true, shiftKey: true });
  fireEvent.keyDown(document.body, { key: "y", ctrlKey: true });
  fireEvent.keyDown(screen.getByRole("textbox", { name: "text" }), { key: "z", ctrlKey: true });
  await vi.waitFor(() => expect(studio.asked.length).toBe(3));
  expect(studio.asked.map((one) => Object.keys(one.command)[0])).toEqual(["undo", "redo", "redo"]);
});
