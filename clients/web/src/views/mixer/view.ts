// view.ts: the mixer in the navigation.  Side: page.
import type { View } from "../../shell/view";

export const view: View = {
  path: "mixer", name: "Mixer", order: 10,
  icon: "M6 3v18M12 3v18M18 3v18M3.5 14h5M9.5 8h5M15.5 12h5",
  load: () => import("./mixer"),
};
