// look.js: before anything is drawn, the look that theme/looks.ts has kept, so that a light page does not begin dark.
// A script of its own, for none may stand in the page itself (Content-Security-Policy).
try {
  const choice = JSON.parse(localStorage.getItem("corelogic.look")).state.choice;
  if (choice === "light" || (choice === "system" && matchMedia("(prefers-color-scheme: light)").matches)) {
    document.documentElement.dataset.look = "light";
    document.querySelector('meta[name="color-scheme"]').setAttribute("content", "light");
  }
} catch {
  // nothing kept: dark
}
