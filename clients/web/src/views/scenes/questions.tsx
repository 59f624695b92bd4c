// questions.tsx: what is asked before a scene is overwritten or removed, and what a recall would change.  Side: page.
import { Refusal } from "corelogic/refusal";
import type { DryRun, Scene } from "corelogic/schema";
import { useEffect, useState } from "react";
import { ask, send } from "../../studio/connection";
import { useLive } from "../../studio/hooks";
import { Dialog } from "../../widgets/dialog";
import { recall, recallOf, standAt } from "./cue";
import type { Question } from "./scene_row";

function Preview({ scene, close }: { scene: Scene; close(): void }): React.JSX.Element {
  const live = useLive();
  const [answer, setAnswer] = useState<DryRun>();
  const [why, setWhy] = useState("");
  useEffect(() => {
    let wanted = true;
    ask().dryRun(recallOf(scene.id)).then(
      (dryRun) => { if (wanted) setAnswer(dryRun); },
      (refusal: unknown) => { if (wanted) setWhy(refusal instanceof Refusal ? refusal.sentence : "The studio did not answer."); });
    return () => { wanted = false; };
  }, [scene.id]);
  const about = why || (!answer ? "asking the studio" : answer.lines.length === 0 ? "It would change nothing: the mix is like that already." : "It would change this; nothing has been done.");
  return (
    <Dialog open close={close} title={`Recall of ${scene.name}`} about={about}
      actions={<button type="button" className="button primary" disabled={!live || why !== ""} onClick={() => { recall(scene.id); close(); }}>Recall</button>}>
      {answer && answer.lines.length > 0 && (
        <ol className="scene-lines" aria-label="what it would change" tabIndex={0}>{answer.lines.map((line, i) => <li key={i}>{line}</li>)}</ol>
      )}
      {answer?.structure && <p className="scene-warns">The sound graph would be built anew.</p>}
    </Dialog>
  );
}

export function AskedOf({ question, close }: { question: Question; close(): void }): React.JSX.Element {
  const live = useLive();
  const { kind, scene } = question;
  if (kind === "preview") return <Preview scene={scene} close={close} />;
  const storing = kind === "store";
  const take = (): void => {
    send(storing ? { storeScene: { scene: scene.id } } : { removeScene: { scene: scene.id } })
      .then(() => { if (storing) standAt(scene.id); close(); }, () => undefined);
  };
  return (
    <Dialog open close={close} title={storing ? `Store the mix over ${scene.name}?` : `Remove ${scene.name}?`}
      about={storing ? "What it held is replaced by the mix as it is now. Undo brings it back." : "The mix stays as it is. Undo brings the scene back."}
      actions={<button type="button" className={storing ? "button primary" : "button danger"} disabled={!live} onClick={take}>{storing ? "Store" : "Remove"}</button>}>
      {scene.comment && <p>{scene.comment}</p>}
    </Dialog>
  );
}
