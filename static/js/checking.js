// Checks the signed statement behind the # of a certificate's address, here in the browser: nothing of it is sent.
(() => {
  "use strict";
  const box = document.querySelector("[data-check-signature]");
  const worker = document.querySelector("[data-check-worker]");
  const given = document.getElementById("check-keys");
  const known = given ? JSON.parse(given.textContent) : { keys: {}, kinds: {} };

  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  // Ed25519 came to browsers between 2023 and 2025; in an earlier one a small library does the sums.
  async function isSigned(key, signature, said) {
    try {
      const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify("Ed25519", imported, signature, said);
    } catch {
      const library = await import(box.dataset.fallback);
      return library.verifyAsync(signature, said, key);
    }
  }

  // {says, told}: what to say of the statement, and its words when they may be shown.
  async function look(statement) {
    try {
      const [form, kid, payload, signature, ...more] = statement.split(".");
      if (form !== "1" || !payload || !signature || more.length) return { says: "forged" };
      if (!Object.hasOwn(known.keys, kid)) return { says: "unknown_key" };
      const said = new TextEncoder().encode(`${form}.${kid}.${payload}`);
      if (!(await isSigned(bytes(known.keys[kid]), bytes(signature), said))) return { says: "forged" };
      const [code, , names, kind, day] = JSON.parse(new TextDecoder().decode(bytes(payload)));
      if (box.dataset.code && box.dataset.code !== code) return { says: "other" };
      return { says: "genuine", told: { code, names: names.join(" · "), kind: known.kinds[kind] || kind, day: inWords(day), kid } };
    } catch {
      return { says: "forged" };
    }
  }

  function inWords(day) {
    const [year, month, date] = day.split("-");
    return `${date}.${month}.${year}`;
  }

  async function show(statement) {
    const { says, told } = statement ? await look(statement) : {};
    box.querySelectorAll("[data-says]").forEach((one) => (one.hidden = one.dataset.says !== says));
    box.querySelectorAll("[data-field]").forEach((place) => (place.textContent = told?.[place.dataset.field] ?? ""));
    document.querySelectorAll("[data-check-limit]").forEach((one) => (one.hidden = says !== "genuine"));
  }

  function follow() {
    document.querySelectorAll("[data-keeps-fragment] a").forEach((link) => (link.hash = location.hash));
    if (box) show(location.hash.slice(1));
  }

  document.querySelectorAll("[data-needs-script]").forEach((one) => (one.hidden = true));
  document.querySelectorAll("[data-check-ready]").forEach((one) => (one.hidden = false));
  document.querySelector("[data-check-paste]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = document.getElementById("check-address").value.trim();
    show(typed.slice(typed.indexOf("#") + 1) || "-");
  });
  window.addEventListener("hashchange", follow);
  follow();
  if (worker && "serviceWorker" in navigator) navigator.serviceWorker.register(worker.dataset.checkWorker).catch(() => {});
})();
