// people_panel.tsx: who is here and what they hold; for admins who may come in.  Side: page.
import { Refusal } from "corelogic/refusal";
import type { AccessEntry, Role } from "corelogic/schema";
import { useState } from "react";
import { ask, request } from "../../studio/connection";
import { useLive, useMay } from "../../studio/hooks";
import { useStudio } from "../../studio/store";
import { showRefusal } from "../../studio/toasts";
import { Select } from "../../widgets/select";
import { Invite } from "../mix/invite";
import { usePolled } from "./polled";

const roles: readonly Role[] = ["viewer", "musician", "mixer", "editor", "admin"];
const day = (ms: number): string => (ms === 0 ? "never" : new Date(ms).toLocaleString());

/** "track/3/volume" -> "volume of Guitar". */
export function controlName(control: string, names: ReadonlyMap<number, string>): string {
  const [thing = "", id = "", field = ""] = control.split("/");
  return thing === "track" ? `${field} of ${names.get(Number(id)) ?? id}` : `${field} of ${thing} ${id}`;
}

function Clients(): React.JSX.Element {
  const { answer: clients, refused } = usePolled(() => ask().getClients(), 2000);
  const tracks = useStudio((state) => state.project?.tracks);
  const names = new Map(tracks?.map((track) => [track.id, track.name]));
  return (
    <table className="system-table" aria-label="who is here">
      <thead><tr><th scope="col">name</th><th scope="col">user</th><th scope="col">role</th><th scope="col">holds</th></tr></thead>
      <tbody>
        {clients?.map((client) => (
          <tr key={String(client.client)}><th scope="row">{client.name}</th><td>{client.user || "local"}</td><td>{client.role}</td>
            <td>{client.held.map((control) => controlName(control, names)).join(", ")}</td></tr>
        ))}
        {refused && <tr><td colSpan={4}>{refused}</td></tr>}
      </tbody>
    </table>
  );
}

function Access(): React.JSX.Element {
  const { answer: entries, refused, again } = usePolled(() => ask().getAccess(), 5000);
  const live = useLive();
  const [inviting, setInviting] = useState(false);
  const change = (changeAccess: object): void => {
    request({ changeAccess } as unknown as Parameters<typeof request>[0]).then(again, (refusal: unknown) => { if (refusal instanceof Refusal) showRefusal(refusal); });
  };
  const line = (entry: AccessEntry): React.JSX.Element => (
    <tr key={entry.user}>
      <th scope="row">{entry.user}</th>
      <td><Select<Role> label={`role of ${entry.user}`} value={entry.role} live={live} choices={roles.map((value) => ({ value, name: value }))}
        set={(role) => change({ set: { user: entry.user, role, strips: entry.strips } })} /></td>
      <td>{entry.publicKey ? "key" : entry.hasToken ? "token" : "nothing"}</td><td>{day(Number(entry.lastSeen))}</td>
      <td><button type="button" className="button danger" disabled={!live} onClick={() => change({ revoke: entry.user })}>Revoke</button></td>
    </tr>
  );
  return (
    <>
      <h3>Who may come in</h3>
      <table className="system-table" aria-label="who may come in">
        <thead><tr><th scope="col">user</th><th scope="col">role</th><th scope="col">by</th><th scope="col">last seen</th><th scope="col"><span className="unseen">change</span></th></tr></thead>
        <tbody>{entries?.map(line)}{refused && <tr><td colSpan={5}>{refused}</td></tr>}</tbody>
      </table>
      <button type="button" className="button primary" disabled={!live} onClick={() => setInviting(true)}>Invite somebody</button>
      {inviting && <Invite close={() => setInviting(false)} route="mixer" invited={again} />}
    </>
  );
}

export function PeoplePanel(): React.JSX.Element {
  const admin = useMay("access");
  return <><Clients />{admin && <Access />}</>;
}
