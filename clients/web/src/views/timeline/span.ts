// span.ts: which frames are on the screen, at which zoom, and the way between frames and pixels.  Side: page; pure.

export interface Span {
  /** Frame at the left edge; not before 0. */
  readonly start: number;
  readonly framesPerPixel: number;
}

/** From single frames to an hour on a screen of a thousand pixels at 96 kHz. */
export const leastZoom = 1 / 8, mostZoom = 400_000;  // frames a pixel

export const xOf = (span: Span, frame: number): number => (frame - span.start) / span.framesPerPixel;
export const frameAt = (span: Span, x: number): number => Math.max(0, span.start + x * span.framesPerPixel);

export const scrolled = (span: Span, pixels: number): Span => ({ ...span, start: Math.max(0, span.start + pixels * span.framesPerPixel) });

/** Nearer (`factor` above 1) or farther; what is at `x` stays there unless the beginning would come into the field. */
export function zoomed(span: Span, factor: number, x: number): Span {
  const framesPerPixel = Math.min(mostZoom, Math.max(leastZoom, span.framesPerPixel / factor));
  return { framesPerPixel, start: Math.max(0, span.start + x * (span.framesPerPixel - framesPerPixel)) };
}

/** Two fingers that were at two frames and are at two places now. */
export function pinched(span: Span, frames: readonly [number, number], xs: readonly [number, number]): Span {
  const apart = xs[1] - xs[0];
  if (Math.abs(apart) < 1) return span;
  const framesPerPixel = Math.min(mostZoom, Math.max(leastZoom, Math.abs((frames[1] - frames[0]) / apart)));
  const middle = (frames[0] + frames[1]) / 2;
  return { framesPerPixel, start: Math.max(0, middle - ((xs[0] + xs[1]) / 2) * framesPerPixel) };
}

/** The span in which `frame` can be seen: the same one, or a page with the frame near its left edge. */
export function revealing(span: Span, frame: number, width: number): Span {
  const x = xOf(span, frame);
  return x >= 0 && x <= width * 0.95 ? span : { ...span, start: Math.max(0, frame - width * 0.1 * span.framesPerPixel) };
}
