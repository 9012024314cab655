// Passkeys: ties allauth's functions to the buttons that carry data-passkey, and says in words when one fails.
(() => {
  "use strict";
  const start = {
    login: () => ({ login: "passkey_login", credential: "mfa_credential" }),
    authenticate: (button) => ({ authenticate: button.id, credential: button.dataset.credential, data: "js_data" }),
    add: (button) => ({
      add: button.id,
      credential: button.dataset.credential,
      passwordless: button.dataset.passwordless,
      data: "js_data",
    }),
  };

  document.addEventListener("allauth.error", () => {
    const words = document.getElementById("passkey-error");
    if (words) words.hidden = false;
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-passkey]").forEach((button) => {
      if (!window.PublicKeyCredential) return;
      const kind = button.dataset.passkey;
      button.closest(".needs-script")?.classList.remove("needs-script");
      window.allauth.webauthn.forms[`${kind}Form`]({ ids: start[kind](button) });
    });
  });
})();
