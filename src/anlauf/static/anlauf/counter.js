// The desk's screen by keyboard: one key per verb, a digit for a choice.
//
// Every key presses a button that is there to be clicked as well; nothing is done here that the
// forms would not do without this file. While a call is awaited, the next keys wait too.

"use strict";

(() => {
  const SWITCH = "anlauf.single-keys";
  const KEY = /^[a-z0-9?HL]$/;
  const waiting = [];
  let busy = false;
  let cut = false;

  const keysAreOn = () => window.localStorage.getItem(SWITCH) !== "off";
  const openPanel = () => document.querySelector("details[data-panel][open]");

  function typing(target) {
    return target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea") !== null;
  }

  function find(key) {
    const within = openPanel() ?? document;
    const digit = /^[1-9]$/.test(key);
    const scope = digit ? within : document;
    return [...scope.querySelectorAll("[data-key]")].find(
      (thing) =>
        thing.dataset.key === key &&
        !thing.disabled &&
        thing.checkVisibility() &&
        !thing.closest("[inert]"),
    );
  }

  function close(panel) {
    panel.open = false;
    panel.querySelector("summary").focus();
  }

  function press(key) {
    const thing = find(key);
    if (busy && !thing) waiting.push(key);
    if (!thing) return;
    if (thing.matches("summary")) toggle(thing.parentElement);
    else thing.click();
  }

  function toggle(panel) {
    panel.open = !panel.open;
    if (panel.open) panel.querySelector("[data-first], button")?.focus();
    else panel.querySelector("summary").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const panel = openPanel();
    if (event.key === "Escape" && panel) {
      close(panel);
      return;
    }
    if (!keysAreOn() || typing(event.target)) return;
    const key = event.shiftKey ? event.key : event.key.toLowerCase();
    if (!KEY.test(key) || !(busy || find(key))) return;
    event.preventDefault();
    if (find(key) || !cut) press(key);
  });

  // Only one panel is open at a time.
  document.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches?.("details[data-panel]") || !event.target.open) return;
      for (const other of document.querySelectorAll("details[data-panel][open]")) {
        if (other !== event.target) other.open = false;
      }
    },
    true,
  );

  // Narrow a long list of services while typing.
  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-narrows]");
    if (!field) return;
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const row of document.querySelectorAll(`#${field.dataset.narrows} > li`)) {
      row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    }
  });

  // A call is waited for: the keys typed meanwhile press what the screen shows then. When the
  // connection breaks they are given up, because nobody has seen what they would press.
  document.addEventListener("desk:busy", () => {
    busy = true;
  });

  document.addEventListener("desk:cut", () => {
    cut = true;
    if (!waiting.length) return;
    const keys = waiting.splice(0).map((key) => key.toUpperCase());
    document.dispatchEvent(new CustomEvent("desk:dropped", { detail: keys.join(" ") }));
  });

  document.addEventListener("desk:ready", () => {
    busy = cut = false;
    if (document.activeElement === document.body) document.getElementById("now")?.focus();
    while (waiting.length && !busy) press(waiting.shift());
  });

  // Enter in the search of a long list presses the first service that is left.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-narrows]")) return;
    event.preventDefault();
    document.querySelector(`#${event.target.dataset.narrows} > li:not([hidden]) button`)?.click();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  function showSwitch(box) {
    box.checked = keysAreOn();
    box.closest("[data-switch]").hidden = false;
    box.addEventListener("change", () => {
      window.localStorage.setItem(SWITCH, box.checked ? "on" : "off");
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
    const box = document.getElementById("single-keys");
    if (box) showSwitch(box);
  });
})();
