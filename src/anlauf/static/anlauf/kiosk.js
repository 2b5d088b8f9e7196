// The kiosk: it says every minute that it is there; letters typed on the screen, one ticket for a
// double tap, and back to the start when nobody is there any more. It leaves a page only while the
// server answers: nobody could leave the browser's own page of errors. Without this file every
// button still works, one page at a time.

"use strict";

(() => {
  const HERE = 60_000;
  const PATIENCE = 4000;
  const AGAIN = 3000;
  let asking = false;

  function type(button) {
    const field = document.getElementById("code");
    const key = button.value;
    if (key === "back") field.value = field.value.slice(0, -1);
    else if (field.value.length < field.maxLength) field.value += key;
    field.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=press]");
    if (!button) return;
    event.preventDefault();
    type(button);
  });

  async function answers() {
    const { here } = document.querySelector("[data-here]").dataset;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      return (await fetch(here, { cache: "no-store", signal })).status < 500;
    } catch {
      return false;
    }
  }

  // What somebody pressed in vain is not done later: they may have left by then.
  async function leave(go) {
    if (asking) return;
    asking = true;
    const connected = await answers();
    asking = false;
    document.querySelector("[data-cut]").hidden = connected;
    if (connected) go();
    else window.setTimeout(() => leave(() => {}), AGAIN);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    leave(() => window.location.assign(link.href));
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.goes) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    const { submitter } = event;
    leave(() => {
      form.dataset.sent = "yes";
      form.dataset.goes = "yes";
      form.requestSubmit(submitter);
      delete form.dataset.goes;
    });
  });

  // A page that comes back from the browser's memory starts afresh.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  function print(event) {
    if (event.target.closest("[data-print]")) window.print();
  }
  document.addEventListener("click", print);

  function goHome(home) {
    const seconds = Number(home.dataset.home);
    const rest = document.querySelector("[data-home-rest]");
    let left = seconds;
    const stay = () => {
      left = seconds;
    };
    for (const gesture of ["pointerdown", "keydown", "input"]) {
      document.addEventListener(gesture, stay, { passive: true });
    }
    window.setInterval(() => {
      left -= 1;
      if (rest) rest.textContent = String(Math.max(left, 0));
      if (left <= 0 && left % 3 === 0) leave(() => window.location.assign(home.href));
    }, 1000);
  }

  // A kiosk that was locked out, or let in again, shows it by itself.
  async function tell(kiosk) {
    try {
      const answer = await fetch(kiosk.dataset.here, { cache: "no-store" });
      if (answer.status === ("locked" in kiosk.dataset ? 204 : 403)) window.location.reload();
    } catch {
      // Without a network the next minute tells.
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const kiosk = document.querySelector("[data-here]");
    if (kiosk) window.setInterval(() => tell(kiosk), HERE);
    const home = document.querySelector("a[data-home]");
    if (home) goHome(home);
    const note = document.querySelector("[data-home-note]");
    if (note) note.hidden = false;
    for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  });
})();
