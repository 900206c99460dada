// A typed answer and a tick at "Vet ej" shut each other out. Without this the form says so.
(() => {
  "use strict";
  document.addEventListener("input", (event) => {
    const box = event.target.closest("[data-answer]");
    if (!box) return;
    const apart = box.querySelectorAll("[data-apart]");
    if (event.target.matches("[data-value], [data-value] *")) {
      apart.forEach((tick) => { tick.checked = false; });
    } else if (event.target.matches("[data-apart][type=checkbox]") && event.target.checked) {
      apart.forEach((tick) => { tick.checked = tick === event.target; });
    }
  });
})();
