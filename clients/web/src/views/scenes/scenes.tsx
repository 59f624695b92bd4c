// scenes.tsx: the cue list: store, recall, next and previous, order by drag or keys; morph; what a recall leaves alone.
// Side: page.
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type DragEndEvent } from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import type { Scene } from "corelogic/schema";
import { useCallback, useEffect, useState } from "react";
import { act, send } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { NumberField } from "../../widgets/number_field";
import { Toggle } from "../../widgets/toggle";
import { Naming } from "../mixer/naming";
import { fadeUnit, mostFade, neighbour, recall, recallWith, standAt, useCue } from "./cue";
import { Morph } from "./morph";
import { AskedOf } from "./questions";
import { SafeTable } from "./safe_table";
import { SceneRow, type Question } from "./scene_row";
import "./scenes.css";

const noScenes: Scene[] = [];
const scenesNow = (): readonly Scene[] => useStudio.getState().project?.scenes ?? noScenes;

/** To the place of another one. */
function moveTo(id: number, position: number): void {
  if (position >= 0 && position < scenesNow().length && scenesNow()[position]?.id !== id) act({ moveScene: { scene: id, position } });
}
const moveBy = (id: number, places: number): void => moveTo(id, scenesNow().findIndex((scene) => scene.id === id) + places);

function Tools({ scenes }: { scenes: readonly Scene[] }): React.JSX.Element {
  const live = useLive();
  const structure = useMay("structure");
  const { at, fade } = useCue();
  const [naming, setNaming] = useState(false);
  const [previous, next] = [neighbour(scenes, at, -1), neighbour(scenes, at, 1)];
  return (
    <div className="scene-tools" role="toolbar" aria-label="cue list">
      <button type="button" className="button" disabled={!live || !previous} title={previous ? `recall ${previous.name}` : "there is none before"}
        onClick={() => { if (previous) recall(previous.id); }}>‹ Previous</button>
      <button type="button" className="button primary" disabled={!live || !next} title={next ? `recall ${next.name}` : "there is none behind"}
        onClick={() => { if (next) recall(next.id); }}>Next ›{next ? ` ${next.name}` : ""}</button>
      <div className="tools" role="group" aria-label="fade of recalls">
        <Toggle label="recall with each scene's own fade" on={fade === undefined} set={(own) => recallWith(own ? undefined : 0)}>own fades</Toggle>
        {fade !== undefined && <NumberField label="fade of recalls" value={fade} unit={fadeUnit} least={0} most={mostFade} step={500} set={(ms) => recallWith(Math.round(ms))} />}
      </div>
      {structure && <button type="button" className="button" disabled={!live} onClick={() => setNaming(true)}>Store new scene</button>}
      {naming && <Naming title="Store the mix as a new scene" label="its name" close={() => setNaming(false)}
        take={(name) => send({ storeScene: { name } }).then(({ ids }) => { if (ids[0]) standAt(ids[0]); })} />}
    </div>
  );
}

export default function Scenes(): React.JSX.Element {
  const scenes = useStudio((state) => state.project?.scenes ?? noScenes);
  const at = useCue((state) => state.at);
  const [question, setQuestion] = useState<Question>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }));
  const ask = useCallback((next: Question): void => setQuestion(next), []);
  useEffect(() => { if (at !== 0 && !scenes.some((scene) => scene.id === at)) standAt(0); }, [scenes, at]);
  const dropped = ({ active, over }: DragEndEvent): void => {
    if (over) moveTo(Number(active.id), scenes.findIndex((scene) => scene.id === over.id));
  };
  return (
    <div className="scenes">
      <Tools scenes={scenes} />
      <div className="scenes-body">
        {scenes.length === 0 && <p className="notice">There are no scenes yet. A scene keeps the whole mix as it is when it is stored.</p>}
        <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={dropped}>
          <SortableContext items={scenes.map((scene) => scene.id)} strategy={verticalListSortingStrategy}>
            <ol className="scene-list" aria-label="scenes">
              {scenes.map((scene, i) => <SceneRow key={scene.id} scene={scene} place={i + 1} moveBy={moveBy} ask={ask} />)}
            </ol>
          </SortableContext>
        </DndContext>
        <Morph scenes={scenes} />
        <SafeTable />
      </div>
      {question && <AskedOf question={question} close={() => setQuestion(undefined)} />}
    </div>
  );
}
