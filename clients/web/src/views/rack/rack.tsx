// rack.tsx: the insert chain of a strip, and the one that is chosen, opened. The address names both: #/rack/3/9.  Side: page.
import { navigate } from "../../shell/route";
import type { ViewProps } from "../../shell/view";
import { useTracks } from "../../studio/hooks";
import { Select } from "../../widgets/select";
import { Chain } from "./chain";
import { InsertPanel } from "./insert_panel";
import "./rack.css";

export default function Rack({ rest }: ViewProps): React.JSX.Element {
  const tracks = useTracks().filter((track) => track.kind !== "vca");
  const [wantedTrack = "", wantedInsert = ""] = rest.split("/");
  const track = tracks.find((each) => each.id === Number(wantedTrack)) ?? tracks[0];
  if (!track) return <p className="notice">There is no strip to open.</p>;
  const insert = track.inserts.find((each) => each.id === Number(wantedInsert)) ?? track.inserts[0];
  return (
    <div className="rack">
      <aside className="rack-side" aria-label="chain">
        <Select<number> label="strip" value={track.id} choices={tracks.map((each) => ({ value: each.id, name: each.name }))} set={(id) => navigate("rack", String(id))} />
        <Chain track={track} chosen={insert?.id ?? 0} choose={(id) => navigate("rack", `${track.id}/${id}`)} />
      </aside>
      {insert ? <InsertPanel key={insert.id} insert={insert} track={track} /> : <p className="notice">{track.name} has no inserts yet.</p>}
    </div>
  );
}
