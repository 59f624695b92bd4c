// main.tsx: wiring only: the session, the page, the service worker.  Side: page.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./shell/app";
import { connect } from "./studio/connection";
import { wearLook } from "./theme/looks";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/shell.css";
import "./theme/widgets.css";

wearLook();
connect();
createRoot(document.getElementById("root") as HTMLElement).render(<StrictMode><App /></StrictMode>);
if (import.meta.env.PROD && "serviceWorker" in navigator) void navigator.serviceWorker.register("./sw.js").catch(() => undefined);
