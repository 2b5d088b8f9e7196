// Rings and vibrates on somebody's own page when it says something new, if they asked for it.
//
// Nothing leaves this machine for it: no push service, no sound file. Browsers are silent and still
// until somebody has touched the page, so a button asks. The screen is kept awake where that works,
// because a page that sleeps hears nothing.

"use strict";

(() => {
  const BELLS = [783.99, 659.25, 523.25];
  const SHAKES = [400, 200, 400, 200, 400];
  let sound = null;
  let awake = null;
  let said = "";

  const words = () => document.querySelector("[data-say]")?.textContent.trim() ?? "";

  function ring(pitch, order) {
    const at = sound.currentTime + order * 0.4;
    const tone = sound.createOscillator();
    const loudness = sound.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.5, at + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 1.2);
    tone.connect(loudness).connect(sound.destination);
    tone.addEventListener("ended", () => loudness.disconnect());
    tone.start(at);
    tone.stop(at + 1.3);
  }

  function alarm() {
    if (sound?.state !== "running") return;
    BELLS.forEach(ring);
    navigator.vibrate?.(SHAKES);
  }

  async function stayAwake() {
    if (!sound || !navigator.wakeLock || document.visibilityState !== "visible") return;
    awake = await navigator.wakeLock.request("screen").catch(() => null);
  }

  async function begin(button) {
    sound = new AudioContext();
    await sound.resume();
    alarm();
    await stayAwake();
    button.hidden = true;
    document.querySelector("[data-alarm-is]").hidden = false;
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.detail.target.matches("[data-live]")) return;
    const now = words();
    if (now && now !== said) alarm();
    said = now;
  });

  document.addEventListener("visibilitychange", () => {
    if (!awake || awake.released) stayAwake();
  });

  document.addEventListener("DOMContentLoaded", () => {
    said = words();
    const button = document.querySelector("[data-alarm-on]");
    if (!button || !window.AudioContext) return;
    button.hidden = false;
    button.addEventListener("click", () => begin(button));
  });
})();
