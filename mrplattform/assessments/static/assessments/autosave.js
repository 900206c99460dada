/* Saves an answer while it is written. Without this the button saves.

   One save at a time, each with the edition that the last one gave, so that nobody ever meets a
   conflict with themselves. What cannot be sent is kept on the device until it can, for the one
   who wrote it: also when the sign-in or the personal link was lost meanwhile. */
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = form.querySelector("[data-status]");
  const words = form.dataset;
  const keyOf = (path) => `mr-svar:${words.who}:${path}`;
  const kept = keyOf(location.pathname);
  const UNSAVED = ["file", "title", "link", "remark"]; // half a link is not evidence yet
  const ARRIVED = "mr_sparat";
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
    UNSAVED.forEach((name) => data.delete(name));
    return data;
  };

  const keepHere = () => {
    const rows = [...new FormData(form)].filter(
      ([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string",
    );
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
    } else if (response.status === 422) {
      say(told.words, "calm");
    } else {
      keepHere(); // locked: for the day when it is opened again
      say(told.words, "stop");
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
    if (UNSAVED.includes(event.target.name)) return;
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
      keepHere(); // until a page tells that it arrived
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

  /* A cookie tells which question's button was answered: what it carried has arrived. */
  const arrived = document.cookie.match(new RegExp(`(?:^|; )${ARRIVED}=([^;]*)`));
  if (arrived) {
    try {
      localStorage.removeItem(keyOf(decodeURIComponent(arrived[1])));
    } catch { /* no store, nothing kept */ }
    document.cookie = `${ARRIVED}=; Max-Age=0; path=/; SameSite=Strict`;
  }

  const sameAsShown = (rows) => {
    const flat = (list) => JSON.stringify(
      list.filter(([name, value]) => name !== "edition" && name !== "to" && value !== ""),
    );
    return flat(rows) === flat([...content()].filter(([name]) => name !== "csrfmiddlewaretoken"));
  };

  /* What a lost connection kept is put back, with the edition it was written on. A page that
     shows what was sent, with an error or another's version beside it, has the words already. */
  const putBack = () => {
    let rows;
    try {
      rows = JSON.parse(localStorage.getItem(kept));
    } catch { return; }
    if (!rows || form.querySelector("[data-focus]")) return;
    if (sameAsShown(rows)) { forget(); return; }
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
