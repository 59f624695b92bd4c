// value_entry.tsx: a value that shows itself and can be typed over. Enter takes it, Escape leaves it.  Side: page.
import { useEffect, useRef, useState } from "react";
import { readTyped, type Unit } from "./units";

export interface ValueEntryProps {
  label: string;
  value: number;
  unit: Unit;
  least: number;
  most: number;
  disabled: boolean;
  typing: string | undefined;
  startTyping(): void;
  stopTyping(): void;
  set(value: number): void;
  /** There is room for the unit's sign. */
  signed?: boolean;
}

export function ValueEntry(props: ValueEntryProps): React.JSX.Element {
  const { label, value, unit, least, most, disabled, typing, signed = false } = props;
  if (typing !== undefined) return <Typed {...props} />;
  return (
    <button type="button" className="value" disabled={disabled} tabIndex={-1} title={`${label}: ${unit.say(value)}; click to type`}
      aria-label={`${unit.format(value)}, type ${label}`} onClick={props.startTyping} data-least={least} data-most={most}>
      {unit.format(value)}{signed && unit.sign && /\d/.test(unit.format(value)) ? <small>{unit.sign}</small> : null}
    </button>
  );
}

function Typed({ label, value, unit, least, most, typing, stopTyping, set }: ValueEntryProps): React.JSX.Element {
  const [text, setText] = useState(typing || unit.format(value));
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (!typing) field.current?.select(); }, [typing]);
  const take = (): void => {
    const typed = readTyped(text, unit, least, most);
    if (typed === undefined) return setWrong(true);
    set(typed);
    stopTyping();
  };
  return (
    <input ref={field} className="value" type="text" inputMode="text" autoFocus aria-label={label} aria-invalid={wrong} value={text}
      onChange={(event) => { setText(event.target.value); setWrong(false); }}
      onBlur={stopTyping}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") take();
        if (event.key === "Escape") stopTyping();
      }} />
  );
}
