// view.ts: the timeline in the navigation.  Side: page.
import type { View } from "../../shell/view";

export const view: View = {
  path: "timeline", name: "Timeline", order: 40,
  icon: "M3 5h18M3 5v3M8 5v2M13 5v3M18 5v2M5 11h9M8 15h11M5 19h7M11 3v18",
  load: () => import("./timeline"),
};
