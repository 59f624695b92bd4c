// naming.tsx: a small window that asks for a name.  Side: page.
import { useState } from "react";
import { Dialog } from "../../widgets/dialog";

export interface NamingProps {
  title: string;
  /** Of the field: "its name". */
  label: string;
  close(): void;
  /** A rejection has been shown; the window stays, for another name may do. */
  take(name: string): Promise<unknown>;
}

export function Naming({ title, label, close, take }: NamingProps): React.JSX.Element {
  const [name, setName] = useState("");
  return (
    <Dialog open close={close} title={title}>
      <form className="line" onSubmit={(event) => {
        event.preventDefault();
        take(name.trim()).then(close, () => undefined);
      }}>
        <input className="text" type="text" aria-label={label} autoFocus required maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
        <button type="submit" className="button primary">OK</button>
      </form>
    </Dialog>
  );
}
