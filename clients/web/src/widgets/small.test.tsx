// small.test.tsx: toggles, lists, numbers, windows.
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { Dialog } from "./dialog";
import { NumberField } from "./number_field";
import { Select } from "./select";
import { Toggle } from "./toggle";
import { plainUnit } from "./units";

test("a toggle says whether it is on and asks for the other", () => {
  const set = vi.fn();
  const { rerender } = render(<Toggle label="mute Guitar" on={false} set={set}>M</Toggle>);
  const button = screen.getByRole("button", { name: "mute Guitar" });
  expect(button.getAttribute("aria-pressed")).toBe("false");
  fireEvent.click(button);
  expect(set).toHaveBeenCalledWith(true);
  rerender(<Toggle label="mute Guitar" on live={false} set={set}>M</Toggle>);
  fireEvent.click(button);
  expect(set).toHaveBeenCalledTimes(1);
});

test("a list gives the value, not its text", () => {
  const set = vi.fn();
  render(<Select label="output of Guitar" value={3} choices={[{ value: 3, name: "Master" }, { value: 7, name: "Drums" }]} set={set} />);
  fireEvent.change(screen.getByRole("combobox", { name: "output of Guitar" }), { target: { value: "7" } });
  expect(set).toHaveBeenCalledWith(7);
});

test("a number is taken at Enter and when it is left, within its range; nonsense goes back", () => {
  const set = vi.fn();
  render(<NumberField label="delay" value={10} unit={plainUnit("ms")} least={0} most={500} step={0.5} set={set} />);
  const field = screen.getByRole("spinbutton");
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: "900 ms" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(set).toHaveBeenLastCalledWith(500);
  fireEvent.change(field, { target: { value: "soon" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.getAttribute("aria-invalid")).toBe("true");
  fireEvent.blur(field);
  expect((field as HTMLInputElement).value).toBe("10.0");
  fireEvent.keyDown(field, { key: "ArrowUp" });
  expect(set).toHaveBeenLastCalledWith(10.5);
  expect(set).toHaveBeenCalledTimes(2);
});

test("what opened a window gets the focus back, also from a field that takes it at once", () => {
  const Page = (): React.JSX.Element => {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>Rename</button>
        {open && <Dialog open close={() => setOpen(false)} title="Name"><input aria-label="name" autoFocus /></Dialog>}
      </>
    );
  };
  render(<Page />);
  const opener = screen.getByRole("button", { name: "Rename" });
  opener.focus();
  fireEvent.click(opener);
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "name" }));
  fireEvent.keyDown(screen.getByRole("dialog"), { key: "Escape" });
  return vi.waitFor(() => expect(document.activeElement).toBe(opener));
});

test("a window has its title as its name and closes at Escape", () => {
  const close = vi.fn();
  render(<Dialog open close={close} title="Add a track" about="It is silent until it has an input."><p>inside</p></Dialog>);
  const dialog = screen.getByRole("dialog", { name: "Add a track" });
  fireEvent.keyDown(dialog, { key: "Escape" });
  expect(close).toHaveBeenCalledOnce();
});
