// scene_tools.tsx: the cue list at the desk: choose, recall, next, store. The scenes' own view has the rest.  Side: page.
import type { Scene } from "corelogic/schema";
import { useState } from "react";
import { act, send } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { Select } from "../../widgets/select";
import { Naming } from "./naming";

const noScenes: Scene[] = [];

export function SceneTools(): React.JSX.Element {
  const scenes = useStudio((state) => state.project?.scenes ?? noScenes);
  const live = useLive();
  const structure = useMay("structure");
  const [chosen, setChosen] = useState(0);
  const [naming, setNaming] = useState(false);
  const at = Math.max(0, scenes.findIndex((scene) => scene.id === chosen));
  const scene = scenes[at];
  const next = scenes[at + 1];
  const recall = (one: Scene | undefined): void => {
    if (!one) return;
    setChosen(one.id);
    act({ recallScene: { scene: one.id } });
  };
  return (
    <div className="tools" role="group" aria-label="scenes">
      {scene && (
        <>
          <Select<number> label="scene" value={scene.id} live={live} choices={scenes.map((each, i) => ({ value: each.id, name: `${i + 1} ${each.name}` }))}
            set={setChosen} />
          <button type="button" className="button primary" disabled={!live} onClick={() => recall(scene)}>Recall</button>
          <button type="button" className="button" disabled={!live || !next} title={next ? `recall ${next.name}` : "this is the last scene"}
            onClick={() => recall(next)}>Next</button>
        </>
      )}
      {structure && <button type="button" className="button" disabled={!live} onClick={() => setNaming(true)}>Store scene</button>}
      {naming && <Naming title="Store the mix as a new scene" label="its name" close={() => setNaming(false)}
        take={(name) => send({ storeScene: { name } }).then(({ ids }) => setChosen(ids[0] ?? 0))} />}
    </div>
  );
}
