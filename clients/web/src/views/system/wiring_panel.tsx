// wiring_panel.tsx: JACK: what is wanted and what is there; a wire is added by choosing both ends.  Side: page.
import type { Wire } from "corelogic/schema";
import { useState } from "react";
import { act, ask } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";
import { usePolled } from "./polled";

const same = (a: Wire, b: Wire): boolean => a.port === b.port && a.other === b.other;

/** Every wire that is wanted or there, once. */
export function wiresWithState(wanted: readonly Wire[], actual: readonly Wire[]): { wire: Wire; wanted: boolean; actual: boolean }[] {
  const all = [...wanted, ...actual.filter((wire) => !wanted.some((each) => same(each, wire)))];
  return all.map((wire) => ({ wire, wanted: wanted.some((each) => same(each, wire)), actual: actual.some((each) => same(each, wire)) }));
}

const bare = (port: string): string => port.slice(port.indexOf(":") + 1);

export function WiringPanel(): React.JSX.Element {
  const { answer: wiring, refused, again } = usePolled(() => ask().getWiring(), 2000);
  const live = useLive();
  const may = useMay("structure") && live;
  const [port, setPort] = useState("");
  const [other, setOther] = useState("");
  if (!wiring) return <p className="notice">{refused || "asking the engine"}</p>;
  const own = wiring.ports.filter((each) => each.own), theirs = wiring.ports.filter((each) => !each.own);
  const chosen = own.find((each) => bare(each.name) === port);
  const fitting = theirs.filter((each) => !chosen || each.input !== chosen.input);
  const set = (wires: Wire[], custom = wiring.custom): void => { act({ setWires: { wires, custom } }); setTimeout(again, 300); };
  const add = (): void => { set([...wiring.wanted.filter((each) => !same(each, { port, other })), { port, other }]); setOther(""); };
  return (
    <>
      {!wiring.available && <p className="system-warning">The engine does not play on JACK now; what is wanted is made when it does.</p>}
      <Toggle label="only these wires are made" on={wiring.custom} live={live} disabled={!may} set={(custom) => set(wiring.wanted, custom)}>only these, nothing by itself</Toggle>
      <table className="system-table" aria-label="JACK wiring">
        <thead><tr><th scope="col">ours</th><th scope="col">theirs</th><th scope="col">wanted</th><th scope="col">there</th><th scope="col"><span className="unseen">change</span></th></tr></thead>
        <tbody>
          {wiresWithState(wiring.wanted, wiring.actual).map(({ wire, wanted, actual }) => (
            <tr key={`${wire.port} ${wire.other}`} className={wanted && !actual ? "system-missing" : ""}>
              <th scope="row">{wire.port}</th><td>{wire.other}</td><td>{wanted ? "yes" : "no"}</td><td>{actual ? "yes" : "no: waits for its port"}</td>
              <td>{wanted
                ? <button type="button" className="button" disabled={!may} onClick={() => set(wiring.wanted.filter((each) => !same(each, wire)))}>Remove</button>
                : <button type="button" className="button" disabled={!may} onClick={() => set([...wiring.wanted, wire])}>Keep</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <form className="line" onSubmit={(event) => { event.preventDefault(); if (port && other) add(); }}>
        <Select<string> label="our port" value={port} live={may} choices={[{ value: "", name: "our port …" }, ...own.map((each) => ({ value: bare(each.name), name: each.alias || bare(each.name) }))]} set={setPort} />
        <Select<string> label="their port" value={other} live={may} choices={[{ value: "", name: "their port …" }, ...fitting.map((each) => ({ value: each.name, name: each.alias ? `${each.alias} (${each.name})` : each.name }))]} set={setOther} />
        <button type="submit" className="button primary" disabled={!may || !port || !other}>Wire</button>
      </form>
    </>
  );
}
