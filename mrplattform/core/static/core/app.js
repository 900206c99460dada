/* Small helps on top of pages that work without them. No framework, no inline code. */
"use strict";

/* What only works with JavaScript shows only with it (theme.css). */
document.documentElement.dataset.js = "yes";

/* After a refused form the reader lands on what needs changing. */
const summary = document.querySelector("[data-focus]");
if (summary && !summary.closest("[data-quiet]")) summary.focus();

/* A link in the summary puts the cursor in the field, not only the eye. */
document.addEventListener("click", (event) => {
  const link = event.target.closest(".mr-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: "center" });
});

/* A native dialog asks before a deed that cannot be taken back. */
const words = (tag, text, css) => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (css) element.className = css;
  return element;
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  const submitter = event.submitter;
  const dialog = words("dialog", "", "mr-dialog");
  const title = words("h2", form.dataset.confirm, "mr-as-h3");
  title.id = "mr-confirm";
  dialog.setAttribute("aria-labelledby", title.id);
  const row = words("div", "", "mr-row");
  const yes = words("button", form.dataset.confirmButton || submitter?.textContent.trim(), "ds-button");
  const no = words("button", form.dataset.confirmCancel, "ds-button");
  no.dataset.variant = "secondary";
  if (submitter?.dataset.color) yes.dataset.color = submitter.dataset.color;
  row.append(yes, no);
  dialog.append(title);
  if (form.dataset.confirmText) dialog.append(words("p", form.dataset.confirmText));
  dialog.append(row);
  document.body.append(dialog);
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    form.dataset.confirmed = "yes";
    dialog.close();
    form.requestSubmit(submitter);
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  no.focus();
});

/* Dialogs of the page itself: a link to #id opens it; without JavaScript it stands open in place. */
document.querySelectorAll("dialog[data-dialog]").forEach((dialog) => {
  dialog.removeAttribute("open");
  dialog.querySelectorAll("[data-close]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  });
});
document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-opens]");
  const dialog = opener && document.getElementById(opener.hash.slice(1));
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
});

/* Leaving a half-written form asks first. */
document.querySelectorAll("form[data-guard]").forEach((form) => {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  form.addEventListener("mr:saved", () => (changed = false));
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
});

/* The phone menu closes with Escape and when the reader goes elsewhere. */
document.querySelectorAll(".mr-menu").forEach((menu) => {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
});

/* Printing is offered only where it works. */
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
