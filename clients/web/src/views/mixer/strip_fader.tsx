// strip_fader.tsx: what the fader of a strip moves: its own volume, or its send to the strip that the desk has chosen.
// Side: page.
import type { Track } from "corelogic/schema";
import { useCallback } from "react";
import { act } from "../../studio/connection";
import { useContinuous, useTrack } from "../../studio/hooks";
import { levelsOf } from "../../studio/meters";
import { Fader } from "../../widgets/fader";
import { Meter } from "../../widgets/meter";
import { Toggle } from "../../widgets/toggle";
import { sendTo, sounds } from "./desk";
import { useSendLevel } from "./strip_sends";

export function VolumeFader({ track, bare }: { track: Track; bare: boolean }): React.JSX.Element {
  const { id, name } = track;
  const volume = useContinuous(`track/${id}/volume`, track.volume, (value) => ({ setVolume: { track: id, volume: value } }));
  const levels = useCallback(() => levelsOf(id), [id]);
  return (
    <div className="strip-level">
      <Fader label={`volume of ${name}`} control={volume} heldBy={volume.held?.name} colour={track.colour || undefined} bare={bare} />
      {sounds(track) && <Meter label={`level of ${name}`} levels={levels} />}
    </div>
  );
}

/** A fader that moves the send to `destination`; where there is none, one can be made. */
export function SendFader({ track, destination, bare }: { track: Track; destination: number; bare: boolean }): React.JSX.Element {
  const target = useTrack(destination)?.name ?? "";
  const send = sendTo(track, destination);
  const level = useSendLevel(send);
  const levels = useCallback(() => levelsOf(track.id), [track.id]);
  const label = `send of ${track.name} to ${target}`;
  if (!send) {
    const can = sounds(track) && track.kind !== "master" && track.id !== destination;
    return (
      <div className="strip-level strip-no-send">
        {can && (
          <button type="button" className="button" disabled={!level.live} aria-label={`add a ${label}`}
            onClick={() => act({ addSend: { track: track.id, destination, level: -Infinity } })}>+ send</button>
        )}
      </div>
    );
  }
  return (
    <>
      <div className="strip-switches">
        <Toggle label={`${label} is muted`} kind="mute" on={send.mute} live={level.live} set={(mute) => act({ setSendMute: { send: send.id, mute } })}>M</Toggle>
        <Toggle label={`pre: ${label} is before the fader`} on={send.preFader} live={level.live}
          set={(pre) => act({ setSendTap: { send: send.id, tap: pre ? "preFader" : "postFader" } })}>pre</Toggle>
      </div>
      <div className="strip-level">
        <Fader label={label} control={level} heldBy={level.held?.name} colour="var(--listen)" bare={bare} />
        <Meter label={`level of ${track.name}`} levels={levels} />
      </div>
    </>
  );
}
