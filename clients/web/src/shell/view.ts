// view.ts: what a view is: a folder under src/views with a view.ts that describes it. All are found by themselves.
// Side: page.
import type { ComponentType } from "react";

export interface ViewProps {
  /** What stands behind the view's name in the address: "3" of "#/rack/3". */
  rest: string;
}

export interface View {
  /** In the address: "mixer" of "#/mixer". */
  path: string;
  /** In the navigation. */
  name: string;
  /** Where in the navigation: mixer 10, tracks 20, rack 30, timeline 40, routing 50, monitor mix 60, scenes 70, system 80. */
  order: number;
  /** An SVG path on a field of 24 × 24, drawn as a line. */
  icon: string;
  /** Its code is loaded when it is first looked at. */
  load(): Promise<{ default: ComponentType<ViewProps> }>;
}

const found = import.meta.glob<{ view: View }>("../views/*/view.ts", { eager: true });

export const views: readonly View[] = Object.values(found).map((module) => module.view).sort((a, b) => a.order - b.order);
