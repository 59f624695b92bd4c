// settings.ts: where this device looks at the timeline, at which zoom, with which grid, and whether it follows.  Side: page.
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Grid } from "./grid";
import { pinched, revealing, scrolled, zoomed, type Span } from "./span";

interface Timeline {
  span: Span;
  /** Pixels of the field. */
  width: number;
  follow: boolean;
  grid: Grid;
}
export const initialTimeline: Timeline = { span: { start: 0, framesPerPixel: 1200 }, width: 1000, follow: true, grid: "beat" };

export const useTimeline = create<Timeline>()(persist((): Timeline => initialTimeline, {
  name: "corelogic.timeline", version: 1, partialize: ({ follow, grid }) => ({ follow, grid }),
}));

/** By hand: whoever looks elsewhere does not want to be pulled back. */
export const scrollBy = (pixels: number): void => { useTimeline.setState(({ span }) => ({ span: scrolled(span, pixels), follow: false })); };
export const scrollTo = (start: number): void => { useTimeline.setState(({ span }) => ({ span: { ...span, start }, follow: false })); };
export const zoomBy = (factor: number, x: number): void => { useTimeline.setState(({ span }) => ({ span: zoomed(span, factor, x) })); };
export const pinch = (frames: readonly [number, number], xs: readonly [number, number]): void => {
  useTimeline.setState(({ span }) => ({ span: pinched(span, frames, xs), follow: false }));
};
export const setFollow = (follow: boolean): void => { useTimeline.setState({ follow }); };
export const setGrid = (grid: Grid): void => { useTimeline.setState({ grid }); };
/** Turns the page when the frame is not on it. */
export function reveal(frame: number): void {
  const { span, width } = useTimeline.getState();
  const next = revealing(span, frame, width);
  if (next !== span) useTimeline.setState({ span: next });
}
