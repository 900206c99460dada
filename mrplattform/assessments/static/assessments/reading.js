/* Reading with the keyboard: digits choose themes, N writes a new one, Enter goes on. What is chosen
   is saved at once; the page works without this file. */
"use strict";

(() => {
  const form = document.querySelector("form[data-reading]");
  if (!form) return;
  const status = form.querySelector("[data-status]");
  const field = form.elements.new_theme;
  let waiting = null;
  let going = false; // a press while the next text is on its way belongs to neither

  const typing = (target) => target.matches?.("input[type=text], textarea, select");

  document.addEventListener("keydown", (event) => {
    if (going || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "n" || event.key === "N") {
      event.preventDefault();
      field.focus();
      return;
    }
    const choice = /^\d$/.test(event.key) && form.querySelector(`[data-key="${event.key}"]`);
    if (choice) {
      event.preventDefault();
      choice.click();
      choice.focus();
    } else if (event.key === "Enter" && !event.target.closest?.("a, button, summary")) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value=next]"));
    }
  });

  /* Enter in the field of a new theme adds it; Escape leaves the field. */
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.blur();
    if (event.key !== "Enter" || !field.value.trim()) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[value=theme]"));
  });

  /* One save at a time: the next carries what the last one stored. */
  const save = async () => {
    const data = new FormData(form);
    data.set("do", "stay");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { "X-Autosave": "1" },
      });
      const told = await answer.json();
      status.textContent = told.words;
      if (told.saw !== undefined) form.elements.saw.value = told.saw;
    } catch {
      status.textContent = form.dataset.failed;
    }
  };

  form.addEventListener("change", (event) => {
    if (going || event.target.name !== "themes") return;
    waiting = (waiting || Promise.resolve()).then(save);
  });

  /* What is being saved arrives before the page is left. */
  form.addEventListener("submit", (event) => {
    if (going || !waiting) {
      going = true;
      return;
    }
    event.preventDefault();
    going = true;
    const button = event.submitter;
    waiting.finally(() => form.requestSubmit(button));
  });
  window.addEventListener("pageshow", () => { going = false; });
})();
