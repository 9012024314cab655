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
    if (event.submitter?.formTarget === "_blank") return; // a preview beside the form: saving may follow at once
    if (form.dataset.onItsWay) event.preventDefault();
    form.dataset.onItsWay = "1";
    setTimeout(() => delete form.dataset.onItsWay, 8000);
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
