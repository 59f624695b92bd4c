// ruler.tsx: the ruler: bars and time, and the playhead as something that can be taken and put elsewhere.  Side: page.
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { useLive } from "../../studio/hooks";
import { onMeterFrame } from "../../studio/meters";
import { clockNow, Painted } from "./canvas";
import { framesPerBar, framesPerBeat, positionText, snapped } from "./grid";
import { paintRuler } from "./paint";
import { locate, steppingFrom } from "./playhead";
import { reveal, useTimeline } from "./settings";
import { frameAt } from "./span";

/** Where a hand on the ruler wants the playhead; drawn by the overlay. */
export const wish: { frame: number | undefined } = { frame: undefined };

const sayEvery = 500;  // ms: readers of the screen are not told thirty times a second

function afterKey({ key, shiftKey }: KeyboardEvent): number | undefined {
  const clock = clockNow();
  const step = key === "ArrowRight" || key === "ArrowLeft" ? framesPerBeat(clock) / (shiftKey ? 4 : 1)
    : key === "ArrowUp" || key === "ArrowDown" ? framesPerBar(clock) : key === "PageUp" || key === "PageDown" ? framesPerBar(clock) * 4 : 0;
  if (key === "Home") return 0;
  if (step === 0) return undefined;
  const back = key === "ArrowLeft" || key === "ArrowDown" || key === "PageDown";
  // From line to line of the grid, so that a step from between two lines meets the next one.
  const at = steppingFrom(clock.rate) / step;
  return Math.max(0, Math.round((back ? Math.ceil(at - 1 - 1e-6) : Math.floor(at + 1 + 1e-6)) * step));
}

export function Ruler(): React.JSX.Element {
  const live = useLive();
  const element = useRef<HTMLDivElement>(null);
  const hand = useRef<number | undefined>(undefined);

  useEffect(() => {
    let said = -Infinity;
    return onMeterFrame(({ position }) => {
      const now = performance.now();
      if (!element.current || now - said < sayEvery) return;
      said = now;
      const clock = clockNow();
      element.current.setAttribute("aria-valuenow", (position / clock.rate).toFixed(1));
      element.current.setAttribute("aria-valuetext", positionText(position, clock));
    });
  }, []);
  useEffect(() => {
    if (!live) hand.current = wish.frame = undefined;
    return () => { wish.frame = undefined; };
  }, [live]);

  const aim = (event: PointerEvent): void => {
    const { span, grid, width } = useTimeline.getState();
    const x = event.clientX - (element.current?.getBoundingClientRect().left ?? 0);
    wish.frame = snapped(frameAt(span, Math.min(width, Math.max(0, x))), event.altKey ? "off" : grid, clockNow());
  };
  const end = (event: PointerEvent, taken: boolean): void => {
    if (hand.current !== event.pointerId) return;
    if (taken && wish.frame !== undefined) locate(wish.frame);
    hand.current = wish.frame = undefined;
  };
  return (
    <div ref={element} className={`timeline-ruler${live ? "" : " stale"}`} role="slider" tabIndex={live ? 0 : -1} aria-label="playhead" aria-valuemin={0}
      aria-valuemax={86400} aria-valuenow={0} aria-valuetext="unknown" aria-disabled={!live} title="click or drag to locate; Alt ignores the grid"
      onPointerDown={(event) => {
        if (!live || hand.current !== undefined || event.button > 0) return;
        hand.current = event.pointerId;
        event.currentTarget.setPointerCapture(event.pointerId);
        aim(event);
      }}
      onPointerMove={(event) => { if (hand.current === event.pointerId) aim(event); }}
      onPointerUp={(event) => end(event, true)} onPointerCancel={(event) => end(event, false)}
      onKeyDown={(event) => {
        if (event.key === "Escape") hand.current = wish.frame = undefined;
        const frame = live && !event.ctrlKey && !event.metaKey ? afterKey(event) : undefined;
        if (frame === undefined) return;
        event.preventDefault();
        locate(frame);
        reveal(frame);
      }}>
      <Painted className="timeline-canvas" paint={paintRuler} />
    </div>
  );
}
