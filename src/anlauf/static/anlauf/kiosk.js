// The kiosk: it says every minute that it is there; letters typed on the screen, one ticket for a double tap, and back to the start when
// nobody is there any more. Without this file every button still works, one page at a time.

"use strict";

(() => {
  const HERE = 60_000;

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

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
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
      if (left <= 0) window.location.assign(home.href);
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
