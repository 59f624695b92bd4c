// strip_sends.tsx: the sends of a strip, each a bar with its level; on the faders they are whole.  Side: page.
import type { Send, Track } from "corelogic/schema";
import { memo } from "react";
import { useContinuous, useTrack } from "../../studio/hooks";
import { Bar } from "../../widgets/bar";
import { faderScale } from "../../widgets/scales";
import { decibelUnit } from "../../widgets/units";

const steps = { fine: 0.1, normal: 0.5, coarse: 3 };

export function useSendLevel(send: Send | undefined): ReturnType<typeof useContinuous> {
  const id = send?.id ?? 0;
  return useContinuous(`send/${id}/level`, send?.level ?? -Infinity, (level) => ({ setSendLevel: { send: id, level } }));
}

const SendBar = memo(function SendBar({ send, from }: { send: Send; from: string }): React.JSX.Element {
  const destination = useTrack(send.destination)?.name ?? `#${send.destination}`;
  const level = useSendLevel(send);
  return (
    <Bar label={`send of ${from} to ${destination}`} name={`${send.preFader ? "‹ " : ""}${destination}`} control={level} scale={faderScale}
      unit={decibelUnit} steps={steps} reset={0} heldBy={level.held?.name} dim={send.mute} />
  );
});

export function StripSends({ track }: { track: Track }): React.JSX.Element {
  return (
    <div className="strip-list" role="group" aria-label={`sends of ${track.name}`}>
      {track.sends.map((send) => <SendBar key={send.id} send={send} from={track.name} />)}
    </div>
  );
}
