// The call board: a chime and a flash when somebody is called.
//
// The chime is made here, two bells a third apart, so there is no sound file to load. Browsers
// are silent until somebody has touched the page once; the board says so until then.

"use strict";

(() => {
  const BELLS = [659.25, 523.25];
  const FLASH = 1800;
  const silent = new URLSearchParams(window.location.search).get("sound") === "off";

  let sound = null;
  let called = new Set();

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
    tone.start(at);
    tone.stop(at + 1.4);
  }

  function chime() {
    if (sound?.state !== "running") return;
    BELLS.forEach((pitch, order) => ring(sound.currentTime + order * 0.45, pitch));
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

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.detail.target.matches("[data-live]")) return;
    const now = calls();
    if ([...now].some((call) => !called.has(call))) {
      flash();
      chime();
    }
    called = now;
  });

  document.addEventListener("DOMContentLoaded", () => {
    called = calls();
    if (silent || !window.AudioContext) return;
    sound = new AudioContext();
    sound.addEventListener("statechange", hint);
    for (const gesture of ["pointerdown", "keydown"]) {
      document.addEventListener(gesture, unlock, { passive: true });
    }
    hint();
  });
})();
