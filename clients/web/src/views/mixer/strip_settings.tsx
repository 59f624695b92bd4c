// strip_settings.tsx: what a strip is called, looks like and belongs to: name, colour, comment, vcas, mute groups, stereo
// link, solo isolate and safe, input monitoring. Each is an edit of its own.  Side: page.
import type { Monitoring, Project, Track } from "corelogic/schema";
import { act } from "../../studio/connection";
import { useLive, useMay, useProject } from "../../studio/hooks";
import { Dialog } from "../../widgets/dialog";
import { Select } from "../../widgets/select";
import { TextField } from "../../widgets/text_field";
import { Toggle } from "../../widgets/toggle";
import { palette, sounds } from "./desk";
import { StripStage, StripWays } from "./strip_stage";

export const monitorings: readonly { value: Monitoring; name: string }[] = [
  { value: "input", name: "always" }, { value: "auto", name: "while armed" }, { value: "off", name: "never" },
];
const with_ = (list: readonly number[], id: number, on: boolean): number[] => (on ? [...list, id] : list.filter((each) => each !== id));

interface Part { track: Track; project: Project; live: boolean }

export function Look({ track, live }: Part): React.JSX.Element {
  const set = (fields: Partial<Pick<Track, "colour" | "comment">>): void =>
    act({ setLook: { track: track.id, colour: track.colour, icon: track.icon, comment: track.comment, ...fields } });
  return (
    <>
      <div className="swatches" role="group" aria-label="colour">
        {["", ...palette].map((colour) => (
          <button key={colour} type="button" className="swatch" aria-pressed={track.colour === colour} disabled={!live}
            aria-label={colour === "" ? "no colour" : `colour ${colour}`} style={{ backgroundColor: colour || "transparent" }} onClick={() => set({ colour })} />
        ))}
      </div>
      <TextField label="comment" value={track.comment} most={2000} lines={2} live={live} placeholder="comment" set={(comment) => set({ comment })} />
    </>
  );
}

export function Members({ track, project, live }: Part): React.JSX.Element | null {
  const vcas = project.tracks.filter((each) => each.kind === "vca" && each.id !== track.id);
  if (vcas.length === 0 && project.muteGroups.length === 0) return null;
  return (
    <div className="choices" role="group" aria-label="vcas and mute groups">
      {vcas.map((vca) => (
        <Toggle key={vca.id} label={`moved by ${vca.name}`} on={track.vcas.includes(vca.id)} live={live}
          set={(on) => act({ setVcas: { track: track.id, vcas: with_(track.vcas, vca.id, on) } })}>{vca.name}</Toggle>
      ))}
      {project.muteGroups.map((group) => (
        <Toggle key={group.id} label={`muted by ${group.name}`} kind="mute" on={track.muteGroups.includes(group.id)} live={live}
          set={(on) => act({ setMuteGroups: { track: track.id, muteGroups: with_(track.muteGroups, group.id, on) } })}>{group.name}</Toggle>
      ))}
    </div>
  );
}

function Link({ track, project, live }: Part): React.JSX.Element | null {
  const partners = project.tracks.filter((each) => each.kind === "audio" && each.id !== track.id && each.channels === track.channels);
  if (track.kind !== "audio" || partners.length === 0) return null;
  return (
    <label className="line">stereo link
      <Select label="stereo link" value={track.link} live={live} choices={[{ value: 0, name: "none" }, ...partners.map((each) => ({ value: each.id, name: each.name }))]}
        set={(partner) => act({ setLink: { track: track.id, partner } })} />
    </label>
  );
}

export function StripSettings({ track, close }: { track: Track; close(): void }): React.JSX.Element | null {
  const project = useProject();
  const live = useLive();
  const structure = useMay("structure");
  if (!project) return null;
  const part = { track, project, live };
  const master = track.kind === "master";
  return (
    <Dialog open close={close} title={track.name} about={`${track.kind}, ${track.channels === 1 ? "mono" : track.channels === 2 ? "stereo" : track.channels + " channels"}`}
      actions={!master && structure && (
        <button type="button" className="button danger" disabled={!live} onClick={() => { act({ removeTrack: { track: track.id } }); close(); }}>Remove strip</button>
      )}>
      <TextField label="name" value={track.name} most={64} live={live} set={(name) => act({ renameTrack: { track: track.id, name } })} />
      <Look {...part} />
      {sounds(track) && <StripStage track={track} />}
      {sounds(track) && <StripWays track={track} live={live} />}
      <Members {...part} />
      <Link {...part} />
      {!master && (
        <div className="choices" role="group" aria-label="solo">
          <Toggle label="solo isolate: others' solo does not silence it" on={track.soloIsolate} live={live}
            set={(soloIsolate) => act({ setSoloIsolate: { track: track.id, soloIsolate } })}>solo isolate</Toggle>
          <Toggle label="solo safe: its own solo cannot be changed" on={track.soloSafe} live={live}
            set={(soloSafe) => act({ setSoloSafe: { track: track.id, soloSafe } })}>solo safe</Toggle>
        </div>
      )}
      {"device" in track.input && (
        <label className="line">input is heard
          <Select label="input monitoring" value={track.monitoring} choices={monitorings} live={live}
            set={(monitoring) => act({ setMonitoring: { track: track.id, monitoring } })} />
        </label>
      )}
    </Dialog>
  );
}
