// Fetches what reading does not need (the theme's script, our own, the rest of the stylesheet) at the first
// sign that somebody is there. Until it has come, this stands in for it, so that nothing done is lost.
(() => {
  const { rest, scripts } = document.currentScript.dataset;
  const find = (selector) => document.querySelector(selector);
  const SIGNS = ["pointerdown", "pointermove", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  const LISTEN = { capture: true, passive: true };
  const replay = [];
  let ready = false;

  const add = (tag, attributes) => document.head.append(Object.assign(document.createElement(tag), attributes));

  function want() {
    SIGNS.forEach((sign) => removeEventListener(sign, want, LISTEN));
    add("link", { rel: "stylesheet", href: rest });
    const last = scripts.split(" ").map((src) => {
      const script = Object.assign(document.createElement("script"), { src, async: false });
      document.body.append(script);
      return script;
    }).pop();
    last.addEventListener("load", () => {
      ready = true;
      document.dispatchEvent(new Event("DOMContentLoaded")); // the theme waits for it
      replay.splice(0).forEach((again) => again());
    });
    const next = find("link[rel=next]");
    if (next && !navigator.connection?.saveData) add("link", { rel: "prefetch", href: next.href });
  }

  SIGNS.forEach((sign) => addEventListener(sign, want, LISTEN));
  // An address that carries a search is the theme's work.
  if (/[?&]q=/.test(location.search)) want();

  // Opening the search puts the cursor into it; what is typed meanwhile waits there. (Zensical's search has no
  // input before its script has come: it is opened then.)
  const search = find("#__search");
  const input = find(".md-search__input");
  const openSearch = () => {
    if (!input) return void replay.push(() => find(".md-search__button").click());
    if (!search.checked) search.click();
    input.focus();
  };
  search?.addEventListener("change", () => !ready && search.checked && openSearch());
  addEventListener("keydown", (event) => {
    if (ready || event.metaKey || event.ctrlKey || event.altKey || event.target.closest("input, button, [contenteditable]")) return;
    if (search && ["f", "s", "/"].includes(event.key)) {
      event.preventDefault();
      openSearch();
    } else if (["n", "p", ".", ","].includes(event.key)) {
      replay.push(() => dispatchEvent(new KeyboardEvent("keydown", event)));
    }
  });

  // A click on a permalink offers to copy it; the offer comes from our script.
  addEventListener("click", (event) => {
    const link = event.target.closest("article a[href^='#']:not(.footnote-ref)");
    if (!ready && link) replay.push(() => link.dispatchEvent(new MouseEvent("click", event)));
    if (!ready && event.target.closest(".md-search__button")) openSearch();
  });

  // Light or dark: the theme hides the switch until its script has come.
  const options = [...document.querySelectorAll("[name=__palette]")];
  const scheme = () => document.body.getAttribute("data-md-color-scheme");
  const offer = () => options.forEach((option) => {
    option.checked = option.getAttribute("data-md-color-scheme") === scheme();
    option.nextElementSibling.hidden = !option.checked;
  });
  options.forEach((option, index) => option.addEventListener("change", () => {
    if (ready) return;
    const color = {};
    for (const name of ["media", "scheme", "primary", "accent"]) {
      color[name] = option.getAttribute("data-md-color-" + name);
      document.body.setAttribute("data-md-color-" + name, color[name]);
    }
    __md_set("__palette", { index, color });
    offer();
  }));
  offer();

  // An address whose text has moved leads on: the page ends with a line at the old id.
  const moved = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (moved?.hasAttribute("data-moved")) location.replace(moved.querySelector("a").href);
})();
