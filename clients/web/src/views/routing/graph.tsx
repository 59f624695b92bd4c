// graph.tsx: the routing drawn from left to right; a line from strip to strip patches them; what a cycle forbids is shown
// dashed where it would close. Lines carry how late the sound is there. The matrix does the same for the keyboard.  Side: page.
import { Background, BaseEdge, Controls, EdgeLabelRenderer, getBezierPath, Handle, MarkerType, Position, ReactFlow, type Connection, type Edge, type EdgeProps, type Node, type NodeProps } from "@xyflow/react";
import type { Project } from "corelogic/schema";
import { useMemo } from "react";
import { navigate } from "../../shell/route";
import { act } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { useLook } from "../../theme/looks";
import { sayLatency, wireKey, type WireLatencies } from "./latency";
import { sayWire } from "./matrix";
import { patch, unpatchCommand, type PatchKind, type RefusedWire } from "./patch";
import { allWires, columnsOf, type Place, type Wire } from "./wires";
import "@xyflow/react/dist/style.css";

const columnWidth = 290, rowHeight = 74;
const labelHeight = 15;  // pixels: the labels of one strip stand under each other at its right

interface StripFace extends Record<string, unknown> { name: string; kind: string; colour: string }
function StripNode({ data }: NodeProps<Node<StripFace>>): React.JSX.Element {
  return (
    <div className={`graph-strip graph-${data.kind}`} style={data.colour ? { borderLeftColor: data.colour } : undefined}>
      {data.kind !== "audio" && <Handle type="target" position={Position.Left} />}
      <strong>{data.name}</strong><small>{data.kind}</small>
      {data.kind !== "device" && <Handle type="source" position={Position.Right} />}
    </div>
  );
}
const nodeTypes = { strip: StripNode };

interface WireFace extends Record<string, unknown> { wire?: Wire; says: string; place: number }
/** A wire with its words where it leaves, so that those of other strips do not lie on them. */
function WireEdge({ id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, markerEnd, data }: EdgeProps<Edge<WireFace>>): React.JSX.Element {
  const [path] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition });
  return (
    <>
      <BaseEdge id={id} path={path} {...(markerEnd ? { markerEnd } : {})} />
      {data?.says && (
        <EdgeLabelRenderer>
          <span className="graph-says" style={{ transform: `translate(${sourceX + 10}px, ${sourceY - 20 - data.place * labelHeight}px)` }}>{data.says}</span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
const edgeTypes = { wire: WireEdge };

function nodesOf(project: Project, wires: readonly Wire[]): Node<StripFace>[] {
  const columns = columnsOf(project, wires);
  const rows = new Map<number, number>();
  const place = (id: Place): { x: number; y: number } => {
    const column = columns.get(id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { x: column * columnWidth, y: row * rowHeight };
  };
  const strips = project.tracks.filter((track) => track.kind !== "vca").map((track): Node<StripFace> =>
    ({ id: String(track.id), type: "strip", position: place(track.id), data: { name: track.name, kind: track.kind, colour: track.colour } }));
  const devices = [...new Set(wires.map((wire) => wire.to).filter((to): to is `device ${string}` => typeof to === "string"))];
  return [...strips, ...devices.map((id): Node<StripFace> =>
    ({ id, type: "strip", position: place(id), data: { name: `Outputs ${id.slice(7)}`, kind: "device", colour: "" } }))];
}

/** `place`: how many wires of the same strip have words already. */
function edgeOf(wire: Wire, late: string, place: number): Edge<WireFace> {
  const says = [wire.kind === "output" ? "" : sayWire(wire), late].filter(Boolean).join(" · ");
  return {
    id: wireKey(wire), type: "wire", source: String(wire.from), target: String(wire.to), className: `graph-wire graph-wire-${wire.kind}`,
    markerEnd: { type: MarkerType.ArrowClosed }, data: { wire, says, place }, ariaLabel: [sayWire(wire), late].filter(Boolean).join(", "),
  };
}

function edgesOf(wires: readonly Wire[], latencies: WireLatencies, rate: number): Edge<WireFace>[] {
  const places = new Map<number, number>();
  return wires.map((wire) => {
    const edge = edgeOf(wire, sayLatency(latencies.get(wireKey(wire)), rate), places.get(wire.from) ?? 0);
    if (edge.data?.says) places.set(wire.from, (places.get(wire.from) ?? 0) + 1);
    return edge;
  });
}

export interface GraphProps { project: Project; latencies: WireLatencies; kind: PatchKind; refusedWire: RefusedWire | undefined; refused(wire: RefusedWire | undefined): void }

export function Graph({ project, latencies, kind, refusedWire, refused }: GraphProps): React.JSX.Element {
  const live = useLive();
  const may = useMay("structure") && live;
  const wires = useMemo(() => allWires(project), [project]);
  const nodes = useMemo(() => nodesOf(project, wires), [project, wires]);
  const edges = useMemo(() => {
    const all = edgesOf(wires, latencies, project.sampleRate);
    if (refusedWire)
      all.push({ id: "refused", type: "wire", source: String(refusedWire.from), target: String(refusedWire.to), data: { says: "would go in a circle", place: 0 }, className: "graph-wire graph-wire-refused", ariaLabel: refusedWire.sentence });
    return all;
  }, [wires, latencies, refusedWire, project.sampleRate]);
  const connect = ({ source, target }: Connection): void => {
    if (Number.isNaN(Number(target))) return;
    void patch(kind, Number(source), Number(target)).then(refused);
  };
  return (
    <div className="graph" aria-label="routing graph">
      <ReactFlow nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} fitView colorMode={useLook()} nodesDraggable={false} nodesConnectable={may} elementsSelectable={may}
        deleteKeyCode={may ? ["Delete", "Backspace"] : null} onConnect={connect} proOptions={{ hideAttribution: false }}
        onEdgesDelete={(gone) => gone.forEach((edge) => { const wire = edge.data?.wire; if (wire) act(unpatchCommand(wire)); })}
        onNodeDoubleClick={(_, node) => { if (node.data.kind !== "device") navigate("rack", node.id); }}>
        <Background /><Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
