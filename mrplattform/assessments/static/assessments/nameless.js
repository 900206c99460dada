/* Answering with a code. Without this one types the code and presses; with it the code comes from
   the letter's address, a half-written sheet stays on the device, and a lost connection is told. */
"use strict";
(() => {
  const DRAFTS = "mr-kod:";
  const drafts = (() => {
    try { return window.sessionStorage; } catch { return null; } // forbidden: the form still holds it
  })();

  /* The letter's address carries the code after #, which no server sees; nor shall the history. */
  const field = document.querySelector("form[data-code] input[name=code]");
  const takeCode = () => {
    if (!field || location.hash.length < 2) return;
    field.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  };
  takeCode();
  window.addEventListener("hashchange", takeCode);

  if (document.querySelector("[data-forget]") && drafts) {
    Object.keys(drafts).filter((key) => key.startsWith(DRAFTS)).forEach((key) => drafts.removeItem(key));
  }

  const form = document.querySelector("form[data-ballot]");
  if (!form) return;
  const key = DRAFTS + form.dataset.ballot;
  const status = form.querySelector("[data-status]");
  const NOT_KEPT = ["csrfmiddlewaretoken", "code"];

  const answers = () => [...new FormData(form)].filter(([name]) => !NOT_KEPT.includes(name));
  const keep = () => {
    try { drafts?.setItem(key, JSON.stringify(answers())); } catch { /* full: the form holds it */ }
  };
  const putBack = () => {
    for (const [name, value] of JSON.parse(drafts?.getItem(key) || "[]")) {
      form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((one) => {
        if (["radio", "checkbox"].includes(one.type)) one.checked ||= one.value === value;
        else one.value = value;
      });
    }
  };

  /* A question that the answers so far do not call for is put away; the server does the same. */
  const questions = [...form.querySelectorAll("[data-answer]")];
  const filled = (box) => [...box.querySelectorAll("input, textarea")].some((one) =>
    ["radio", "checkbox"].includes(one.type) ? one.checked : one.value.trim());
  const arrange = () => {
    for (const box of questions) {
      if (!box.dataset.when) continue;
      const given = [...form.querySelectorAll(`[name="${CSS.escape(box.dataset.when)}"]:checked`)];
      const asked = given.some((one) => !one.closest("[hidden]") && JSON.parse(box.dataset.values).includes(one.value));
      box.hidden = !asked;
      box.querySelector("[data-condition]").hidden = true;
    }
    const shown = questions.filter((box) => !box.hidden);
    status.textContent = form.dataset.counted
      .replace("{done}", shown.filter(filled).length)
      .replace("{all}", shown.length);
  };

  form.addEventListener("input", () => { keep(); arrange(); });
  putBack();
  arrange();

  /* Asked for first, so that a press without connection loses nothing; and one press is enough. */
  let sending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    keep();
    status.textContent = form.dataset.sending;
    try {
      await fetch(form.dataset.reach, { method: "HEAD", cache: "no-store" });
      form.submit();
    } catch {
      sending = false;
      status.textContent = form.dataset.offline;
    }
  });
  window.addEventListener("pageshow", () => { sending = false; });
})();
