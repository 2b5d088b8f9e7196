// Adds to the citizen's pages what they can do without: a countdown, and a button that prints.

const countdown = document.querySelector("[data-seconds]");
if (countdown) {
  const left = countdown.querySelector("[data-left]");
  const ends = performance.now() + Number(countdown.dataset.seconds) * 1000;
  const show = () => {
    const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    left.textContent = `(${clock} ${countdown.dataset.minutes})`;
    left.hidden = false;
    countdown.classList.toggle("citizen-countdown--soon", seconds < 120);
    if (seconds === 0) clearInterval(tick);
  };
  const tick = setInterval(show, 1000);
  show();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
