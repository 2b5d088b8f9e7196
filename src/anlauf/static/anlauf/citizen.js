// Adds to the citizen's pages what they can do without: a countdown, and a button that prints.

const ends = new WeakMap(); // a live part may bring a countdown later
function countDown() {
  for (const countdown of document.querySelectorAll("[data-seconds]")) {
    const now = performance.now();
    if (!ends.has(countdown)) ends.set(countdown, now + Number(countdown.dataset.seconds) * 1000);
    const seconds = Math.max(0, Math.ceil((ends.get(countdown) - now) / 1000));
    const left = countdown.querySelector("[data-left]");
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    left.textContent = `(${clock} ${countdown.dataset.minutes})`;
    left.hidden = seconds > 3600;
    countdown.classList.toggle("citizen-countdown--soon", seconds < 120);
  }
}
countDown();
setInterval(countDown, 1000);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
