// routing.tsx: who feeds whom, as a graph and as a matrix, and what a new wire shall be.  Side: page.
import { useState } from "react";
import { useProject } from "../../studio/hooks";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";
import { Graph } from "./graph";
import { Matrix } from "./matrix";
import type { PatchKind, RefusedWire } from "./patch";
import "./routing.css";

const kinds: readonly { value: PatchKind; name: string }[] = [
  { value: "output", name: "a new wire is the output" }, { value: "send", name: "a new wire is a send" }, { value: "cable", name: "a new wire is a cable beside the output" },
];

export default function Routing(): React.JSX.Element {
  const project = useProject();
  const [kind, setKind] = useState<PatchKind>("send");
  const [matrix, setMatrix] = useState(() => matchMedia?.("(max-width: 640px)").matches ?? false);
  const [refused, setRefused] = useState<RefusedWire | undefined>();
  if (!project) return <p className="notice">waiting for the studio</p>;
  const choose = (next: boolean): void => { setMatrix(next); setRefused(undefined); };
  return (
    <div className="routing">
      <div className="toolbar" role="toolbar" aria-label="routing">
        <Toggle label="show the graph" on={!matrix} set={() => choose(false)}>Graph</Toggle>
        <Toggle label="show the matrix" on={matrix} set={() => choose(true)}>Matrix</Toggle>
        <Select<PatchKind> label="what a new wire is" value={kind} choices={kinds} set={setKind} />
        {refused && (
          <p className="routing-refused" role="alert">{refused.sentence}
            <button type="button" className="button" onClick={() => setRefused(undefined)}>Hide</button></p>
        )}
      </div>
      {matrix ? <Matrix project={project} kind={kind} refused={setRefused} /> : <Graph project={project} kind={kind} refusedWire={refused} refused={setRefused} />}
    </div>
  );
}
