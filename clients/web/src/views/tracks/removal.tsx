// removal.tsx: asks before strips are removed, and names what goes with them.  Side: page.
import type { Track } from "corelogic/schema";
import { actAsOne } from "../../studio/connection";
import { useLive, useTracks } from "../../studio/hooks";
import { Dialog } from "../../widgets/dialog";

const mostNamed = 12;

/** What a strip's end means for others: "2 strips are put out to Drums". */
function losses(all: readonly Track[], gone: readonly Track[]): string[] {
  const stay = all.filter((track) => !gone.includes(track));
  return gone.flatMap((track) => {
    const fed = stay.filter(({ output }) => "track" in output && output.track === track.id).length;
    const sends = stay.filter((each) => each.sends.some((send) => send.destination === track.id)).length;
    const strips = (count: number, one: string, many: string): string => (count === 1 ? `1 strip ${one}` : `${count} strips ${many}`);
    return [
      ...(fed > 0 ? [`${strips(fed, "is", "are")} put out to ${track.name}.`] : []),
      ...(sends > 0 ? [`${strips(sends, "sends", "send")} to ${track.name}.`] : []),
    ];
  });
}

export function Removal({ ids, close }: { ids: readonly number[]; close(): void }): React.JSX.Element {
  const all = useTracks();
  const live = useLive();
  const gone = all.filter((track) => ids.includes(track.id));
  const names = gone.slice(0, mostNamed).map((track) => track.name).join(", ");
  const remove = (): void => {
    actAsOne((batch) => gone.forEach((track) => batch.removeTrack({ track: track.id })));
    close();
  };
  return (
    <Dialog open close={close} title={gone.length === 1 ? `Remove ${names}?` : `Remove ${gone.length} strips?`} about="Undo brings them back with all they had."
      actions={<button type="button" className="button danger" disabled={!live || gone.length === 0} onClick={remove}>Remove</button>}>
      {gone.length > 1 && <p>{names}{gone.length > mostNamed ? ` and ${gone.length - mostNamed} more` : ""}</p>}
      {losses(all, gone).map((sentence) => <p key={sentence} className="tracks-wrong">{sentence}</p>)}
    </Dialog>
  );
}
