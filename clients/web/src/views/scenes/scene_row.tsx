// scene_row.tsx: one scene of the cue list: its number, name, comment and fade, and what can be done with it.  Side: page.
import { useSortable } from "@dnd-kit/sortable";
import type { DescribeScene, Scene } from "corelogic/schema";
import { memo, type KeyboardEvent } from "react";
import { act } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { NumberField } from "../../widgets/number_field";
import { TextField } from "../../widgets/text_field";
import { fadeUnit, mostFade, recall, useCue } from "./cue";

export type Question = { kind: "preview" | "store" | "remove"; scene: Scene };

export interface SceneRowProps {
  scene: Scene;
  place: number;
  moveBy(id: number, places: number): void;
  ask(question: Question): void;
}

export const SceneRow = memo(function SceneRow({ scene, place, moveBy, ask }: SceneRowProps): React.JSX.Element {
  const live = useLive();
  const structure = useMay("structure");
  const editable = live && structure;
  const current = useCue((state) => state.at === scene.id);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: scene.id, disabled: !editable });
  const { id, name, comment, fade } = scene;
  const describe = (fields: Partial<DescribeScene>): void => act({ describeScene: { scene: id, name, comment, fade, ...fields } });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || !editable || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    moveBy(id, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li ref={setNodeRef} aria-label={name} aria-current={current ? "step" : undefined} onKeyDown={onKeyDown}
      className={`scene${current ? " current" : ""}${isDragging ? " dragged" : ""}`}
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}>
      <button ref={setActivatorNodeRef} type="button" className="scene-grip" {...attributes} {...listeners} aria-label={`move ${name}`}
        title="drag, or Alt with the arrows" disabled={!editable}>⠿</button>
      <span className="scene-number">{place}</span>
      <button type="button" className={`button scene-recall${current ? " lit" : ""}`} aria-label={`recall ${name}`} disabled={!live} onClick={() => recall(id)}>Recall</button>
      <div className="scene-texts">
        <TextField label={`name of ${name}`} value={name} most={64} live={editable} set={(next) => { if (next.trim()) describe({ name: next.trim() }); }} />
        <TextField label={`comment of ${name}`} value={comment} most={2000} live={editable} placeholder="comment" set={(next) => describe({ comment: next })} />
      </div>
      <label className="scene-fade">fade
        <NumberField label={`fade of ${name}`} value={fade} unit={fadeUnit} least={0} most={mostFade} step={500} live={editable} set={(next) => describe({ fade: Math.round(next) })} />
      </label>
      <div className="scene-actions">
        <button type="button" className="button" aria-label={`preview ${name}`} disabled={!live} onClick={() => ask({ kind: "preview", scene })}>Preview</button>
        {structure && <button type="button" className="button" aria-label={`store over ${name}`} disabled={!live} onClick={() => ask({ kind: "store", scene })}>Store over</button>}
        {structure && <button type="button" className="button danger" aria-label={`remove ${name}`} disabled={!live} onClick={() => ask({ kind: "remove", scene })}>×</button>}
      </div>
    </li>
  );
});
