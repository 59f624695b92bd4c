// view.ts: the routing in the navigation.  Side: page.
import type { View } from "../../shell/view";

export const view: View = {
  path: "routing", name: "Routing", order: 50,
  icon: "M4 6h5c4 0 2 12 6 12h5M4 18h5c2 0 2-3 3-6s1-6 3-6h5M17 3l3 3-3 3M17 15l3 3-3 3",
  load: () => import("./routing"),
};
