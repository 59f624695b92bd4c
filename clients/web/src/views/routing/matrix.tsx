// matrix.tsx: who feeds whom as a grid: a row a source, a column a destination. Enter, space or a click makes or ends a
// wire of the chosen kind; arrows move.  Side: page.
import type { Project } from "corelogic/schema";
import { useRef, type KeyboardEvent } from "react";
import { act } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { decibelUnit } from "../../widgets/units";
import { sayLatency, wireKey, type WireLatencies } from "./latency";
import { patch, unpatchCommand, type PatchKind, type RefusedWire } from "./patch";
import { allWires, destinationsOf, sourcesOf, type Wire } from "./wires";

const signs: Record<Wire["kind"], string> = { output: "●", send: "◐", cable: "◆", key: "⚿", direct: "▸" };
const words: Record<Wire["kind"], string> = { output: "output", send: "send", cable: "cable", key: "key", direct: "direct out" };
export const sayWire = (wire: Wire): string =>
  [words[wire.kind], wire.tap, wire.level === undefined ? "" : decibelUnit.say(wire.level)].filter(Boolean).join(" ");

export interface MatrixProps { project: Project; latencies: WireLatencies; kind: PatchKind; refused(wire: RefusedWire | undefined): void }

export function Matrix({ project, latencies, kind, refused }: MatrixProps): React.JSX.Element {
  const live = useLive();
  const may = useMay("structure") && live;
  const table = useRef<HTMLTableElement>(null);
  const sources = sourcesOf(project), destinations = destinationsOf(project);
  const wires = allWires(project);
  const between = (from: number, to: number): Wire[] => wires.filter((wire) => wire.from === from && wire.to === to);
  const toggle = (from: number, to: number): void => {
    const known = between(from, to).find((wire) => wire.kind === kind);
    if (known) act(unpatchCommand(known));
    else void patch(kind, from, to).then(refused);
  };
  const say = (wire: Wire): string => [sayWire(wire), sayLatency(latencies.get(wireKey(wire)), project.sampleRate)].filter(Boolean).join(" ");
  const arrow = (event: KeyboardEvent, row: number, column: number): void => {
    const [dr, dc] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
    if (dr === 0 && dc === 0) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-cell="${row + (dr as number)}/${column + (dc as number)}"]`)?.focus();
  };
  return (
    <div className="matrix-scroll">
      <table ref={table} className="matrix" role="grid" aria-label="routing matrix">
        <thead><tr><th scope="col"><span className="unseen">source</span></th>{destinations.map((each) => <th key={each.id} scope="col"><span>{each.name}</span></th>)}</tr></thead>
        <tbody>
          {sources.map((source, row) => (
            <tr key={source.id}>
              <th scope="row" style={source.colour ? { borderLeftColor: source.colour } : undefined}>{source.name}</th>
              {destinations.map((destination, column) => {
                if (source.id === destination.id) return <td key={destination.id} className="matrix-self" />;
                const here = between(source.id, destination.id);
                const says = here.length > 0 ? here.map(say).join(", ") : "not connected";
                return (
                  <td key={destination.id} role="gridcell">
                    <button type="button" className={here.length > 0 ? "matrix-cell on" : "matrix-cell"} data-cell={`${row}/${column}`} disabled={!may}
                      tabIndex={row === 0 && column === 0 ? 0 : -1} aria-pressed={here.some((wire) => wire.kind === kind)}
                      aria-label={`${source.name} to ${destination.name}: ${says}`} title={`${source.name} → ${destination.name}: ${says}`}
                      onFocus={(event) => { event.currentTarget.tabIndex = 0; }} onKeyDown={(event) => arrow(event, row, column)}
                      onClick={() => toggle(source.id, destination.id)}>{here.map((wire) => signs[wire.kind]).join("")}</button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="matrix-key" aria-hidden="true">{(Object.keys(signs) as Wire["kind"][]).map((each) => <span key={each}>{signs[each]} {words[each]}</span>)}</p>
    </div>
  );
}
