// On the first user interaction, fetches what reading does not need: the theme's script, our own script and the
// rest of the stylesheet. Until they are loaded, handlers here keep the reader's actions and replay them.
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

  // Says “Loading …” if a reader opens something that is not loaded yet.
  const status = document.body.appendChild(Object.assign(document.createElement("div"), { className: "loading" }));
  status.setAttribute("role", "status");
  let words;
  const tell = (now = words) => {
    words = now;
    status.textContent = missing.length && find(".md-toggle:checked") ? words : "";
  };
  addEventListener("change", () => tell());

  // Fetches one file; resolves to it again if that fails.
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
    const next = find("link[rel=next]"); // last, so that it does not delay other requests
    if (next && !navigator.connection?.saveData) add("link", { rel: "prefetch", href: next.href });
  };
  listen(SIGNS);
  // Start at once if the address contains a search, which the theme handles; on wide screens, where our script puts
  // the notes next to the text; or if a reader opened something before this script ran.
  if (/[?&]q=/.test(location.search) || matchMedia("(min-width: 100em)").matches || find(".md-toggle:checked")) want();

  // When the search opens, focus its input; it keeps what is typed until the theme's script is loaded. (Zensical's
  // search has no input yet: see zensical_search.js.)
  // Hide the theme's other single-key shortcuts from it: dictation software would trigger them by accident.
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
  // Replay clicks on permalinks, which offer to copy them, and on the menu button: our script handles both.
  addEventListener("click", (event) => {
    if (!ready && event.target.closest("article a[href^='#'], .menu-button")) later(event);
  });

  // Light or dark: the theme hides the switch until its script is loaded.
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

  // Redirect if the text of this address has moved: then the page ends with a line that has the old id.
  const moved = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (moved?.hasAttribute("data-moved")) location.replace(moved.querySelector("a").href);
})();
