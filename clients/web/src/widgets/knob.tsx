// knob.tsx: a rotary control with its value under it; turned by dragging up and down, wheel, keys, or typed.  Side: page.
import type { Scale } from "./scales";
import type { Steps } from "./step";
import type { Unit } from "./units";
import { useSlider, type Movable } from "./use_slider";
import { ValueEntry } from "./value_entry";

export interface KnobProps {
  /** "pan of Guitar", for readers of the screen. */
  label: string;
  /** What stands above it. */
  name?: string;
  control: Movable;
  scale: Scale;
  unit: Unit;
  steps: Steps;
  reset: number;
  /** Where the lit arc begins: pan and gain from their middle. Default: the least value. */
  from?: number;
  heldBy?: string | undefined;
  disabled?: boolean;
}

const sweep = 270;  // degrees
const radius = 16;

function point(position: number): string {
  const angle = ((position * sweep - sweep / 2 - 90) * Math.PI) / 180;
  return `${(20 + radius * Math.cos(angle)).toFixed(2)} ${(20 + radius * Math.sin(angle)).toFixed(2)}`;
}
function arc(from: number, to: number): string {
  const [a, b] = from < to ? [from, to] : [to, from];
  return `M ${point(a)} A ${radius} ${radius} 0 ${(b - a) * sweep > 180 ? 1 : 0} 1 ${point(b)}`;
}

export function Knob({ label, name, control, scale, unit, steps, reset, from, heldBy, disabled = false }: KnobProps): React.JSX.Element {
  const off = disabled || !control.live;
  const slider = useSlider({ control, scale, steps, reset, disabled: off, travel: () => 180 });
  const position = scale.position(control.value);
  const least = Number.isFinite(scale.least) ? scale.least : scale.value(0.001);
  return (
    <div className={`knob${control.live ? "" : " stale"}${heldBy ? " held" : ""}`}>
      {name && <span className="knob-name" aria-hidden="true" title={name}>{name}</span>}
      <div ref={slider.ref} className="knob-dial" role="slider" tabIndex={off ? -1 : 0} aria-label={label} aria-valuemin={least}
        aria-valuemax={scale.most} aria-valuenow={Number.isFinite(control.value) ? control.value : least}
        aria-valuetext={unit.say(control.value)} aria-disabled={off} title={heldBy ? `${heldBy} holds it` : undefined}
        {...slider.handlers}>
        <svg viewBox="0 0 40 40" aria-hidden="true">
          <path className="knob-way" d={arc(0, 1)} />
          <path className="knob-lit" d={arc(scale.position(from ?? scale.least), position)} />
          <line className="knob-hand" x1="20" y1="20" x2="20" y2="7" transform={`rotate(${position * sweep - sweep / 2} 20 20)`} />
        </svg>
      </div>
      <ValueEntry label={label} value={control.value} unit={unit} least={scale.least} most={scale.most} disabled={off}
        typing={slider.typing} startTyping={slider.startTyping} stopTyping={slider.stopTyping} set={control.nudge} signed={name !== undefined} />
    </div>
  );
}
