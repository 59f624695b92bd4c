// my_mix.tsx: a musician's monitor mix: only the sends into the own aux, large enough for a phone on a stand.
// The address may name the aux: #/mix/7.  Side: page.
import type { Track } from "corelogic/schema";
import { useCallback, useMemo, useState } from "react";
import { navigate } from "../../shell/route";
import type { ViewProps } from "../../shell/view";
import { actAsOne } from "../../studio/connection";
import { useContinuous, useLive, useMay, useProject } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { Bar } from "../../widgets/bar";
import { faderScale } from "../../widgets/scales";
import { Select } from "../../widgets/select";
import { decibelUnit } from "../../widgets/units";
import { useAwake } from "./awake";
import { Invite } from "./invite";
import { mixesOf, mixLines, missingFrom, moreMe } from "./mix";
import { MixStrip } from "./mix_strip";
import { useMine } from "./mine";
import "./mix.css";

function Whole({ aux }: { aux: Track }): React.JSX.Element {
  const volume = useContinuous(`track/${aux.id}/volume`, aux.volume, (value) => ({ setVolume: { track: aux.id, volume: value } }));
  return <Bar label={`volume of ${aux.name}`} name="all of it" control={volume} scale={faderScale} unit={decibelUnit} steps={{ fine: 0.1, normal: 0.5, coarse: 3 }} reset={0} heldBy={volume.held?.name} />;
}

export default function MyMix({ rest }: ViewProps): React.JSX.Element {
  useAwake();
  const project = useProject();
  const role = useStudio((state) => state.role);
  const own = useStudio((state) => state.strips);
  const live = useLive();
  const structure = useMay("structure");
  const admin = useMay("access");
  const { tracks: mineList, aux: remembered } = useMine();
  const [inviting, setInviting] = useState(false);
  const mine = useMemo(() => new Set(mineList), [mineList]);
  const setMe = useCallback((track: number, me: boolean) =>
    useMine.setState(({ tracks }) => ({ tracks: me ? [...tracks.filter((id) => id !== track), track] : tracks.filter((id) => id !== track) })), []);
  if (!project) return <p className="notice">waiting for the studio</p>;
  const mixes = mixesOf(project, own, role);
  const aux = mixes.find((each) => each.id === Number(rest)) ?? mixes.find((each) => each.id === remembered) ?? mixes[0];
  if (!aux) return <p className="notice">There is no monitor mix for you yet: it is an aux with a send from each strip.</p>;
  const lines = mixLines(project.tracks, aux.id);
  const missing = missingFrom(project.tracks, aux.id);
  const louder = moreMe(lines, mine);
  const choose = (id: number): void => { useMine.setState({ aux: id }); navigate("mix", String(id)); };
  const addAll = (): void => actAsOne((batch) => missing.forEach((track) => batch.addSend({ track: track.id, destination: aux.id, level: -Infinity, preFader: true })));
  return (
    <div className="mix">
      <header className="mix-head">
        {mixes.length > 1 ? <Select<number> label="mix" value={aux.id} choices={mixes.map((each) => ({ value: each.id, name: each.name }))} set={choose} /> : <h2>{aux.name}</h2>}
        <button type="button" className="button primary mix-more" disabled={!live || louder.size === 0} title={mine.size === 0 ? "choose which strips are you first" : "a little more of me"}
          onClick={() => actAsOne((batch) => louder.forEach((level, send) => batch.setSendLevel({ send, level })))}>More me</button>
        {role !== "musician" && <Whole aux={aux} />}
        {structure && missing.length > 0 && <button type="button" className="button" disabled={!live} onClick={addAll}>Add {missing.length} strips</button>}
        {admin && <button type="button" className="button" disabled={!live} onClick={() => setInviting(true)}>Invite</button>}
      </header>
      <div className="mix-strips">
        {lines.map((line) => <MixStrip key={line.send.id} line={line} me={mine.has(line.track.id)} setMe={setMe} />)}
        {lines.length === 0 && <p className="notice">Nothing is sent into {aux.name} yet.</p>}
      </div>
      {inviting && <Invite close={() => setInviting(false)} role="musician" strips={[aux.id]} route={`mix/${aux.id}`} />}
    </div>
  );
}
