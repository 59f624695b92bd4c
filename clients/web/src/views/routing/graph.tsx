// graph.tsx: the routing drawn from left to right; a line from strip to strip patches them; what a cycle forbids is shown
// dashed where it would close. Lines carry how late the sound is there. The matrix does the same for the keyboard.  Side: page.
import { Background, BaseEdge, Controls, EdgeLabelRenderer, Handle, MarkerType, Position, ReactFlow, type Connection, type Edge, type EdgeProps, type Node, type NodeProps } from "@xyflow/react";
import type { Project, Track } from "corelogic/schema";
import { useMemo } from "react";
import { navigate } from "../../shell/route";
import { act } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { useLook } from "../../theme/looks";
import { sayLatency, wireKey, type WireLatencies } from "./latency";
import { boxesOf, curvesOf, pathOf, routesOf, type Boxes, type Point } from "./layout";
import { sayWire } from "./matrix";
import { patch, unpatchCommand, type PatchKind, type RefusedWire } from "./patch";
import { allWires, columnsOf, type Place, type Wire } from "./wires";
import "@xyflow/react/dist/style.css";

const labelHeight = 15;  // pixels: the labels of one strip stand under each other at its right

interface StripFace extends Record<string, unknown> { name: string; kind: string; colour: string }
function StripNode({ data }: NodeProps<Node<StripFace>>): React.JSX.Element {
  return (
    <div className={`graph-strip graph-${data.kind}`} style={data.colour ? { borderLeftColor: data.colour } : undefined}>
      <Handle type="target" position={Position.Left} isConnectable={data.kind !== "audio"} />
      <strong title={data.name}>{data.name}</strong><small>{data.kind}</small>
      {data.kind !== "device" && <Handle type="source" position={Position.Right} />}
    </div>
  );
}
const nodeTypes = { strip: StripNode };

interface WireFace extends Record<string, unknown> { wire?: Wire; says: string; place: number; via: readonly Point[] }
/** A wire with its words where it leaves, so that those of other strips do not lie on them. */
function WireEdge({ id, sourceX, sourceY, targetX, targetY, markerEnd, data }: EdgeProps<Edge<WireFace>>): React.JSX.Element {
  const path = pathOf(curvesOf({ x: sourceX, y: sourceY }, data?.via ?? [], { x: targetX, y: targetY }));
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

function boxesFor(project: Project, wires: readonly Wire[]): Boxes {
  const strips = project.tracks.filter((track) => track.kind !== "vca").map((track) => track.id);
  return boxesOf([...new Set<Place>([...strips, ...wires.map((wire) => wire.to)])], columnsOf(project, wires));
}

function nodesOf(project: Project, boxes: Boxes): Node<StripFace>[] {
  const tracks = new Map<Place, Track>(project.tracks.map((track) => [track.id, track]));
  return [...boxes].map(([id, { x, y }]): Node<StripFace> => {
    const track = tracks.get(id);
    return { id: String(id), type: "strip", position: { x, y }, data: { name: track?.name ?? `Outputs ${String(id).slice(7)}`, kind: track?.kind ?? "device", colour: track?.colour ?? "" } };
  });
}

/** `place`: how many wires of the same strip have words already. */
function edgeOf(wire: Wire, late: string, place: number, via: readonly Point[]): Edge<WireFace> {
  const says = [wire.kind === "output" ? "" : sayWire(wire), late].filter(Boolean).join(" · ");
  return {
    id: wireKey(wire), type: "wire", source: String(wire.from), target: String(wire.to), className: `graph-wire graph-wire-${wire.kind}`,
    markerEnd: { type: MarkerType.ArrowClosed }, data: { wire, says, place, via }, ariaLabel: [sayWire(wire), late].filter(Boolean).join(", "),
  };
}

function edgesOf(wires: readonly Wire[], routes: readonly (readonly Point[])[], latencies: WireLatencies, rate: number): Edge<WireFace>[] {
  const places = new Map<number, number>();
  return wires.map((wire, i) => {
    const edge = edgeOf(wire, sayLatency(latencies.get(wireKey(wire)), rate), places.get(wire.from) ?? 0, routes[i] ?? []);
    if (edge.data?.says) places.set(wire.from, (places.get(wire.from) ?? 0) + 1);
    return edge;
  });
}

export interface GraphProps { project: Project; latencies: WireLatencies; kind: PatchKind; refusedWire: RefusedWire | undefined; refused(wire: RefusedWire | undefined): void }

export function Graph({ project, latencies, kind, refusedWire, refused }: GraphProps): React.JSX.Element {
  const live = useLive();
  const may = useMay("structure") && live;
  const wires = useMemo(() => allWires(project), [project]);
  // A level that moves makes a project anew many times a second; where strips stand and wires go stays.
  const shape = `${project.tracks.map(({ id, kind }) => `${kind} ${id}`).join()} ${wires.map(({ from, to }) => `${from}>${to}`).join()}`;
  const boxes = useMemo(() => boxesFor(project, wires), [shape]);
  const routes = useMemo(() => routesOf(boxes, refusedWire ? [...wires, refusedWire] : wires), [boxes, refusedWire]);
  const nodes = useMemo(() => nodesOf(project, boxes), [project, boxes]);
  const edges = useMemo(() => {
    const all = edgesOf(wires, routes, latencies, project.sampleRate);
    if (refusedWire)
      all.push({ id: "refused", type: "wire", source: String(refusedWire.from), target: String(refusedWire.to), data: { says: "would go in a circle", place: 0, via: routes[wires.length] ?? [] }, className: "graph-wire graph-wire-refused", ariaLabel: refusedWire.sentence });
    return all;
  }, [wires, routes, latencies, refusedWire, project.sampleRate]);
  const connect = ({ source, target }: Connection): void => {
    if (Number.isNaN(Number(target))) return;
    void patch(kind, Number(source), Number(target)).then(refused);
  };
  return (
    <div className="graph" aria-label="routing graph">
      <ReactFlow nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} fitView defaultMarkerColor={null} colorMode={useLook()} nodesDraggable={false} nodesConnectable={may} elementsSelectable={may}
        deleteKeyCode={may ? ["Delete", "Backspace"] : null} onConnect={connect} proOptions={{ hideAttribution: false }}
        onEdgesDelete={(gone) => gone.forEach((edge) => { const wire = edge.data?.wire; if (wire) act(unpatchCommand(wire)); })}
        onNodeDoubleClick={(_, node) => { if (node.data.kind !== "device") navigate("rack", node.id); }}>
        <Background /><Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
