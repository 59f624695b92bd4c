// tracks.tsx: the track list: search and filter, rows of which only those on the screen exist, reordered by drag or keys.
// The address may name a filter: #/tracks/hidden.  Side: page.
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type DragEndEvent } from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
import { useShallow } from "zustand/react/shallow";
import { navigate } from "../../shell/route";
import type { ViewProps } from "../../shell/view";
import { act } from "../../studio/connection";
import { useLive, useMay, useTrackIds } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { Select } from "../../widgets/select";
import { useHidden } from "../mixer/settings";
import { Adding } from "./adding";
import { Bulk } from "./bulk";
import { filters, isFilter, listed } from "./list";
import { Removal } from "./removal";
import { Row } from "./row";
import { chooseAll, keepChosen, useSelection } from "./selection";
import "./tracks.css";

const wideRow = 46, narrowRow = 92;  // pixels, as tracks.css lays them out

function useRowHeight(): number {
  const query = "(max-width: 760px)";
  const [narrow, setNarrow] = useState(() => globalThis.matchMedia?.(query).matches ?? false);
  useEffect(() => {
    const media = globalThis.matchMedia?.(query);
    const changed = (): void => setNarrow(media.matches);
    media?.addEventListener("change", changed);
    return () => media?.removeEventListener("change", changed);
  }, []);
  return narrow ? narrowRow : wideRow;
}

/** To the place of another strip, in the whole project: what is not listed keeps its place between. */
function moveTo(id: number, other: number): void {
  const position = useStudio.getState().project?.tracks.findIndex((track) => track.id === other) ?? -1;
  if (position >= 0 && id !== other) act({ moveTrack: { track: id, position } });
}

interface ListProps { ids: readonly number[]; remove(ids: readonly number[]): void }

function List({ ids, remove }: ListProps): React.JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const hidden = useHidden();
  const height = useRowHeight();
  const [dragged, setDragged] = useState<number>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }));
  // The one in the hand stays, however far the list is scrolled under it.
  const rangeExtractor = useCallback((range: Range): number[] => {
    const shown = defaultRangeExtractor(range);
    const at = dragged === undefined ? -1 : ids.indexOf(dragged);
    return at < 0 || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b);
  }, [dragged, ids]);
  const rows = useVirtualizer({
    count: ids.length, overscan: 8, getScrollElement: () => scroller.current, estimateSize: () => height, rangeExtractor,
    getItemKey: (index) => ids[index] as number, initialRect: { width: 1280, height: 600 },
  });
  useEffect(() => rows.measure(), [rows, height]);
  const latest = useRef(ids);
  latest.current = ids;
  const moveBy = useCallback((id: number, places: number): void => {
    const other = latest.current[latest.current.indexOf(id) + places];
    if (other !== undefined) moveTo(id, other);
  }, []);
  const dropped = ({ active, over }: DragEndEvent): void => {
    setDragged(undefined);
    if (over) moveTo(Number(active.id), Number(over.id));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragStart={({ active }) => setDragged(Number(active.id))}
      onDragEnd={dropped} onDragCancel={() => setDragged(undefined)}>
      <SortableContext items={ids as number[]} strategy={verticalListSortingStrategy}>
        <div ref={scroller} className="tracks-scroll">
          <ol className="tracks-list" aria-label="strips" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((item) => {
              const id = ids[item.index] as number;
              return <Row key={item.key} id={id} index={item.index} count={ids.length} hidden={hidden.includes(id)} top={item.start} height={item.size} listed={ids} moveBy={moveBy} remove={remove} />;
            })}
          </ol>
        </div>
      </SortableContext>
    </DndContext>
  );
}

export default function Tracks({ rest }: ViewProps): React.JSX.Element {
  const filter = isFilter(rest) ? rest : "all";
  const [wanted, setWanted] = useState("");
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<readonly number[]>();
  const hidden = useHidden();
  const live = useLive();
  const structure = useMay("structure");
  const every = useTrackIds();
  const ids = useStudio(useShallow((state) => (state.project ? listed(state.project, filter, wanted, hidden) : [])));
  const chosen = useSelection((state) => ids.filter((id) => state.chosen.has(id)).length);
  useEffect(() => keepChosen(new Set(every)), [every]);
  const remove = useCallback((gone: readonly number[]): void => setRemoving(gone), []);
  const all = chosen === ids.length && ids.length > 0;
  return (
    <div className="tracks">
      <div className="tracks-tools" role="toolbar" aria-label="track list">
        <label className="tracks-check" title="choose all that are listed">
          <input type="checkbox" aria-label="choose all that are listed" checked={all} ref={(box) => { if (box) box.indeterminate = chosen > 0 && !all; }}
            onChange={() => chooseAll(all ? [] : ids)} />
        </label>
        <input className="text tracks-search" type="search" aria-label="search strips" placeholder="search" value={wanted}
          onChange={(event) => setWanted(event.target.value)} onKeyDown={(event) => { if (event.key === "Escape") setWanted(""); }} />
        <Select label="which strips are listed" value={filter} choices={filters} set={(next) => navigate("tracks", next === "all" ? "" : next)} />
        <span role="status" className="tracks-count">{ids.length === every.length - 1 ? `${ids.length} strips` : `${ids.length} of ${every.length - 1} strips`}</span>
        {structure && <button type="button" className="button primary" disabled={!live} onClick={() => setAdding(true)}>Add strips</button>}
      </div>
      <Bulk remove={remove} />
      {ids.length > 0 ? <List ids={ids} remove={remove} />
        : <p className="notice">{every.length <= 1 ? "There are no strips yet. Add the first one." : "No strip is like that."}</p>}
      {adding && <Adding close={() => setAdding(false)} />}
      {removing && <Removal ids={removing} close={() => setRemoving(undefined)} />}
    </div>
  );
}
