// A stage saves by itself while its author types; this keeps that honest when the line is slow or gone.
(() => {
  "use strict";
  const form = document.getElementById("typing");
  if (!form) return;

  // The button waits for a save that is on its way: its answer brings the new version number.
  form.addEventListener("submit", (event) => {
    if (!form.classList.contains("htmx-request")) return;
    event.preventDefault();
    form.addEventListener("htmx:afterRequest", () => form.requestSubmit(event.submitter), { once: true });
  }, true);

  // Silence would look like success.
  document.body.addEventListener("htmx:sendError", (event) => {
    if (event.target === form) document.getElementById("saved").textContent = form.dataset.noLine;
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    if (event.target === form) document.getElementById("saved").textContent = form.dataset.noLine;
  });
})();
