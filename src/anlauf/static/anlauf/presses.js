// The desk's presses: each has a key of its own, waits its turn, is sent until it is answered.
//
// A press is kept in the tab's storage from the moment it is made until the server has answered,
// so a network that stutters, a lost answer or a reload loses nothing; the key makes sure that
// nothing is done twice. Where the outcome is certain the screen shows it at once, from what the
// server has put beside it; whom a call reaches only the server knows, so a call is waited for.
// Without this file every form is sent by the browser as it is.

"use strict";

(() => {
  const PATIENCE = 8000; // ms for one answer
  const PAUSES = [500, 1000, 2000, 4000]; // ms between tries
  const SHOWN_AFTER = 900; // ms before a press on its way is shown as such
  const LATE = 5000; // ms after which a refusal is kept on the screen until it was read
  const MOST_FAULTS = 5; // of a server that answers with a fault each time
  const AWAY = [502, 503, 504]; // somebody in between says that the server is away

  const screen = document.getElementById("screen");
  if (!screen) return;

  const STORE = "anlauf.presses";
  const said = document.getElementById("words").dataset;
  const asked = new WeakMap(); // when a fragment was asked for, by its request
  let queue = [];
  let sending = false;
  let failures = 0;
  let settledAt = 0;
  let since = "";
  let timer = 0;

  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`desk:${name}`, { detail }));
  const part = (name) => screen.querySelector(`[data-part="${name}"]`);
  const isCut = () => failures > 0;

  // --- keeping ---

  function save() {
    if (queue.length) sessionStorage.setItem(STORE, JSON.stringify({ seat: screen.dataset.seat, queue }));
    else sessionStorage.removeItem(STORE);
  }

  function load() {
    const kept = JSON.parse(sessionStorage.getItem(STORE) ?? "null");
    if (!kept) return;
    if (kept.seat === screen.dataset.seat) {
      queue = kept.queue;
      return;
    }
    for (const press of kept.queue) refuse(press, said.lost);
    sessionStorage.removeItem(STORE);
  }

  // --- pressing ---

  function pressed(form, button) {
    const fields = [...new FormData(form, button).entries()].filter(([name]) => name !== "csrfmiddlewaretoken");
    const words = [form.dataset.press, form.dataset.label].filter(Boolean).join(" ");
    return {
      key: makeKey(),
      address: form.action,
      fields,
      words,
      urgent: "urgent" in form.dataset,
      certain: "stays" in form.dataset || foreseen(form.dataset.then) !== null,
      at: Date.now(),
      faults: 0,
    };
  }

  // A key nobody guesses; `randomUUID` is lent to safe connections only.
  function makeKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const foreseen = (name) =>
    name ? screen.querySelector(`:scope > template[data-foreseen="${name}"]`) : null;

  function foretell(name) {
    for (const next of [...foreseen(name).content.cloneNode(true).children]) {
      part(next.dataset.part)?.replaceWith(next);
    }
    for (const call of screen.querySelectorAll(".line__call")) call.inert = true;
  }

  function waitFor() {
    for (const each of screen.querySelectorAll('[data-part="now"], .line__call')) each.inert = true;
    tell("busy");
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ("leave" in form.dataset && queue.length) {
      event.preventDefault();
      say(said.first, true);
      return;
    }
    if (!("press" in form.dataset)) return;
    event.preventDefault();
    const press = pressed(form, event.submitter);
    for (const panel of screen.querySelectorAll("details[data-panel][open]")) panel.open = false;
    if (press.urgent) queue.splice(sending ? 1 : 0, 0, press);
    else queue.push(press);
    save();
    screen.dataset.version = ""; // what is shown next differs from what the server knows
    if (foreseen(form.dataset.then)) foretell(form.dataset.then);
    else if (!press.certain) waitFor();
    if (press.certain) document.getElementById("now")?.focus();
    show();
    send();
  });

  // --- sending ---

  async function send() {
    if (sending) return;
    sending = true;
    window.clearTimeout(timer);
    while (queue.length) {
      const answer = await attempt(queue[0]);
      if (answer === null) {
        failed();
        break;
      }
      answered(queue.shift(), answer);
    }
    sending = false;
    if (!queue.length) settle();
  }

  async function attempt(press) {
    const body = new URLSearchParams(press.fields);
    body.set("once", press.key);
    body.set("ago", Math.max(0, Math.floor((Date.now() - press.at) / 1000)));
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(press.address, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "HX-Request": "true", "HX-Current-URL": location.href },
        signal: AbortSignal.timeout(PATIENCE),
      });
      return await understood(press, answer);
    } catch {
      return null; // no network, or nobody answered in time: the same press is sent again
    }
  }

  async function understood(press, answer) {
    if (answer.status === 401) {
      location.assign(answer.headers.get("HX-Redirect")); // the queue is there after logging in
      return null;
    }
    if (AWAY.includes(answer.status)) return null;
    if (answer.status >= 500) {
      press.faults += 1;
      return press.faults < MOST_FAULTS ? null : { said: said.fault, refused: true };
    }
    if (!answer.ok) return { said: said.fault, refused: true };
    return answer.json();
  }

  function failed() {
    if (!isCut()) since = screen.dataset.clock;
    const pause = PAUSES[Math.min(failures, PAUSES.length - 1)];
    failures += 1;
    tell("cut");
    show();
    timer = window.setTimeout(send, pause);
  }

  function answered(press, answer) {
    save();
    failures = 0;
    show();
    if (answer.leave) {
      queue = [];
      save();
      location.assign(answer.leave);
      return;
    }
    say(answer.said, answer.refused);
    if (answer.refused && Date.now() - press.at > LATE) refuse(press, answer.said);
  }

  function settle() {
    settledAt = performance.now();
    screen.dataset.version = "";
    htmx.trigger(screen, "refresh");
  }

  window.addEventListener("online", send);

  // --- the screen while presses are on their way ---

  document.addEventListener("htmx:beforeSend", (event) => asked.set(event.detail.xhr, performance.now()));

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== screen) return;
    const old = (asked.get(event.detail.xhr) ?? 0) < settledAt;
    if (queue.length || old) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== screen || queue.length) return;
    tell("ready");
  });

  // --- saying ---

  function say(words, refused) {
    const alert = document.getElementById(refused ? "said-no" : "said").content.cloneNode(true);
    alert.querySelector(".kern-title").textContent = words;
    document.getElementById("status").replaceChildren(alert);
  }

  function refuse(press, words) {
    const row = document.createElement("li");
    const what = document.createElement("strong");
    what.textContent = press.words;
    row.append(what, ` – ${words}`);
    document.querySelector("[data-refused]").append(row);
    document.getElementById("refused").hidden = false;
  }

  function show() {
    window.setTimeout(draw, isCut() ? 0 : SHOWN_AFTER);
    if (!queue.length) draw();
  }

  function draw() {
    const box = document.getElementById("outbox");
    const old = queue.filter((press) => isCut() || Date.now() - press.at >= SHOWN_AFTER);
    const line = (name) => box.querySelector(`[data-outbox="${name}"]`);
    box.hidden = old.length === 0;
    line("alarm").hidden = !old.some((press) => press.urgent);
    line("waiting").hidden = !isCut();
    line("sending").hidden = isCut();
    line("since").textContent = since;
    const rows = old.map((press) => {
      const row = document.createElement("li");
      row.textContent = press.words;
      return row;
    });
    line("list").replaceChildren(...rows);
  }

  document.getElementById("understood").addEventListener("click", () => {
    document.querySelector("[data-refused]").replaceChildren();
    document.getElementById("refused").hidden = true;
    document.getElementById("now")?.focus();
  });

  // Keys typed ahead are given up when the connection breaks: nobody saw what they would press.
  document.addEventListener("desk:dropped", (event) => say(`${said.dropped} ${event.detail}`, true));

  window.addEventListener("beforeunload", (event) => {
    if (queue.length && isCut()) event.preventDefault();
  });

  load();
  if (queue.length) {
    waitFor();
    show();
    send();
  }
})();
