// paint.ts: the ruler, the lines behind the lanes, and the playhead, on canvases.  Side: page.
import { barMarks, timeMarks, type Clockwork } from "./grid";
import { xOf, type Span } from "./span";

export type Brush = Pick<CanvasRenderingContext2D, "clearRect" | "fillRect" | "fillText" | "beginPath" | "moveTo" | "lineTo" | "closePath" | "fill"> &
  { fillStyle: string | CanvasGradient | CanvasPattern; font: string; textBaseline: CanvasTextBaseline };
export interface Field { span: Span; width: number; height: number; clock: Clockwork }
export interface Colours { text: string; dim: string; line: string; strong: string; playhead: string }

const barRow = 22;  // pixels: bars above, time below

/** Bars above, time below. */
export function paintRuler(brush: Brush, { span, width, height, clock }: Field, colours: Colours): void {
  brush.clearRect(0, 0, width, height);
  brush.font = "11px system-ui, sans-serif";
  brush.textBaseline = "middle";
  const row = (marks: ReturnType<typeof barMarks>, top: number, bottom: number, ink: string): void => {
    for (const mark of marks) {
      const x = Math.round(xOf(span, mark.frame));
      brush.fillStyle = mark.strong ? colours.strong : colours.line;
      brush.fillRect(x, mark.strong ? top : bottom - 6, 1, mark.strong ? bottom - top : 6);
      if (mark.label === "") continue;
      brush.fillStyle = ink;
      brush.fillText(mark.label, x + 4, (top + bottom) / 2);
    }
  };
  row(barMarks(span, width, clock), 0, barRow, colours.text);
  row(timeMarks(span, width, clock.rate), barRow, height, colours.dim);
  brush.fillStyle = colours.line;
  brush.fillRect(0, barRow, width, 1);
}

/** The lines of bars behind the lanes. */
export function paintLines(brush: Brush, { span, width, height, clock }: Field, colours: Colours): void {
  brush.clearRect(0, 0, width, height);
  brush.fillStyle = colours.line;
  for (const mark of barMarks(span, width, clock)) if (mark.strong) brush.fillRect(Math.round(xOf(span, mark.frame)), 0, 1, height);
}

/** Over all: the playhead while it is known, and dashed where a hand wants it. */
export function paintPlayhead(brush: Brush, { span, width, height }: Field, frame: number | undefined, wanted: number | undefined, colours: Colours): void {
  brush.clearRect(0, 0, width, height);
  const draw = (at: number, ink: string, dashed: boolean): void => {
    const x = Math.round(xOf(span, at));
    if (x < -8 || x > width + 8) return;
    brush.fillStyle = ink;
    brush.beginPath();
    brush.moveTo(x - 6, 0);
    brush.lineTo(x + 6, 0);
    brush.lineTo(x, 9);
    brush.closePath();
    brush.fill();
    if (!dashed) return brush.fillRect(x, 0, 1, height);
    for (let y = 0; y < height; y += 8) brush.fillRect(x, y, 1, 4);
  };
  if (frame !== undefined) draw(frame, colours.playhead, false);
  if (wanted !== undefined) draw(wanted, colours.text, true);
}

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: of("--text"), dim: of("--text-dim"), line: of("--line"), strong: of("--line-strong"), playhead: of("--focus"),
  };
}
