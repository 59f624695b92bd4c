// mix_strip.tsx: one line of a monitor mix: a big fader, pan, mute, and whether it is me.  Side: page.
import { memo } from "react";
import { act } from "../../studio/connection";
import { useContinuous } from "../../studio/hooks";
import { levelsOf } from "../../studio/meters";
import { Fader } from "../../widgets/fader";
import { Knob } from "../../widgets/knob";
import { Meter } from "../../widgets/meter";
import { linearScale } from "../../widgets/scales";
import { Toggle } from "../../widgets/toggle";
import { panUnit } from "../../widgets/units";
import type { MixLine } from "./mix";

const panScale = linearScale(-1, 1);
const panSteps = { fine: 0.01, normal: 0.05, coarse: 0.25 };

export interface MixStripProps { line: MixLine; me: boolean; setMe(track: number, me: boolean): void }

export const MixStrip = memo(function MixStrip({ line: { track, send }, me, setMe }: MixStripProps): React.JSX.Element {
  const level = useContinuous(`send/${send.id}/level`, send.level, (value) => ({ setSendLevel: { send: send.id, level: value } }));
  const pan = useContinuous(`send/${send.id}/pan`, send.pan, (value) => ({ setSendPan: { send: send.id, pan: value } }));
  const levels = (): ReturnType<typeof levelsOf> => levelsOf(track.id);
  return (
    <section className={`mix-strip${me ? " me" : ""}`} aria-label={track.name} style={track.colour ? { borderTopColor: track.colour } : undefined}>
      <Toggle label={`${track.name} is me`} on={me} set={(on) => setMe(track.id, on)}>me</Toggle>
      <Knob label={`pan of ${track.name} in the mix`} control={pan} scale={panScale} unit={panUnit} steps={panSteps} reset={0} from={0} heldBy={pan.held?.name} />
      <div className="mix-level">
        <Fader label={`${track.name} in the mix`} control={level} heldBy={level.held?.name} colour={track.colour || undefined} />
        <Meter label={`level of ${track.name}`} levels={levels} reduction={false} />
      </div>
      <Toggle label={`mute ${track.name} in the mix`} kind="mute" on={send.mute} live={level.live} set={(mute) => act({ setSendMute: { send: send.id, mute } })}>mute</Toggle>
      <h2 className="mix-name">{track.name}</h2>
    </section>
  );
});
