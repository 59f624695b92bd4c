// view.ts: the scenes in the navigation.  Side: page.
import type { View } from "../../shell/view";

export const view: View = {
  path: "scenes", name: "Scenes", order: 70,
  icon: "M4 5h12v4H4zM4 10.5h16v4H4zM4 16h9v4H4zM18 3l3 3-3 3",
  load: () => import("./scenes"),
};
