// strip.tsx: one strip of the mixer, from its inserts down to its name. It is rendered when its track is another one, and
// not when its neighbour is.  Side: page.
import type { Send, Track } from "corelogic/schema";
import { memo, useState, type KeyboardEvent } from "react";
import { act } from "../../studio/connection";
import { useContinuous, useLive, useTrack } from "../../studio/hooks";
import { Knob } from "../../widgets/knob";
import { forgetPeaks } from "../../widgets/meter";
import { linearScale } from "../../widgets/scales";
import { panUnit } from "../../widgets/units";
import { sendTo, soloed, sounds } from "./desk";
import { useMixerSettings } from "./settings";
import { SendFader, VolumeFader } from "./strip_fader";
import { StripInserts } from "./strip_inserts";
import { StripSends } from "./strip_sends";
import { StripSettings } from "./strip_settings";
import { setMute, setSolo, StripSwitches } from "./strip_switches";
import { useStudio } from "../../studio/store";

const panScale = linearScale(-1, 1);
const panSteps = { fine: 0.01, normal: 0.05, coarse: 0.25 };

/** Of the strip, or of its send while that is on the fader. */
function SendPan({ track, send }: { track: Track; send: Send }): React.JSX.Element {
  const { id } = send;
  const pan = useContinuous(`send/${id}/pan`, send.pan, (value) => ({ setSendPan: { send: id, pan: value } }));
  return <Knob label={`pan of the send of ${track.name}`} control={pan} scale={panScale} unit={panUnit} steps={panSteps} reset={0} from={0} heldBy={pan.held?.name} />;
}
function Pan({ track }: { track: Track }): React.JSX.Element {
  const { id } = track;
  const pan = useContinuous(`track/${id}/pan`, track.pan, (value) => ({ setPan: { track: id, pan: value } }));
  return <Knob label={`pan of ${track.name}`} control={pan} scale={panScale} unit={panUnit} steps={panSteps} reset={0} from={0} heldBy={pan.held?.name} />;
}

/** The names of the vcas that move the strip, and of its stereo partner. */
function Ties({ track }: { track: Track }): React.JSX.Element {
  const names = useStudio((state) => {
    const tracks = state.project?.tracks ?? [];
    const vcas = tracks.filter((each) => track.vcas.includes(each.id)).map((vca) => vca.name);
    const partner = track.link ? tracks.find((each) => each.id === track.link)?.name : undefined;
    return [...vcas, ...(partner ? [`⚭ ${partner}`] : [])].join(" · ");
  });
  return <span className="strip-ties" title={names}>{names}</span>;
}

function onStripKey(event: KeyboardEvent, track: Track): void {
  const editing = (event.target as HTMLElement).tagName === "INPUT";
  if (editing || event.ctrlKey || event.metaKey || event.altKey) return;
  const mode = useStudio.getState().project?.solo.mode ?? "inPlace";
  if (event.key === "m") setMute(track, !track.mute);
  else if (event.key === "s" && track.kind !== "master" && !track.soloSafe) setSolo(track, !soloed(track, mode));
  else if (event.key === "r" && track.kind === "audio") act({ setRecordArm: { track: track.id, recordArm: !track.recordArm } });
  else if (event.key === "c") forgetPeaks();
}

export const Strip = memo(function Strip({ id }: { id: number }): React.JSX.Element | null {
  const track = useTrack(id);
  const live = useLive();
  const { shown, sendsTo, narrow } = useMixerSettings();
  const [open, setOpen] = useState(false);
  if (!track) return null;
  const onSends = sendsTo !== 0 && track.kind !== "master" && sendsTo !== id;
  const send = onSends ? sendTo(track, sendsTo) : undefined;
  const style = track.colour ? { borderTopColor: track.colour } : undefined;
  return (
    <section className={`strip strip-${track.kind}${narrow ? " narrow" : ""}`} aria-label={track.name} style={style}
      onKeyDown={(event) => onStripKey(event, track)}>
      {shown.inserts && (sounds(track) ? <StripInserts track={track} live={live} /> : <div className="strip-list" />)}
      {shown.sends && (sounds(track) ? <StripSends track={track} /> : <div className="strip-list" />)}
      {shown.pan && (send ? <SendPan track={track} send={send} /> : sounds(track) ? <Pan track={track} /> : <div className="strip-no-pan" />)}
      {onSends ? <SendFader track={track} destination={sendsTo} bare={narrow} /> : (
        <>
          <StripSwitches track={track} live={live} />
          <VolumeFader track={track} bare={narrow} />
        </>
      )}
      <Ties track={track} />
      <button type="button" className="strip-name" title={`${track.name}${track.comment ? ": " + track.comment : ""}`} aria-label={`settings of ${track.name}`}
        style={track.colour ? { backgroundColor: track.colour, color: "var(--on-colour)" } : undefined} onClick={() => setOpen(true)}>{track.name}</button>
      {open && <StripSettings track={track} close={() => setOpen(false)} />}
    </section>
  );
});
