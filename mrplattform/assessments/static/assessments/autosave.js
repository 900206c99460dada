/* Saves an answer while it is written. Without this the button saves.

   One save at a time, each with the edition that the last one gave, so that nobody ever meets a
   conflict with themselves. What cannot be sent is kept on the device until it can. */
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = form.querySelector("[data-status]");
  const kept = `mr-svar:${location.pathname}`;
  const words = form.dataset;
  const EVIDENCE = ["file", "title", "link"]; // half a link is not evidence yet
  const SENT = "mr-svar-skickat";
  const LATER = 15000;
  let timer;
  let flying = null;
  let changed = false;
  let leaving = false;

  const say = (text, tone) => {
    status.textContent = text;
    status.dataset.tone = tone;
  };

  const content = () => {
    const data = new FormData(form);
    EVIDENCE.forEach((name) => data.delete(name));
    return data;
  };

  const keepHere = () => {
    const rows = [...content()].filter(([name]) => name !== "csrfmiddlewaretoken");
    try {
      localStorage.setItem(kept, JSON.stringify(rows));
    } catch { /* a full or forbidden store: the words still stand in the form */ }
  };
  const forget = () => {
    try {
      localStorage.removeItem(kept);
    } catch { /* the same */ }
  };

  const offerComparison = (text) => {
    say(`${text} `, "watch");
    const button = document.createElement("button");
    button.className = "mr-linkish";
    button.name = "to";
    button.value = "stay";
    button.textContent = words.compare;
    status.append(button);
  };

  const take = async (response) => {
    if (!response.headers.get("Content-Type")?.includes("json")) {
      keepHere();
      const out = response.redirected || response.status === 403;
      say(out ? words.signedOut : words.failed, "stop");
      return;
    }
    const told = await response.json();
    if (response.ok) {
      if (told.edition) form.elements.edition.value = told.edition;
      if (told.words) say(told.words, "good");
      forget();
    } else if (response.status === 409) {
      offerComparison(told.words);
    } else {
      say(told.words, response.status === 422 ? "calm" : "stop");
    }
  };

  const save = () => {
    clearTimeout(timer);
    if (flying || leaving) return flying;
    changed = false;
    say(words.saving, "calm");
    flying = fetch(form.action || location.href, {
      method: "POST",
      body: content(),
      headers: { "X-Autosave": "1" },
      keepalive: true,
    })
      .then(take)
      .catch(() => {
        keepHere();
        say(words.offline, "watch");
        timer = setTimeout(save, LATER);
      })
      .finally(() => {
        flying = null;
        if (changed) timer = setTimeout(save, 300);
      });
    return flying;
  };

  form.addEventListener("input", (event) => {
    if (EVIDENCE.includes(event.target.name)) return;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, event.target.type === "textarea" || event.target.type === "text" ? 900 : 200);
  });
  window.addEventListener("online", () => { if (changed || localStorage.getItem(kept)) save(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && changed) save();
  });

  /* The button waits for a save under way, and then carries its edition. */
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!flying) {
      leaving = true;
      keepHere(); // until the next page tells that it arrived
      try {
        sessionStorage.setItem(SENT, kept);
      } catch { /* then it is compared when this page opens again */ }
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    flying.then(() => {
      changed = false;
      clearTimeout(timer);
      form.requestSubmit(button);
    });
  });
  window.addEventListener("pageshow", () => { leaving = false; });

  /* A page after the button was pressed: what it carried has arrived. */
  try {
    const sent = sessionStorage.getItem(SENT);
    if (sent) localStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
  } catch { /* no store, nothing kept */ }

  /* What a lost connection kept is put back, with the edition it was written on. */
  const putBack = () => {
    let rows;
    try {
      rows = JSON.parse(localStorage.getItem(kept));
    } catch { return; }
    if (!rows) return;
    for (const [name, value] of rows) {
      const field = form.elements[name];
      if (!field || name === "edition" || name === "to") continue;
      if (field instanceof RadioNodeList) {
        [...field].forEach((one) => { if (one.value === value) one.checked = true; });
      } else if (field.type === "checkbox" || field.type === "radio") {
        field.checked = field.value === value;
      } else {
        field.value = value;
      }
    }
    const edition = rows.find(([name]) => name === "edition");
    if (edition) form.elements.edition.value = edition[1];
    say(words.restored, "good");
    changed = true;
    timer = setTimeout(save, 1200);
  };
  putBack();
})();
