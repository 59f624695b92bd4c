// log_panel.tsx: the audit log: who did what, from where; of one user or of all.  Side: page.
import { useState } from "react";
import { ask } from "../../studio/connection";
import { usePolled } from "./polled";

export function LogPanel(): React.JSX.Element {
  const [who, setWho] = useState("");
  const { answer: entries, refused, again } = usePolled(() => ask().getAudit({ most: 200, who }), 3000);
  return (
    <>
      <form className="line" onSubmit={(event) => { event.preventDefault(); again(); }}>
        <input className="text" aria-label="only this user" placeholder="only this user" value={who} onChange={(event) => setWho(event.target.value)} />
        <button type="submit" className="button">Show</button>
      </form>
      {refused && <p role="alert">{refused}</p>}
      <table className="system-table" aria-label="log">
        <thead><tr><th scope="col">when</th><th scope="col">who</th><th scope="col">from</th><th scope="col">what</th></tr></thead>
        <tbody>
          {entries?.map((entry, i) => (
            <tr key={i}><td>{new Date(Number(entry.time)).toLocaleString()}</td><td>{entry.user || "local"}</td><td>{entry.transport}</td><td>{entry.label}</td></tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
