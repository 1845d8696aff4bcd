// The search: a dialog that edition/site/loader.js opens. What looks through the edition, and all that is looked through,
// is one script (edition/writers/search_index.py), which comes when the dialog is opened for the first time.

(() => {
  const dialog = document.querySelector(".search");
  if (!dialog) return;
  const SHOWN = 50;
  const input = dialog.querySelector("input");
  const make = (tag, attributes = {}, ...parts) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...parts);
    return element;
  };
  const status = make("p", { className: "search__status", role: "status" });
  const list = make("ol", { className: "search__found" });
  const close = make("button", { type: "button", className: "search__close", textContent: "Close" });
  dialog.append(close, status, list);
  const root = new URL("../../", new URL(dialog.dataset.index, location));

  /** Where a record is. How to cite is on most pages, also on this; on a disk, a folder does not lead to its page. */
  const href = (kind, address) => {
    const url = new URL(address, root);
    if (kind === "Citation" && document.querySelector(url.hash)) return url.hash;
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  };
  const marked = (pieces) => pieces.map(([text, found]) => (found ? make("mark", {}, text) : text));
  const entry = ({ kind, address, title, place, text }) => make("li", {}, make(
    "a", { href: href(kind, address) },
    make("span", { className: "search__place" }, kind === "Paragraph" ? "" : kind + (place.length ? " · " : ""), ...marked(place)),
    make("strong", {}, ...marked(title)),
    make("span", {}, ...marked(text)),
  ));

  const said = ({ exact, all, similar, results }, quoted) => {
    const count = results.length;
    if (!count) return "Nothing found. Try fewer or other words.";
    const places = count === 1 ? "1 found" : `${count} found`;
    const shown = count > SHOWN ? `; the first ${SHOWN} are shown` : "";
    if (!all) return `No place has all of these words. Places that have some${similar ? ", or similar ones" : ""}: ${places}${shown}.`;
    if (similar) return `Not found as typed. Places with similar words: ${places}${shown}.`;
    return quoted && !exact ? `Nowhere in these very words. Places that have all of them: ${places}${shown}.` : `${places}${shown}.`;
  };
  const look = () => {
    const query = input.value.trim();
    if (!query) {
      status.textContent = "";
      return list.replaceChildren();
    }
    const answer = globalThis.search(query);
    list.replaceChildren(...answer.results.slice(0, SHOWN).map(entry));
    status.textContent = said(answer, /["“”„«»]/.test(query));
  };

  let asked = false;
  const ask = () => {
    if (asked) return globalThis.search && look();
    asked = true;
    status.textContent = "Loading …";
    const script = make("script", { src: dialog.dataset.index, onload: look });
    script.onerror = () => {
      asked = false; // the next letter asks again
      script.remove();
      status.textContent = "The search could not be loaded: there is no connection, or the page has changed since you opened it. Then load it again.";
    };
    document.head.append(script);
  };
  input.addEventListener("focus", ask);
  input.addEventListener("input", ask); // typed, pasted, dictated, dropped
  if (dialog.open) ask();

  // A link in the same page closes the dialog before the browser goes there. So does a click beside it.
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target === close || target.closest("a")) dialog.close();
  });
  // The arrow keys go through what was found; Enter opens the first; a letter goes on typing.
  dialog.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step && at >= 0) {
      event.preventDefault();
      stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
    } else if (key === "Enter" && target === input) stops[1]?.click();
    else if (at > 0 && (key === "Backspace" || (key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey))) input.focus();
  });
})();
