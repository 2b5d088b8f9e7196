// Solves the task and presses the button. Where that fails, the button and the wait beside it stay.

const form = document.querySelector("[data-moment]");
const challenge = JSON.parse(document.querySelector("#task").textContent);
const working = form.querySelector("[data-working]");
const byHand = form.querySelector("[data-by-hand]");

const show = (works) => {
  working.hidden = !works;
  byHand.hidden = works;
};

const solve = async () => {
  show(true);
  try {
    const solution = await altcha.solveChallengeWorkers({
      challenge,
      concurrency: Math.min(4, navigator.hardwareConcurrency || 2),
      createWorker: () => new Worker(form.dataset.worker),
    });
    form.elements.solution.value = btoa(JSON.stringify({ challenge, solution }));
    if (solution) form.requestSubmit();
    else show(false);
  } catch {
    show(false);
  }
};

// Without a safe connection browsers lend no arithmetic; then one waits.
if (globalThis.crypto?.subtle) solve();
