// strip.tsx: one strip of the mixer.  Side: page.
import { memo, useCallback } from "react";
import { act } from "../../studio/connection";
import { useContinuous, useTrack } from "../../studio/hooks";
import { levelsOf } from "../../studio/meters";
import { Fader } from "../../widgets/fader";
import { Knob } from "../../widgets/knob";
import { Meter } from "../../widgets/meter";
import { linearScale } from "../../widgets/scales";
import { Toggle } from "../../widgets/toggle";
import { panUnit } from "../../widgets/units";

const panScale = linearScale(-1, 1);
const panSteps = { fine: 0.01, normal: 0.05, coarse: 0.25 };

export const Strip = memo(function Strip({ id }: { id: number }): React.JSX.Element | null {
  const track = useTrack(id);
  const volume = useContinuous(`track/${id}/volume`, track?.volume ?? 0, (value) => ({ setVolume: { track: id, volume: value } }));
  const pan = useContinuous(`track/${id}/pan`, track?.pan ?? 0, (value) => ({ setPan: { track: id, pan: value } }));
  const levels = useCallback(() => levelsOf(id), [id]);
  if (!track) return null;
  return (
    <section className="strip" aria-label={track.name}>
      <Knob label={`pan of ${track.name}`} control={pan} scale={panScale} unit={panUnit} steps={panSteps} reset={0} from={0} heldBy={pan.held?.name} />
      <div className="strip-switches">
        <Toggle label={`mute ${track.name}`} kind="mute" on={track.mute} live={volume.live} set={(mute) => act({ setMute: { track: id, mute } })}>M</Toggle>
        <Toggle label={`solo ${track.name}`} kind="solo" on={track.solo} live={volume.live} set={(solo) => act({ setSolo: { track: id, solo } })}>S</Toggle>
      </div>
      <div className="strip-level">
        <Fader label={`volume of ${track.name}`} control={volume} heldBy={volume.held?.name} colour={track.colour || undefined} />
        <Meter label={`level of ${track.name}`} levels={levels} />
      </div>
      <h2 className="strip-name" title={track.name}>{track.name}</h2>
    </section>
  );
});
