// routing.tsx: who feeds whom, as a graph and as a matrix, and what a new wire shall be.  Side: page.
import type { Project } from "corelogic/schema";
import { useState } from "react";
import { useProject } from "../../studio/hooks";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";
import { Graph } from "./graph";
import { Matrix } from "./matrix";
import type { PatchKind, RefusedWire } from "./patch";
import { useLatencies } from "./use_latencies";
import "./routing.css";

const kinds: readonly { value: PatchKind; name: string }[] = [
  { value: "output", name: "a new wire is the output" }, { value: "send", name: "a new wire is a send" }, { value: "cable", name: "a new wire is a cable beside the output" },
];

export default function Routing(): React.JSX.Element {
  const project = useProject();
  return project ? <Wires project={project} /> : <p className="notice">waiting for the studio</p>;
}

function Wires({ project }: { project: Project }): React.JSX.Element {
  const latencies = useLatencies(project);
  const [kind, setKind] = useState<PatchKind>("send");
  const [matrix, setMatrix] = useState(() => matchMedia?.("(max-width: 640px)").matches ?? false);
  const [refused, setRefused] = useState<RefusedWire | undefined>();
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
      {matrix ? <Matrix project={project} latencies={latencies} kind={kind} refused={setRefused} /> : <Graph project={project} latencies={latencies} kind={kind} refusedWire={refused} refused={setRefused} />}
    </div>
  );
}
