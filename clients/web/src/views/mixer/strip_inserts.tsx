// strip_inserts.tsx: the inserts of a strip by name, each with its bypass; the rack has the rest.  Side: page.
import type { Track } from "corelogic/schema";
import { act } from "../../studio/connection";
import { Toggle } from "../../widgets/toggle";

export function StripInserts({ track, live }: { track: Track; live: boolean }): React.JSX.Element {
  const rack = `#/rack/${track.id}`;
  return (
    <ul className="strip-list" aria-label={`inserts of ${track.name}`}>
      {track.inserts.map((insert) => (
        <li key={insert.id} className={insert.bypass ? "strip-insert bypassed" : "strip-insert"}>
          <Toggle label={`${insert.effect} of ${track.name} is on`} on={!insert.bypass} live={live}
            set={(on) => act({ setInsertBypass: { insert: insert.id, bypass: !on } })}>{insert.postFader ? "▾" : "•"}</Toggle>
          <a href={rack} title={`${insert.effect} of ${track.name}: open the rack`}>{insert.effect}</a>
        </li>
      ))}
      <li><a className="strip-add" href={rack} aria-label={`rack of ${track.name}`} title={`rack of ${track.name}`}>rack</a></li>
    </ul>
  );
}
