/* Printing by a button, where scripts run; the browser's own menu does the same without them. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
