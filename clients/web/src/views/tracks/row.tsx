// row.tsx: one strip in the list: chosen or not, grip, name, routing, switches, hidden or not. It is rendered when its track
// is another one.  Side: page.
import { useSortable } from "@dnd-kit/sortable";
import type { Track } from "corelogic/schema";
import { memo, useState, type KeyboardEvent } from "react";
import { Sign } from "../../shell/sign";
import { act } from "../../studio/connection";
import { useLive, useMay, useTrack } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { TextField } from "../../widgets/text_field";
import { Toggle } from "../../widgets/toggle";
import { soloed } from "../mixer/desk";
import { hideStrips } from "../mixer/settings";
import { setMute, setSolo, StripSwitches } from "../mixer/strip_switches";
import { routingText, sendsText } from "./list";
import { choose, useSelection } from "./selection";
import { TrackWays } from "./track_ways";

const eye = "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6";

/** Mute, solo and arm by their letters, a place up or down with Alt and the arrows; not where text is typed. */
function onRowKey(event: KeyboardEvent, track: Track, movable: boolean, moveBy: (places: number) => void): void {
  const target = event.target as HTMLElement;
  if (["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && (target as HTMLInputElement).type !== "checkbox") return;
  if (target.closest("[role=dialog]") || event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    if (!movable || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    moveBy(event.key === "ArrowUp" ? -1 : 1);
    return;
  }
  const mode = useStudio.getState().project?.solo.mode ?? "inPlace";
  if (event.key === "m") setMute(track, !track.mute);
  else if (event.key === "s" && !track.soloSafe) setSolo(track, !soloed(track, mode));
  else if (event.key === "r" && track.kind === "audio") act({ setRecordArm: { track: track.id, recordArm: !track.recordArm } });
}

/** Always, while armed, never: the next one with each press. */
function Monitoring({ track, live }: { track: Track; live: boolean }): React.JSX.Element {
  const { id, name, monitoring } = track;
  const next = monitoring === "input" ? "auto" : monitoring === "auto" ? "off" : "input";
  const says = { input: "always", auto: "while armed", off: "never" }[monitoring];
  return (
    <button type="button" className={`toggle tracks-heard ${monitoring}${live ? "" : " stale"}`} aria-label={`input of ${name} is heard: ${says}`}
      title={`input is heard: ${says}`} disabled={!live} onClick={() => act({ setMonitoring: { track: id, monitoring: next } })}>
      {monitoring === "input" ? "IN" : monitoring === "auto" ? "auto" : "off"}
    </button>
  );
}

export interface RowProps {
  id: number;
  /** Place in the list and length of it, for readers of the screen. */
  index: number;
  count: number;
  hidden: boolean;
  top: number;
  height: number;
  listed: readonly number[];
  moveBy(id: number, places: number): void;
  remove(ids: readonly number[]): void;
}

export const Row = memo(function Row({ id, index, count, hidden, top, height, listed, moveBy, remove }: RowProps): React.JSX.Element | null {
  const track = useTrack(id);
  const live = useLive();
  const movable = useMay("structure") && live;
  const chosen = useSelection((state) => state.chosen.has(id));
  const routing = useStudio((state) => (state.project && track ? routingText(state.project, track) : ""));
  const sends = useStudio((state) => (state.project && track ? sendsText(state.project, track) : ""));
  const [open, setOpen] = useState(false);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id, disabled: !movable });
  if (!track) return null;
  const { name } = track;
  const style = { top, height, transform: transform ? `translateY(${transform.y}px)` : undefined, transition, borderLeftColor: track.colour || "transparent" };
  return (
    <li ref={setNodeRef} style={style} aria-label={name} aria-posinset={index + 1} aria-setsize={count}
      className={`tracks-row tracks-${track.kind}${chosen ? " chosen" : ""}${hidden ? " hidden-here" : ""}${isDragging ? " dragged" : ""}`}
      onKeyDown={(event) => onRowKey(event, track, movable, (places) => moveBy(id, places))}>
      <label className="tracks-check">
        <input type="checkbox" aria-label={`choose ${name}`} checked={chosen} onChange={() => undefined}
          onClick={(event) => choose(listed, id, !chosen, event.shiftKey)} />
      </label>
      <button ref={setActivatorNodeRef} type="button" className="tracks-grip" {...attributes} {...listeners} aria-label={`move ${name}`}
        title="drag, or Alt with the arrows" disabled={!movable}>⠿</button>
      <TextField label={`name of ${name}`} value={name} most={64} live={live} set={(next) => { if (next.trim()) act({ renameTrack: { track: id, name: next.trim() } }); }} />
      <span className="tracks-kind">{track.kind}{track.kind === "vca" ? "" : ` ${track.channels}`}</span>
      <button type="button" className="tracks-routing" aria-label={`routing of ${name}: ${routing}${sends ? `, sends to ${sends}` : ""}`} title="input, output, colour, groups" onClick={() => setOpen(true)}>
        <span>{routing}</span>{sends && <span className="tracks-sends">sends: {sends}</span>}
      </button>
      <span className="tracks-switches">
        {"device" in track.input && <Monitoring track={track} live={live} />}
        <StripSwitches track={track} live={live} />
        <Toggle label={`${name} is shown on this device`} kind="plain" on={!hidden} set={(on) => hideStrips([id], !on)}><Sign path={hidden ? `${eye}M3 3l18 18` : eye} /></Toggle>
      </span>
      {open && <TrackWays track={track} close={() => setOpen(false)} remove={() => { setOpen(false); remove([id]); }} />}
    </li>
  );
});
