// view.ts: the track list in the navigation.  Side: page.
import type { View } from "../../shell/view";

export const view: View = {
  path: "tracks", name: "Tracks", order: 20,
  icon: "M4 6h.01M4 12h.01M4 18h.01M8 6h12M8 12h12M8 18h8",
  load: () => import("./tracks"),
};
