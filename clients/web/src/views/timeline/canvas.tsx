// canvas.tsx: a canvas that is sharp on every screen and painted before each picture, when there is something new.  Side: page.
import { useEffect, useRef } from "react";
import { drawEachFrame } from "../../studio/meters";
import { useStudio } from "../../studio/store";
import { useLook } from "../../theme/looks";
import { coloursOf, type Brush, type Colours, type Field } from "./paint";
import { useTimeline } from "./settings";

/** Of the open project. */
export function clockNow(): Field["clock"] {
  const project = useStudio.getState().project;
  return { rate: project?.sampleRate ?? 48000, tempo: project?.tempo ?? 120 };
}

export interface PaintedProps {
  className: string;
  /** Returns what its picture depends on besides the field: an equal word is not painted again. */
  changes?(): string;
  paint(brush: Brush, field: Field, colours: Colours): void;
}

export function Painted({ className, changes, paint }: PaintedProps): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const look = useLook();
  useEffect(() => {
    let painted = "";
    let colours: Colours | undefined;
    return drawEachFrame(() => {
      const element = canvas.current;
      const brush = element?.getContext("2d");
      if (!element || !brush) return;
      const { span, width } = useTimeline.getState();
      const clock = clockNow();
      const height = element.clientHeight || 1;
      const scale = globalThis.devicePixelRatio || 1;
      const key = [span.start, span.framesPerPixel, width, height, scale, clock.rate, clock.tempo, changes?.() ?? ""].join();
      if (key === painted) return;
      painted = key;
      const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
      if (element.width !== across || element.height !== down) { element.width = across; element.height = down; }
      brush.setTransform(scale, 0, 0, scale, 0, 0);
      paint(brush, { span, width, height, clock }, colours ??= coloursOf(element));
    });
  }, [changes, paint, look]);
  return <canvas ref={canvas} className={className} aria-hidden="true" />;
}
