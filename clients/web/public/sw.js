// sw.js: the service worker: keeps the page's own files for a start without a network, and nothing else.
// State never passes through it: it comes over /ws, which no worker sees, and every other request goes to the network.
// Files under assets/ have a hash in their name and never change; the page itself is asked for first, kept as a spare.
const shell = "corelogic-shell-1";
const kept = ["./", "favicon.svg", "manifest.webmanifest", "icon-192.png", "icon-512.png"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll(kept)).then(() => self.skipWaiting()));
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
    event.respondWith(caches.match(request).then((found) => found ?? fetch(request).then((got) => keep(request, got))));
  } else if (request.mode === "navigate" || kept.includes(path)) {
    event.respondWith(fetch(request).then((got) => keep(request, got)).catch(() =>
      caches.match(request).then((found) => found ?? caches.match("./"))));
  }
});
