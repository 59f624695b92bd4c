// text_field.tsx: a line or a page of text; taken at Enter (of a line) or when it is left, back at Escape.  Side: page.
import { useEffect, useState, type KeyboardEvent } from "react";

export interface TextFieldProps {
  label: string;
  value: string;
  most: number;
  lines?: number;
  live?: boolean;
  disabled?: boolean;
  placeholder?: string;
  set(value: string): void;
}

export function TextField({ label, value, most, lines = 1, live = true, disabled = false, placeholder, set }: TextFieldProps): React.JSX.Element {
  const [text, setText] = useState(value);
  const [editing, setEditing] = useState(false);
  useEffect(() => { if (!editing) setText(value); }, [value, editing]);
  const take = (): void => { if (text !== value) set(text); };
  const common = {
    className: `text${live ? "" : " stale"}`, "aria-label": label, value: text, maxLength: most, disabled: disabled || !live, placeholder,
    onFocus: () => setEditing(true),
    onBlur: () => { setEditing(false); take(); },
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && lines === 1) take();
      if (event.key === "Escape") { event.stopPropagation(); setText(value); }
    },
  };
  return lines > 1 ? <textarea rows={lines} {...common} /> : <input type="text" {...common} />;
}
