// toolbar.tsx: above the strips: bank, what the faders move, which parts are shown, solo modes, mute groups, scenes.
// Side: page.
import type { SoloMode } from "corelogic/schema";
import { act } from "../../studio/connection";
import { useLive, useProject } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { Select } from "../../widgets/select";
import { Toggle } from "../../widgets/toggle";
import { anySolo, banksOf, sendTargets } from "./desk";
import { MuteGroups } from "./mute_groups";
import { SceneTools } from "./scene_tools";
import { changeMixer, toggleSection, useHidden, useMixerSettings, type Section } from "./settings";

const soloModes: readonly { value: SoloMode; name: string }[] = [
  { value: "inPlace", name: "Solo in place" }, { value: "pfl", name: "PFL" }, { value: "afl", name: "AFL" },
];
const sections: readonly [Section, string][] = [["inserts", "Inserts"], ["sends", "Sends"], ["pan", "Pan"], ["monitor", "Monitor"]];

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

export function Toolbar(): React.JSX.Element | null {
  const project = useProject();
  const { bank, sendsTo, narrow, shown } = useMixerSettings();
  const hidden = useHidden();
  if (!project) return null;
  const away = project.tracks.filter((track) => hidden.includes(track.id)).length;
  const targets = sendTargets(project);
  return (
    <div className="toolbar" role="toolbar" aria-label="mixer">
      <Select label="bank" value={bank} choices={banksOf(project)} set={(next) => changeMixer({ bank: next })} />
      {away > 0 && <a className="button" href="#/tracks/hidden" title="hidden on this device; shown again in the track list">{away} hidden</a>}
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
      <SceneTools />
    </div>
  );
}
