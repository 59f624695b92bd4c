// mute_groups.tsx: the buttons of the mute groups, and a window to make, rename, fill and remove them.  Side: page.
import type { MuteGroup, Track } from "corelogic/schema";
import { useState } from "react";
import { act } from "../../studio/connection";
import { useLive, useMay, useTracks } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { Dialog } from "../../widgets/dialog";
import { TextField } from "../../widgets/text_field";
import { Toggle } from "../../widgets/toggle";

const noGroups: MuteGroup[] = [];

function setMember(track: Track, group: number, on: boolean): void {
  const muteGroups = on ? [...track.muteGroups, group] : track.muteGroups.filter((each) => each !== group);
  act({ setMuteGroups: { track: track.id, muteGroups } });
}

function Group({ group, live }: { group: MuteGroup; live: boolean }): React.JSX.Element {
  const tracks = useTracks().filter((track) => track.kind !== "master");
  return (
    <fieldset className="group" disabled={!live}>
      <legend>{group.name}</legend>
      <div className="line">
        <TextField label={`name of ${group.name}`} value={group.name} most={64} live={live}
          set={(name) => act({ renameMuteGroup: { muteGroup: group.id, name } })} />
        <button type="button" className="button danger" aria-label={`Remove ${group.name}`}
          onClick={() => act({ removeMuteGroup: { muteGroup: group.id } })}>Remove</button>
      </div>
      <div className="choices">
        {tracks.map((track) => (
          <Toggle key={track.id} label={`${track.name} is in ${group.name}`} kind="mute" on={track.muteGroups.includes(group.id)} live={live}
            set={(on) => setMember(track, group.id, on)}>{track.name}</Toggle>
        ))}
      </div>
    </fieldset>
  );
}

function Window({ groups, close }: { groups: readonly MuteGroup[]; close(): void }): React.JSX.Element {
  const live = useLive();
  const [name, setName] = useState("");
  return (
    <Dialog open close={close} title="Mute groups" about="A group that is on silences its members, whatever their own buttons say.">
      {groups.map((group) => <Group key={group.id} group={group} live={live} />)}
      <form className="line" onSubmit={(event) => {
        event.preventDefault();
        act({ addMuteGroup: { name: name.trim() } });
        setName("");
      }}>
        <input className="text" type="text" aria-label="name of a new group" required maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
        <button type="submit" className="button primary" disabled={!live}>Add</button>
      </form>
    </Dialog>
  );
}

export function MuteGroups(): React.JSX.Element {
  const groups = useStudio((state) => state.project?.muteGroups ?? noGroups);
  const live = useLive();
  const structure = useMay("structure");
  const [open, setOpen] = useState(false);
  return (
    <div className="tools" role="group" aria-label="mute groups">
      {groups.map((group) => (
        <Toggle key={group.id} label={`mute group ${group.name}`} kind="mute" on={group.active} live={live}
          set={(active) => act({ setMuteGroup: { muteGroup: group.id, active } })}>{group.name}</Toggle>
      ))}
      {structure && <button type="button" className="button" onClick={() => setOpen(true)}>Mute groups</button>}
      {open && <Window groups={groups} close={() => setOpen(false)} />}
    </div>
  );
}
