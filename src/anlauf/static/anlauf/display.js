// The call board: a chime, a flash and, if it was told to, a spoken call; and its clock.
//
// The chime is made here, two bells a third apart, so there is no sound file to load. Browsers
// are silent until somebody has touched the page once; the board says so until then. Nothing here
// grows: what was called is forgotten with the next answer, and what was not spoken in time is
// not spoken at all.

"use strict";

(() => {
  const BELLS = [659.25, 523.25];
  const FLASH = 1800;
  const AFTER_CHIME = 1500;
  const MOST_SPOKEN = 6;
  const MINUTE = 60_000;
  const silent = new URLSearchParams(window.location.search).get("sound") === "off";

  let sound = null;
  let called = new Set();
  let turning = 0;

  const calls = () =>
    new Set([...document.querySelectorAll("[data-call]")].map((row) => row.dataset.call));

  function ring(at, pitch) {
    const tone = sound.createOscillator();
    const loudness = sound.createGain();
    tone.type = "sine";
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.5, at + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 1.3);
    tone.connect(loudness).connect(sound.destination);
    tone.addEventListener("ended", () => loudness.disconnect());
    tone.start(at);
    tone.stop(at + 1.4);
  }

  function chime() {
    if (sound?.state !== "running") return;
    BELLS.forEach((pitch, order) => ring(sound.currentTime + order * 0.45, pitch));
  }

  function speak(marks) {
    if (silent || !window.speechSynthesis) return;
    const lines = [...document.querySelectorAll("[data-speak]")].filter((line) =>
      marks.has(line.dataset.speak),
    );
    if (lines.length === 0) return;
    if (window.speechSynthesis.pending) window.speechSynthesis.cancel();
    const said = lines.slice(0, MOST_SPOKEN).map((line) => {
      const words = new SpeechSynthesisUtterance(line.textContent);
      words.lang = line.lang;
      words.rate = 0.9;
      return words;
    });
    window.setTimeout(() => said.forEach((words) => window.speechSynthesis.speak(words)), AFTER_CHIME);
  }

  function flash() {
    const board = document.querySelector("[data-board]");
    board.classList.remove("is-new");
    window.requestAnimationFrame(() => board.classList.add("is-new"));
    window.setTimeout(() => board.classList.remove("is-new"), FLASH);
  }

  function hint() {
    const words = document.querySelector("[data-sound-hint]");
    if (words) words.hidden = silent || sound?.state === "running";
  }

  async function unlock() {
    await sound.resume();
    hint();
  }

  function show(time) {
    const face = document.querySelector("[data-clock-face]");
    if (face && face.textContent !== time) face.textContent = time;
  }

  // The server's time, carried on from minute to minute until it is told anew.
  function wind(time, left) {
    window.clearTimeout(turning);
    show(time);
    const [hours, minutes] = time.split(":").map(Number);
    const next = new Date(0, 0, 1, hours, minutes + 1).toTimeString().slice(0, 5);
    turning = window.setTimeout(() => wind(next, MINUTE), left);
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const time = event.detail.xhr?.getResponseHeader("X-Clock");
    const left = Number(event.detail.xhr?.getResponseHeader("X-Clock-Left"));
    if (time && left) wind(time, left * 1000);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.detail.target.matches("[data-live]")) return;
    const now = calls();
    const fresh = new Set([...now].filter((call) => !called.has(call)));
    if (fresh.size > 0) {
      flash();
      chime();
      speak(fresh);
    }
    called = now;
  });

  document.addEventListener("DOMContentLoaded", () => {
    const board = document.querySelector("[data-board]");
    called = calls();
    wind(board.dataset.clock, Number(board.dataset.clockLeft) * 1000);
    if (silent || !window.AudioContext) return;
    sound = new AudioContext();
    sound.addEventListener("statechange", hint);
    for (const gesture of ["pointerdown", "keydown"]) {
      document.addEventListener(gesture, unlock, { passive: true });
    }
    hint();
  });
})();
