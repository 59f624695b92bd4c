// timeline.tsx: ruler, playhead, lanes; zoom and scroll by hand, wheel, buttons and keys.  Side: page.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { useShallow } from "zustand/react/shallow";
import { act } from "../../studio/connection";
import { useLive } from "../../studio/hooks";
import { drawEachFrame } from "../../studio/meters";
import { useStudio } from "../../studio/store";
import { NumberField } from "../../widgets/number_field";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";
import { plainUnit } from "../../widgets/units";
import { useHidden } from "../mixer/settings";
import { clockNow, Painted } from "./canvas";
import type { Grid } from "./grid";
import { Lane } from "./lane";
import { paintLines, paintPlayhead, type Brush, type Colours, type Field } from "./paint";
import { listenForPlayhead, playheadNow } from "./playhead";
import { Ruler, wish } from "./ruler";
import { reveal, scrollTo, setFollow, setGrid, useTimeline, zoomBy } from "./settings";
import { usePan, useWheel } from "./wayfinding";
import "./timeline.css";

const laneHeight = 58;  // pixels, as timeline.css lays it out
const closer = 1.5;
const bpm = plainUnit("bpm", 1);
const grids: readonly { value: Grid; name: string }[] = [{ value: "off", name: "no grid" }, { value: "beat", name: "beats" }, { value: "bar", name: "bars" }];
const zoom = (factor: number): void => zoomBy(factor, useTimeline.getState().width / 2);

function Tools(): React.JSX.Element {
  const tempo = useStudio((state) => state.project?.tempo ?? 120);
  const live = useLive();
  const follow = useTimeline((state) => state.follow);
  const grid = useTimeline((state) => state.grid);
  return (
    <div className="timeline-tools" role="toolbar" aria-label="timeline">
      <label className="line">tempo
        <NumberField label="tempo in quarter notes a minute" value={tempo} unit={bpm} least={20} most={400} step={1} live={live} set={(next) => act({ setTempo: { tempo: next } })} />
      </label>
      <Select label="clicks on the ruler snap to" value={grid} choices={grids} set={setGrid} />
      <Toggle label="follow the playhead" on={follow} set={setFollow}>Follow</Toggle>
      <button type="button" className="button icon" aria-label="farther" title="farther (-)" onClick={() => zoom(1 / closer)}>−</button>
      <button type="button" className="button icon" aria-label="nearer" title="nearer (+)" onClick={() => zoom(closer)}>+</button>
    </div>
  );
}

/** Along the time: ten minutes, or farther when somebody looks farther. */
function Scroll(): React.JSX.Element {
  const span = useTimeline((state) => state.span);
  const width = useTimeline((state) => state.width);
  const seen = span.framesPerPixel * width;
  const rate = clockNow().rate;
  const most = Math.max(rate * 600, span.start + seen * 2);
  return (
    <input type="range" className="timeline-scroll" aria-label="scroll in time" min={0} max={Math.round(most)} step={Math.max(1, Math.round(seen / 20))}
      value={Math.round(span.start)} aria-valuetext={`from ${Math.round(span.start / rate)} seconds`} onChange={(event) => scrollTo(Number(event.target.value))} />
  );
}

function useWidthOf(field: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = field.current;
    if (!element) return undefined;
    const measure = (): void => { if (element.clientWidth > 0) useTimeline.setState({ width: element.clientWidth }); };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [field]);
}

/** Turns the page when the playhead leaves it, if it is wanted. */
function useFollow(): void {
  useEffect(() => {
    const stop = listenForPlayhead();
    let before = -1;
    const end = drawEachFrame(() => {
      const frame = playheadNow(clockNow().rate)?.frame;
      if (frame === undefined || frame === before) return;
      before = frame;
      if (useTimeline.getState().follow && wish.frame === undefined) reveal(frame);
    });
    return () => { stop(); end(); };
  }, []);
}

function playheadKey(): string {
  return `${playheadNow(clockNow().rate)?.frame ?? "unknown"} ${wish.frame ?? ""}`;
}
function paintOver(brush: Brush, field: Field, colours: Colours): void {
  paintPlayhead(brush, field, playheadNow(field.clock.rate)?.frame, wish.frame, colours);
}

function Lanes({ field }: { field: RefObject<HTMLElement | null> }): React.JSX.Element {
  const hidden = useHidden();
  const ids = useStudio(useShallow((state) =>
    (state.project?.tracks ?? []).filter((track) => track.kind === "audio" && !hidden.includes(track.id)).map((track) => track.id)));
  const scroller = useRef<HTMLDivElement>(null);
  const pan = usePan(field);
  const rows = useVirtualizer({
    count: ids.length, overscan: 4, getScrollElement: () => scroller.current, estimateSize: () => laneHeight,
    getItemKey: (index) => ids[index] as number, initialRect: { width: 1280, height: 600 },
  });
  return (
    <div ref={scroller} className="timeline-lanes" {...pan}>
      <ol className="lane-list" aria-label="lanes" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) =>
          <Lane key={item.key} id={ids[item.index] as number} index={item.index} count={ids.length} top={item.start} height={item.size} />)}
      </ol>
      {ids.length === 0 && <p className="notice">No audio strip is shown here. Strips are added in the track list.</p>}
    </div>
  );
}

function onTimelineKey(event: KeyboardEvent): void {
  if (["INPUT", "SELECT", "TEXTAREA"].includes((event.target as HTMLElement).tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") zoom(closer);
  else if (event.key === "-") zoom(1 / closer);
  else if (event.key === "f") setFollow(!useTimeline.getState().follow);
}

export default function Timeline(): React.JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const [silent, setSilent] = useState(false);
  useWidthOf(field);
  useWheel(area, field);
  useFollow();
  useEffect(() => {
    const timer = setInterval(() => setSilent(playheadNow(clockNow().rate) === undefined), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="timeline" onKeyDown={onTimelineKey}>
      <Tools />
      <div ref={area} className="timeline-area">
        <Painted className="timeline-lines" paint={paintLines} />
        <div className="timeline-corner" role="status">{silent ? "playhead unknown" : ""}</div>
        <div ref={field} className="timeline-top"><Ruler /></div>
        <Lanes field={field} />
        <Painted className="timeline-over" changes={playheadKey} paint={paintOver} />
      </div>
      <Scroll />
    </div>
  );
}
