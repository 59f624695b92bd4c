// history_panel.tsx: what was done by whom; look at what has changed since, give the present a name, or go back to any
// revision, which is itself a change that undo takes back.  Side: page.
import type { Diff } from "corelogic/schema";
import { useState } from "react";
import { act, ask, send } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { showRefusal } from "../../studio/toasts";
import { Refusal } from "corelogic/refusal";
import { Dialog } from "../../widgets/dialog";
import { Naming } from "../mixer/naming";
import { usePolled } from "./polled";

const time = (ms: number): string => (ms === 0 ? "" : new Date(ms).toLocaleTimeString());

function Difference({ diff, close }: { diff: Diff; close(): void }): React.JSX.Element {
  const live = useLive();
  const structure = useMay("structure");
  return (
    <Dialog open close={close} title={`Since revision ${String(diff.from)}`} about={diff.lines.length === 0 ? "Nothing is different." : `${diff.lines.length} differences`}
      actions={structure && <button type="button" className="button primary" disabled={!live}
        onClick={() => { send({ restore: { revision: diff.from } }).then(close, () => undefined); }}>Go back to it</button>}>
      <ul className="system-lines">{diff.lines.map((line, i) => <li key={i}>{line}</li>)}</ul>
    </Dialog>
  );
}

export function HistoryPanel(): React.JSX.Element {
  const revision = useStudio((state) => state.revision);
  const { answer: history, refused } = usePolled(() => ask().getHistory(100), 3000);
  const versions = usePolled(() => ask().getVersions(), 5000);
  const live = useLive();
  const structure = useMay("structure");
  const admin = useMay("access");
  const [diff, setDiff] = useState<Diff | undefined>();
  const [naming, setNaming] = useState(false);
  const look = (from: number): void => {
    ask().getDiff({ from: String(from) }).then(setDiff, (refusal: unknown) => { if (refusal instanceof Refusal) showRefusal(refusal); });
  };
  return (
    <>
      <div className="tools">
        <button type="button" className="button" disabled={!live} onClick={() => act({ undo: null })}>Undo mine</button>
        <button type="button" className="button" disabled={!live} onClick={() => act({ redo: null })}>Redo mine</button>
        {admin && <button type="button" className="button" disabled={!live} onClick={() => act({ undoOthers: { client: "0" } })}>Undo the last of anybody</button>}
        {structure && <button type="button" className="button primary" disabled={!live} onClick={() => setNaming(true)}>Name revision {revision}</button>}
      </div>
      {versions.answer && versions.answer.length > 0 && (
        <ul className="system-versions" aria-label="named versions">
          {versions.answer.map((version) => (
            <li key={String(version.revision) + version.name}><button type="button" className="button" disabled={!live} onClick={() => look(Number(version.revision))}>{version.name}</button>
              <small>revision {String(version.revision)}, {new Date(Number(version.time)).toLocaleString()}{version.user && ` by ${version.user}`}</small></li>
          ))}
        </ul>
      )}
      {refused && <p role="alert">{refused}</p>}
      <table className="system-table" aria-label="history">
        <thead><tr><th scope="col">revision</th><th scope="col">when</th><th scope="col">who</th><th scope="col">what</th><th scope="col"><span className="unseen">look</span></th></tr></thead>
        <tbody>
          {history && [...history].reverse().map((set) => (
            <tr key={String(set.revision)}><td>{String(set.revision)}</td><td>{time(Number(set.time))}</td><td>{set.user || "local"}</td><td>{set.label}</td>
              <td><button type="button" className="button" disabled={!live} aria-label={`what is different since revision ${String(set.revision)}`} onClick={() => look(Number(set.revision))}>Look</button></td></tr>
          ))}
        </tbody>
      </table>
      {diff && <Difference diff={diff} close={() => setDiff(undefined)} />}
      {naming && <Naming title="Name this version" label="its name" close={() => setNaming(false)} take={(name) => send({ saveVersion: { name } }).then(versions.again)} />}
    </>
  );
}
