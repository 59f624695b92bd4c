// token.ts: who this page speaks for: a token given in the address after "#", moved at once to the session's storage so
// that neither history nor a screen shared shows it. It is sent to nobody but the studio that served the page.  Side: page.
const key = "corelogic.token";

/** Takes the token out of the address, where it may stand as #token=… or #/view?token=…; what remains is the view. */
export function readToken(location: Location = window.location, storage: Storage = sessionStorage): string {
  const given = /[#?&]token=([^&]*)/.exec(location.hash);
  if (given) {
    storage.setItem(key, decodeURIComponent(given[1] as string));
    const rest = location.hash.replace(/[?&]?token=[^&]*/, "").replace(/^#$/, "");
    history.replaceState(null, "", location.pathname + location.search + rest);
  }
  return storage.getItem(key) ?? "";
}
