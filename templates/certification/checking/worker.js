// The check page without a line: kept when it is first seen, shown when a page under this scope cannot be had.
"use strict";
const NAME = "check-{{ version }}";
const PAGES = {{ pages|safe }};
const FILES = {{ files|safe }};

// Asked for as a stranger: a page that stays on the phone says nothing of who was signed in.
self.addEventListener("install", (event) => {
  const wanted = [...Object.values(PAGES), ...FILES].map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const forget = (names) => Promise.all(names.filter((name) => name.startsWith("check-") && name !== NAME).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget).then(() => self.clients.claim()));
});

function keptPage(address) {
  const asked = address.searchParams.get("language") || (self.navigator.language || "").slice(0, 2);
  return caches.open(NAME).then((kept) => kept.match(PAGES[asked] || PAGES.kk));
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") {
    const whenAway = (response) => (response.status >= 500 ? keptPage(address).then((page) => page || response) : response);
    event.respondWith(fetch(event.request).then(whenAway, () => keptPage(address)));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(caches.match(address.pathname).then((kept) => kept || fetch(event.request)));
  }
});
