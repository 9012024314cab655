// Sending a page to a friend, a little quicker: the phone's own menu, and a button that copies. The links work without.
(() => {
  "use strict";
  const show = (button) => button.classList.remove("needs-script");

  document.querySelectorAll("[data-send]").forEach((button) => {
    if (!navigator.share) return;
    show(button);
    button.addEventListener("click", () => {
      navigator.share({ title: button.dataset.title, url: button.dataset.address }).catch(() => {});
    });
  });

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const input = document.getElementById(button.dataset.copy);
    const before = button.textContent;
    show(button);
    button.addEventListener("click", async () => {
      input.select();
      try {
        await navigator.clipboard.writeText(input.value);
      } catch {
        document.execCommand("copy");
      }
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = before; }, 4000);
    });
  });

  // A search sends only what was filled in, so that its address is short enough to pass on.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    const empty = Array.from(event.target.elements).filter((field) => field.name && !field.value && !field.disabled);
    empty.forEach((field) => { field.disabled = true; });
    setTimeout(() => empty.forEach((field) => { field.disabled = false; }), 0);
  });
})();
