// view.ts: a musician's own mix in the navigation.  Side: page.
import type { View } from "../../shell/view";

export const view: View = {
  path: "mix", name: "My mix", order: 60,
  icon: "M4 14v-2a8 8 0 0 1 16 0v2M4 14h3v6H5a1 1 0 0 1-1-1zM20 14h-3v6h2a1 1 0 0 0 1-1z",
  load: () => import("./my_mix"),
};
