// What the pages do besides plain HTML: small comforts; nothing here is needed to finish a task.
(() => {
  "use strict";
  const words = (text) => (text.trim() ? text.trim().split(/\s+/).length : 0);

  function count(area) {
    const counter = document.getElementById(area.dataset.counter);
    if (counter) counter.textContent = words(area.value);
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-counter]")) count(event.target);
  });

  // A second tap on a form that is on its way does nothing; the server would make one record of it anyway.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.onItsWay) event.preventDefault();
    form.dataset.onItsWay = "1";
    setTimeout(() => delete form.dataset.onItsWay, 8000);
  });

  // Back fetches a form anew, with a new id, while the browser puts the old text into it: sent again, it would make a
  // second record. The entry of the history remembers the first id.
  document.addEventListener("DOMContentLoaded", () => {
    const ids = document.querySelectorAll("input[name=client_uuid]");
    const before = history.state?.formIds;
    if (before?.length === ids.length) ids.forEach((input, place) => { input.value = before[place]; });
    else if (ids.length) history.replaceState({ ...history.state, formIds: Array.from(ids, (input) => input.value) }, "");
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-print]").forEach((button) => button.classList.remove("needs-script"));
  });

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("textarea[data-counter]").forEach(count));
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.onItsWay));
})();
