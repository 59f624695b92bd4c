// route.ts: which view the address names: "#/rack/3" is the view "rack" with "3".  Side: page.
import { useSyncExternalStore } from "react";

export interface Route { path: string; rest: string }

export function readRoute(hash: string): Route {
  const [path = "", ...rest] = hash.replace(/^#\/?/, "").split("?")[0]?.split("/") ?? [];
  return { path: decodeURIComponent(path), rest: rest.map(decodeURIComponent).join("/") };
}

const subscribe = (changed: () => void): (() => void) => {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
};

/** The address behind "#"; a new object only when it is another one. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return readRoute(hash);
}

export function navigate(path: string, rest = ""): void {
  location.hash = `#/${path}${rest ? "/" + rest : ""}`;
}
