// sw.js: the service worker: keeps the page's own files for a start without a studio, and nothing else.
// State never passes through it: it comes over /ws, which no worker sees, and every other request goes to the network.
// files.json lists what a build is made of. Files under assets/ have a hash in their name and never change; the page itself is
// asked for first, kept as a spare; with a new page its files are kept and those of the former go.
// The gateway's answers vary by origin; files do not.
const shell = "corelogic-shell-2";
const anyOrigin = { ignoreVary: true };
const plain = ["./", "look.js", "favicon.svg", "manifest.webmanifest", "icon-192.png", "icon-512.png"];

/** Keeps all that files.json names and forgets what it does not; what is here already is not loaded again. */
async function keepBuild() {
  const answer = await fetch("files.json", { cache: "no-cache" });
  if (!answer.ok) return;
  const files = await answer.json();
  const cache = await caches.open(shell);
  const here = (await cache.keys()).map((request) => request.url);
  const urls = files.map((file) => new URL(file, self.registration.scope).href);
  await cache.addAll(urls.filter((url) => !here.includes(url)));
  const assets = new URL("assets/", self.registration.scope).href;
  await Promise.all(here.filter((url) => url.startsWith(assets) && !urls.includes(url)).map((url) => cache.delete(url)));
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll(plain)).then(keepBuild).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== shell).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

async function keep(request, response) {
  if (response.ok) await (await caches.open(shell)).put(request, response.clone());
  return response;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const path = url.pathname.slice(new URL(self.registration.scope).pathname.length);
  if (path.startsWith("assets/")) {
    event.respondWith(caches.match(request, anyOrigin).then((found) => found ?? fetch(request).then((got) => keep(request, got))));
  } else if (request.mode === "navigate" || plain.includes(path)) {
    const got = fetch(request);
    event.respondWith(got.then((response) => keep(request, response)).catch(() =>
      caches.match(request, anyOrigin).then((found) => found ?? caches.match("./", anyOrigin))));
    if (request.mode === "navigate") event.waitUntil(got.then(keepBuild).catch(() => undefined));
  }
});
