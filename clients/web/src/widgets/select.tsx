// select.tsx: one of a few, by the system's own list: it is right on every phone and for every reader of the screen.
// Side: page.
export interface Choice<Value extends string | number> { value: Value; name: string; disabled?: boolean }

export interface SelectProps<Value extends string | number> {
  /** "output of Guitar" */
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  live?: boolean;
  disabled?: boolean;
  set(value: Value): void;
}

export function Select<Value extends string | number>({ label, value, choices, live = true, disabled = false, set }: SelectProps<Value>): React.JSX.Element {
  return (
    <select className={`select${live ? "" : " stale"}`} aria-label={label} title={label} value={value} disabled={disabled || !live}
      onChange={(event) => {
        const chosen = choices.find((choice) => String(choice.value) === event.target.value);
        if (chosen) set(chosen.value);
      }}>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} disabled={choice.disabled ?? false}>{choice.name}</option>
      ))}
    </select>
  );
}
