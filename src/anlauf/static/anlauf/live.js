// Keeps parts of a page fresh while they change elsewhere.
//
// An element with `data-live` holds a fragment that htmx asks for every few seconds. This module
// sends the version it shows, so an unchanged fragment costs a 304 and moves nothing on the page;
// it leaves alone a fragment in which somebody has a panel open; it reads out and puts into the
// title what the fragment marks with `data-say`, once; and it says since when the server has been
// silent.

"use strict";

(() => {
  const PATIENCE = 7; // seconds without an answer, unless the fragment names others
  const heard = new Map();

  const live = () => document.querySelectorAll("[data-live]");
  const asksForItself = (event, part) => event.detail.requestConfig?.elt === part;

  function hear(part, xhr) {
    heard.set(part, performance.now());
    const time = xhr?.getResponseHeader("X-Clock");
    if (time) part.dataset.clock = time;
  }

  function busy(part) {
    return part.querySelector("details[open][data-panel]") !== null;
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const part = event.detail.elt;
    if (part.matches("[data-live]") && part.dataset.version) {
      event.detail.headers["If-None-Match"] = part.dataset.version;
    }
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const part = event.detail.target;
    const xhr = event.detail.xhr;
    if (!part.matches("[data-live]")) return;
    if (xhr.status < 400) hear(part, xhr);
    if (!asksForItself(event, part)) return;
    if (xhr.status === 304 || busy(part)) {
      event.detail.shouldSwap = false;
      event.detail.isError = false;
    }
  });

  function say(part) {
    const words = part.querySelector("[data-say]")?.textContent.trim();
    const ear = document.querySelector("[data-ear]");
    if (!words || !ear || ear.textContent === words) return;
    ear.textContent = words;
    document.title = words;
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    const part = event.detail.target;
    if (!part.matches("[data-live]")) return;
    part.dataset.version = event.detail.xhr.getResponseHeader("ETag") ?? "";
    say(part);
  });

  function watch() {
    const now = performance.now();
    const banner = document.querySelector("[data-stale]");
    const patience = (part) => Number(part.dataset.patience ?? PATIENCE) * 1000;
    const lost = [...live()].find((part) => now - (heard.get(part) ?? 0) > patience(part));
    if (!banner || banner.hidden !== Boolean(lost)) return;
    if (lost) banner.querySelector("[data-stale-since]").textContent = lost.dataset.clock ?? "";
    banner.hidden = !lost;
    document.documentElement.classList.toggle("is-stale", Boolean(lost));
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const part of live()) hear(part);
    window.setInterval(watch, 1000);
  });
})();
