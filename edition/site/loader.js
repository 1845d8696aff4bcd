// Fetches what reading does not need (the theme's script, our own, the rest of the stylesheet) at the first
// sign that somebody is there. Until it has come, this stands in for it, so that nothing done is lost.
(() => {
  const { documentElement: root } = document;
  const { rest, scripts } = document.currentScript.dataset;
  const SIGNS = ["pointerdown", "pointermove", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  const find = (selector) => document.querySelector(selector);
  const add = (tag, attributes) => document.head.appendChild(Object.assign(document.createElement(tag), attributes));
  const again = [];
  const later = (event) => again.push(() => event.target.dispatchEvent(new event.constructor(event.type, event)));
  let missing = [
    ["link", { rel: "stylesheet", href: rest }],
    ...scripts.split(" ").map((src) => ["script", { src, async: false }]),
  ];
  let ready;

  // Whoever opens what is not there yet is told so.
  const status = document.body.appendChild(Object.assign(document.createElement("div"), { className: "loading" }));
  status.setAttribute("role", "status");
  let words;
  const tell = (now = words) => {
    words = now;
    status.textContent = missing.length && find(".md-toggle:checked") ? words : "";
  };
  addEventListener("change", () => tell());

  // Fetches one thing; gives it back where it could not be had.
  const fetched = (part) => new Promise((done) => {
    const [tag, attributes] = part;
    const element = add(tag, {
      ...attributes,
      onload() {
        if (tag === "link") root.classList.remove("waiting");
        done();
      },
      onerror() {
        element.remove();
        done(part);
      },
    });
  });

  const listen = (signs) => signs.forEach((sign) => addEventListener(sign, want, { capture: true, passive: true }));
  const want = async () => {
    [...SIGNS, "online"].forEach((sign) => removeEventListener(sign, want, true));
    tell("Loading …");
    missing = (await Promise.all(missing.map(fetched))).filter(Boolean);
    if (missing.length) {
      tell("There is no connection. Try again when there is.");
      return listen(["pointerdown", "keydown", "online"]);
    }
    ready = true;
    tell();
    document.dispatchEvent(new Event("DOMContentLoaded")); // the theme waits for it
    again.forEach((act) => act());
    const next = find("link[rel=next]"); // last, so that it holds up nothing that was asked for
    if (next && !navigator.connection?.saveData) add("link", { rel: "prefetch", href: next.href });
  };
  listen(SIGNS);
  // An address that carries a search is the theme's work; on wide screens our script puts the notes beside the text;
  // and somebody may have opened something before this stood here.
  if (/[?&]q=/.test(location.search) || matchMedia("(min-width: 100em)").matches || find(".md-toggle:checked")) want();

  // Opening the search puts the cursor into it; what is typed meanwhile waits there. (Zensical's has no input yet: zensical.js.)
  // The theme's other single keys would also act when somebody speaks to the computer: they never reach it.
  const search = find("#__search");
  const input = find(".md-search__input");
  const type = () => !ready && search.checked && input.focus();
  if (input) {
    search.addEventListener("change", type);
    type();
  }
  addEventListener("keydown", (event) => {
    if (search?.checked) return;
    if (/^[fsnp.,]$/i.test(event.key)) event.stopPropagation();
    if (!input || ready || event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey || event.target.matches("input")) return;
    event.preventDefault();
    search.click();
  }, true);
  // A click on a permalink offers to copy it, one on the button opens the menu: our script does both.
  addEventListener("click", (event) => {
    if (!ready && event.target.closest("article a[href^='#'], .menu-button")) later(event);
  });

  // Light or dark: the theme hides the switch until its script has come.
  const options = [...document.querySelectorAll("[name=__palette]")];
  const offer = () => options.forEach((option) => {
    option.checked = root.dataset.scheme ? option.dataset.mdColorScheme === root.dataset.scheme : matchMedia(option.dataset.mdColorMedia).matches;
    option.nextElementSibling.hidden = !option.checked;
  });
  options.forEach((option, index) => option.addEventListener("change", () => {
    if (ready) return;
    const color = {};
    for (const name of ["media", "scheme", "primary", "accent"]) color[name] = option.getAttribute("data-md-color-" + name);
    root.dataset.scheme = color.scheme;
    __md_set("__palette", { index, color });
    offer();
  }));
  offer();

  // An address whose text has moved leads on: the page ends with a line at the old id.
  const moved = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (moved?.hasAttribute("data-moved")) location.replace(moved.querySelector("a").href);
})();
