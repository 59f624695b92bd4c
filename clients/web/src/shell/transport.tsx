// transport.tsx: play, stop and where the playhead is, from the meters' frames.  Side: page.
import { useEffect, useRef, useState } from "react";
import { Sign } from "./sign";
import { act } from "../studio/connection";
import { useLive, useProject } from "../studio/hooks";
import { meterFrame, onMeterFrame } from "../studio/meters";

/** "1:02.3"; hours when there are any. */
export function clock(frames: number, rate: number): string {
  const tenths = Math.floor((frames / rate) * 10);
  const [hours, minutes, seconds] = [Math.floor(tenths / 36000), Math.floor(tenths / 600) % 60, ((tenths % 600) / 10).toFixed(1)];
  const padded = seconds.padStart(4, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${padded}` : `${minutes}:${padded}`;
}

export function Transport(): React.JSX.Element {
  const live = useLive();
  const rate = useProject()?.sampleRate ?? 48000;
  const [rolling, setRolling] = useState(false);
  const face = useRef<HTMLSpanElement>(null);
  useEffect(() => onMeterFrame((frame) => {
    setRolling(frame.rolling);
    if (face.current) face.current.textContent = clock(frame.position, rate);
  }), [rate]);
  return (
    <div className="transport" role="group" aria-label="transport">
      <button type="button" className="button icon" aria-label="to the beginning" title="to the beginning" disabled={!live}
        onClick={() => act({ locate: { frame: 0 } })}><Sign path="M6 5v14M19 5 9 12l10 7z" /></button>
      <button type="button" className={`button icon${rolling ? " lit" : ""}`} aria-label={rolling ? "stop" : "play"} aria-pressed={rolling}
        title={rolling ? "stop (space)" : "play (space)"} disabled={!live} onClick={() => act(rolling ? { stop: null } : { play: null })}>
        <Sign path={rolling ? "M6 6h12v12H6z" : "M7 4l13 8-13 8z"} />
      </button>
      <span ref={face} className="clock" aria-label="position">{clock(meterFrame()?.position ?? 0, rate)}</span>
    </div>
  );
}
