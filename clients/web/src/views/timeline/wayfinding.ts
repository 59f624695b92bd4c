// wayfinding.ts: scroll and zoom by wheel, trackpad, one finger or the mouse, and two fingers.  Side: page.
import { useEffect, useRef, type PointerEvent, type RefObject } from "react";
import { pinch, scrollBy, useTimeline, zoomBy } from "./settings";
import { frameAt } from "./span";

/** `field` begins where frame 0 would be drawn when nothing is scrolled. */
export function useWheel(area: RefObject<HTMLElement | null>, field: RefObject<HTMLElement | null>): void {
  // React's wheel listeners are passive; the page must not zoom under the timeline.
  useEffect(() => {
    const element = area.current;
    const turn = (event: WheelEvent): void => {
      const x = event.clientX - (field.current?.getBoundingClientRect().left ?? 0);
      if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0025)), Math.max(0, x));  // a pinch of a trackpad too
      else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) scrollBy(event.deltaX || event.deltaY);
      else return;  // up and down through the lanes
      event.preventDefault();
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, [area, field]);
}

interface Finger { frame: number; x: number; moved: boolean }

export interface PanHandlers {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(event: PointerEvent): void;
}

/** One pointer holds the frame it touched; two hold one each. */
export function usePan(field: RefObject<HTMLElement | null>): PanHandlers {
  const fingers = useRef(new Map<number, Finger>());
  const xIn = (event: PointerEvent): number => event.clientX - (field.current?.getBoundingClientRect().left ?? 0);
  const up = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    // What is left takes hold anew: the zoom has changed under it.
    for (const finger of fingers.current.values()) finger.frame = frameAt(useTimeline.getState().span, finger.x);
  };
  return {
    onPointerDown: (event) => {
      if (event.button > 0 || (event.target as HTMLElement).closest("button, a, input, select")) return;
      const x = xIn(event);
      fingers.current.set(event.pointerId, { frame: frameAt(useTimeline.getState().span, x), x, moved: false });
    },
    onPointerMove: (event) => {
      const finger = fingers.current.get(event.pointerId);
      if (!finger) return;
      const x = xIn(event);
      const [first, second] = [...fingers.current.values()] as [Finger, Finger?];
      if (!finger.moved && !second && Math.abs(x - finger.x) < 4) return;
      if (!finger.moved) event.currentTarget.setPointerCapture(event.pointerId);
      finger.moved = true;
      const before = finger.x;
      finger.x = x;
      if (second) pinch([first.frame, second.frame], [first.x, second.x]);
      else scrollBy(before - x);
    },
    onPointerUp: up, onPointerCancel: up,
  };
}
