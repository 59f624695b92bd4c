// waiting.tsx: what stands where a view would be while there is no studio: at first that it is waited for, then that the page
// is offline and what will happen.  Side: page.
import { useEffect, useState } from "react";
import { useConnection } from "../studio/hooks";

const patience = 2000;  // ms: a studio in the house answers sooner

/** Nobody has answered since the page was opened, for so long that somebody should be told. */
export function useOffline(): boolean {
  const { kind } = useConnection();
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (kind !== "connecting") return undefined;
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [kind]);
  return late && kind === "connecting";
}

export function Waiting({ offline }: { offline: boolean }): React.JSX.Element {
  if (!offline) return <p className="notice" role="status">waiting for the studio</p>;
  return (
    <div className="notice" role="status">
      <p><strong>Offline.</strong> No studio answers at {location.host}.</p>
      <p>The page connects by itself as soon as one does. The sound does not depend on this page.</p>
    </div>
  );
}
