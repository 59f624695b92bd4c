// track_ways.tsx: the window of one strip in the list: its input, its output, colour, comment and what it belongs to.
// Side: page.
import type { Input, Output, Track } from "corelogic/schema";
import { useState } from "react";
import { act } from "../../studio/connection";
import { useLive, useMay, useProject, useTracks } from "../../studio/hooks";
import { Dialog } from "../../widgets/dialog";
import { Select } from "../../widgets/select";
import { TextField } from "../../widgets/text_field";
import { Toggle } from "../../widgets/toggle";
import { outputTargets, sounds } from "../mixer/desk";
import { Look, Members, monitorings } from "../mixer/strip_settings";
import { readChannels } from "./list";

interface ChannelsProps { label: string; count: number; value: readonly number[]; live: boolean; set(channels: number[]): void }

/** Channels of the device, typed; what is none is told and not taken. */
function Channels({ label, count, value, live, set }: ChannelsProps): React.JSX.Element {
  const [wrong, setWrong] = useState("");
  return (
    <>
      <TextField label={label} value={wrong || value.join(", ")} most={300} live={live} placeholder={count === 1 ? "1" : `1-${count}`}
        set={(text) => {
          const channels = readChannels(text, count);
          setWrong(channels ? "" : text);
          if (channels) set(channels);
        }} />
      {wrong && <p role="alert" className="tracks-wrong">“{wrong}” names no {count} channels: write {count === 1 ? "one, as 3" : `${count} of them, as 1-${count}, or the first alone`}.</p>}
    </>
  );
}

type From = "none" | "device" | "file";
const froms: readonly { value: From; name: string }[] = [{ value: "none", name: "none" }, { value: "device", name: "device channels" }, { value: "file", name: "a sound file" }];

function InputChoice({ track, live }: { track: Track; live: boolean }): React.JSX.Element {
  const { id, name, channels, input } = track;
  const is: From = "device" in input ? "device" : "file" in input ? "file" : "none";
  const [wanted, setWanted] = useState<From>();  // chosen, and waiting for what belongs to it
  const from = wanted ?? is;
  const set = (next: Input): void => { setWanted(undefined); act({ setInput: { track: id, input: next } }); };
  const file = "file" in input ? input.file : { path: "", loop: false };
  return (
    <fieldset className="tracks-ways">
      <legend>Input</legend>
      <Select label={`input of ${name}`} value={from} choices={froms} live={live}
        set={(next) => {
          if (next === "none") set({ none: null });
          else if (next === "device" && is !== "device") set({ device: Array.from({ length: channels }, (_, i) => i + 1) });
          else setWanted(next);
        }} />
      {from === "device" && "device" in input && (
        <>
          <Channels label={`input channels of ${name}`} count={channels} value={input.device} live={live} set={(device) => set({ device })} />
          <label className="line">is heard
            <Select label={`input monitoring of ${name}`} value={track.monitoring} choices={monitorings} live={live} set={(monitoring) => act({ setMonitoring: { track: id, monitoring } })} />
          </label>
        </>
      )}
      {from === "file" && (
        <>
          <TextField label={`sound file of ${name}`} value={file.path} most={1000} live={live} placeholder="in the project's audio folder, or a whole path"
            set={(path) => { if (path.trim()) set({ file: { path: path.trim(), loop: file.loop } }); }} />
          <Toggle label={`loop the file of ${name}`} on={file.loop} live={live} disabled={!file.path} set={(loop) => set({ file: { path: file.path, loop } })}>loop</Toggle>
        </>
      )}
    </fieldset>
  );
}

function OutputChoice({ track, live }: { track: Track; live: boolean }): React.JSX.Element {
  const tracks = useTracks();
  const { id, name, channels, output } = track;
  const set = (next: Output): void => act({ setOutput: { track: id, output: next } });
  const choices = [
    { value: 0, name: "nowhere" }, { value: -1, name: "device channels" }, ...outputTargets(tracks, id).map((each) => ({ value: each.id, name: each.name })),
  ];
  return (
    <fieldset className="tracks-ways">
      <legend>Output</legend>
      <Select<number> label={`output of ${name}`} value={"device" in output ? -1 : "track" in output ? output.track : 0} choices={choices} live={live}
        set={(to) => set(to === 0 ? { none: null } : to > 0 ? { track: to } : { device: Array.from({ length: channels }, (_, i) => i + 1) })} />
      {"device" in output && (
        <Channels label={`output channels of ${name}`} count={channels} value={output.device} live={live} set={(device) => set({ device })} />
      )}
    </fieldset>
  );
}

export interface TrackWaysProps { track: Track; close(): void; remove(): void }

export function TrackWays({ track, close, remove }: TrackWaysProps): React.JSX.Element | null {
  const project = useProject();
  const live = useLive();
  const structure = useMay("structure");
  if (!project) return null;
  return (
    <Dialog open close={close} title={track.name}
      actions={structure && <button type="button" className="button danger" disabled={!live} onClick={remove}>Remove</button>}>
      {track.kind === "audio" && <InputChoice track={track} live={live && structure} />}
      {sounds(track) && <OutputChoice track={track} live={live && structure} />}
      <Look track={track} project={project} live={live} />
      <Members track={track} project={project} live={live} />
    </Dialog>
  );
}
