// view.ts: the system in the navigation.  Side: page.
import type { View } from "../../shell/view";

export const view: View = {
  path: "system", name: "System", order: 80,
  icon: "M4 5h16v10H4zM9 20h6M12 15v5M7 12l3-4 3 3 4-4",
  load: () => import("./system"),
};
