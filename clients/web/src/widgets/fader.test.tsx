// fader.test.tsx: the fader and the knob by hand, wheel, keys and typing; what is not live does not move.
import { act, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { Fader } from "./fader";
import { Knob } from "./knob";
import { linearScale } from "./scales";
import { panUnit } from "./units";
import type { Movable } from "./use_slider";

const said: string[] = [];
/** A control that keeps what it is told. */
function Bench({ start, live = true, refuses = false, children }: { start: number; live?: boolean; refuses?: boolean; children(control: Movable): React.ReactNode }): React.ReactNode {
  const [value, setValue] = useState(start);
  return children({
    value, live,
    grasp: () => { said.push("grasp"); return !refuses; },
    move: (next) => { said.push("move"); setValue(next); },
    release: () => said.push("release"),
    nudge: (next) => { said.push("nudge"); setValue(next); },
  });
}
const fader = (start: number, more: { live?: boolean; refuses?: boolean; heldBy?: string } = {}): HTMLElement => {
  said.length = 0;
  render(<Bench start={start} {...more}>{(control) => <Fader label="volume of Guitar" control={control} heldBy={more.heldBy} />}</Bench>);
  return screen.getByRole("slider", { name: "volume of Guitar" });
};
const now = (element: HTMLElement): number => Number(element.getAttribute("aria-valuenow"));
const drag = (element: HTMLElement, pixels: number, more: object = {}): void => {
  vi.spyOn(element, "clientHeight", "get").mockReturnValue(200);
  fireEvent.pointerDown(element, { pointerId: 1, clientY: 100, ...more });
  fireEvent.pointerMove(element, { pointerId: 1, clientY: 100 - pixels, ...more });
  fireEvent.pointerUp(element, { pointerId: 1, clientY: 100 - pixels, ...more });
};

test("says what it is and where it stands", () => {
  const element = fader(-6);
  expect(element.getAttribute("aria-valuetext")).toBe("-6.0 dB");
  expect(element.getAttribute("aria-orientation")).toBe("vertical");
});

test("a drag moves it from where it was, in one grasp and one release", () => {
  const element = fader(0);
  drag(element, 22);  // an eighth of 176 pixels: half of the way from 0 to +12
  expect(now(element)).toBeCloseTo(6, 1);
  expect([said[0], said[said.length - 1], said.filter((word) => word === "grasp").length]).toEqual(["grasp", "release", 1]);
});

test("with shift it is eight times finer", () => {
  const element = fader(0);
  drag(element, 22, { shiftKey: true });
  expect(now(element)).toBeCloseTo(0.75, 0);
});

test("a touch without a move changes nothing", () => {
  const element = fader(-6);
  drag(element, 0);
  expect(said).toEqual([]);
});

test("a second finger on it is not heard", () => {
  const element = fader(0);
  fireEvent.pointerDown(element, { pointerId: 1, clientY: 100 });
  fireEvent.pointerDown(element, { pointerId: 2, clientY: 100 });
  fireEvent.pointerMove(element, { pointerId: 2, clientY: 20 });
  expect(now(element)).toBe(0);
});

test("a double click, and Delete, set it to 0 dB", () => {
  const element = fader(-20);
  fireEvent.doubleClick(element);
  expect(now(element)).toBe(0);
  fireEvent.keyDown(element, { key: "ArrowUp" });
  fireEvent.keyDown(element, { key: "Delete" });
  expect(now(element)).toBe(0);
});

test("keys step it, shift finely, to both ends", () => {
  const element = fader(-6);
  const press = (key: string, shiftKey = false): number => { fireEvent.keyDown(element, { key, shiftKey }); return now(element); };
  expect([press("ArrowUp"), press("ArrowDown"), press("ArrowUp", true), press("PageUp"), press("End")]).toEqual([-5.5, -6, -5.9, -3, 12]);
  press("Home");
  expect(element.getAttribute("aria-valuetext")).toBe("silent");
});

test("the wheel steps it and does not scroll the page", () => {
  const element = fader(-6);
  const wheel = new WheelEvent("wheel", { deltaY: -100, cancelable: true, bubbles: true });
  act(() => { element.dispatchEvent(wheel); });
  expect(now(element)).toBe(-5.5);
  expect(wheel.defaultPrevented).toBe(true);
});

test("a value can be typed; nonsense is marked and not taken; Escape leaves it", () => {
  const element = fader(-6);
  fireEvent.keyDown(element, { key: "Enter" });
  const field = screen.getByRole("textbox", { name: "volume of Guitar" });
  fireEvent.change(field, { target: { value: "loud" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.getAttribute("aria-invalid")).toBe("true");
  fireEvent.change(field, { target: { value: "-12.5" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(now(element)).toBe(-12.5);
  fireEvent.click(screen.getByRole("button", { name: /type volume of Guitar/ }));
  fireEvent.keyDown(screen.getByRole("textbox"), { key: "Escape" });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(now(element)).toBe(-12.5);
});

test("typing begins with the key that was pressed", () => {
  const element = fader(0);
  fireEvent.keyDown(element, { key: "-" });
  expect((screen.getByRole("textbox") as HTMLInputElement).value).toBe("-");
});

test("what is not live does not move and looks it", () => {
  const element = fader(-6, { live: false });
  drag(element, 50);
  fireEvent.keyDown(element, { key: "ArrowUp" });
  fireEvent.doubleClick(element);
  expect([said, now(element), element.getAttribute("aria-disabled")]).toEqual([[], -6, "true"]);
  expect(element.closest(".fader")?.classList.contains("stale")).toBe(true);
});

test("a grasp that is refused ends the drag", () => {
  const element = fader(-6, { refuses: true });
  drag(element, 50);
  expect([now(element), said]).toEqual([-6, ["grasp"]]);
});

test("another's hand on it is shown", () => {
  const element = fader(-6, { heldBy: "stage tablet" });
  expect(element.title).toBe("stage tablet holds it");
});

test("a knob turns by dragging up, and says its value in its unit", () => {
  said.length = 0;
  render(<Bench start={0}>{(control) => (
    <Knob label="pan of Guitar" control={control} scale={linearScale(-1, 1)} unit={panUnit} steps={{ fine: 0.01, normal: 0.05, coarse: 0.25 }} reset={0} />
  )}</Bench>);
  const knob = screen.getByRole("slider");
  drag(knob, 45);  // a quarter of 180
  expect(knob.getAttribute("aria-valuetext")).toBe("50 % right");
  fireEvent.keyDown(knob, { key: "PageDown" });
  expect(knob.getAttribute("aria-valuetext")).toBe("25 % right");
});
