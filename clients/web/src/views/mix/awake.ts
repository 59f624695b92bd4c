// awake.ts: keeps the screen lit while the view is looked at, where the device allows it.  Side: page.
import { useEffect } from "react";

export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let gone = false;
    const take = (): void => {
      if (document.visibilityState !== "visible") return;
      navigator.wakeLock?.request("screen").then((taken) => { if (gone) void taken.release(); else lock = taken; }, () => undefined);
    };
    take();
    document.addEventListener("visibilitychange", take);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, []);
}
