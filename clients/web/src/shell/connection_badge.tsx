// connection_badge.tsx: whether what is shown is live, and if not since when; always in sight, read out when it changes.
// Side: page.
import { useEffect, useState } from "react";
import { useConnection } from "../studio/hooks";
import type { StudioState } from "../studio/store";

export function connectionText(connection: StudioState["connection"], now: number): string {
  switch (connection.kind) {
    case "live": return "live";
    case "connecting": return "connecting";
    case "reconnecting": return `stale for ${Math.max(0, Math.round((now - connection.since) / 1000))} s, reconnecting`;
    case "refused": return `not let in: ${connection.refusal.sentence}`;
    case "closed": return "closed";
  }
}

export function ConnectionBadge({ offline }: { offline: boolean }): React.JSX.Element {
  const connection = useConnection();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (connection.kind !== "reconnecting") return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [connection]);
  const text = offline ? "offline" : connectionText(connection, now);
  const spoken = connection.kind === "reconnecting" ? "the studio is not connected; what is shown is old" : text;
  return (
    <span className={`badge badge-${offline ? "offline" : connection.kind}`} data-testid="connection">
      <span className="badge-lamp" aria-hidden="true" />
      <span aria-hidden="true">{text}</span>
      <span className="unseen" role="status">{spoken}</span>
    </span>
  );
}
