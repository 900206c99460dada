/* Follows a meeting: asks every other second what is before the room. Without this one reloads. */
"use strict";
(() => {
  const page = document.querySelector("[data-live]");
  if (!page) return;
  const EVERY = 2500;
  const tell = (name, value) => {
    const element = page.querySelector(`[data-${name}]`);
    if (element && value !== undefined && element.textContent !== String(value)) element.textContent = value;
  };
  const look = async () => {
    if (document.visibilityState === "visible") {
      try {
        const response = await fetch(page.dataset.live, { cache: "no-store" });
        const told = response.ok ? await response.json() : null;
        if (told && told.place !== page.dataset.place) return location.replace(location.pathname);
        if (told) ["phones", "answered"].forEach((name) => tell(name, told[name]));
      } catch { /* no connection just now: the next look tells */ }
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
})();
