// toggle.tsx: a button that is on or off, lit in the colour of what it does.  Side: page.
import type { ReactNode } from "react";

export type ToggleKind = "mute" | "solo" | "arm" | "listen" | "on" | "plain";

export interface ToggleProps {
  /** "mute Guitar" */
  label: string;
  children: ReactNode;
  on: boolean;
  kind?: ToggleKind;
  live?: boolean;
  disabled?: boolean;
  /** Lit from elsewhere: muted by a group, silenced by a solo. */
  implied?: boolean;
  title?: string;
  set(on: boolean): void;
}

export function Toggle({ label, children, on, kind = "plain", live = true, disabled = false, implied = false, title, set }: ToggleProps): React.JSX.Element {
  return (
    <button type="button" className={`toggle toggle-${kind}${implied && !on ? " implied" : ""}${live ? "" : " stale"}`} aria-pressed={on}
      aria-label={label} title={title ?? label} disabled={disabled || !live} onClick={() => set(!on)}>
      {children}
    </button>
  );
}
