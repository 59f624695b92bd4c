// bar.tsx: a level in a narrow place: a bar with a name and a value, moved, stepped and typed as a fader is.  Side: page.
import type { Scale } from "./scales";
import type { Steps } from "./step";
import type { Unit } from "./units";
import { useSlider, type Movable } from "./use_slider";
import { ValueEntry } from "./value_entry";

export interface BarProps {
  /** "send of Guitar to Reverb" */
  label: string;
  /** What stands in it: "Reverb". */
  name: string;
  control: Movable;
  scale: Scale;
  unit: Unit;
  steps: Steps;
  reset: number;
  heldBy?: string | undefined;
  disabled?: boolean;
  /** Off: muted, without effect now. */
  dim?: boolean;
  /** Dragged sideways over its own width; else up and down. */
  across?: boolean;
}

export function Bar({ label, name, control, scale, unit, steps, reset, heldBy, disabled = false, dim = false, across = false }: BarProps): React.JSX.Element {
  const off = disabled || !control.live;
  const slider = useSlider({ control, scale, steps, reset, disabled: off, across, travel: (element) => (across ? Math.max(80, element.clientWidth) : 160) });
  const least = Number.isFinite(scale.least) ? scale.least : scale.value(0.001);
  return (
    <div className={`bar${control.live ? "" : " stale"}${heldBy ? " held" : ""}${dim ? " dim" : ""}${across ? " across" : ""}`}>
      <div ref={slider.ref} className="bar-way" role="slider" tabIndex={off ? -1 : 0} aria-label={label} aria-orientation={across ? "horizontal" : "vertical"} aria-valuemin={least}
        aria-valuemax={scale.most} aria-valuenow={Number.isFinite(control.value) ? control.value : least}
        aria-valuetext={unit.say(control.value)} aria-disabled={off} title={heldBy ? `${heldBy} holds it` : `${label}: ${unit.say(control.value)}`}
        {...slider.handlers}>
        <span className="bar-lit" style={{ width: `${scale.position(control.value) * 100}%` }} />
        <span className="bar-name">{name}</span>
      </div>
      <ValueEntry label={label} value={control.value} unit={unit} least={scale.least} most={scale.most} disabled={off}
        typing={slider.typing} startTyping={slider.startTyping} stopTyping={slider.stopTyping} set={control.nudge} />
    </div>
  );
}
