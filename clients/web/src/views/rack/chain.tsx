// chain.tsx: the inserts of a strip in their order: choose one, drag it to another place, add one. Keyboard: focus one,
// space lifts it, arrows move it, space drops it.  Side: page.
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type DragEndEvent } from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { effectNamed, effects } from "corelogic/effects";
import type { Insert, Track } from "corelogic/schema";
import { act, send } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";

interface ItemProps { insert: Insert; chosen: boolean; choose(): void }

function Item({ insert, chosen, choose }: ItemProps): React.JSX.Element {
  const live = useLive();
  const movable = useMay("structure") && live;
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({ id: insert.id, disabled: !movable });
  const style = { transform: transform ? `translateY(${transform.y}px)` : undefined, transition };
  const title = effectNamed(insert.effect)?.title ?? insert.effect;
  return (
    <li ref={setNodeRef} style={style} className={`chain-item${chosen ? " chosen" : ""}${insert.bypass ? " bypassed" : ""}`}>
      <Toggle label={`${title} is on`} kind="on" on={!insert.bypass} live={live} set={(on) => act({ setInsertBypass: { insert: insert.id, bypass: !on } })}>•</Toggle>
      <button type="button" className="chain-name" aria-current={chosen} onClick={choose}>{title}{insert.postFader ? " ▾" : ""}</button>
      <button type="button" className="chain-grip" aria-label={`move ${title}`} disabled={!movable} {...attributes} {...listeners}>⠿</button>
    </li>
  );
}

export interface ChainProps { track: Track; chosen: number; choose(insert: number): void }

export function Chain({ track, chosen, choose }: ChainProps): React.JSX.Element {
  const live = useLive();
  const structure = useMay("structure");
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }));
  const dropped = ({ active, over }: DragEndEvent): void => {
    const position = track.inserts.findIndex((insert) => insert.id === over?.id);
    if (over && active.id !== over.id && position >= 0) act({ moveInsert: { insert: Number(active.id), position } });
  };
  const fitting = effects.filter((effect) => effect.mostChannels >= track.channels);
  return (
    <div className="chain">
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={dropped}>
        <SortableContext items={track.inserts.map((insert) => insert.id)} strategy={verticalListSortingStrategy}>
          <ol aria-label={`inserts of ${track.name}`}>
            {track.inserts.map((insert) => <Item key={insert.id} insert={insert} chosen={insert.id === chosen} choose={() => choose(insert.id)} />)}
          </ol>
        </SortableContext>
      </DndContext>
      {structure && (
        <Select<string> label={`add an effect to ${track.name}`} value="" live={live}
          choices={[{ value: "", name: "+ add an effect" }, ...fitting.map((effect) => ({ value: effect.name, name: effect.title }))]}
          set={(effect) => {
            if (effect) send({ addInsert: { track: track.id, effect } }).then(({ ids }) => { if (ids[0]) choose(ids[0]); }, () => undefined);
          }} />
      )}
    </div>
  );
}
