// toolbar.tsx: above the strips: bank, what the faders move, which parts are shown, solo modes, mute groups, scenes.
// Side: page.
import type { SoloMode } from "corelogic/schema";
import { useState } from "react";
import { act, send } from "../../studio/connection";
import { useLive, useMay, useProject } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { Dialog } from "../../widgets/dialog";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";
import { anySolo, banksOf, sendTargets } from "./desk";
import { changeMixer, toggleSection, useMixerSettings, type Section } from "./settings";

const soloModes: readonly { value: SoloMode; name: string }[] = [
  { value: "inPlace", name: "Solo in place" }, { value: "pfl", name: "PFL" }, { value: "afl", name: "AFL" },
];
const sections: readonly [Section, string][] = [["inserts", "Inserts"], ["sends", "Sends"], ["pan", "Pan"], ["monitor", "Monitor"]];

function Naming({ title, label, close, take }: { title: string; label: string; close(): void; take(name: string): Promise<unknown> }): React.JSX.Element {
  const [name, setName] = useState("");
  return (
    <Dialog open close={close} title={title}>
      <form className="line" onSubmit={(event) => {
        event.preventDefault();
        take(name.trim()).then(close, () => undefined);  // a refusal has been shown, and another name may do
      }}>
        <input className="text" type="text" aria-label={label} autoFocus required maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
        <button type="submit" className="button primary">OK</button>
      </form>
    </Dialog>
  );
}

function Solo(): React.JSX.Element | null {
  const solo = useStudio((state) => state.project?.solo);
  const lit = useStudio((state) => (state.project ? anySolo(state.project) : false));
  const live = useLive();
  if (!solo) return null;
  return (
    <div className="tools" role="group" aria-label="solo">
      <Select label="what solo does" value={solo.mode} choices={soloModes} live={live} set={(mode) => act({ setSoloSettings: { solo: { ...solo, mode } } })} />
      <Toggle label="excl: exclusive, one solo ends the others" on={solo.exclusive} live={live}
        set={(exclusive) => act({ setSoloSettings: { solo: { ...solo, exclusive } } })}>excl</Toggle>
      <button type="button" className={`button${lit ? " solo-lit" : ""}`} disabled={!live || !lit} onClick={() => act({ clearSolo: null })}>Clear solo</button>
    </div>
  );
}

function MuteGroups(): React.JSX.Element | null {
  const groups = useStudio((state) => state.project?.muteGroups);
  const live = useLive();
  const structure = useMay("structure");
  const [naming, setNaming] = useState(false);
  if (!groups) return null;
  return (
    <div className="tools" role="group" aria-label="mute groups">
      {groups.map((group) => (
        <Toggle key={group.id} label={`mute group ${group.name}`} kind="mute" on={group.active} live={live}
          set={(active) => act({ setMuteGroup: { muteGroup: group.id, active } })}>{group.name}</Toggle>
      ))}
      {structure && <button type="button" className="button" disabled={!live} onClick={() => setNaming(true)}>+ mute group</button>}
      {naming && <Naming title="New mute group" label="its name" close={() => setNaming(false)} take={(name) => send({ addMuteGroup: { name } })} />}
    </div>
  );
}

function Scenes(): React.JSX.Element | null {
  const scenes = useStudio((state) => state.project?.scenes);
  const live = useLive();
  const structure = useMay("structure");
  const [chosen, setChosen] = useState(0);
  const [naming, setNaming] = useState(false);
  if (!scenes) return null;
  const at = Math.max(0, scenes.findIndex((scene) => scene.id === chosen));
  const scene = scenes[at];
  return (
    <div className="tools" role="group" aria-label="scenes">
      {scenes.length > 0 && (
        <>
          <Select<number> label="scene" value={scene?.id ?? 0} live={live} choices={scenes.map((each, i) => ({ value: each.id, name: `${i + 1} ${each.name}` }))} set={setChosen} />
          <button type="button" className="button primary" disabled={!live || !scene}
            onClick={() => { if (scene) act({ recallScene: { scene: scene.id } }); }}>Recall</button>
          <button type="button" className="button" disabled={!live || at + 1 >= scenes.length} title="recall the next scene" onClick={() => {
            const next = scenes[at + 1];
            if (next) { setChosen(next.id); act({ recallScene: { scene: next.id } }); }
          }}>Next</button>
        </>
      )}
      {structure && <button type="button" className="button" disabled={!live} onClick={() => setNaming(true)}>Store scene</button>}
      {naming && <Naming title="Store the mix as a new scene" label="its name" close={() => setNaming(false)}
        take={(name) => send({ storeScene: { name } }).then(({ ids }) => setChosen(ids[0] ?? 0))} />}
    </div>
  );
}

export function Toolbar(): React.JSX.Element | null {
  const project = useProject();
  const { bank, sendsTo, narrow, shown } = useMixerSettings();
  if (!project) return null;
  const targets = sendTargets(project);
  return (
    <div className="toolbar" role="toolbar" aria-label="mixer">
      <Select label="bank" value={bank} choices={banksOf(project)} set={(next) => changeMixer({ bank: next })} />
      <Select label="faders move" value={sendsTo} choices={[{ value: 0, name: "Faders: volume" }, ...targets.map((each) => ({ value: each.id, name: `Sends to ${each.name}` }))]}
        set={(next) => changeMixer({ sendsTo: next })} />
      <div className="tools" role="group" aria-label="parts shown">
        {sections.map(([section, name]) => (
          <Toggle key={section} label={`show ${name.toLowerCase()}`} on={shown[section]} set={() => toggleSection(section)}>{name}</Toggle>
        ))}
        <Toggle label="narrow strips" on={narrow} set={(on) => changeMixer({ narrow: on })}>Narrow</Toggle>
      </div>
      <Solo />
      <MuteGroups />
      <Scenes />
    </div>
  );
}
