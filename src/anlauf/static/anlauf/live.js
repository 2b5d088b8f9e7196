// Shows that a live part has grown stale, and hides the warning when it is fresh again.
// A live part is an element with data-live; the warning inside it carries data-stale.

function mark(event, stale) {
  const live = event.target.closest("[data-live]") ?? event.target.querySelector("[data-live]");
  const warning = live?.parentElement.querySelector("[data-stale]");
  if (warning) {
    warning.hidden = !stale;
  }
}

for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => mark(event, true));
}
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful || event.detail.xhr?.status === 304) {
    mark(event, false);
  }
});
