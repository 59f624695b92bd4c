// fader.tsx: a console's fader: dB scale, fine with shift, double click to 0 dB, wheel, keys, a value to type, any number of
// fingers on any number of them.  Side: page.
import { faderMarks, faderScale } from "./scales";
import { decibelUnit } from "./units";
import { useSlider, type Movable } from "./use_slider";
import { ValueEntry } from "./value_entry";

export interface FaderProps {
  /** "volume of Guitar" */
  label: string;
  control: Movable;
  /** Who else holds it, to be shown. */
  heldBy?: string | undefined;
  disabled?: boolean;
  reset?: number;
  /** Without the engraved numbers, for narrow strips. */
  bare?: boolean;
  colour?: string | undefined;
}

const steps = { fine: 0.1, normal: 0.5, coarse: 3 };
const capShare = 0.12;  // of the height: the cap stays inside

export function Fader({ label, control, heldBy, disabled = false, reset = 0, bare = false, colour }: FaderProps): React.JSX.Element {
  const off = disabled || !control.live;
  const slider = useSlider({
    control, scale: faderScale, steps, reset, disabled: off,
    travel: (element) => Math.max(40, element.clientHeight * (1 - capShare)),
  });
  const position = faderScale.position(control.value);
  const finite = Number.isFinite(control.value) ? control.value : -90;
  return (
    <div className={`fader${control.live ? "" : " stale"}${heldBy ? " held" : ""}`}>
      <div ref={slider.ref} className="fader-way" role="slider" tabIndex={off ? -1 : 0} aria-label={label} aria-orientation="vertical"
        aria-valuemin={-90} aria-valuemax={12} aria-valuenow={finite} aria-valuetext={decibelUnit.say(control.value)}
        aria-disabled={off} title={heldBy ? `${heldBy} holds it` : undefined} {...slider.handlers}>
        {!bare && faderMarks.map((mark) => (
          <span key={mark} className={mark === 0 ? "fader-mark zero" : "fader-mark"} aria-hidden="true"
            style={{ bottom: `${(faderScale.position(mark) * (1 - capShare) + capShare / 2) * 100}%` }}>{Math.abs(mark)}</span>
        ))}
        <span className="fader-slot" aria-hidden="true" />
        <span className="fader-cap" aria-hidden="true"
          style={{ bottom: `${(position * (1 - capShare) + capShare / 2) * 100}%`, ...(colour ? { borderColor: colour } : {}) }} />
      </div>
      <ValueEntry label={label} value={control.value} unit={decibelUnit} least={-Infinity} most={12} disabled={off} typing={slider.typing}
        startTyping={slider.startTyping} stopTyping={slider.stopTyping} set={control.nudge} />
    </div>
  );
}
