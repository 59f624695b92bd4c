// adding.tsx: the window that makes strips: kind, name, width, how many. Many are one edit.  Side: page.
import type { CommandGiven, TrackKind } from "corelogic/schema";
import { useState } from "react";
import { send } from "../../studio/connection";
import { useLive, useProject } from "../../studio/hooks";
import { Dialog } from "../../widgets/dialog";
import { NumberField } from "../../widgets/number_field";
import { Select } from "../../widgets/select";
import { plainUnit } from "../../widgets/units";
import { newNames } from "./list";

type Kind = Exclude<TrackKind, "master" | "unspecified">;
const kinds: readonly { value: Kind; name: string }[] = [
  { value: "audio", name: "Audio: from an input" }, { value: "aux", name: "Aux: what is sent to it" }, { value: "group", name: "Group: what is put out to it" },
  { value: "vca", name: "VCA: moves others" }, { value: "matrix", name: "Matrix: behind the buses" },
];
const initialNames: Readonly<Record<Kind, string>> = { audio: "Audio", aux: "Aux", group: "Group", vca: "VCA", matrix: "Matrix" };
const widths = [
  { value: 1, name: "mono" }, { value: 2, name: "stereo" }, { value: 3, name: "L C R" }, { value: 4, name: "quad" }, { value: 6, name: "5.1" },
  { value: 8, name: "7.1" }, { value: 10, name: "5.1.4" }, { value: 12, name: "7.1.4" }, { value: 0, name: "other" },
];
const whole = plainUnit("", 0);

export function Adding({ close }: { close(): void }): React.JSX.Element {
  const project = useProject();
  const live = useLive();
  const [kind, setKind] = useState<Kind>("audio");
  const [name, setName] = useState("");
  const [width, setWidth] = useState(2);
  const [other, setOther] = useState(16);
  const [count, setCount] = useState(1);
  const add = (): void => {
    const names = newNames(name.trim() || initialNames[kind], count, (project?.tracks ?? []).map((track) => track.name));
    const wide = kind === "vca" ? {} : { channels: width || other };
    const commands: CommandGiven[] = names.map((each) => ({ addTrack: { kind, name: each, ...wide } }));
    send(commands.length === 1 ? commands[0] as CommandGiven : { batch: { commands } }).then(close, () => undefined);
  };
  return (
    <Dialog open close={close} title="Add strips">
      <form className="tracks-form" onSubmit={(event) => { event.preventDefault(); add(); }}>
        <label>kind<Select<Kind> label="kind of the new strips" value={kind} choices={kinds} live={live} set={setKind} /></label>
        <label>name
          <input className="text" type="text" aria-label="name of the new strips" autoFocus maxLength={64} placeholder={initialNames[kind]} value={name}
            onChange={(event) => setName(event.target.value)} />
        </label>
        {kind !== "vca" && <label>channels<Select<number> label="channels of the new strips" value={width} choices={widths} live={live} set={setWidth} /></label>}
        {kind !== "vca" && width === 0 && (
          <label>how many channels<NumberField label="how many channels" value={other} unit={whole} least={1} most={64} step={1} set={(next) => setOther(Math.round(next))} /></label>
        )}
        <label>how many<NumberField label="how many strips" value={count} unit={whole} least={1} most={128} step={1} live={live} set={(next) => setCount(Math.round(next))} /></label>
        <button type="submit" className="button primary" disabled={!live}>Add</button>
      </form>
    </Dialog>
  );
}
