// view.ts: the plugin rack in the navigation.  Side: page.
import type { View } from "../../shell/view";

export const view: View = {
  path: "rack", name: "Rack", order: 30,
  icon: "M4 4h16v5H4zM4 10h16v5H4zM4 16h16v4H4zM7 6.5h.01M7 12.5h.01M7 18h.01M11 6.5h6M11 12.5h6M11 18h6",
  load: () => import("./rack"),
};
