// bulk.tsx: one edit of all strips that are chosen, which is one undo step too.  Side: page.
import type { Output } from "corelogic/schema";
import { actAsOne } from "../../studio/connection";
import { useLive, useMay, useTracks } from "../../studio/hooks";
import { Select } from "../../widgets/select";
import { outputTargets, palette, sounds } from "../mixer/desk";
import { hideStrips } from "../mixer/settings";
import { chooseAll, useSelection } from "./selection";

interface BulkProps { remove(ids: readonly number[]): void }

/** Nothing, and deaf to the project, while none is chosen. */
export function Bulk({ remove }: BulkProps): React.JSX.Element | null {
  const chosen = useSelection((state) => state.chosen);
  return chosen.size > 0 ? <Edits chosen={chosen} remove={remove} /> : null;
}

function Edits({ chosen, remove }: BulkProps & { chosen: ReadonlySet<number> }): React.JSX.Element | null {
  const all = useTracks();
  const live = useLive();
  const structure = useMay("structure");
  const tracks = all.filter((track) => chosen.has(track.id));
  if (tracks.length === 0) return null;
  const ids = tracks.map((track) => track.id);
  const setMute = (mute: boolean): void => actAsOne((batch) => ids.forEach((track) => batch.setMute({ track, mute })));
  const setColour = (colour: string): void =>
    actAsOne((batch) => tracks.forEach(({ id, icon, comment }) => batch.setLook({ track: id, colour, icon, comment })));
  const setOutput = (output: Output, to = 0): void =>
    actAsOne((batch) => tracks.forEach((track) => { if (sounds(track) && track.id !== to) batch.setOutput({ track: track.id, output }); }));
  const setVca = (vca: number, on: boolean): void => actAsOne((batch) => tracks.forEach((track) => {
    const others = track.vcas.filter((each) => each !== vca);
    if (track.id !== vca) batch.setVcas({ track: track.id, vcas: on ? [...others, vca] : others });
  }));
  const vcas = all.filter((track) => track.kind === "vca");
  return (
    <div className="tracks-bulk" role="toolbar" aria-label="chosen strips">
      <strong role="status">{tracks.length} chosen</strong>
      <button type="button" className="button" disabled={!live} onClick={() => setMute(true)}>Mute</button>
      <button type="button" className="button" disabled={!live} onClick={() => setMute(false)}>Unmute</button>
      <Select<string> label="colour of the chosen strips" value="-" live={live}
        choices={[{ value: "-", name: "Colour" }, { value: "", name: "none" }, ...palette.map((colour, i) => ({ value: colour, name: colourNames[i] ?? colour }))]}
        set={(colour) => { if (colour !== "-") setColour(colour); }} />
      {structure && tracks.some(sounds) && (
        <Select<number> label="output of the chosen strips" value={-1} live={live}
          choices={[{ value: -1, name: "Output" }, { value: 0, name: "nowhere" }, ...outputTargets(all, 0).map((each) => ({ value: each.id, name: each.name }))]}
          set={(to) => { if (to >= 0) setOutput(to === 0 ? { none: null } : { track: to }, to); }} />
      )}
      {vcas.length > 0 && (
        <Select<string> label="vca of the chosen strips" value="" live={live}
          choices={[{ value: "", name: "VCA" }, ...vcas.flatMap((vca) => [{ value: `+${vca.id}`, name: `moved by ${vca.name}` }, { value: `-${vca.id}`, name: `not by ${vca.name}` }])]}
          set={(word) => { if (word) setVca(Number(word.slice(1)), word.startsWith("+")); }} />
      )}
      <button type="button" className="button" onClick={() => hideStrips(ids, true)}>Hide</button>
      <button type="button" className="button" onClick={() => hideStrips(ids, false)}>Show</button>
      {structure && <button type="button" className="button danger" disabled={!live} onClick={() => remove(ids)}>Remove</button>}
      <button type="button" className="button" onClick={() => chooseAll([])}>Choose none</button>
    </div>
  );
}

/** Of desk.palette, in its order. */
const colourNames = ["red", "orange", "yellow", "lime", "green", "turquoise", "blue", "violet", "purple", "pink", "brown", "grey"];
