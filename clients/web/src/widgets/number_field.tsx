// number_field.tsx: a number with its unit, typed or stepped; taken at Enter or when it is left, back at Escape.
// What is no value is marked and not taken.  Side: page.
import { useEffect, useState } from "react";
import { clampTo } from "./step";
import { readTyped, type Unit } from "./units";

export interface NumberFieldProps {
  label: string;
  value: number;
  unit: Unit;
  least: number;
  most: number;
  step: number;
  live?: boolean;
  disabled?: boolean;
  set(value: number): void;
}

export function NumberField({ label, value, unit, least, most, step, live = true, disabled = false, set }: NumberFieldProps): React.JSX.Element {
  const [text, setText] = useState(unit.format(value));
  const [wrong, setWrong] = useState(false);
  const [editing, setEditing] = useState(false);
  useEffect(() => { if (!editing) setText(unit.format(value)); }, [value, unit, editing]);
  const take = (): void => {
    const typed = readTyped(text, unit, least, most);
    setWrong(typed === undefined);
    if (typed === undefined) return;
    setText(unit.format(typed));
    if (typed !== value) set(typed);
  };
  const stepBy = (count: number): void => {
    const next = clampTo(Number((value + count * step).toFixed(6)), least, most);
    setText(unit.format(next));
    set(next);
  };
  return (
    <input className={`number${live ? "" : " stale"}`} type="text" role="spinbutton" aria-label={label} aria-valuenow={value}
      aria-valuemin={least} aria-valuemax={most} aria-valuetext={unit.say(value)} aria-invalid={wrong} value={text} disabled={disabled || !live}
      onFocus={(event) => { setEditing(true); event.target.select(); }}
      onChange={(event) => { setText(event.target.value); setWrong(false); }}
      onBlur={() => {
        setEditing(false);
        if (readTyped(text, unit, least, most) === undefined) { setText(unit.format(value)); setWrong(false); }
        else take();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        else if (event.key === "Escape") { setText(unit.format(value)); setWrong(false); }
        else if (event.key === "ArrowUp") { event.preventDefault(); stepBy(1); }
        else if (event.key === "ArrowDown") { event.preventDefault(); stepBy(-1); }
      }} />
  );
}
