// strip_switches.tsx: mute, solo and arm of a strip, and what silences it from elsewhere.  Side: page.
import type { Track } from "corelogic/schema";
import { useShallow } from "zustand/react/shallow";
import { act } from "../../studio/connection";
import { useStudio } from "../../studio/store";
import { Toggle } from "../../widgets/toggle";
import { mutedBy, soloed } from "./desk";
import { silentBySolo } from "./solo";

export const setMute = (track: Track, mute: boolean): void => act({ setMute: { track: track.id, mute } });
/** The solo button does what the desk's mode says. */
export function setSolo(track: Track, on: boolean): void {
  const mode = useStudio.getState().project?.solo.mode ?? "inPlace";
  act(mode === "inPlace" ? { setSolo: { track: track.id, solo: on } } : { setListen: { track: track.id, listen: on ? mode : "off" } });
}

const soloLetters = { inPlace: "S", pfl: "PFL", afl: "AFL" } as const;

export function StripSwitches({ track, live }: { track: Track; live: boolean }): React.JSX.Element {
  const mode = useStudio((state) => state.project?.solo.mode ?? "inPlace");
  const silencers = useStudio(useShallow((state) => (state.project ? mutedBy(state.project, track) : [])));
  const others = useStudio((state) => (state.project ? silentBySolo(state.project).has(track.id) : false));
  const why = silencers.length > 0 ? `muted by ${silencers.join(", ")}` : others ? "silent while others are soloed" : undefined;
  const master = track.kind === "master";
  return (
    <div className="strip-switches">
      <Toggle label={`mute ${track.name}`} kind="mute" on={track.mute} live={live} implied={why !== undefined} {...(why ? { title: why } : {})}
        set={(mute) => setMute(track, mute)}>M</Toggle>
      {!master && (
        <Toggle label={`solo ${track.name}`} kind={mode === "inPlace" ? "solo" : "listen"} on={soloed(track, mode)} live={live}
          disabled={track.soloSafe} title={track.soloSafe ? "solo safe: its solo cannot be changed" : `solo ${track.name}`}
          set={(on) => setSolo(track, on)}>{soloLetters[mode]}</Toggle>
      )}
      {track.kind === "audio" && (
        <Toggle label={`arm ${track.name}`} kind="arm" on={track.recordArm} live={live}
          set={(recordArm) => act({ setRecordArm: { track: track.id, recordArm } })}>R</Toggle>
      )}
    </div>
  );
}
