// The work list and the page of a case by keyboard. Every key presses what can be clicked as well.

"use strict";

(() => {
  const SWITCH = "anlauf.single-keys"; // the same switch as at the counter
  const rows = () => [...document.querySelectorAll("[data-row]")];

  function typing(target) {
    return target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea") !== null;
  }

  function walk(step) {
    const all = rows();
    if (all.length === 0) return;
    const here = all.indexOf(document.activeElement);
    const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1);
    all[next].focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (window.localStorage.getItem(SWITCH) === "off" || typing(event.target)) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
})();
