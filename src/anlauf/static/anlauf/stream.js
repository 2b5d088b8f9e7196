// Asks for a part of the page when the live process says that something has changed.
//
// An element with `data-stream` names the stream it listens to and is asked for by htmx on the
// event `ask`. While the stream is open it also asks now and then, in case a word was lost. Without
// a stream (an old browser, a process that is down, a proxy that lets none through) it asks every
// `data-ask` seconds. A phone knows its own number: a change that names it counts at once, any
// other within seconds, so that a waiting room does not ask all at the same moment.

"use strict";

(() => {
  const SAFETY = 20; // seconds between two questions while the stream is open
  const SILENCE = 22; // seconds without a sign of life until the stream counts as lost
  const PATIENCE = 40; // seconds without an answer before the page is called old, while it is open
  const GRACE = 5000;
  const LAZY = [3000, 10000];
  const BACK = [5000, 15000];
  const REFUSED = [30000, 90000];

  const between = ([least, most]) => least + Math.random() * (most - least);

  function follow(part) {
    const usual = Number(part.dataset.ask);
    const own = part.dataset.number;
    const patience = part.dataset.patience;
    let source = null;
    let open = false;
    let version = "";
    let next = 0;
    let later = 0;
    let silence = 0;
    let retry = 0;

    function ask() {
      window.clearTimeout(later);
      later = 0;
      htmx.trigger(part, "ask");
      plan();
    }

    function plan() {
      window.clearTimeout(next);
      const seconds = open ? SAFETY * between([0.75, 1.25]) : usual * between([0.9, 1.1]);
      next = window.setTimeout(ask, seconds * 1000);
    }

    function hear() {
      window.clearTimeout(silence);
      silence = window.setTimeout(() => lose(BACK), SILENCE * 1000);
      if (open) return;
      open = true;
      part.dataset.patience = PATIENCE;
      part.dataset.streaming = "";
      ask();
    }

    function rely() {
      if (!open) return;
      open = false;
      delete part.dataset.streaming;
      ask();
      window.setTimeout(() => {
        if (open) return;
        if (patience === undefined) delete part.dataset.patience;
        else part.dataset.patience = patience;
      }, GRACE);
    }

    function lose(after) {
      source.close();
      window.clearTimeout(silence);
      window.clearTimeout(retry);
      retry = window.setTimeout(connect, between(after));
      rely();
    }

    function change(event) {
      hear();
      const told = JSON.parse(event.data);
      version = told.version;
      const mine = own === undefined || told.numbers.includes(Number(own)) || !told.numbers.length;
      if (mine) ask();
      else if (!later) later = window.setTimeout(ask, between(LAZY));
    }

    function connect() {
      if (!part.dataset.stream || !window.EventSource) return;
      source?.close();
      source = new EventSource(part.dataset.stream);
      source.addEventListener("welcome", hear);
      source.addEventListener("beat", hear);
      source.addEventListener("change", change);
      source.addEventListener("deaf", () => {
        window.clearTimeout(silence);
        rely();
      });
      source.addEventListener("error", () => {
        if (source.readyState === EventSource.CLOSED) lose(REFUSED);
        else rely();
      });
    }

    part.addEventListener("htmx:configRequest", (event) => {
      if (event.detail.elt === part && version) event.detail.parameters.v = version;
    });
    part.addEventListener("htmx:afterRequest", (event) => {
      const stream = event.detail.xhr?.getResponseHeader("X-Stream");
      if (event.detail.elt !== part || !stream || stream === part.dataset.stream) return;
      part.dataset.stream = stream;
      connect();
    });

    // Nothing is put into a part while somebody has a panel of it open.
    part.addEventListener(
      "toggle",
      (event) => {
        if (event.target.matches("details[data-panel]") && !event.target.open) ask();
      },
      true,
    );

    plan();
    connect();
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const part of document.querySelectorAll("[data-stream]")) follow(part);
  });
})();
