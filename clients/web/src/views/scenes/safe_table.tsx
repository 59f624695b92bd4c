// safe_table.tsx: what a recall leaves alone, a row a strip, a column a word; only the rows on the screen exist.  Side: page.
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useRef } from "react";
import { act, actAsOne } from "../../studio/connection";
import { useLive, useTrack, useTrackIds } from "../../studio/hooks";
import { afterSwitch, isSafe } from "../../studio/recall_safe";
import { useStudio } from "../../studio/store";
import { Toggle } from "../../widgets/toggle";
import { safeWords, type SafeWord } from "./safe_words";

const columns: readonly SafeWord[] = ["all", ...safeWords];
const rowHeight = 42;  // pixels, as scenes.css lays it out

const Row = memo(function Row({ id, index, top }: { id: number; index: number; top: number }): React.JSX.Element | null {
  const track = useTrack(id);
  const live = useLive();
  if (!track) return null;
  return (
    <div role="row" aria-rowindex={index + 2} className="safe-row" style={{ top, height: rowHeight }}>
      <span role="rowheader" className="safe-name" title={track.name} style={track.colour ? { borderLeftColor: track.colour } : undefined}>{track.name}</span>
      {columns.map((word) => (
        <span key={word} role="cell">
          <Toggle label={`${word} of ${track.name} is safe`} kind="on" on={isSafe(track.safe, word)} live={live}
            set={(on) => act({ setTrackSafe: { track: id, safe: afterSwitch(safeWords, track.safe, word, on) } })}>
            {isSafe(track.safe, word) ? "safe" : "·"}
          </Toggle>
        </span>
      ))}
    </div>
  );
});

/** Of all strips at once: safe unless all are already. */
function switchColumn(word: SafeWord): void {
  const tracks = useStudio.getState().project?.tracks ?? [];
  const on = !tracks.every((track) => isSafe(track.safe, word));
  actAsOne((batch) => tracks.forEach((track) => batch.setTrackSafe({ track: track.id, safe: afterSwitch(safeWords, track.safe, word, on) })));
}

export function SafeTable(): React.JSX.Element {
  const ids = useTrackIds();
  const live = useLive();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: ids.length, overscan: 6, getScrollElement: () => scroller.current, estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] as number, initialRect: { width: 1280, height: 400 },
  });
  return (
    <section className="safe" aria-label="recall safe">
      <h2>Recall safe</h2>
      <p className="safe-about">What is safe stays as it is when a scene is recalled or morphed to.</p>
      <div ref={scroller} className="safe-scroll" role="table" aria-label="what a recall leaves alone" aria-rowcount={ids.length + 1} tabIndex={0}>
        <div role="row" aria-rowindex={1} className="safe-row safe-head">
          <span role="columnheader" className="safe-name">strip</span>
          {columns.map((word) => (
            <span key={word} role="columnheader">
              <button type="button" className="safe-word" aria-label={`${word} of all strips`} title={`${word} of all strips`} disabled={!live} onClick={() => switchColumn(word)}>{word}</button>
            </span>
          ))}
        </div>
        <div role="rowgroup" className="safe-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => <Row key={item.key} id={ids[item.index] as number} index={item.index} top={item.start} />)}
        </div>
      </div>
    </section>
  );
}
