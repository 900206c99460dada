/* The arrow keys turn the pages, unless somebody is writing. */
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, summary, [contenteditable]")) return;
  const way = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
  const link = way && document.querySelector(`a[rel="${way}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
